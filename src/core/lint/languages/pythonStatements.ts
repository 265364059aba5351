const [newline, carriageReturn, backslash, hash, at, doubleQuote, singleQuote] = [10, 13, 92, 35, 64, 34, 39];

/** A line that goes on with the statement above it. */
const continuation = /(?:else|elif|except|finally)\b/y;
/** Cannot stand inside brackets: a bracket above was left open, as while somebody types. */
const definition = /(?:def|class|import|async\s+def)\b|@\w/y;

/**
 * Offsets at which the top-level statements of a Python text begin, told by its strings, brackets and indentation
 * alone. The first is 0; comments and blank lines belong to what stands above them, decorators to their function.
 */
export function pythonStatements(text: string): readonly number[] {
  const starts = [0];
  let depth = 0;
  let isDecorated = false;
  const startLine = (offset: number) => {
    const code = text.charCodeAt(offset);
    if (depth > 0 && !matches(definition, text, offset)) return;
    // Indented, blank, a comment, a closing bracket; NaN behind the last line.
    if (!(code > 32) || code === hash || isClosing(code) || matches(continuation, text, offset)) return;
    depth = 0;
    if (!isDecorated && offset > 0) starts.push(offset);
    isDecorated = code === at;
  };
  startLine(0);
  for (let offset = 0; offset < text.length; offset++) {
    const code = text.charCodeAt(offset);
    if (code === newline) startLine(offset + 1);
    else if (isOpening(code)) depth++;
    else if (isClosing(code)) depth = Math.max(depth - 1, 0);
    else if (code === doubleQuote || code === singleQuote) offset = stringEnd(text, offset) - 1;
    else if (code === hash) offset = orEnd(text.indexOf("\n", offset), text) - 1;
    else if (code === backslash) offset += text.charCodeAt(offset + 1) === carriageReturn ? 2 : 1;
  }
  return starts;
}

/** Offset after a string that begins at a quote. One that is left open ends with its line, or with the text. */
function stringEnd(text: string, start: number): number {
  const quote = text.charCodeAt(start);
  if (text.charCodeAt(start + 1) === quote && text.charCodeAt(start + 2) === quote) {
    const marks = text.slice(start, start + 3);
    let end = text.indexOf(marks, start + 3);
    while (end >= 0 && isEscaped(text, end)) end = text.indexOf(marks, end + 1);
    return end < 0 ? text.length : end + 3;
  }
  for (let offset = start + 1; offset < text.length; offset++) {
    const code = text.charCodeAt(offset);
    if (code === quote) return offset + 1;
    if (code === newline) return offset;
    if (code === backslash) offset += text.charCodeAt(offset + 1) === carriageReturn ? 2 : 1;
  }
  return text.length;
}

function isEscaped(text: string, offset: number): boolean {
  let before = offset - 1;
  while (text.charCodeAt(before) === backslash) before--;
  return (offset - before) % 2 === 0;
}

function isOpening(code: number): boolean {
  return code === 40 || code === 91 || code === 123;
}

function isClosing(code: number): boolean {
  return code === 41 || code === 93 || code === 125;
}

function matches(pattern: RegExp, text: string, offset: number): boolean {
  pattern.lastIndex = offset;
  return pattern.test(text);
}

function orEnd(offset: number, text: string): number {
  return offset < 0 ? text.length : offset;
}
