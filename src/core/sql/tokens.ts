import type { SqlDialect } from "./dialect.ts";
import { postgresTokens } from "./postgresTokens.ts";
import { blankEnd, blockCommentEnd, isWord, type SqlToken, wordEnd } from "./scan.ts";

export type { SqlToken } from "./scan.ts";

/** The tokens of a script, by the rules of its dialect. A string or comment that never ends takes the rest. */
export function sqlTokens(script: string, dialect: SqlDialect = "databricks"): Generator<SqlToken> {
  return dialect === "postgres" ? postgresTokens(script) : sparkTokens(script);
}

/**
 * Spark's rules
 * (`sql/api/src/main/antlr4/org/apache/spark/sql/catalyst/parser/SqlBaseLexer.g4`): strings in single or double quotes
 * with backslash escapes, raw strings (`r'…'`), names in backticks, `--` comments that a backslash continues, nested
 * block comments, dollar-quoted bodies.
 */
function* sparkTokens(script: string): Generator<SqlToken> {
  for (let at = blankEnd(script, 0); at < script.length; at = blankEnd(script, at)) {
    const behindWord = wordEnd(script, at);
    const kind = behindWord > at ? "word" : kindAt(script, at);
    let end = kind === "word" ? behindWord : kind === "cast" ? at + 2 : tokenEnd(script, at);
    // A doubled backtick is one in the name.
    while (kind === "name" && script[end] === "`") end = tokenEnd(script, end);
    if (kind !== "comment") yield { kind: kind === "cast" ? "sign" : kind, start: at, end };
    at = end;
  }
}

function kindAt(script: string, at: number): SqlToken["kind"] | "comment" | "cast" {
  if (isComment(script, at)) return "comment";
  if (script.startsWith("/*", at)) return "hint";
  if (script.startsWith("::", at)) return "cast";
  const char = script[at];
  if (char === "`") return "name";
  if (char === "'" || char === '"') return "text";
  return char === "$" && tokenEnd(script, at) > at + 1 ? "text" : "sign";
}

/** Whether a comment begins at `at`; a hint (`/*+`) is none. */
function isComment(script: string, at: number): boolean {
  return script.startsWith("--", at) || (script.startsWith("/*", at) && script[at + 2] !== "+");
}

/** Where the token that begins at `at` ends. Words and signs that cannot hide a `;` count one character each. */
function tokenEnd(script: string, at: number): number {
  const char = script[at];
  if (char === "'" || char === '"') return quotedEnd(script, at, isRaw(script, at) ? "raw" : "escapes");
  if (char === "`") return quotedEnd(script, at, "raw");
  if (char === "-" && script[at + 1] === "-") return lineCommentEnd(script, at);
  if (char === "/" && script[at + 1] === "*") return blockCommentEnd(script, at);
  if (char === "$" && !isWord(script[at - 1])) return dollarQuotedEnd(script, at);
  return at + 1;
}

/** A doubled quote needs no care: it ends one token and begins another, and no `;` is between them. */
function quotedEnd(script: string, at: number, mode: "raw" | "escapes"): number {
  const quote = script[at];
  for (let i = at + 1; i < script.length; i++) {
    if (script[i] === "\\" && mode === "escapes") i++;
    else if (script[i] === quote) return i + 1;
  }
  return script.length;
}

/** Whether a quote belongs to a raw string: `r'C:\'`. */
function isRaw(script: string, at: number): boolean {
  const prefix = script[at - 1];
  return (prefix === "r" || prefix === "R") && !isWord(script[at - 2]);
}

function lineCommentEnd(script: string, at: number): number {
  for (let i = at; i < script.length; i++) {
    if (script[i] === "\\" && script[i + 1] === "\n") i++;
    else if (script[i] === "\n" || script[i] === "\r") return i;
  }
  return script.length;
}

/** Body of a function: `$$ … $$` or `$tag$ … $tag$`. A lone `$` is a token of its own. */
function dollarQuotedEnd(script: string, at: number): number {
  const tag = /^\$[A-Za-z]*\$/.exec(script.slice(at, at + 64))?.[0];
  if (tag === undefined) return at + 1;
  const close = script.indexOf(tag, at + tag.length);
  return close < 0 ? script.length : close + tag.length;
}
