import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { LineIndex } from "../../../../src/core/base/text.ts";
import type { Finding } from "../../../../src/core/lint/finding.ts";
import { fixText } from "../../../../src/core/lint/fixing.ts";
import { rules } from "../../../../src/core/lint/registry.ts";
import { check } from "./samples.ts";

const root = join(import.meta.dirname, "../../../rules");

/** `#   ^^^^ rule` marks the line above; `# <- rule 0 20` does where the mark would stand under the comment sign. */
const mark =
  /^[ \t]*(?:#|\/\/)(?:(?<space>[ \t]*)(?<carets>\^+) (?<rule>[\w-]+)|[ \t]*<- (?<named>[\w-]+) (?<from>\d+) (?<to>\d+))[ \t]*$/;

/** A sample without its marks, and what the marks expect: `line:column-endColumn rule`. */
function readSample(file: string): { text: string; expected: string[] } {
  const kept: string[] = [];
  const expected: string[] = [];
  for (const line of readFileSync(file, "utf8").split("\n")) {
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

function describeFinding(text: string, { start, end, rule }: Finding): string {
  const lines = new LineIndex(text);
  const [from, to] = [lines.positionAt(start), lines.positionAt(end)];
  return `${from.line + 1}:${from.character}-${to.character} ${rule}`;
}

for (const rule of rules) {
  describe(`rule ${rule.id}`, () => {
    const folder = join(root, rule.id);
    const files = readdirSync(folder);
    for (const name of files.filter((file) => file.startsWith("bad"))) {
      it(`finds what ${name} marks`, async () => {
        const { text, expected } = readSample(join(folder, name));
        assert.ok(expected.length > 0, "the sample marks nothing");
        const { findings } = await check(name, text);
        assert.deepEqual(
          findings.map((finding) => describeFinding(text, finding)),
          expected,
        );
      });
    }
    for (const name of files.filter((file) => file.startsWith("good"))) {
      it(`is silent about ${name}`, async () => {
        const text = readFileSync(join(folder, name), "utf8");
        const { findings } = await check(name, text);
        assert.deepEqual(
          findings.filter((finding) => finding.rule === rule.id).map((finding) => describeFinding(text, finding)),
          [],
        );
      });
    }
    for (const name of files.filter((file) => file.startsWith("fixed"))) {
      for (const eol of ["\n", "\r\n"]) {
        it(`fixes to ${name}${eol === "\n" ? "" : " with CRLF"}`, async () => {
          const { text } = readSample(join(folder, name.replace("fixed", "bad")));
          // A person may choose a fix that is not safe to apply unseen.
          const chosen = async (current: string) =>
            (await check(name, current)).findings
              .filter((finding) => finding.rule === rule.id)
              .map((finding) => (finding.fix ? { ...finding, fix: { ...finding.fix, safe: true } } : finding));
          const fixed = await fixText(text.replaceAll("\n", eol), chosen);
          assert.equal(fixed.text, readFileSync(join(folder, name), "utf8").replaceAll("\n", eol));
          assert.deepEqual((await check(name, fixed.text)).findings, []);
        });
      }
    }
  });
}
