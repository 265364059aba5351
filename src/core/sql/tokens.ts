/** A piece of SQL that matters: comments and blanks are left out. Offsets are UTF-16. */
export interface SqlToken {
  /** `text` is a string or a dollar-quoted body, `name` stands in backticks, `word` holds keywords, names and numbers. */
  readonly kind: "word" | "name" | "text" | "hint" | "sign";
  readonly start: number;
  readonly end: number;
}

/**
 * The tokens of a script, with Spark's rules
 * (`sql/api/src/main/antlr4/org/apache/spark/sql/catalyst/parser/SqlBaseLexer.g4`): strings in single or double quotes
 * with backslash escapes, raw strings (`r'…'`), names in backticks, `--` comments that a backslash continues, nested
 * block comments, dollar-quoted bodies. A string or comment that never ends takes the rest of the script. Signs are of
 * one character, but for `::`.
 */
export function* sqlTokens(script: string): Generator<SqlToken> {
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

/** Most of a script is ASCII, which needs no regular expression: a file of 10 000 statements is read with each key. */
const firstBeyondAscii = 128;
const asciiWord = Uint8Array.from({ length: firstBeyondAscii }, (_, code) =>
  /\w/.test(String.fromCharCode(code)) ? 1 : 0,
);
const asciiBlank = Uint8Array.from({ length: firstBeyondAscii }, (_, code) =>
  /\s/.test(String.fromCharCode(code)) ? 1 : 0,
);
const letters = /[\p{L}\p{N}_]+/uy;
const blanks = /\s+/y;

/** Where the letters, digits and underscores from `at` on end. */
function wordEnd(script: string, at: number): number {
  return runEnd(script, at, asciiWord, letters);
}

function blankEnd(script: string, at: number): number {
  return runEnd(script, at, asciiBlank, blanks);
}

function runEnd(script: string, from: number, ascii: Uint8Array, beyond: RegExp): number {
  for (let at = from; at < script.length;) {
    const code = script.charCodeAt(at);
    if (code < firstBeyondAscii) {
      if (ascii[code] === 0) return at;
      at++;
      continue;
    }
    beyond.lastIndex = at;
    if (!beyond.test(script)) return at;
    at = beyond.lastIndex;
  }
  return script.length;
}

const isWord = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}_]/u.test(char);

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
