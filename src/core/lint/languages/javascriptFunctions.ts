import type { Node } from "@vscode/tree-sitter-wasm";
import type { Kind } from "./javascriptKinds.ts";
import { functions, kindOf } from "./javascriptKinds.ts";
import { ancestor, field, parentOf, parts } from "./source.ts";

/** What a function returns: the value of each `return`, or the body of an arrow function. */
export function results(node: Node): Node[] {
  const body = field(node, "body");
  if (!body) return [];
  if (kindOf(body) !== "statement_block") return [body];
  return body.descendantsOfType("return_statement" satisfies Kind).flatMap((statement) => {
    if (!statement || ancestor(statement, functions)?.id !== node.id) return [];
    return parts(statement).slice(0, 1);
  });
}

export function functionName(node: Node): { name: string; isConstructor: boolean } | undefined {
  const own = field(node, "name");
  if (own) return { name: own.text, isConstructor: own.text === "constructor" };
  const parent = parentOf(node);
  if (!parent) return undefined;
  // `const connect = async (options) => …` and `connect = (options) => …` as a class field.
  if (field(parent, "value")?.id !== node.id) return undefined;
  const name = field(parent, "name") ?? field(parent, "property") ?? field(parent, "key");
  return name ? { name: name.text, isConstructor: false } : undefined;
}
