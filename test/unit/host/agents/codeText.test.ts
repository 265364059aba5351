import assert from "node:assert/strict";
import { LineIndex } from "../../../../src/core/base/text.ts";
import type { Finding } from "../../../../src/core/lint/finding.ts";
import type { SiteRow } from "../../../../src/core/lint/report/siteRow.ts";
import { callPathsText, findingsText } from "../../../../src/host/agents/codeText.ts";

const lines = new LineIndex("first\nsecond line\n");
const finding = (rule: string, more: Partial<Finding> = {}): Finding => ({
  rule,
  severity: "warning",
  message: `About ${rule}.`,
  start: 6,
  end: 12,
  ...more,
});
const pageOf = (rule: string) => `file:///docs/${rule}.md`;

describe("what a model reads of the code", () => {
  it("names the gravest first, with place, page and the edits of a fix", () => {
    const fix = { title: "Name the product", safe: true, edits: [{ start: 6, end: 12, text: 'the "second"' }] };
    const edits = [{ start: 0, end: 0, text: "x\n" }];
    const findings = [
      finding("mild"),
      finding("grave", { severity: "error", fix }),
      finding("odd", { severity: "info", fix: { title: "Look", safe: false, edits } }),
      finding("nameless", { needsIdentity: true }),
    ];
    assert.equal(
      findingsText([{ path: "src/a.py", findings, lines }], pageOf),
      `4 findings: 1 error, 2 warnings, 1 info.

src/a.py:2:1 error grave: About grave.
  Fix (safe): Name the product
    replace 2:1 to 2:7 by "the \\"second\\""
  Rule: file:///docs/grave.md

src/a.py:2:1 warning mild: About mild.
  Rule: file:///docs/mild.md

src/a.py:2:1 warning nameless: About nameless.
  Fix: there is one once the product is named in pwaf.json (isv, product, version).
  Rule: file:///docs/nameless.md

src/a.py:2:1 info odd: About odd.
  Fix (look at it): Look
    at 1:1 insert "x\\n"
  Rule: file:///docs/odd.md`,
    );
    assert.equal(findingsText([{ path: "a.py", findings: [], lines }], pageOf), "No findings.");
  });

  it("stops where a model would lose its way, and says how much is left", () => {
    const findings = Array.from({ length: 70 }, (_, index) => finding(`rule-${index}`));
    const text = findingsText([{ path: "a.py", findings, lines }], pageOf);
    assert.match(text, /^70 findings: 70 warnings\./);
    assert.match(text, /… and 10 more\.$/);
  });

  it("tells of each client where its name comes from", () => {
    const row: SiteRow = {
      path: "src/a.py",
      line: 3,
      column: 5,
      connector: "python-sql",
      what: "construct",
      userAgent: { status: "set-valid", value: "Acme_Loader/1.2.0", definedAt: { path: "src/tags.py", line: 1 } },
      auth: { kind: "m2m" },
    };
    const odd = { ...row, userAgent: { status: "set-invalid", value: "Acme" } } as const;
    assert.equal(
      callPathsText([row, odd]),
      `src/a.py:3:5 Databricks SQL Connector for Python; User-Agent: Acme_Loader/1.2.0 (defined at src/tags.py:1); signs in by OAuth M2M
src/a.py:3:5 Databricks SQL Connector for Python; User-Agent: Acme, not valid; signs in by OAuth M2M`,
    );
    assert.equal(callPathsText([]), "No client of Databricks was found.");
  });
});
