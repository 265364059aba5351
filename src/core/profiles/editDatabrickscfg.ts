import { PwafError } from "../base/errors.ts";
import type { TextEdit } from "../base/text.ts";
import { applyEdits } from "../base/text.ts";
import type { CfgEntry, CfgSection } from "./databrickscfg.ts";
import { allSections, settingsSection, valueOf } from "./databrickscfg.ts";
import { isSecretKey } from "./fields.ts";

/** Key → value; `undefined` removes the key. Keys that are not named stay as they are. */
export type CfgFields = Readonly<Record<string, string | undefined>>;

/** Blank lines at the end of a text. A `\r\n` is one line break, never two. */
const blankTail = /(?<=^|\n|\r(?!\n))(?:[ \t]*(?:\r\n|\n|\r(?!\n)))+$/;

/**
 * Sets fields of a profile and leaves every other character of the file alone. A profile that is not there is appended
 * after a blank line.
 * @throws PwafError `config` for a name or value that the format cannot hold, or when the section is there twice.
 */
export function upsertProfile(text: string, name: string, fields: CfgFields): string {
  checkName(name);
  return upsertSection(text, name, fields);
}

/**
 * Names the profile that Databricks' tools use when nobody says which (`default_profile` of `[__settings__]`); undefined
 * takes the name away.
 */
export function setDefaultProfile(text: string, name: string | undefined): string {
  if (name === undefined && !onlySection(text, settingsSection)) return text;
  return upsertSection(text, settingsSection, { default_profile: name });
}

function upsertSection(text: string, name: string, fields: CfgFields): string {
  const section = onlySection(text, name);
  const result = section ? applyEdits(text, fieldEdits(text, section, fields)) : append(text, name, fields);
  checkResult(result, name, fields);
  return result;
}

/**
 * Gives a section another name and leaves all else. A `default_profile` that names it follows.
 * @throws PwafError `config` for a name that the format cannot hold, `conflict` when it is taken.
 */
export function renameProfile(text: string, from: string, to: string): string {
  checkName(to);
  const section = existing(text, from);
  if (from === to) return text;
  checkFree(text, to);
  const open = text.indexOf("[", section.start) + 1;
  const renamed = applyEdits(text, [{ start: open, end: open + from.length, text: to }]);
  return defaultProfileOf(text) === from ? setDefaultProfile(renamed, to) : renamed;
}

/**
 * Appends a copy of a section under another name: its comments and unknown keys too, its secrets not.
 * @throws PwafError `config` for a name that the format cannot hold, `conflict` when it is taken.
 */
export function duplicateProfile(text: string, from: string, to: string): string {
  checkName(to);
  const section = existing(text, from);
  checkFree(text, to);
  const withoutSecrets = section.entries
    .filter(({ key }) => isSecretKey(key))
    .map((entry) => ({ ...lineAround(text, entry.valueStart), text: "" }));
  const open = text.indexOf("[", section.start) + 1;
  const header = { start: open, end: open + from.length, text: to };
  const copied = applyEdits(text.slice(0, section.end), [header, ...withoutSecrets]).slice(section.start);
  const lineBreak = lineBreakOf(text);
  return text + gapBelow(text) + (endsLine(copied) ? copied : copied + lineBreak);
}

/**
 * Removes one section with the blank lines that set it apart. Comments above it and below its last entry stay: they may
 * speak of its neighbours. A `default_profile` that names it goes too: the tools refuse to run with one that leads
 * nowhere. A text without that section comes back as it is.
 */
export function removeProfile(whole: string, name: string): string {
  if (!onlySection(whole, name)) return whole;
  const text = defaultProfileOf(whole) === name ? setDefaultProfile(whole, undefined) : whole;
  const section = existing(text, name);
  const before = text.slice(0, section.start);
  const after = text.slice(section.end);
  const blanksBelow = /^(?:[ \t]*(?:\r\n|\n|\r))+/.exec(after)?.[0].length ?? 0;
  const rest = after.slice(blanksBelow);
  if (rest.trim() !== "") return before + rest;
  return before.replace(blankTail, "") + rest;
}

/** Why a text cannot be the name of a profile, for people; undefined when it can. */
export function profileNameProblem(name: string): string | undefined {
  if (name.trim() === "") return "A profile needs a name.";
  if (name === settingsSection) return `“${settingsSection}” is reserved by the Databricks tools.`;
  if (name !== name.trim()) return "A name may not start or end with a space.";
  if (/[[\]]/.test(name) || hasControl(name)) return "A name may not hold brackets or line breaks.";
  return undefined;
}

/** The profile that `[__settings__]` names as default. */
export function defaultProfileOf(text: string): string | undefined {
  const settings = allSections(text).find((section) => section.name === settingsSection);
  return (settings && valueOf(settings, "default_profile")) || undefined;
}

function existing(text: string, name: string): CfgSection {
  const section = onlySection(text, name);
  if (section) return section;
  throw new PwafError("not-found", `The configuration file has no profile “${name}” any more.`, {
    hint: "Another program has changed it. Look at the list of profiles again.",
  });
}

function checkFree(text: string, name: string): void {
  if (!allSections(text).some((section) => section.name === name)) return;
  throw new PwafError("conflict", `There is a profile “${name}” already.`, { hint: "Choose another name." });
}

function checkName(name: string): void {
  const problem = profileNameProblem(name);
  if (problem !== undefined) throw new PwafError("config", problem, { hint: "Choose another profile name." });
}

function onlySection(text: string, name: string): CfgSection | undefined {
  const [section, second] = allSections(text).filter((candidate) => candidate.name === name);
  if (section && second) {
    throw new PwafError(
      "config",
      `The configuration file has [${name}] twice, on lines ${section.line + 1} and ${second.line + 1}, so nothing was changed.`,
      { hint: "Remove or rename one of them." },
    );
  }
  return section;
}

function fieldEdits(text: string, section: CfgSection, fields: CfgFields): TextEdit[] {
  const edits: TextEdit[] = [];
  const added: string[] = [];
  for (const [key, value] of Object.entries(fields)) {
    const entries = section.entries.filter((entry) => entry.key === key.toLowerCase());
    for (const entry of entries) {
      if (value === undefined) edits.push({ ...lineAround(text, entry.valueStart), text: "" });
      else if (entry.value !== value) edits.push(replacement(text, entry, value));
    }
    if (entries.length === 0 && value !== undefined) added.push(`${key} = ${value}`);
  }
  if (added.length > 0) edits.push({ start: section.end, end: section.end, text: insertion(text, section.end, added) });
  return edits;
}

function replacement(text: string, { valueStart: start, valueEnd: end }: CfgEntry, value: string): TextEdit {
  const wasEmpty = start === end && /[=:]/.test(text[start - 1] ?? "");
  return { start, end, text: wasEmpty ? ` ${value}` : value };
}

function insertion(text: string, offset: number, lines: readonly string[]): string {
  // In a file of mixed line breaks, the one of the line above cannot run together with the one below.
  const above = /(?:\r\n|\n|\r)$/.exec(text.slice(0, offset))?.[0];
  const lineBreak = above ?? lineBreakOf(text);
  const joined = lines.join(lineBreak);
  return above === undefined ? lineBreak + joined : joined + lineBreak;
}

function append(text: string, name: string, fields: CfgFields): string {
  const lineBreak = lineBreakOf(text);
  const lines = [`[${name}]`];
  for (const [key, value] of Object.entries(fields)) if (value !== undefined) lines.push(`${key} = ${value}`);
  return text + gapBelow(text) + lines.join(lineBreak) + lineBreak;
}

/** What must stand between the end of a text and a section below it, to leave one blank line. */
function gapBelow(text: string): string {
  const lineBreak = lineBreakOf(text);
  const body = text.replace(/^\uFEFF/, "");
  if (body === "") return "";
  if (!endsLine(text)) return lineBreak + lineBreak;
  return blankTail.test(body) ? "" : lineBreak;
}

function lineAround(text: string, offset: number): { start: number; end: number } {
  const before = Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1));
  const lineBreak = /\r\n|\n|\r/g;
  lineBreak.lastIndex = offset;
  const found = lineBreak.exec(text);
  return { start: before + 1, end: found ? found.index + found[0].length : text.length };
}

function endsLine(text: string): boolean {
  return text === "" || /[\r\n]$/.test(text);
}

/** The file's own line break, taken from its first line. */
function lineBreakOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? "\n";
}

function hasControl(text: string): boolean {
  return Array.from(text).some((character) => character < " " || character === "\u007F");
}

/** Reads back what was written: a value that would end a line, start a comment or lose its quotes is refused here. */
function checkResult(result: string, name: string, fields: CfgFields): void {
  const section = onlySection(result, name);
  for (const [key, value] of Object.entries(fields)) {
    const written = section?.entries.filter((entry) => entry.key === key.toLowerCase()) ?? [];
    const isWritten = written.length > 0 === (value !== undefined) && written.every((entry) => entry.value === value);
    if (isWritten && !hasControl(value ?? "")) continue;
    throw new PwafError(
      "config",
      `The configuration file cannot hold this value of \`${key}\`, so nothing was changed.`,
      {
        hint: "A value is one line, without quotes around it and without a space before # or ;.",
      },
    );
  }
}
