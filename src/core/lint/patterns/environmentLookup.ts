import type { TextEdit } from "../../base/text.ts";
import { lineBreakOf } from "../../base/text.ts";
import type { Fix } from "../finding.ts";
import type { FileModel, PatternMatch } from "../model.ts";

/** How languages read a variable of the environment. */
const lookups: Readonly<Record<string, (name: string) => string>> = {
  python: (name) => `os.environ["${name}"]`,
  javascript: (name) => `process.env.${name}`,
  typescript: (name) => `process.env.${name}`,
  tsx: (name) => `process.env.${name}`,
  java: (name) => `System.getenv("${name}")`,
  kotlin: (name) => `System.getenv("${name}")`,
  scala: (name) => `sys.env("${name}")`,
  "c-sharp": (name) => `Environment.GetEnvironmentVariable("${name}")`,
};

/** Puts a lookup in place of a literal that is the secret and nothing else. The secret itself goes nowhere. */
export function environmentLookup({ kind, text }: FileModel, match: PatternMatch, name: string): Fix | undefined {
  const lookup = lookups[kind];
  const { literal } = match;
  if (!lookup || !literal || !isWhole(text, match, literal)) return undefined;
  const edits: TextEdit[] = [{ start: literal.start, end: literal.end, text: lookup(name) }];
  const hasImport = kind !== "python" || /^(?:import\s+(?:[\w.]+\s*,\s*)*os\b)/m.test(text);
  if (!hasImport) {
    const start = /^(?:import|from)\s+(?!__future__)\w/m.exec(text)?.index;
    // Without another import there is no place that is sure to be right.
    if (start === undefined) return undefined;
    edits.unshift({ start, end: start, text: `import os${lineBreakOf(text)}` });
  }
  return { title: `Read ${name} from the environment`, edits, safe: false };
}

function isWhole(text: string, match: PatternMatch, literal: { start: number; end: number }): boolean {
  const before = text.slice(literal.start, match.start);
  const after = text.slice(match.end, literal.end);
  return /^(?:["'`])$/.test(before) && before === after;
}
