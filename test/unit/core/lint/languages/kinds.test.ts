import assert from "node:assert/strict";
import * as csharp from "../../../../../src/core/lint/languages/csharp/kinds.ts";
import * as javascript from "../../../../../src/core/lint/languages/javascriptKinds.ts";
import * as java from "../../../../../src/core/lint/languages/jvm/javaKinds.ts";
import * as kotlin from "../../../../../src/core/lint/languages/jvm/kotlinKinds.ts";
import * as scala from "../../../../../src/core/lint/languages/jvm/scalaKinds.ts";

describe("kinds of nodes", () => {
  for (const [language, { blocks, runs, scopes }] of Object.entries({ csharp, java, javascript, kotlin, scala })) {
    it(`of ${language}: whoever looks for blocks and functions among the scopes misses none`, () => {
      const others = [...blocks, ...runs].filter((kind) => !scopes.has(kind));
      assert.deepEqual(others, []);
    });
  }
});
