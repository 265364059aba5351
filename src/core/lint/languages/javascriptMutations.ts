import type { Node } from "@vscode/tree-sitter-wasm";
import type { Mutation } from "./expression.ts";
import { lastValue } from "./javascriptBindings.ts";
import { plainText } from "./javascriptExpressions.ts";
import { kindOf } from "./javascriptKinds.ts";
import { field, parts } from "./source.ts";

/** Calls that read an object and leave it as it is. */
const readers =
  /^(?:console\.\w+|(?:this\.)?_?(?:log|logger)\.\w+|JSON\.stringify|Object\.(?:keys|values|entries|freeze|seal)|structuredClone|expect|assert(?:\.\w+)*|(?:.*\.)?connect)$/;

export function mutation(node: Node): Mutation | undefined {
  const parent = node.parent;
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
      const callNode = parent.parent;
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

function memberMutation(node: Node, member: Node): Mutation | undefined {
  if (field(member, "object")?.id !== node.id) return undefined;
  const statement = member.parent;
  const key = field(member, "property") ?? field(member, "index");
  const name = key && (kindOf(member) === "member_expression" ? key.text : plainText(key));
  if (!statement) return undefined;
  if (kindOf(statement) === "unary_expression" && field(statement, "operator")?.type === "delete") {
    return name === undefined ? { kind: "escape" } : { kind: "remove", key: name };
  }
  if (!/assignment_expression$/.test(statement.type) || field(statement, "left")?.id !== member.id) return undefined;
  const value = field(statement, "right");
  if (name === undefined || !value) return { kind: "escape" };
  const weak = kindOf(statement) === "augmented_assignment_expression";
  return { kind: "set", key: name, value: lastValue(value), node: statement, weak };
}
