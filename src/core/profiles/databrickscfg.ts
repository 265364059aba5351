/** One `key = value` of a section. Offsets are UTF-16, lines zero-based. */
export interface CfgEntry {
  /** Lower case: Python's reader folds keys, and all keys of Databricks are lower case. */
  readonly key: string;
  /** Without quotes and without an inline comment. */
  readonly value: string;
  readonly line: number;
  /** Where the value stands, quotes included. */
  readonly valueStart: number;
  readonly valueEnd: number;
}

export interface CfgSection {
  readonly name: string;
  /** Line of the header. */
  readonly line: number;
  readonly entries: readonly CfgEntry[];
  /** Start of the header's line. */
  readonly start: number;
  /** End of the last line that holds something of this section, line break included. Comments below it are outside. */
  readonly end: number;
}

/** Something that other tools would refuse, or that we cannot use. Never quotes a value, which may be a secret. */
export interface CfgProblem {
  readonly line: number;
  readonly message: string;
  readonly hint: string;
}

export interface Databrickscfg {
  /** In file order, without `__settings__`, without an empty `DEFAULT`, and without the second of two namesakes. */
  readonly sections: readonly CfgSection[];
  /** Entries of the reserved section `__settings__`, such as `default_profile`. */
  readonly settings: readonly CfgEntry[];
  readonly problems: readonly CfgProblem[];
}

/** Section that Databricks' tools keep for themselves (`default_profile`, `auth_storage`). */
export const settingsSection = "__settings__";

interface Line {
  readonly number: number;
  readonly start: number;
  /** End of the text, before the line break. */
  readonly end: number;
  /** Start of the next line. */
  readonly next: number;
}

interface OpenSection {
  readonly name: string;
  readonly line: number;
  readonly start: number;
  end: number;
  readonly entries: CfgEntry[];
}

/**
 * Reads `~/.databrickscfg` by the rules that its readers in Go (`gopkg.in/ini.v1` as the Databricks CLI sets it up) and
 * Python (`configparser`) share: `[name]`, `key = value` or `key: value`, comments from `#` or `;` at the start of a line
 * or after a space. Nothing is inherited from `[DEFAULT]`. What cannot be read becomes a problem and hides nothing else.
 */
export function parseDatabrickscfg(text: string): Databrickscfg {
  const reader = new CfgReader(text);
  for (const line of linesOf(text)) reader.read(line);
  return reader.finish();
}

export function valueOf(section: Pick<CfgSection, "entries">, key: string): string | undefined {
  // The last one wins, as in Go; the repetition itself has been reported.
  return section.entries.findLast((entry) => entry.key === key)?.value;
}

/** All sections of a text in file order, the reserved one and namesakes included. For the editor of the file. */
export function allSections(text: string): readonly CfgSection[] {
  const reader = new CfgReader(text);
  for (const line of linesOf(text)) reader.read(line);
  return reader.sections;
}

/** The characters of a section, header and comments inside included; empty when there is none. */
export function sectionText(text: string, name: string): string {
  const section = allSections(text).find((candidate) => candidate.name === name);
  return section ? text.slice(section.start, section.end) : "";
}

export function* linesOf(text: string): Generator<Line> {
  let number = 0;
  // A byte order mark belongs to no line: Windows editors write one.
  let start = text.startsWith("\uFEFF") ? 1 : 0;
  while (start < text.length) {
    const found = /\r\n|\n|\r/g;
    found.lastIndex = start;
    const lineBreak = found.exec(text);
    const end = lineBreak?.index ?? text.length;
    const next = lineBreak ? end + lineBreak[0].length : end;
    yield { number: number++, start, end, next };
    start = next;
  }
}

class CfgReader {
  readonly sections: OpenSection[] = [];
  readonly #text: string;
  readonly #problems: CfgProblem[] = [];
  #current: OpenSection | undefined;
  /** After a broken header, lines belong to nobody: they are passed over without a second complaint. */
  #lost = false;

  constructor(text: string) {
    this.#text = text;
  }

  read(line: Line): void {
    const content = this.#text.slice(line.start, line.end);
    const trimmed = content.trim();
    if (trimmed === "" || isComment(trimmed)) return;
    if (trimmed.startsWith("[")) this.#header(line, trimmed);
    else if (this.#current) this.#entry(line, content, this.#current);
    else if (!this.#lost) this.#orphan(line);
  }

  finish(): Databrickscfg {
    const first = new Map<string, OpenSection>();
    const settings: CfgEntry[] = [];
    for (const section of this.sections) {
      const namesake = first.get(section.name);
      if (namesake) this.#reportNamesake(section, namesake);
      else first.set(section.name, section);
      if (section.name === settingsSection) settings.push(...section.entries);
    }
    const sections = [...first.values()].filter((section) => section.name !== settingsSection && !isAbsent(section));
    return { sections, settings, problems: this.#problems.sort((a, b) => a.line - b.line) };
  }

  #header(line: Line, trimmed: string): void {
    this.#current = undefined;
    // Both readers take everything up to the last bracket of the line.
    const close = trimmed.lastIndexOf("]");
    const name = trimmed.slice(1, close);
    this.#lost = close < 0 || name.trim() === "";
    if (close < 0) this.#report(line, "The section header is not closed.", "Write it as [name].");
    else if (this.#lost) this.#report(line, "The section has no name.", "Write it as [name].");
    if (this.#lost) return;
    this.#current = { name, line: line.number, start: line.start, end: line.next, entries: [] };
    this.sections.push(this.#current);
  }

  #entry(line: Line, content: string, section: OpenSection): void {
    section.end = line.next;
    const separator = content.search(/[=:]/);
    const key = content.slice(0, separator).trim().toLowerCase();
    if (separator < 0 || key === "") {
      this.#report(
        line,
        `A line of [${section.name}] is neither \`key = value\` nor a comment.`,
        "Complete it, or start it with # to make it a comment.",
      );
      return;
    }
    if (section.entries.some((entry) => entry.key === key)) {
      this.#report(
        line,
        `[${section.name}] sets \`${key}\` twice.`,
        "Remove one of the two: Python's tools refuse it.",
      );
    }
    const rest = content.slice(separator + 1);
    const { raw, value } = readValue(rest.trimStart());
    const valueStart = line.start + content.length - rest.trimStart().length;
    section.entries.push({ key, value, line: line.number, valueStart, valueEnd: valueStart + raw.length });
  }

  #orphan(line: Line): void {
    this.#lost = true;
    this.#report(line, "Text stands before the first [section].", "Put it below a section header such as [DEFAULT].");
  }

  #reportNamesake(section: OpenSection, namesake: OpenSection): void {
    this.#problems.push({
      line: section.line,
      message: `The section [${section.name}] is there twice; the first is on line ${namesake.line + 1}.`,
      hint: "Rename or remove one of them: most Databricks tools refuse the whole file.",
    });
  }

  #report(line: Line, message: string, hint: string): void {
    this.#problems.push({ line: line.number, message, hint });
  }
}

function isComment(trimmed: string): boolean {
  return trimmed.startsWith("#") || trimmed.startsWith(";");
}

function isAbsent(section: OpenSection): boolean {
  return section.name === "DEFAULT" && section.entries.every((entry) => entry.value === "");
}

/**
 * Go's reader takes quotes off; people who write shell files put them there. Inside quotes nothing is a comment. A command
 * line that begins and ends with a quoted word, `"a b" "c d"`, keeps them.
 */
function readValue(text: string): { raw: string; value: string } {
  const quoted = /^(["'`])((?:(?!\1).)*)\1(?=\s*$|\s[#;])/.exec(text);
  if (quoted) return { raw: quoted[0], value: quoted[2] ?? "" };
  const value = text.replace(/\s[#;].*$/, "").trimEnd();
  return { raw: value, value };
}
