import fc from "fast-check";
import { fileKind } from "../../../../src/core/lint/languages/fileKinds.ts";
import { readCorpus } from "./corpusFiles.ts";

/** Runs of a property. More of them with `PWAF_PROPERTY_RUNS=5000`; fast-check prints the seed of a failure. */
export const numRuns = Number(process.env["PWAF_PROPERTY_RUNS"] ?? 150);

export interface Sample {
  readonly path: string;
  readonly text: string;
}

export const samples: readonly Sample[] = readCorpus()
  .flatMap(({ name, texts }) => [...texts].map(([file, text]) => ({ path: `/${name}/${file}`, text })))
  .filter(({ path }) => fileKind(path) !== undefined);

/** What breaks parsers: unbalanced pairs, half characters, odd line ends, starts of strings and comments. */
export const noise = fc.constantFrom(
  ..."()[]{}<>\"'`\\/*#$@%&|;:,=\n\r\t\0".split(""),
  "\r\n",
  '"""',
  "'''",
  "${",
  "{{",
  "f'{",
  "/*",
  "*/",
  "-->",
  "# MAGIC ",
  "%sql\n",
  "\ud83d",
  "é𝒳",
  "\u2028",
  "\ufeff",
  "%",
  "?:",
  "=>",
  "**",
  "...",
  "pwaf-ignore x",
  "databricks",
);

export const sample = fc.constantFrom(...samples);
const share = fc.double({ min: 0, max: 1, noNaN: true });
const mutation = fc.oneof(
  fc.record({ kind: fc.constant("cut" as const), from: share, to: share }),
  fc.record({ kind: fc.constant("truncate" as const), at: share }),
  fc.record({ kind: fc.constant("double" as const), from: share, to: share }),
  fc.record({ kind: fc.constant("insert" as const), at: share, text: noise }),
  fc.record({ kind: fc.constant("splice" as const), at: share, other: sample, from: share, to: share }),
);
type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

export function mutate(text: string, change: Mutation): string {
  const at = (part: number) => Math.floor(part * text.length);
  if (change.kind === "truncate") return text.slice(0, at(change.at));
  if (change.kind === "insert") return text.slice(0, at(change.at)) + change.text + text.slice(at(change.at));
  const [from, to] = [Math.min(change.from, change.to), Math.max(change.from, change.to)];
  if (change.kind === "cut") return text.slice(0, at(from)) + text.slice(at(to));
  if (change.kind === "double") return text.slice(0, at(to)) + text.slice(at(from));
  const { text: other } = change.other;
  const piece = other.slice(Math.floor(from * other.length), Math.floor(to * other.length));
  return text.slice(0, at(change.at)) + piece + text.slice(at(change.at));
}

/** A text of the corpus, and what happens to it. */
export const changed = fc.record({ start: sample, changes: fc.array(mutation, { minLength: 1, maxLength: 6 }) });
