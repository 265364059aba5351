import type { FileModel, PatternMatch } from "../model.ts";
import { oncePerText } from "../oncePerText.ts";

/** Whether the file has to do with Databricks at all: patterns of protocols that others speak too ask this first. */
export function isAboutDatabricks({ text }: FileModel): boolean {
  return namesDatabricks(text);
}

const namesDatabricks = oncePerText((text) => /databricks/i.test(text));

/** The literal around a match, or the line of a file that is no code. */
export function surroundings({ text }: FileModel, match: PatternMatch): string {
  if (match.literal) return text.slice(match.literal.start, match.literal.end);
  const end = text.indexOf("\n", match.end);
  return text.slice(text.lastIndexOf("\n", match.start) + 1, end < 0 ? text.length : end);
}

/** Schemas of JSON and descriptions of web interfaces: what stands there are words about values. */
const schema = /^(?:openapi|swagger)\s*:|"(?:openapi|swagger)"\s*:\s*"|json-schema\.org\/|"\$defs"\s*:/m;

/** `before` is the line up to a match. Whether a value explains something to people: a description, an example, Markdown in data. */
export function isExplanation({ kind, text }: FileModel, before: string): boolean {
  if (/\b(?:markdown_?)?(?:description|help|examples?|doc|summary|usage)["']?\s*[:=][^:=]*$/i.test(before)) return true;
  // Markdown shows values between backticks; SQL has them close around a path, and JavaScript around all of a text.
  const isShown = /`[^`]*[^`\s][^`]*$/.test(before) && (before.split("`").length - 1) % 2 === 1;
  if (kind !== "json" && kind !== "yaml") return isShown && !/^(?:java|type)script$|^tsx$|^go$|^sql$|^bash$/.test(kind);
  return (before.split("`").length - 1) % 2 === 1 || schema.test(text);
}

/** Range of a named group inside a match whose text holds the group once, or last. */
export function groupRange(match: PatternMatch, name: string): { start: number; end: number } {
  const value = match.groups[name] ?? "";
  const at = match.text.lastIndexOf(value);
  return value === "" || at < 0 ? match : { start: match.start + at, end: match.start + at + value.length };
}
