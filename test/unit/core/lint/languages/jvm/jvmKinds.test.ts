import assert from "node:assert/strict";
import type { GrammarName } from "../../../../../../src/core/lint/languages/fileKinds.ts";
import { javaKinds } from "../../../../../../src/core/lint/languages/jvm/javaKinds.ts";
import { kotlinKinds } from "../../../../../../src/core/lint/languages/jvm/kotlinKinds.ts";
import { scalaKinds } from "../../../../../../src/core/lint/languages/jvm/scalaKinds.ts";
import { engine } from "../../samples.ts";

const used: Readonly<Partial<Record<GrammarName, readonly string[]>>> = {
  java: javaKinds,
  kotlin: kotlinKinds,
  scala: scalaKinds,
};

describe("node kinds of the JVM languages", () => {
  for (const [grammar, kinds] of Object.entries(used) as [GrammarName, readonly string[]][]) {
    it(`of ${grammar} exist in the grammar`, async () => {
      await engine.grammars.load(grammar);
      const language = engine.grammars.language(grammar);
      const unknown = kinds.filter((kind) => language.idForNodeType(kind, true) === null);
      assert.deepEqual(unknown, []);
    });
  }
});
