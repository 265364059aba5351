import assert from "node:assert/strict";
import { fillSnippet, plainText } from "../../../../src/core/snippets/snippetText.ts";
import { languageNames, snippetsOf } from "../../../connectors/snippetFiles.ts";

describe("fillSnippet", () => {
  const snippet = {
    body: ['ua = "${1:<isv>_<product>/<version>}"', "${2:<workspace host>}"],
  };

  it("replaces what is known and leaves the rest as tab stops", () => {
    assert.equal(
      fillSnippet(snippet, { userAgent: "Acme_Loader/1.0.0" }),
      'ua = "Acme_Loader/1.0.0"\n${2:<workspace host>}',
    );
  });

  it("keeps values from being read as snippet syntax", () => {
    assert.equal(fillSnippet(snippet, { userAgent: "a$1}\\", host: "h" }), 'ua = "a\\$1\\}\\\\"\nh');
  });

  for (const language of languageNames) {
    for (const [name, snippetOf] of snippetsOf(language)) {
      it(`fills every placeholder of “${name}” (${language})`, () => {
        const text = fillSnippet(snippetOf, {
          userAgent: "Acme_Loader/1.0.0",
          host: "https://example.test",
          warehouseId: "0123",
        });
        assert.doesNotMatch(text, /\$\{\d/);
        assert.match(text, /Acme_Loader\/1\.0\.0/);
      });
    }
  }
});

describe("plainText", () => {
  it("is what the editor leaves when nobody changes a tab stop", () => {
    assert.equal(plainText('f("${1:a b}", ${2}, $3)$0 \\$HOME \\${x\\} ${4:\\}}'), 'f("a b", , ) $HOME ${x} }');
  });
});
