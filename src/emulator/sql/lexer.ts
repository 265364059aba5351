import type { SqlPosition } from "./sqlError.ts";

/** A token of Databricks SQL; comments and white space are left out. Offsets are UTF-16. */
export interface Token {
  readonly kind: "word" | "quoted" | "string" | "number" | "sign";
  /** Content: a quoted name without its backticks, a string without its quotes, else as written. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const pattern = new RegExp(
  [
    String.raw`(?<space>\s+|--[^\n]*|/\*[\s\S]*?(?:\*/|$))`,
    String.raw`(?<string>r'[^']*'|r"[^"]*"|'(?:[^'\\]|\\[\s\S]|'')*'|"(?:[^"\\]|\\[\s\S]|"")*")`,
    "(?<quoted>`(?:[^`]|``)*`)",
    String.raw`(?<number>(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?[a-z]{0,2})`,
    String.raw`(?<word>[\p{L}_][\p{L}\p{N}_$]*)`,
    String.raw`(?<sign><=>|::|->|=>|<=|>=|<>|!=|\|\||[\s\S])`,
  ].join("|"),
  "giuy",
);

export function tokens(sql: string): Token[] {
  const found: Token[] = [];
  for (const match of sql.matchAll(pattern)) {
    const groups = match.groups ?? {};
    const [written] = match;
    const place = { start: match.index, end: match.index + written.length };
    if (groups["space"] !== undefined) continue;
    if (groups["quoted"] !== undefined)
      found.push({ kind: "quoted", text: written.slice(1, -1).replaceAll("``", "`"), ...place });
    else if (groups["string"] !== undefined) found.push({ kind: "string", text: stringContent(written), ...place });
    else if (groups["number"] !== undefined) found.push({ kind: "number", text: written, ...place });
    else if (groups["word"] !== undefined) found.push({ kind: "word", text: written, ...place });
    else found.push({ kind: "sign", text: written, ...place });
  }
  return found;
}

const escapes: Record<string, string> = { n: "\n", t: "\t", r: "\r", "0": "\0", b: "\b", Z: "\u001a" };

function stringContent(written: string): string {
  if (/^r/i.test(written)) return written.slice(2, -1);
  const quote = written.slice(0, 1);
  return written
    .slice(1, -1)
    .replaceAll(quote + quote, quote)
    .replace(/\\([\s\S])/g, (_, sign: string) => escapes[sign] ?? sign);
}

/** Whether a token is this keyword, in any case. Quoted names are never keywords. */
export function isWord(token: Token | undefined, word: string): boolean {
  return token?.kind === "word" && token.text.toUpperCase() === word;
}

export function isSign(token: Token | undefined, sign: string): boolean {
  return token?.kind === "sign" && token.text === sign;
}

export function isName(token: Token | undefined): token is Token {
  return token?.kind === "word" || token?.kind === "quoted";
}

/** Line from 1, position from 0: Spark's way. */
export function positionOf(sql: string, offset: number): SqlPosition {
  const before = sql.slice(0, offset);
  const line = before.split("\n").length;
  return { line, pos: offset - (before.lastIndexOf("\n") + 1) };
}

/** Splits a script at its semicolons; empty statements fall out. */
export function statementsOf(sql: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let hasContent = false;
  for (const token of tokens(sql)) {
    if (isSign(token, ";")) {
      if (hasContent) parts.push(sql.slice(start, token.start));
      start = token.end;
      hasContent = false;
    } else hasContent = true;
  }
  if (hasContent) parts.push(sql.slice(start));
  return parts;
}
