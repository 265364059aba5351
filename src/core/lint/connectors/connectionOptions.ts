import type { Hole, TextValue, Value } from "../resolve/value.ts";
import type { CallOptions } from "./callOptions.ts";
import { Given } from "./callOptions.ts";
import { parseConnectionString } from "./connectionStrings.ts";
import type { ConnectionSyntax } from "./facts.ts";

/** Stands for an unknown part while a text is taken apart. */
const mark = (index: number): string => `{\u0001${index}\u0001}`;
const marks = /\{?\u0001(\d+)\u0001\}?/g;

/** Takes in the entries of a connection string. A text that is not known may hold any. */
export function connectionOptions(options: CallOptions, value: Value, syntax: ConnectionSyntax): void {
  if (value.kind === "null" || value.kind === "object") return;
  if (value.kind !== "text") {
    options.open = true;
    return;
  }
  const holes: Hole[] = [];
  let marked = "";
  for (const part of value.parts) {
    if (typeof part === "string") marked += part;
    // What is called a path brings the slash that ends the host.
    else marked += (syntax === "query" && isPath(part, marked) ? "/" : "") + mark(holes.push(part) - 1);
  }
  const parsed = parseConnectionString(marked, syntax);
  if (parsed.open) options.open = true;
  const put = (name: string, text: string) =>
    options.set(new Given({ name, node: undefined }, false, () => partOf(value, text, holes)));
  if (parsed.scheme !== undefined) put("scheme", parsed.scheme);
  if (parsed.host !== undefined) put("host", parsed.host);
  for (const entry of parsed.entries) put(entry.key, entry.value);
}

function isPath({ source }: Hole, before: string): boolean {
  return /path/i.test(source) && /[^/]$/.test(before) && !/[?]|:\/\/$/.test(before);
}

/** A piece of a text, with the unknown parts that fell into it. */
function partOf(whole: TextValue, text: string, holes: readonly Hole[]): TextValue {
  const parts: (string | Hole)[] = [];
  let end = 0;
  for (const match of text.matchAll(marks)) {
    if (match.index > end) parts.push(text.slice(end, match.index));
    const hole = holes[Number(match[1])];
    if (hole) parts.push(hole);
    end = match.index + match[0].length;
  }
  if (end < text.length || parts.length === 0) parts.push(text.slice(end));
  return { kind: "text", parts, node: whole.node, plain: false, ...rangeIn(whole, text) };
}

/** Where a piece stands in a literal that is written without escapes, so that it can be marked by itself. */
function rangeIn(whole: TextValue, text: string): { within?: { start: number; end: number } } {
  if (text === "" || /\u0001/.test(text)) return {};
  const source = whole.node.text;
  const at = source.indexOf(text);
  if (at < 0 || source.includes(text, at + 1)) return {};
  const start = whole.node.startIndex + at;
  return { within: { start, end: start + text.length } };
}
