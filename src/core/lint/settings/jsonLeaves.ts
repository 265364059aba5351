import { parseTree } from "jsonc-parser";
import type { Node } from "jsonc-parser";
import type { TextRange } from "../../base/text.ts";
import type { Leaf } from "./leaf.ts";
import { leafLimit } from "./leaf.ts";

/** The values of a JSON text; comments and trailing commas are taken as editors take them. */
export function jsonLeaves(text: string): Leaf[] {
  const leaves: Leaf[] = [];
  const read = (node: Node, path: readonly string[], keyRange?: TextRange): void => {
    if (leaves.length >= leafLimit || path.length > 60) return;
    const children = node.children ?? [];
    if (node.type === "object" && children.length > 0) {
      for (const { children: [key, value] = [] } of children)
        if (key && value) read(value, [...path, String(key.value)], contentRange(key));
    } else if (node.type === "array" && children.length > 0) {
      children.forEach((child, index) => {
        read(child, [...path, String(index)]);
      });
    } else if (path.length > 0) {
      const valueRange = contentRange(node);
      leaves.push({ path, value: scalarText(node), keyRange: keyRange ?? valueRange, valueRange });
    }
  };
  const root = parseTree(text, [], { allowTrailingComma: true, disallowComments: false });
  if (root) read(root, []);
  return leaves;
}

function scalarText({ type, value }: Node): string {
  if (type === "string") return String(value);
  return type === "number" || type === "boolean" ? JSON.stringify(value) : "";
}

function contentRange({ type, offset, length }: Node): TextRange {
  return type === "string" || type === "property"
    ? { start: offset + 1, end: Math.max(offset + 1, offset + length - 1) }
    : { start: offset, end: offset + length };
}
