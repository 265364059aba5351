const letters: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f", s: " ", "\n": "" };

/** The character that an escape sequence of Java, Kotlin or Scala stands for. */
export function unescape(sequence: string): string {
  const code = /^\\u+([0-9a-f]{4})$/i.exec(sequence)?.[1];
  if (code !== undefined) return String.fromCharCode(parseInt(code, 16));
  const letter = sequence.slice(1);
  return letters[letter] ?? letter;
}

/** The content of a Java text block: without the line of the opening quotes, and without the indentation that all lines share. */
export function unindent(block: string): string {
  const lines = block.replace(/^[ \t]*\r?\n/, "").split("\n");
  const indents = lines.filter((line, index) => line.trim() !== "" || index === lines.length - 1);
  const shared = Math.min(...indents.map((line) => line.length - line.trimStart().length));
  return lines.map((line) => line.slice(shared)).join("\n");
}
