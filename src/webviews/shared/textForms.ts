/** What the single line of a cell shows of line breaks and tabs. */
export function oneLine(text: string): string {
  return text.replace(/\r\n|[\n\r\u2028\u2029]/g, "↵").replace(/\t/g, "⇥");
}

/**
 * The text as indented JSON if it is a JSON object or array, else undefined. Works on the text, so that no number is
 * rounded and no repeated key is lost.
 */
export function prettyJson(text: string): string | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  let depth = 0;
  const line = (): string => `\n${"  ".repeat(depth)}`;
  return text.replace(/"(?:[^"\\]|\\.)*"|\s+|[[{]\s*[\]}]|[[\]{},:]/g, (token) => {
    if (token.startsWith('"')) return token;
    if (/^[[{]\s*[\]}]$/.test(token)) return token.replace(/\s/g, "");
    switch (token) {
      case "[":
      case "{":
        depth++;
        return token + line();
      case "]":
      case "}":
        depth--;
        return line() + token;
      case ",":
        return token + line();
      case ":":
        return ": ";
      default:
        return "";
    }
  });
}
