import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { LineIndex } from "../../../../src/core/base/text.ts";
import type { Finding } from "../../../../src/core/lint/finding.ts";
import { fixText } from "../../../../src/core/lint/fixing.ts";
import { rules } from "../../../../src/core/lint/registry.ts";
import { fill } from "./corpusFiles.ts";
import { checkTogether, optionsFor } from "./samples.ts";

const root = join(import.meta.dirname, "../../../rules");

/** `#   ^^^^ rule` marks the line above; `# <- rule 0 20` does where the mark would stand under the comment sign. */
const mark =
  /^[ \t]*(?:<!--|#|\/\/|--|;)(?:(?<space>[ \t]*)(?<carets>\^+) (?<rule>[\w-]+)|[ \t]*<- (?<named>[\w-]+) (?<from>\d+) (?<to>\d+))[ \t]*$/;

/** Files that are checked together, without their marks, and what the marks expect: `file line:column-endColumn rule`. */
interface Sample {
  readonly name: string;
  readonly texts: ReadonlyMap<string, string>;
  readonly expected: readonly string[];
}

/** The samples of a kind (`bad`, `good`, `fixed`): each file `bad.py`, and the files of the folder `bad`, where there is one. */
function readSamples(folder: string, kind: string): Sample[] {
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

function describeFindings(
  texts: ReadonlyMap<string, string>,
  found: ReadonlyMap<string, readonly Finding[]>,
): string[] {
  return [...found].flatMap(([path, findings]) => {
    const lines = new LineIndex(texts.get(path) ?? "");
    return findings.map(({ start, end, rule }) => {
      const [from, to] = [lines.positionAt(start), lines.positionAt(end)];
      return `${path} ${from.line + 1}:${from.character}-${to.character} ${rule}`;
    });
  });
}

for (const rule of rules) {
  const options = optionsFor(rule);

  describe(`rule ${rule.id}`, () => {
    const folder = join(root, rule.id);
    for (const { name, texts, expected } of readSamples(folder, "bad")) {
      it(`finds what ${name} marks`, async () => {
        assert.ok(expected.length > 0, "the sample marks nothing");
        assert.deepEqual(describeFindings(texts, await checkTogether(texts, options)), expected);
      });
    }
    for (const { name, texts } of readSamples(folder, "good")) {
      it(`is silent about ${name}`, async () => {
        const found = describeFindings(texts, await checkTogether(texts, options));
        assert.deepEqual(
          found.filter((finding) => finding.endsWith(` ${rule.id}`)),
          [],
        );
      });
    }
    for (const { name, texts } of readSamples(folder, "fixed")) {
      const [bad] = readSamples(folder, "bad").filter((sample) => sample.name === name.replace("fixed", "bad"));
      for (const eol of ["\n", "\r\n"]) {
        it(`fixes to ${name}${eol === "\n" ? "" : " with CRLF"}`, async () => {
          const whole = new Map([...(bad?.texts ?? [])].map(([path, text]) => [path, text.replaceAll("\n", eol)]));
          for (const [path, goal] of texts) {
            const source = path.replace(/^fixed(?=[.-])/, "bad");
            // A person may choose a fix that is not safe to apply unseen.
            const chosen = async (current: string) =>
              ((await checkTogether(new Map(whole).set(source, current), options)).get(source) ?? [])
                .filter((finding) => finding.rule === rule.id)
                .map((finding) => (finding.fix ? { ...finding, fix: { ...finding.fix, safe: true } } : finding));
            const fixed = await fixText(whole.get(source) ?? "", chosen);
            assert.equal(fixed.text, goal.replaceAll("\n", eol));
            const left = await checkTogether(new Map(whole).set(source, fixed.text), options);
            assert.deepEqual(left.get(source), []);
          }
        });
      }
    }
  });
}
