import type { Node } from "@vscode/tree-sitter-wasm";
import type { Mutation } from "./expression.ts";
import { isDictUnion, lastValue } from "./pythonBindings.ts";
import { plainText, readArgs } from "./pythonExpressions.ts";
import { kindOf } from "./pythonKinds.ts";
import { field } from "./source.ts";

/** Calls that read an object and leave it as it is. */
const readers =
  /^(?:print|len|str|repr|dict|list|sorted|isinstance|type|bool|id|vars|hash|any|all|set|tuple|copy|deepcopy|copy\.\w+|pprint(?:\.\w+)?|json\.dumps|(?:self\.)?_?(?:log|logger|logging)\.\w+|sql\.connect)$/i;

export function mutation(node: Node): Mutation | undefined {
  const parent = node.parent;
  if (!parent) return undefined;
  switch (kindOf(parent)) {
    case "subscript": {
      const statement = parent.parent;
      if (!statement || field(parent, "value")?.id !== node.id) return undefined;
      const key = field(parent, "subscript");
      const name = key && plainText(key);
      if (kindOf(statement) === "delete_statement")
        return name === undefined ? { kind: "escape" } : { kind: "remove", key: name };
      if (kindOf(statement) !== "assignment" || field(statement, "left")?.id !== parent.id) return undefined;
      const value = field(statement, "right");
      if (name === undefined || !value) return { kind: "escape" };
      return { kind: "set", key: name, value: lastValue(value), node: statement, weak: false };
    }
    case "attribute":
      return methodMutation(node, parent);
    case "augmented_assignment": {
      const value = field(parent, "right");
      return field(parent, "left")?.id === node.id && value && isDictUnion(parent)
        ? { kind: "merge", value }
        : undefined;
    }
    case "argument_list": {
      const callee = parent.parent && field(parent.parent, "function");
      return callee && !readers.test(callee.text) ? { kind: "escape" } : undefined;
    }
    case "keyword_argument":
      return field(parent, "value")?.id === node.id ? { kind: "escape" } : undefined;
    default:
      return undefined;
  }
}

function methodMutation(node: Node, member: Node): Mutation | undefined {
  const callNode = member.parent;
  if (!callNode || kindOf(callNode) !== "call" || field(member, "object")?.id !== node.id) return undefined;
  const list = field(callNode, "arguments");
  if (!list || field(callNode, "function")?.id !== member.id) return undefined;
  const args = readArgs(list);
  const [first, second] = args.positional;
  const key = first && plainText(first);
  switch (field(member, "attribute")?.text) {
    case "update":
      return { kind: "mergeNamed", args };
    case "setdefault":
      return key !== undefined && second
        ? { kind: "set", key, value: second, node: callNode, weak: true }
        : { kind: "escape" };
    case "pop":
      return key === undefined ? { kind: "escape" } : { kind: "remove", key };
    case "clear":
    case "popitem":
      return { kind: "escape" };
    default:
      return undefined;
  }
}
