import { blankEnd, blockCommentEnd, isWord, type SqlToken, wordEnd } from "./scan.ts";

/**
 * PostgreSQL's rules (`src/backend/parser/scan.l`, with `standard_conforming_strings` on): strings in single quotes, where
 * only those of `E'…'` know backslash escapes, names in double quotes, `--` comments, nested block comments, dollar-quoted
 * bodies. Names may hold a `$`. Comments that begin with `+` are hints (`pg_hint_plan`).
 */
export function* postgresTokens(script: string): Generator<SqlToken> {
  for (let at = blankEnd(script, 0); at < script.length; at = blankEnd(script, at)) {
    const [kind, end] = pieceAt(script, at);
    if (kind !== "comment") yield { kind, start: at, end };
    at = end;
  }
}

function pieceAt(script: string, at: number): readonly [kind: SqlToken["kind"] | "comment", end: number] {
  const behindName = nameEnd(script, at);
  if (behindName > at) return ["word", behindName];
  const char = script[at];
  if (char === "'") return ["text", quotedEnd(script, at, hasEscapes(script, at))];
  if (char === '"') return ["name", quotedEnd(script, at, false)];
  if (char === "$") {
    const end = dollarQuotedEnd(script, at);
    return [end > at + 1 ? "text" : "sign", end];
  }
  if (script.startsWith("--", at)) return ["comment", lineEnd(script, at)];
  if (script.startsWith("/*", at)) return [script[at + 2] === "+" ? "hint" : "comment", blockCommentEnd(script, at)];
  return ["sign", script.startsWith("::", at) ? at + 2 : at + 1];
}

/** `a$b$c` is one name, in which no body begins. */
function nameEnd(script: string, at: number): number {
  let end = wordEnd(script, at);
  while (end > at && script[end] === "$") end = wordEnd(script, end + 1);
  return end;
}

/** Whether a quote belongs to a string such as `E'it\'s'`. */
function hasEscapes(script: string, at: number): boolean {
  const [before, prefix] = [script[at - 2], script[at - 1]];
  return (prefix === "E" || prefix === "e") && before !== "$" && !isWord(before);
}

/** A doubled quote is one in the text. */
function quotedEnd(script: string, at: number, escapes: boolean): number {
  const quote = script[at];
  for (let i = at + 1; i < script.length; i++) {
    if (script[i] === "\\" && escapes) i++;
    else if (script[i] === quote && script[i + 1] === quote) i++;
    else if (script[i] === quote) return i + 1;
  }
  return script.length;
}

function lineEnd(script: string, at: number): number {
  for (let i = at; i < script.length; i++) if (script[i] === "\n" || script[i] === "\r") return i;
  return script.length;
}

const tagShape = /\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$/uy;

/** Where a body (`$$ … $$` or `$tag$ … $tag$`) ends. The `$` of `$1` is a sign. */
function dollarQuotedEnd(script: string, at: number): number {
  tagShape.lastIndex = at;
  const tag = tagShape.exec(script)?.[0];
  if (tag === undefined) return at + 1;
  const close = script.indexOf(tag, at + tag.length);
  return close < 0 ? script.length : close + tag.length;
}
