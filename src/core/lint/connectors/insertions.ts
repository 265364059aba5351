import type { Node } from "@vscode/tree-sitter-wasm";
import type { TextEdit } from "../../base/text.ts";
import { parts } from "../languages/source.ts";

/** Adds `name="value"` to a Python list of arguments, laid out as the list is. */
export function insertKeyword(text: string, list: Node, name: string, value: string): TextEdit[] {
  return insertItem(text, list, `${name}=${quoted(text, list, value)}`, { padding: "" });
}

/** Adds `name: "value"` to a JavaScript object, or an object with it to an empty list of arguments. */
export function insertProperty(text: string, holder: Node, name: string, value: string): TextEdit[] {
  const property = `${name}: ${quoted(text, holder, value)}`;
  return holder.type === "object"
    ? insertItem(text, holder, property, { padding: " " })
    : insertItem(text, holder, `{ ${property} }`, { padding: "" });
}

/** `options` → `{ ...options, name: "value" }` */
export function wrapSpread(text: string, argument: Node, name: string, value: string): TextEdit[] {
  const { startIndex: start, endIndex: end } = argument;
  const inner = /^(?:[\w$.]+|\(.*\)|[\w$.]+\([^()]*\))$/s.test(argument.text) ? argument.text : `(${argument.text})`;
  return [{ start, end, text: `{ ...${inner}, ${name}: ${quoted(text, argument, value)} }` }];
}

/** Puts a text where another value stands: `None` → `"value"`. */
export function replaceNode(text: string, node: Node, value: string): TextEdit {
  return { start: node.startIndex, end: node.endIndex, text: quoted(text, node.parent ?? node, value) };
}

/** Adds an item at the end of a bracketed list: on its own line where the items stand on lines of their own. */
function insertItem(text: string, list: Node, item: string, { padding }: { readonly padding: string }): TextEdit[] {
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
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const closeLine = lineStart(text, close);
  const firstOnLine = items.findLast((candidate) =>
    isBlank(text, lineStart(text, candidate.startIndex), candidate.startIndex),
  );
  if (firstOnLine && closeLine > last.endIndex && isBlank(text, closeLine, close)) {
    // The closing bracket stands on its own line; comments after the last item stay with it.
    const indent = text.slice(lineStart(text, firstOnLine.startIndex), firstOnLine.startIndex);
    const line = { start: closeLine, end: closeLine, text: `${indent}${item}${comma === undefined ? "" : ","}${eol}` };
    return comma === undefined ? [{ start: afterLast, end: afterLast, text: "," }, line] : [line];
  }
  if (firstOnLine && firstOnLine.id === last.id) {
    const indent = text.slice(lineStart(text, last.startIndex), last.startIndex);
    return [{ start: afterLast, end: afterLast, text: `${comma === undefined ? "," : ""}${eol}${indent}${item}` }];
  }
  return [{ start: afterLast, end: afterLast, text: comma === undefined ? `, ${item}` : ` ${item},` }];
}

/** Offset after the comma that follows the last item, if one does. Comments in between hold no code. */
function trailingComma(text: string, from: number, close: number): number | undefined {
  const match = /^(?:\s|#[^\n]*|\/\/[^\n]*|\/\*[^]*?\*\/)*,/.exec(text.slice(from, close));
  return match ? from + match[0].length : undefined;
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}

function isBlank(text: string, start: number, end: number): boolean {
  return text.slice(start, end).trim() === "";
}

/** A literal in the quotes that the code around uses, or else the file. A User-Agent holds nothing to escape. */
function quoted(text: string, near: Node, value: string): string {
  const quote = /["']/.exec(near.text)?.[0] ?? /["']/.exec(text)?.[0] ?? '"';
  return `${quote}${value}${quote}`;
}
