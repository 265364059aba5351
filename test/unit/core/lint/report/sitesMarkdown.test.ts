import assert from "node:assert/strict";
import { sitesMarkdown } from "../../../../../src/core/lint/report/sitesMarkdown.ts";
import type { SiteRow } from "../../../../../src/core/lint/report/siteRow.ts";

const tagged: SiteRow = {
  path: "src/orders.py",
  line: 12,
  column: 8,
  connector: "python-sql",
  what: "construct",
  userAgent: {
    status: "set-valid",
    value: "Acme_Loader/1.2.0",
    definedAt: { path: "src/settings.py", line: 3 },
  },
  auth: { kind: "m2m" },
};

describe("sitesMarkdown", () => {
  it("says that there is nothing", () => {
    assert.equal(sitesMarkdown([]), "## Databricks clients\n\nNone found.\n");
  });

  it("has a line per client, with where its User-Agent comes from", () => {
    const gap: SiteRow = { ...tagged, line: 30, userAgent: { status: "missing" }, auth: { kind: "pat" } };
    const unclear: SiteRow = { ...tagged, path: "web/run.ts", connector: "node-sql", userAgent: { status: "dynamic" } };
    assert.equal(
      sitesMarkdown([tagged, gap, unclear]),
      `## Databricks clients

3 clients in 2 files: 1 tagged, 1 not, 1 whose User-Agent the code does not tell.

| | Place | Client | User-Agent | Set at | Authentication |
| --- | --- | --- | --- | --- | --- |
| ✓ | \`src/orders.py:12\` | Databricks SQL Connector for Python | \`Acme_Loader/1.2.0\` | \`src/settings.py:3\` | OAuth M2M |
| ✗ | \`src/orders.py:30\` | Databricks SQL Connector for Python | not set |  | access token |
| ? | \`web/run.ts:12\` | Databricks SQL Driver for Node.js | from settings or the caller |  | OAuth M2M |
`,
    );
  });

  it("keeps a value that is Markdown itself inside its cell", () => {
    const odd: SiteRow = { ...tagged, userAgent: { status: "set-invalid", value: "a|b `c`\nd" } };
    assert.match(sitesMarkdown([odd]), /\| `` a\\\|b `c` d `` \(not valid\) \|/);
  });
});
