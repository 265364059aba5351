import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import { applyEdits } from "../../../../src/core/base/text.ts";
import type { Finding } from "../../../../src/core/lint/finding.ts";
import { fixText } from "../../../../src/core/lint/fixing.ts";
import { rules } from "../../../../src/core/lint/registry.ts";
import { assertInside, hasSyntaxError } from "./fixChecks.ts";
import { changed, mutate, numRuns, sample, samples } from "./randomTexts.ts";
import { readSamples, sampleFolder } from "./ruleSamples.ts";
import { check, checkTogether, optionsFor } from "./samples.ts";

const eols = [
  ["LF", "\n"],
  ["CRLF", "\r\n"],
] as const;

async function findingsOf(path: string, text: string): Promise<readonly Finding[]> {
  return (await check(path, text)).findings;
}

for (const rule of rules.filter(({ fix }) => fix !== "none")) {
  describe(`each fix of ${rule.id}`, () => {
    const options = optionsFor(rule);
    for (const { name, texts } of readSamples(join(sampleFolder, rule.id), "bad")) {
      for (const [title, eol] of eols) {
        it(`mends ${name} by itself, with ${title}`, async () => {
          const whole = new Map([...texts].map(([path, text]) => [path, text.replaceAll("\n", eol)]));
          const own = (findings: readonly Finding[] = []) => findings.filter((finding) => finding.rule === rule.id);
          for (const [path, findings] of await checkTogether(whole, options)) {
            const text = whole.get(path) ?? "";
            for (const { fix } of own(findings)) {
              if (!fix) continue;
              const fixed = applyEdits(text, fix.edits);
              if ((await hasSyntaxError(path, text)) === false)
                assert.equal(await hasSyntaxError(path, fixed), false, fixed);
              const left = own((await checkTogether(new Map(whole).set(path, fixed), options)).get(path));
              assert.ok(left.length < own(findings).length, fixed);
              if (eol === "\r\n") assert.doesNotMatch(fixed, /(?<!\r)\n/);
            }
          }
        });
      }
    }
  });
}

describe("fixes of any text", function () {
  this.timeout(300_000);

  for (const [title, eol] of eols) {
    it(`leave nothing to fix in the corpus, with ${title}`, async () => {
      for (const { path, text } of samples) {
        const once = await fixText(text.replaceAll("\n", eol), (current) => findingsOf(path, current));
        const twice = await fixText(once.text, (current) => findingsOf(path, current));
        assert.deepEqual(twice, { text: once.text, fixed: 0 }, path);
      }
    });
  }

  it("leave nothing to fix in a broken text", () =>
    fc.assert(
      fc.asyncProperty(changed, async ({ start, changes }) => {
        const text = changes.reduce(mutate, start.text);
        const once = await fixText(text, (current) => findingsOf(start.path, current));
        const twice = await fixText(once.text, (current) => findingsOf(start.path, current));
        assert.deepEqual(twice, { text: once.text, fixed: 0 });
      }),
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
