import type { CellRange, GridSource } from "./grid/gridSource.ts";

/** A clipboard message above this would stall the window; the user exports instead. In characters. */
const copyLimit = 16_000_000;

/**
 * Cells as tab-separated text that spreadsheets take: a field with a tab, a line break or a quote is quoted. NULL is
 * copied as it is shown, `NULL`. Undefined when it would be too long for a clipboard.
 */
export function toTsv(source: GridSource, range: CellRange): string | undefined {
  if (range.top === range.bottom && range.left === range.right) return source.fullText(range.top, range.left) ?? "NULL";
  const lines: string[] = [];
  let length = 0;
  for (let row = range.top; row <= range.bottom; row++) {
    const fields: string[] = [];
    for (let column = range.left; column <= range.right; column++) {
      fields.push(tsvField(source.fullText(row, column) ?? "NULL"));
    }
    const line = fields.join("\t");
    length += line.length + 1;
    if (length > copyLimit) return undefined;
    lines.push(line);
  }
  return lines.join("\n");
}

function tsvField(text: string): string {
  return /[\t\r\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** What the single line of a cell shows of line breaks and tabs. */
export function oneLine(text: string): string {
  return text.replace(/\r\n|[\n\r\u2028\u2029]/g, "↵").replace(/\t/g, "⇥");
}

/**
 * The text as indented JSON if it is a JSON object or array, else undefined. Works on the text, so that no number is
 * rounded and no repeated key is lost.
 */
export function prettyJson(text: string): string | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  let depth = 0;
  const line = (): string => `\n${"  ".repeat(depth)}`;
  return text.replace(/"(?:[^"\\]|\\.)*"|\s+|[[{]\s*[\]}]|[[\]{},:]/g, (token) => {
    if (token.startsWith('"')) return token;
    if (/^[[{]\s*[\]}]$/.test(token)) return token.replace(/\s/g, "");
    switch (token) {
      case "[":
      case "{":
        depth++;
        return token + line();
      case "]":
      case "}":
        depth--;
        return line() + token;
      case ",":
        return token + line();
      case ":":
        return ": ";
      default:
        return "";
    }
  });
}
