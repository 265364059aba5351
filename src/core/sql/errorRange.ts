import type { TextRange } from "../base/text.ts";

/**
 * Where a server's complaint about a statement lies in the statement's text. Line and column are 1-based; the server
 * counts columns in code points (ANTLR's `CodePointCharStream`), ranges are UTF-16. Covers the word that begins there;
 * without a place, or with one outside the text, the first line.
 */
export function errorRange(statement: string, line: number | undefined, column: number | undefined): TextRange {
  const start = line === undefined ? undefined : lineStart(statement, line);
  if (start === undefined) return { start: 0, end: lineEnd(statement, 0) };
  const end = lineEnd(statement, start);
  const before = Array.from(statement.slice(start, end)).slice(0, (column ?? 1) - 1);
  const from = Math.min(start + before.join("").length, end);
  const word = /^(?:[\p{L}\p{N}_.`]+|\S)/u.exec(statement.slice(from, end))?.[0];
  // A complaint at the end of a line (something is missing there) marks the line's last character.
  return word === undefined ? { start: Math.max(from - 1, start), end } : { start: from, end: from + word.length };
}

function lineStart(text: string, line: number): number | undefined {
  let start = 0;
  for (let current = 1; current < line; current++) {
    const end = lineEnd(text, start);
    if (end === text.length) return undefined;
    start = end + (text.startsWith("\r\n", end) ? 2 : 1);
  }
  return start;
}

function lineEnd(text: string, from: number): number {
  const found = /[\r\n]/.exec(text.slice(from));
  return found ? from + found.index : text.length;
}
