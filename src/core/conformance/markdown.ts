import { redact } from "../base/redact.ts";
import type { UserAgentPart } from "../recorder/userAgentParts.ts";

/** Text as a cell of a Markdown table: on one line, and nothing in it is markup. */
export function cell(text: string): string {
  return redact(text)
    .replace(/\s+/g, " ")
    .trim()
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replace(/[\\`*_|[\]]/g, "\\$&");
}

/** Text as code in a cell. */
export function code(text: string): string {
  return `<code>${html(text)}</code>`;
}

/** A User-Agent as code in a cell, the identity in bold. */
export function markedUserAgent(parts: readonly UserAgentPart[]): string {
  if (parts.length === 0) return "none";
  const marked = parts.map(({ text, kind }) => (kind === "identity" ? `<b>${html(text)}</b>` : html(text)));
  return `<code>${marked.join("")}</code>`;
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** In HTML too, Markdown goes on reading its own marks. */
function html(text: string): string {
  return redact(text)
    .replace(/\s+/g, " ")
    .replace(/[&<>|\\`*_[\]]/g, (character) => `&#${character.charCodeAt(0)};`);
}
