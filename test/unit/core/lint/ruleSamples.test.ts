import assert from "node:assert/strict";
import { join } from "node:path";
import { LineIndex } from "../../../../src/core/base/text.ts";
import type { Finding } from "../../../../src/core/lint/finding.ts";
import { fixText } from "../../../../src/core/lint/fixing.ts";
import { rules } from "../../../../src/core/lint/registry.ts";
import { readSamples, sampleFolder } from "./ruleSamples.ts";
import { checkTogether, optionsFor } from "./samples.ts";

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
    const folder = join(sampleFolder, rule.id);
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
