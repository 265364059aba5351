import type { Node } from "@vscode/tree-sitter-wasm";
import type { Mutation } from "../expression.ts";
import { field, parentOf, parts } from "../source.ts";
import { assignedValue } from "./bindings.ts";
import { onlyItem, plainText, readArgs } from "./expressions.ts";
import { kindOf } from "./kinds.ts";

/** Calls that read what they are handed and leave it as it is, by their last name or their package. */
const readers =
  /^(?:len|cap|append|string|panic|print|println|(?:fmt|log|slog|errors|reflect|strings|strconv)\.\w+|json\.Marshal\w*|maps\.Clone|.*\.(?:Do|Send|Open|OpenDB|Connect|MustConnect|NewConnector|New\w*Client|NewWithConfig|NewPoolWithConfig|ConnectConfig|RegisterConnConfig|ConnString|Log\w*|Print\w*|(?:Debug|Info|Warn|Error|Fatal)\w*))$/;

export function mutation(node: Node): Mutation | undefined {
  const parent = parentOf(node);
  if (!parent) return undefined;
  switch (kindOf(parent)) {
    case "selector_expression":
      return field(parent, "operand")?.id === node.id ? memberMutation(parent) : undefined;
    case "index_expression":
      return field(parent, "operand")?.id === node.id ? entryMutation(parent) : undefined;
    case "unary_expression":
    case "parenthesized_expression":
      return mutation(parent);
    case "argument_list":
      return argumentMutation(node, parent);
    default:
      return undefined;
  }
}

/** `x.a.b.Set(…)`, `x.a.b = v`, `x.a["k"] = v`: follows the members to what is done to the last. */
function memberMutation(first: Node): Mutation | undefined {
  const names: string[] = [];
  for (let current: Node | null = first; current; current = current.parent) {
    const parent: Node | null = parentOf(current);
    if (kindOf(current) === "selector_expression") names.push(field(current, "field")?.text ?? "");
    else if (kindOf(current) !== "parenthesized_expression") return undefined;
    if (!parent) return undefined;
    const [path, name] = [names.slice(0, -1), names.at(-1) ?? ""];
    if (kindOf(parent) === "call_expression" && field(parent, "function")?.id === current.id) {
      const list = field(parent, "arguments");
      return list && { kind: "call", path, name, args: readArgs(list), node: parent };
    }
    const assigned = assignedValue(current);
    if (assigned) return { kind: "assign", path, name, value: assigned.value, node: assigned.statement };
    if (kindOf(parent) === "index_expression" && field(parent, "operand")?.id === current.id) {
      const [entry, key] = [assignedValue(parent), field(parent, "index")];
      return (
        entry &&
        key && { kind: "assign", path: names, name: "[]", key, value: onlyItem(entry.value), node: entry.statement }
      );
    }
  }
  return undefined;
}

/** `x["k"] = v` */
function entryMutation(index: Node): Mutation | undefined {
  const assigned = assignedValue(index);
  const key = field(index, "index");
  const name = key && plainText(key);
  if (!assigned) return undefined;
  return name === undefined
    ? { kind: "escape" }
    : { kind: "set", key: name, value: onlyItem(assigned.value), node: assigned.statement, weak: false };
}

function argumentMutation(node: Node, list: Node): Mutation | undefined {
  const callee = list.parent ? field(list.parent, "function")?.text : undefined;
  const [target, second] = parts(list);
  if (target?.id === node.id && second) {
    const key = plainText(second);
    if (callee === "delete") return key === undefined ? { kind: "escape" } : { kind: "remove", key };
    if (callee === "maps.Copy") return { kind: "merge", value: second };
  }
  if (callee === "maps.Copy" && second?.id === node.id) return undefined;
  return callee !== undefined && !readers.test(callee) ? { kind: "escape" } : undefined;
}
