import type { Node } from "@vscode/tree-sitter-wasm";
import type { Mutation } from "./expression.ts";
import { lastValue } from "./javascriptBindings.ts";
import { plainText, readArgs } from "./javascriptExpressions.ts";
import { kindOf } from "./javascriptKinds.ts";
import { field, parentOf, parts } from "./source.ts";

/** Calls that read an object and leave it as it is. */
const readers =
  /^(?:console\.\w+|(?:this\.)?_?(?:log|logger)\.\w+|JSON\.stringify|Object\.(?:keys|values|entries|freeze|seal)|structuredClone|expect|assert(?:\.\w+)*|(?:.*\.)?connect)$/;

export function mutation(node: Node): Mutation | undefined {
  const parent = parentOf(node);
  if (!parent) return undefined;
  switch (kindOf(parent)) {
    case "member_expression":
    case "subscript_expression":
      return memberMutation(node, parent);
    case "as_expression":
    case "satisfies_expression":
    case "non_null_expression":
    case "parenthesized_expression":
      return mutation(parent);
    case "arguments": {
      const callNode = parentOf(parent);
      const callee = callNode && field(callNode, "function");
      const text = callee?.text;
      const [target, ...sources] = parts(parent);
      if (text === "Object.assign") {
        if (target?.id !== node.id) return undefined;
        const [only] = sources;
        return sources.length === 1 && only ? { kind: "merge", value: only } : { kind: "escape" };
      }
      return text === undefined || !readers.test(text) ? { kind: "escape" } : undefined;
    }
    default:
      return undefined;
  }
}

/** `x.a.b(…)`, `x.a.b = v`, `x.a["k"] = v`, `delete x.k`: follows the members to what is done to the last. */
function memberMutation(node: Node, first: Node): Mutation | undefined {
  if (field(first, "object")?.id !== node.id) return undefined;
  const path: string[] = [];
  for (let member = first; ;) {
    const key = field(member, "property") ?? field(member, "index");
    const isIndex = kindOf(member) === "subscript_expression";
    const name = key && (isIndex ? plainText(key) : key.text);
    const parent = parentOf(member);
    if (!key || !parent) return undefined;
    if (kindOf(parent) === "unary_expression" && field(parent, "operator")?.type === "delete" && path.length === 0)
      return name === undefined ? { kind: "escape" } : { kind: "remove", key: name };
    const list = field(parent, "arguments");
    if (list && kindOf(parent) === "call_expression" && field(parent, "function")?.id === member.id)
      return name === undefined ? undefined : { kind: "call", path, name, args: readArgs(list), node: parent };
    if (/assignment_expression$/.test(parent.type) && field(parent, "left")?.id === member.id)
      return assignment(path, { name, key, isIndex }, parent);
    if (name === undefined || !isMember(parent) || field(parent, "object")?.id !== member.id) return undefined;
    path.push(name);
    member = parent;
  }
}

function assignment(
  path: readonly string[],
  { name, key, isIndex }: { readonly name: string | undefined; readonly key: Node; readonly isIndex: boolean },
  statement: Node,
): Mutation {
  const right = field(statement, "right");
  if (!right) return { kind: "escape" };
  const value = lastValue(right);
  const weak = kindOf(statement) === "augmented_assignment_expression";
  if (path.length === 0 && name !== undefined) return { kind: "set", key: name, value, node: statement, weak };
  return isIndex
    ? { kind: "assign", path, name: "[]", key, value, node: statement }
    : { kind: "assign", path, name: name ?? "", value, node: statement };
}

function isMember(node: Node): boolean {
  return kindOf(node) === "member_expression" || kindOf(node) === "subscript_expression";
}
