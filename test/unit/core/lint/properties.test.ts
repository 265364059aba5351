import assert from "node:assert/strict";
import fc from "fast-check";
import { applyEdits } from "../../../../src/core/base/text.ts";
import type { FileReport } from "../../../../src/core/lint/engine.ts";
import type { Finding } from "../../../../src/core/lint/finding.ts";
import { fixText } from "../../../../src/core/lint/fixing.ts";
import { fileKind, isGrammar } from "../../../../src/core/lint/languages/fileKinds.ts";
import { readCorpus } from "./corpusFiles.ts";
import { check, engine } from "./samples.ts";

/** More of them with `PWAF_PROPERTY_RUNS=5000`; fast-check prints the seed of a failure. */
const numRuns = Number(process.env["PWAF_PROPERTY_RUNS"] ?? 150);

interface Sample {
  readonly path: string;
  readonly text: string;
}

const samples: readonly Sample[] = readCorpus()
  .flatMap(({ name, texts }) => [...texts].map(([file, text]) => ({ path: `/${name}/${file}`, text })))
  .filter(({ path }) => fileKind(path) !== undefined);

/** What breaks parsers: unbalanced pairs, half characters, odd line ends, starts of strings and comments. */
const noise = fc.constantFrom(
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

const sample = fc.constantFrom(...samples);
const share = fc.double({ min: 0, max: 1, noNaN: true });
const mutation = fc.oneof(
  fc.record({ kind: fc.constant("cut" as const), from: share, to: share }),
  fc.record({ kind: fc.constant("truncate" as const), at: share }),
  fc.record({ kind: fc.constant("double" as const), from: share, to: share }),
  fc.record({ kind: fc.constant("insert" as const), at: share, text: noise }),
  fc.record({ kind: fc.constant("splice" as const), at: share, other: sample, from: share, to: share }),
);
type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

function mutate(text: string, change: Mutation): string {
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

const changed = fc.record({ start: sample, changes: fc.array(mutation, { minLength: 1, maxLength: 6 }) });

function assertInside(text: string, { findings, sites }: FileReport): void {
  const ranges = [
    ...findings,
    ...findings.flatMap(({ fix }) => fix?.edits ?? []),
    ...sites.map(({ range }) => range),
    ...sites.flatMap(({ userAgent }) => userAgent.values.map(({ range }) => range)),
  ];
  for (const { start, end } of ranges)
    assert.ok(0 <= start && start <= end && end <= text.length, `${start}-${end} of ${text.length}`);
  for (const { fix } of findings) {
    const edits = [...(fix?.edits ?? [])].sort((a, b) => a.start - b.start);
    edits.forEach((edit, index) => assert.ok(index === 0 || (edits[index - 1]?.end ?? 0) <= edit.start, "overlap"));
  }
}

async function findingsOf(path: string, text: string): Promise<readonly Finding[]> {
  return (await check(path, text)).findings;
}

/** Undefined where the text is of no grammar. */
async function hasSyntaxError(path: string, text: string): Promise<boolean | undefined> {
  const kind = fileKind(path);
  if (kind === undefined || !isGrammar(kind)) return undefined;
  await engine.grammars.load(kind);
  const tree = engine.grammars.parse(kind, text);
  const { hasError } = tree.rootNode;
  tree.delete();
  return hasError;
}

describe("any text", function () {
  this.timeout(300_000);

  it("is checked without an error, and everything reported lies inside it", () =>
    fc.assert(
      fc.asyncProperty(changed, async ({ start, changes }) => {
        const text = changes.reduce(mutate, start.text);
        assertInside(text, await check(start.path, text));
      }),
      { numRuns },
    ));

  it("of random characters is checked without an error in every kind of file", () => {
    const byKind = new Map(samples.map(({ path }) => [fileKind(path), path]));
    const text = fc
      .array(fc.oneof(noise, fc.string({ unit: "binary" }), fc.constantFrom("import ", "class A", "def f", " = ")))
      .map((parts) => `databricks DATABRICKS_TOKEN=1 ${parts.join("")}`);
    return fc.assert(
      fc.asyncProperty(fc.constantFrom(...byKind.values()), text, async (path, characters) => {
        assertInside(characters, await check(path, characters));
      }),
      { numRuns },
    );
  });

  it("says the same after edits in an open document as when it is read afresh", () =>
    fc.assert(
      fc.asyncProperty(changed, async ({ start, changes }) => {
        const document = engine.open(start.path);
        let { text } = start;
        await document.check(text, {});
        for (const change of changes) {
          text = mutate(text, change);
          const { findings } = await document.check(text, {});
          assert.deepEqual(findings.map(asText), (await engine.check(start.path, text)).findings.map(asText));
        }
        document.dispose();
      }),
      { numRuns },
    ));
});

describe("fixes", function () {
  this.timeout(300_000);

  it("leave nothing to fix after they are applied", () =>
    fc.assert(
      fc.asyncProperty(
        fc.oneof(
          sample.map((start) => ({ start, changes: [] })),
          changed,
        ),
        async ({ start, changes }) => {
          const text = changes.reduce(mutate, start.text);
          const once = await fixText(text, (current) => findingsOf(start.path, current));
          const twice = await fixText(once.text, (current) => findingsOf(start.path, current));
          assert.deepEqual(twice, { text: once.text, fixed: 0 });
        },
      ),
      { numRuns },
    ));

  it("keep the syntax of the file, whichever of them are applied", () =>
    fc.assert(
      fc.asyncProperty(sample, fc.array(fc.boolean(), { maxLength: 40 }), async ({ path, text }, choice) => {
        if ((await hasSyntaxError(path, text)) !== false) return;
        const findings = await findingsOf(path, text);
        const chosen = findings.filter(({ fix }, index) => fix && choice[index] !== false);
        const fixed = applyEdits(
          text,
          chosen.flatMap(({ fix }) => fix?.edits ?? []),
        );
        assert.equal(await hasSyntaxError(path, fixed), false, fixed);
        assertInside(fixed, await check(path, fixed));
      }),
      { numRuns },
    ));
});

function asText({ rule, start, end, message }: Finding): string {
  return `${start}-${end} ${rule} ${message}`;
}
