import assert from "node:assert/strict";
import { extensions, languageNames, odbcSnippets, programOf, snippetsOf } from "../../../connectors/snippetFiles.ts";
import { check } from "../lint/samples.ts";

describe("snippets, as the linter reads them", () => {
  for (const language of languageNames) {
    for (const [title, snippet] of snippetsOf(language)) {
      it(`sees the client of “${title}” (${language}), and finds nothing wrong`, async () => {
        const text = programOf(snippet, "https://example.cloud.databricks.com", "0123456789abcdef");
        const { findings, sites } = await check(`snippet.${extensions[language]}`, text);
        assert.deepEqual(findings, []);
        const clients = sites.filter(({ connector }) => connector === snippet.connector);
        assert.notEqual(clients.length, 0);
        for (const { userAgent } of clients)
          assert.deepEqual([userAgent.status, userAgent.value], ["set-valid", "Acme_Loader/1.2.0"]);
      });
    }
  }

  for (const [title, snippet] of odbcSnippets()) {
    it(`sees the data source of “${title}” and how it signs in, and finds nothing wrong`, async () => {
      const text = programOf(snippet, "example.cloud.databricks.com", "0123456789abcdef");
      const { findings, sites } = await check("odbc.ini", text);
      assert.deepEqual(findings, []);
      // Whose token it is that the program adds, the file does not say.
      const kind = snippet.auth === "u2m-token" ? "dynamic" : snippet.auth;
      const seen = sites.map(({ connector, userAgent, auth }) => [connector, userAgent.status, auth.kind]);
      assert.deepEqual(seen, [["odbc", "set-valid", kind]]);
    });
  }
});
