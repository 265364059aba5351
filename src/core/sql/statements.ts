import type { TextRange } from "../base/text.ts";

/** One statement of a script. The range has neither the comments around it nor its `;`. Offsets are UTF-16. */
export interface ScriptStatement extends TextRange {
  readonly text: string;
  /** Just past the `;` that ends it, or the end of the script. */
  readonly until: number;
}

/**
 * Splits a Databricks SQL script at its semicolons. Lexical rules are those of Spark's grammar
 * (`sql/api/src/main/antlr4/org/apache/spark/sql/catalyst/parser/SqlBaseLexer.g4`): strings in single or double quotes
 * with backslash escapes, raw strings (`r'…'`), names in backticks, `--` comments that a backslash continues, nested
 * block comments, dollar-quoted bodies. A string or comment that never ends takes the rest of the script.
 */
export function splitStatements(script: string): readonly ScriptStatement[] {
  const statements: ScriptStatement[] = [];
  let start = -1;
  let end = -1;
  const finish = (until: number): void => {
    if (start >= 0) statements.push({ start, end, until, text: script.slice(start, end) });
    start = -1;
  };
  for (let at = 0; at < script.length;) {
    const next = tokenEnd(script, at);
    const kind = script[at] ?? "";
    if (kind === ";") finish(next);
    else if (!isBlank(kind) && !isComment(script, at)) {
      if (start < 0) start = at;
      end = next;
    }
    at = next;
  }
  finish(script.length);
  return statements;
}

/**
 * The statement a cursor is in. Between two statements it is the one that follows, except right behind a `;`, where it
 * is the one just finished; behind the last statement it is the last one.
 */
export function statementAt(statements: readonly ScriptStatement[], offset: number): ScriptStatement | undefined {
  return statements.find((statement) => offset <= statement.until) ?? statements.at(-1);
}

const isBlank = (char: string): boolean => /\s/.test(char);
const isWord = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}_]/u.test(char);

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

function blockCommentEnd(script: string, at: number): number {
  let depth = 0;
  for (let i = at; i < script.length; i++) {
    if (script.startsWith("/*", i)) {
      depth++;
      i++;
    } else if (script.startsWith("*/", i)) {
      depth--;
      i++;
      if (depth === 0) return i + 1;
    }
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
