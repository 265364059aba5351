import type { Node } from "@vscode/tree-sitter-wasm";
import { ChangingCall } from "../expression.ts";
import type { Mutation } from "../expression.ts";
import { field, parentOf, parts } from "../source.ts";
import { assignedTo } from "./bindings.ts";
import { plainText, readArgs } from "./expressions.ts";
import { kindOf } from "./kinds.ts";

/** Calls that read what they are handed and leave it as it is. */
const readers =
  /^(?:nameof|(?:Console|Debug|Trace|JsonSerializer|JsonConvert|ArgumentNullException|Assert)\.\w+|_?log(?:ger)?\.\w+|.*\.(?:Send(?:Async)?|Log\w*|Open|OpenAsync|Connect|ToString|Equals))$/i;

export function mutation(node: Node): Mutation | undefined {
  const parent = parentOf(node);
  if (!parent) return undefined;
  switch (kindOf(parent)) {
    case "member_access_expression":
      return field(parent, "expression")?.id === node.id ? memberMutation(parent) : undefined;
    case "conditional_access_expression":
      return field(parent, "condition")?.id === node.id ? memberMutation(parent) : undefined;
    case "element_access_expression":
      return field(parent, "expression")?.id === node.id ? entryMutation(parent) : undefined;
    case "parenthesized_expression":
    case "postfix_unary_expression":
    case "cast_expression":
      return mutation(parent);
    case "argument":
      return argumentMutation(parent);
    default:
      return undefined;
  }
}

/** `x.A.B.Add(…)`, `x.A.B = v`, `x.A["k"] = v`: follows the members to what is done to the last. */
function memberMutation(first: Node): Mutation | undefined {
  const names: string[] = [];
  for (let current: Node | null = first; current; current = current.parent) {
    const parent: Node | null = parentOf(current);
    const name = memberName(current);
    if (name !== undefined) names.push(name);
    else if (kindOf(current) !== "postfix_unary_expression" && kindOf(current) !== "parenthesized_expression")
      return undefined;
    if (!parent) return undefined;
    const [path, last] = [names.slice(0, -1), names.at(-1) ?? ""];
    if (kindOf(parent) === "invocation_expression" && field(parent, "function")?.id === current.id) {
      const list = field(parent, "arguments");
      return list && new ChangingCall(parent, path, last, () => readArgs(list));
    }
    const assigned = assignedValue(current);
    if (assigned) return { kind: "assign", path, name: last, ...assigned };
    if (kindOf(parent) === "element_access_expression" && field(parent, "expression")?.id === current.id) {
      const [entry, key] = [assignedValue(parent), keyOf(parent)];
      return entry && key && { kind: "assign", path: names, name: "[]", key, ...entry };
    }
  }
  return undefined;
}

function memberName(node: Node): string | undefined {
  if (kindOf(node) === "member_access_expression") return field(node, "name")?.text;
  const binding = kindOf(node) === "conditional_access_expression" ? parts(node).at(-1) : undefined;
  return binding && field(binding, "name")?.text;
}

function assignedValue(target: Node): { readonly value: Node; readonly node: Node } | undefined {
  const statement = parentOf(target);
  const value = statement ? assignedTo(target, statement) : undefined;
  return statement && value ? { value, node: statement } : undefined;
}

function keyOf(access: Node): Node | undefined {
  const list = field(access, "subscript");
  const [first] = list ? parts(list) : [];
  return first && parts(first).at(-1);
}

/** `x["k"] = v` */
function entryMutation(access: Node): Mutation | undefined {
  const assigned = assignedValue(access);
  const key = keyOf(access);
  const name = key && plainText(key);
  if (!assigned) return undefined;
  return name === undefined ? { kind: "escape" } : { kind: "set", key: name, ...assigned, weak: false };
}

function argumentMutation(argument: Node): Mutation | undefined {
  const call = argument.parent?.parent;
  if (!call) return undefined;
  const callee = field(call, "function")?.text ?? `new ${field(call, "type")?.text ?? ""}`;
  return readers.test(callee) ? undefined : { kind: "escape" };
}
