import type { TextRange } from "../../base/text.ts";
import type { Setting } from "./section.ts";

export interface IniSection extends TextRange {
  /** Empty for what stands before the first header. */
  readonly name: string;
  readonly nameRange: TextRange;
  readonly entries: readonly Setting[];
}

const line = /[^\r\n]*(?:\r\n|\n|\r|$)/y;

/**
 * The sections of an INI file: `.databrickscfg`, `odbc.ini`, `setup.cfg`. Comments begin with `#` or `;`, at the start of a line or after white space.
 * An indented line goes on with the value above, as in Python's `configparser`.
 */
export function readIni(text: string): IniSection[] {
  const sections: { name: string; nameRange: TextRange; start: number; end: number; entries: Setting[] }[] = [
    { name: "", nameRange: { start: 0, end: 0 }, start: 0, end: 0, entries: [] },
  ];
  for (let at = text.startsWith("\uFEFF") ? 1 : 0; at < text.length;) {
    line.lastIndex = at;
    const raw = line.exec(text)?.[0] ?? "";
    const start = at;
    at += raw.length;
    const content = raw.trim();
    if (content === "" || /^[#;]/.test(content)) continue;
    const title = /^\[(.+)\]/.exec(content)?.[1];
    const current = sections.at(-1);
    if (title !== undefined) {
      const from = start + raw.indexOf("[") + 1;
      sections.push({
        name: title.trim(),
        nameRange: { start: from, end: from + title.length },
        start,
        end: at,
        entries: [],
      });
    } else if (current) {
      current.end = at;
      const last = current.entries.at(-1);
      if (/^[ \t]/.test(raw) && last)
        current.entries[current.entries.length - 1] = continued(last, content, start + raw.indexOf(content));
      else {
        const entry = readEntry(raw, start);
        if (entry) current.entries.push(entry);
      }
    }
  }
  return sections.filter(({ name, entries }) => name !== "" || entries.length > 0);
}

function readEntry(raw: string, start: number): Setting | undefined {
  const match = /^(\s*)([^=:\s][^=:]*?)\s*[=:]\s*/.exec(raw);
  if (!match) return undefined;
  const key = match[2] ?? "";
  const keyStart = start + (match[1] ?? "").length;
  const rest = raw.slice(match[0].length).trimEnd();
  const quoted = /^(["'`])(.*?)\1(?=\s*$|\s[#;])/.exec(rest);
  const value = quoted ? (quoted[2] ?? "") : rest.replace(/(?:^|\s)[#;].*$/, "").trimEnd();
  const valueStart = start + match[0].length + (quoted ? 1 : 0);
  return {
    key,
    value,
    keyRange: { start: keyStart, end: keyStart + key.length },
    valueRange: { start: valueStart, end: valueStart + value.length },
  };
}

function continued(entry: Setting, content: string, start: number): Setting {
  const value = entry.value === "" ? content : `${entry.value}\n${content}`;
  const valueStart = entry.value === "" ? start : entry.valueRange.start;
  return { ...entry, value, valueRange: { start: valueStart, end: start + content.length } };
}
