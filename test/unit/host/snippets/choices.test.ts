import assert from "node:assert/strict";
import { authChoices, connectorChoices } from "../../../../src/core/snippets/choices.ts";
import { foldersUpTo } from "../../../../src/host/snippets/folders.ts";
import { languageNames, snippetsOf } from "../../../connectors/snippetFiles.ts";

describe("choices of “Insert connector snippet”", () => {
  for (const language of languageNames) {
    const file = Object.fromEntries(snippetsOf(language));
    const snippets = Object.values(file);

    it(`lead to each snippet of ${language} once`, () => {
      const offered = connectorChoices(file).flatMap(({ value }) => authChoices(file, value));
      assert.deepEqual(new Set(offered.map(({ value }) => value)), new Set(snippets));
      assert.equal(offered.length, snippets.length);
    });

    it(`tell the ways to sign in of a client in ${language} apart, a personal access token last`, () => {
      for (const { value } of connectorChoices(file)) {
        const labels = authChoices(file, value).map(({ label }) => label);
        assert.equal(new Set(labels).size, labels.length, labels.join(", "));
        const isToken = labels.map((label) => /personal access token/i.test(label));
        assert.deepEqual(isToken, isToken.toSorted(), labels.join(", "));
      }
    });
  }

  it("names a client and its packages", () => {
    const [first] = connectorChoices(Object.fromEntries(snippetsOf("typescript")));
    assert.deepEqual(first, {
      label: "Databricks SQL Driver for Node.js",
      description: "@databricks/sql",
      value: "node-sql",
    });
  });
});

describe("folders around a file", () => {
  it("go up to the root", () => {
    assert.deepEqual(foldersUpTo("/work/acme", "/work/acme/src/api/main.ts"), [
      "/work/acme/src/api",
      "/work/acme/src",
      "/work/acme",
    ]);
  });

  it("are none outside of it, and one right in it", () => {
    assert.deepEqual(foldersUpTo("/work/acme", "/work/acme2/main.ts"), []);
    assert.deepEqual(foldersUpTo("/work/acme/", "/work/acme/main.ts"), ["/work/acme"]);
  });

  it("go up to the root of all files", () => {
    assert.deepEqual(foldersUpTo("/", "/a/b.ts"), ["/a", ""]);
  });
});
