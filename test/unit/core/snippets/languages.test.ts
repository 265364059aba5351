import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { snippetLanguageOf } from "../../../../src/core/snippets/languages.ts";
import { root } from "../../../connectors/bed/paths.ts";
import { languageNames } from "../../../connectors/snippetFiles.ts";

describe("languages of snippets", () => {
  it("are those that package.json contributes files for", async () => {
    const manifest = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as {
      contributes: { snippets: { language: string; path: string }[] };
    };
    // Those for Databricks Apps and odbc.ini are no programs to choose from.
    const snippets = manifest.contributes.snippets.filter(({ path }) => !/^\.\/snippets\/(?:apps|odbc)\./.test(path));
    for (const { language, path } of snippets)
      assert.equal(path, `./snippets/${snippetLanguageOf(language) ?? "?"}.json`, language);
    assert.deepEqual(new Set(snippets.map(({ path }) => path)).size, languageNames.length);
  });

  it("are none for others", () => {
    for (const language of ["ruby", "toString", "constructor"]) assert.equal(snippetLanguageOf(language), undefined);
  });
});
