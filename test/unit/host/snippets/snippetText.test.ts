import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { Snippet } from "../../../../src/host/snippets/snippetText.ts";
import { fillSnippet } from "../../../../src/host/snippets/snippetText.ts";

const files = ["python", "javascript", "typescript"];

function load(name: string): [string, Snippet][] {
  const url = new URL(`../../../../snippets/${name}.json`, import.meta.url);
  return Object.entries(JSON.parse(readFileSync(url, "utf8")) as Record<string, Snippet>);
}

describe("fillSnippet", () => {
  const snippet = {
    prefix: ["x"],
    description: "",
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

  for (const file of files) {
    for (const [name, body] of load(file)) {
      it(`fills every placeholder of “${name}” (${file})`, () => {
        const text = fillSnippet(body, {
          userAgent: "Acme_Loader/1.0.0",
          host: "https://example.test",
          warehouseId: "0123",
        });
        assert.doesNotMatch(text, /<\w+( \w+)?>/);
        assert.match(text, /Acme_Loader\/1\.0\.0/);
      });
    }
  }
});
