/** A piece of SQL that matters: comments and blanks are left out. Offsets are UTF-16. */
export interface SqlToken {
  /**
   * `text` is a string or a dollar-quoted body, `name` is quoted, `word` holds keywords, names and numbers. A `sign` is of one
   * character, but for `::`.
   */
  readonly kind: "word" | "name" | "text" | "hint" | "sign";
  readonly start: number;
  readonly end: number;
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
export function wordEnd(script: string, at: number): number {
  return runEnd(script, at, asciiWord, letters);
}

export function blankEnd(script: string, at: number): number {
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

export const isWord = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}_]/u.test(char);

/** Where a block comment ends; others may be nested in it. */
export function blockCommentEnd(script: string, at: number): number {
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
