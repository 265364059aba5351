import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fill } from "./corpusFiles.ts";

/** Folder of the rules' samples: `<rule>/bad.py`, `good.py`, `fixed.py`. */
export const sampleFolder = join(import.meta.dirname, "../../../rules");

/** `#   ^^^^ rule` marks the line above; `# <- rule 0 20` does where the mark would stand under the comment sign. */
const mark =
  /^[ \t]*(?:<!--|#|\/\/|--|;)(?:(?<space>[ \t]*)(?<carets>\^+) (?<rule>[\w-]+)|[ \t]*<- (?<named>[\w-]+) (?<from>\d+) (?<to>\d+))[ \t]*$/;

/** Files that are checked together, without their marks, and what the marks expect: `file line:column-endColumn rule`. */
export interface RuleSample {
  readonly name: string;
  readonly texts: ReadonlyMap<string, string>;
  readonly expected: readonly string[];
}

/** The samples of a kind (`bad`, `good`, `fixed`): each file `bad.py`, and the files of the folder `bad`, where there is one. */
export function readSamples(folder: string, kind: string): RuleSample[] {
  // That there are samples at all is the bookkeeping's business.
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name === kind || name.startsWith(`${kind}.`) || name.startsWith(`${kind}-`))
    .map((entry) => {
      const files = entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)];
      const base = entry.isDirectory() ? join(folder, entry.name) : folder;
      const expected: string[] = [];
      const texts = new Map(
        files.map((file) => {
          const path = relative(base, file).split(sep).join("/");
          const sample = readSample(file);
          expected.push(...sample.expected.map((finding) => `${path} ${finding}`));
          return [path, sample.text];
        }),
      );
      return { name: entry.name, texts, expected };
    });
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function readSample(file: string): { text: string; expected: string[] } {
  const kept: string[] = [];
  const expected: string[] = [];
  for (const line of fill(readFileSync(file, "utf8")).split("\n")) {
    const groups = mark.exec(line)?.groups;
    if (!groups) kept.push(line);
    else if (groups["named"] !== undefined)
      expected.push(`${kept.length}:${groups["from"]}-${groups["to"]} ${groups["named"]}`);
    else {
      const column = line.indexOf("^");
      expected.push(`${kept.length}:${column}-${column + (groups["carets"] ?? "").length} ${groups["rule"]}`);
    }
  }
  return { text: kept.join("\n"), expected };
}
