import assert from "node:assert/strict";
import fc from "fast-check";
import type { Finding } from "../../../../src/core/lint/finding.ts";
import { fileKind } from "../../../../src/core/lint/languages/fileKinds.ts";
import { assertInside } from "./fixChecks.ts";
import { countQuestions } from "./questions.ts";
import { changed, mutate, noise, numRuns, samples } from "./randomTexts.ts";
import { check, engine } from "./samples.ts";

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

  it("asks no more of its syntax than a share for each line, also when it is repeated", () =>
    fc.assert(
      fc.asyncProperty(changed, async ({ start, changes }) => {
        const text = changes.reduce(mutate, start.text);
        const long = text.repeat(Math.ceil(200 / text.split("\n").length));
        const { asked } = await countQuestions(() => check(start.path, long));
        // A line of 40 characters counts as two, and a longer one as more. Dense code of the corpus asks 50 times for each.
        const size = long.split("\n").length + long.length / 40;
        assert.ok(asked < 4000 + 90 * size, `${asked} questions about a text of the size ${size.toFixed(0)}`);
      }),
      { numRuns },
    ));

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

function asText({ rule, start, end, message }: Finding): string {
  return `${start}-${end} ${rule} ${message}`;
}
