import type { EnvironmentBlock, EnvironmentVariable } from "./block.ts";

const assignment = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*=[ \t]*/;

/** Files that show people what to fill in; a value there is often a stand-in. */
const exampleFile = /(?:example|sample|template|dist|default)s?(?:\.env)?$/i;

const standIn = /^(?:<.*>|\[.*\]|x{3,}|\.{3}|\*{3,}|.*\b(?:your|change-?me|todo|placeholder|replace|example)\b.*)$/i;

/** The variables of a dotenv file. Of a name that is set twice the last one counts, as in every dotenv reader. */
export function readDotenv(path: string, text: string): EnvironmentBlock[] {
  const skipStandIns = exampleFile.test(path);
  const variables = new Map<string, EnvironmentVariable>();
  for (let offset = 0; offset < text.length;) {
    const newline = /\r\n|\n|\r/.exec(text.slice(offset, offset + 100_000));
    const end = newline ? offset + newline.index : text.length;
    const line = text.slice(offset, end);
    let next = newline ? end + newline[0].length : text.length;
    const match = assignment.exec(line);
    if (match) {
      const name = match[1] ?? "";
      const from = offset + match[0].length;
      const { value, end: valueEnd } = readValue(text, from, end);
      const start = offset + match[0].indexOf(name);
      if (valueEnd > next) next = valueEnd;
      if (value === "" || (skipStandIns && standIn.test(value.replaceAll("_", "-")))) variables.delete(name);
      else variables.set(name, { name, value, start, end: start + name.length });
    }
    offset = next;
  }
  return [{ label: "This file", variables: [...variables.values()].sort((a, b) => a.start - b.start) }];
}

/** A value up to the end of its line, or to its closing quote, which may stand on a later line. */
function readValue(text: string, from: number, lineEnd: number): { value: string; end: number } {
  const quote = text[from];
  if (from < lineEnd && (quote === '"' || quote === "'" || quote === "`")) {
    let close = text.indexOf(quote, from + 1);
    while (close > 0 && quote === '"' && text[close - 1] === "\\") close = text.indexOf(quote, close + 1);
    if (close >= 0) return { value: text.slice(from + 1, close), end: close + 1 };
  }
  const value = text.slice(from, lineEnd);
  return { value: (value.startsWith("#") ? "" : value.replace(/[ \t]#.*$/, "")).trim(), end: lineEnd };
}
