import type { Setting } from "./section.ts";

const entry = /^([ \t\f]*)((?:[^\\\s:=]|\\.)+)([ \t\f]*[:=]?[ \t\f]*)((?:\\\r?\n|[^\r\n])*)$/gm;

/** The entries of a Java properties file: `key=value`, `key: value`, `key value`, lines that a backslash continues; `#` and `!` begin comments. */
export function readProperties(text: string): Setting[] {
  return [...text.matchAll(entry)].flatMap((match): Setting[] => {
    const [, indent = "", key = "", separator = "", raw = ""] = match;
    if (/^[#!]/.test(key)) return [];
    const keyStart = match.index + indent.length;
    const valueStart = keyStart + key.length + separator.length;
    return [
      {
        key: unescape(key),
        value: unescape(raw.replace(/\\\r?\n[ \t\f]*/g, "")).trimEnd(),
        keyRange: { start: keyStart, end: keyStart + key.length },
        valueRange: { start: valueStart, end: valueStart + raw.trimEnd().length },
      },
    ];
  });
}

function unescape(text: string): string {
  return text.replace(/\\([:=#!\\ ])/g, "$1");
}
