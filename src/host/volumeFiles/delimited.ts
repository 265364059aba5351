export interface DelimitedText {
  readonly header: readonly string[];
  /** As many cells as the header has; those that a line lacks are null. */
  readonly rows: readonly (readonly (string | null)[])[];
  readonly delimiter: string;
}

const delimiters = [",", "\t", ";", "|"];

/**
 * Reads CSV as RFC 4180 has it, with the delimiter that is the most frequent in the first line. The first line is the header.
 * @param isCut the text ends in the middle: its last line is left out.
 */
export function parseDelimited(text: string, { isCut }: { isCut: boolean }): DelimitedText {
  const delimiter = delimiterOf(text);
  const lines: string[][] = [];
  let line: string[] = [];
  let at = 0;
  while (at < text.length) {
    const cell = readCell(text, at, delimiter);
    line.push(cell.value);
    at = cell.end;
    if (at < text.length && text.startsWith(delimiter, at)) {
      at += delimiter.length;
      if (at === text.length) line.push("");
      continue;
    }
    if (at < text.length) at += text.startsWith("\r\n", at) ? 2 : 1;
    else if (isCut) break;
    lines.push(line);
    line = [];
  }
  const filled = lines.filter((cells) => cells.length > 1 || cells[0] !== "");
  const [header = [], ...rest] = filled;
  const width = rest.reduce((most, cells) => Math.max(most, cells.length), header.length);
  const full = Array.from({ length: width }, (_, i) => header[i] ?? `column ${i + 1}`);
  const rows = rest.map((cells) => Array.from({ length: width }, (_, i) => cells[i] ?? null));
  return { header: full, rows, delimiter };
}

function delimiterOf(text: string): string {
  const [first = ""] = text.split(/\r?\n/, 1);
  const unquoted = first.replace(/"[^"]*"/g, "");
  const count = (delimiter: string) => unquoted.split(delimiter).length;
  return delimiters.reduce((best, one) => (count(one) > count(best) ? one : best));
}

/** One cell and where it ends: at a delimiter, a line end or the end of the text. */
function readCell(text: string, start: number, delimiter: string): { value: string; end: number } {
  if (text[start] !== '"') {
    const end = endOfPlain(text, start, delimiter);
    return { value: text.slice(start, end), end };
  }
  let value = "";
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return { value: value + text.slice(at), end: text.length };
    value += text.slice(at, quote);
    if (text[quote + 1] !== '"') {
      // Some writers go on after the closing quote; what follows belongs to the cell.
      const end = endOfPlain(text, quote + 1, delimiter);
      return { value: value + text.slice(quote + 1, end), end };
    }
    value += '"';
    at = quote + 2;
  }
}

function endOfPlain(text: string, start: number, delimiter: string): number {
  let end = start;
  while (end < text.length && text[end] !== "\n" && text[end] !== "\r" && text[end] !== delimiter) end++;
  return end;
}
