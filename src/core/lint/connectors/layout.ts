import type { Node } from "@vscode/tree-sitter-wasm";
import type { TextEdit } from "../../base/text.ts";
import { lineBreakOf } from "../../base/text.ts";
import type { Grammar } from "../languages/expression.ts";
import { parts } from "../languages/source.ts";

/** Adds items at the end of a bracketed list: on their own lines where the items stand on lines of their own. */
export function insertItem(
  text: string,
  list: Node,
  added: readonly string[],
  { padding }: { readonly padding: string },
): TextEdit[] {
  const item = added.join(", ");
  const items = parts(list);
  const last = items.at(-1);
  const close = list.endIndex - 1;
  if (!last) {
    const inside = text.slice(list.startIndex + 1, close);
    if (inside.trim() === "") return [{ start: list.startIndex + 1, end: close, text: `${padding}${item}${padding}` }];
    return [{ start: close, end: close, text: `${/\s$/.test(inside) ? "" : " "}${item}${padding}` }];
  }
  const comma = trailingComma(text, last.endIndex, close);
  const afterLast = comma ?? last.endIndex;
  const eol = lineBreakOf(text);
  const closeLine = lineStart(text, close);
  const firstOnLine = items.findLast((candidate) =>
    isBlank(text, lineStart(text, candidate.startIndex), candidate.startIndex),
  );
  if (firstOnLine && closeLine > last.endIndex && isBlank(text, closeLine, close)) {
    // The closing bracket stands on its own line; comments after the last item stay with it.
    const indent = text.slice(lineStart(text, firstOnLine.startIndex), firstOnLine.startIndex);
    const lines = added.map((one) => indent + one).join(`,${eol}`);
    const line = { start: closeLine, end: closeLine, text: `${lines}${comma === undefined ? "" : ","}${eol}` };
    return comma === undefined ? [{ start: afterLast, end: afterLast, text: "," }, line] : [line];
  }
  if (firstOnLine && firstOnLine.id === last.id) {
    const indent = text.slice(lineStart(text, last.startIndex), last.startIndex);
    return [
      {
        start: afterLast,
        end: afterLast,
        text: added
          .map((one, index) => `${index === 0 && comma !== undefined ? "" : ","}${eol}${indent}${one}`)
          .join(""),
      },
    ];
  }
  return [{ start: afterLast, end: afterLast, text: comma === undefined ? `, ${item}` : ` ${item},` }];
}

/** Offset after the comma that follows the last item, if one does. Comments in between hold no code. */
function trailingComma(text: string, from: number, close: number): number | undefined {
  const match = /^(?:\s|#[^\n]*|\/\/[^\n]*|\/\*[^]*?\*\/)*,/.exec(text.slice(from, close));
  return match ? from + match[0].length : undefined;
}

export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}

function isBlank(text: string, start: number, end: number): boolean {
  return text.slice(start, end).trim() === "";
}

/**
 * Where a statement that uses what another one made can stand: behind the check for an error that Go puts after it, since
 * until then there may be nothing to use.
 */
export function endWithErrorCheck(statement: Node): number {
  const next = statement.nextNamedSibling;
  const isCheck = next !== null && /^if\s+\w*[eE]rr\w*\s*!=\s*nil\b|^\w+\.NoError\(/.test(next.text);
  return isCheck ? next.endIndex : statement.endIndex;
}

/** The statement that a node stands in: the child of the block around it. */
export function statementAround(grammar: Grammar, node: Node): Node | undefined {
  const block = grammar.blockAround(node);
  let current = node;
  while (current.parent && current.parent.id !== block?.id) current = current.parent;
  return block && current.parent ? current : undefined;
}
