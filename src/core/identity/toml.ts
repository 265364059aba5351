/**
 * The text of one key of a TOML table: `tomlText(text, "project", "version")`. A dotted key leads into an inline table
 * (`version = { attr = "x" }`). Of a list comes the first; numbers and booleans come as they are written.
 */
export function tomlText(text: string, table: string, key: string): string | undefined {
  const [name = "", ...inner] = key.split(".");
  const value = tableLines(text, table)
    .map((line) => /^[ \t]*("?)([\w.-]+)\1[ \t]*=[ \t]*(.*)$/.exec(line))
    .find((match) => match?.[2] === (inner.length > 0 ? name : key) || match?.[2] === key);
  if (!value) return undefined;
  if (inner.length === 0 || value[2] === key) return scalar(value[3] ?? "");
  const entry = new RegExp(`[{,]\\s*${inner.join("\\.")}\\s*=\\s*(.*)`).exec(value[3] ?? "");
  return entry ? scalar(entry[1] ?? "") : undefined;
}

function tableLines(text: string, table: string): string[] {
  const lines = text.split(/\r?\n/);
  const start = lines.findIndex((line) => /^[ \t]*\[([^[\]]+)\]/.exec(line)?.[1]?.replace(/[\s"]/g, "") === table);
  if (start < 0) return [];
  const end = lines.findIndex((line, index) => index > start && /^[ \t]*\[/.test(line));
  return lines.slice(start + 1, end < 0 ? undefined : end);
}

function scalar(text: string): string | undefined {
  const match = /^(?:"([^"\\]*)"|'([^']*)'|([\w.+-]+))/.exec(text.trim().replace(/^\[\s*/, ""));
  return match?.[1] ?? match?.[2] ?? match?.[3];
}
