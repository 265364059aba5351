import assert from "node:assert/strict";
import { readErrors, withRun } from "../../../../src/core/conformance/errorHistory.ts";
import { conformanceJson } from "../../../../src/core/conformance/json.ts";
import { buildReport } from "../../../../src/core/conformance/report.ts";
import { resultText, summaryText } from "../../../../src/core/conformance/text.ts";
import { entryOf, resultOf, runOf, sessionOf } from "./samples.ts";

const agent = "Acme_Loader/1.2.0 databricks-sdk-py/0.9.0 python/3.12.1 os/linux auth/oauth-m2m";
const sdk = resultOf({
  entry: entryOf({ connector: "python-sdk" }),
  run: {
    ending: { kind: "exited", code: 0 },
    session: sessionOf([
      { userAgent: agent },
      { userAgent: agent, status: 429 },
      { userAgent: "curl/8|*", path: "/a_b" },
    ]),
    variables: ["DATABRICKS_CLIENT_ID"],
  },
});
const untagged = { check: "untagged", message: "GET /a_b | `x` is untagged.", rule: "ua-missing-http" } as const;
const failed = resultOf({ ...sdk, outcome: "failed", problems: [untagged] });

describe("the build report", () => {
  it("says what was tested, with which versions and by what", () => {
    const report = buildReport(runOf(sdk), []);
    assert.match(report, /^# Build report: Acme\\_Loader\/1\.2\.0\n/);
    assert.match(report, /\| Tested against \| <code>https:\/\/x\.example<\/code> \|/);
    assert.match(report, /\| Run \| 2026-11-21 10:00 UTC, 2\.0 s, by <code>pwaf 0\.1\.0<\/code> \|/);
    assert.match(
      report,
      /\| `python-sdk\/m2m` \| Databricks SDK for Python \| OAuth M2M \| Databricks SDK for Python 0\.9\.0 \(python\/3\.12\.1\), curl\/8/,
    );
  });

  it("shows each User-Agent with the identity marked, the credential, and the statuses met", () => {
    const report = buildReport(runOf(sdk), []);
    assert.match(
      report,
      /\| <code>GET \/api\/2\.0\/x<\/code> × 2 \| <code><b>Acme&#95;Loader\/1\.2\.0<\/b> databricks-sdk-py/,
    );
    assert.match(report, /\| OAuth token \| 200, 429 \| tagged \|/);
    // What a client sends cannot break the table, nor be read as markup.
    assert.match(report, /\| <code>curl\/8&#124;&#42;<\/code> \|/);
  });

  it("gives no mark for what a run could not tell", () => {
    const silent = resultOf({ run: { ending: { kind: "exited", code: 0 }, session: sessionOf([]), variables: [] } });
    const marks = buildReport(runOf(silent), []).match(/^- (?:✔|✖|–)/gm);
    assert.deepEqual(marks, ["- ✔", "- ✔", "- –", "- –", "- –"]);
    assert.match(
      buildReport(runOf(failed), []),
      /- ✖ No call went out untagged.*<br>GET \/a\\_b \\\| \\`x\\` is untagged\. \(ua-missing-http\)/,
    );
  });

  it("lists the errors that were met, and when they were gone", () => {
    const first = withRun([], [failed], "2026-11-01");
    const report = buildReport(runOf(failed), first);
    assert.match(report, /\| `python-sdk\/m2m` \| GET \/a\\_b \\\| \\`x\\` is untagged\. \| 2026-11-01 \| not yet \|/);
    assert.deepEqual(readErrors(report), first);
    const second = withRun(readErrors(report), [sdk], "2026-11-02");
    assert.deepEqual(second, [{ ...first[0], fixed: "2026-11-02" }]);
    assert.deepEqual(readErrors(buildReport(runOf(sdk), second)), second);
    const again = withRun(second, [failed], "2026-11-03");
    assert.deepEqual(again, first);
  });

  it("takes an error for fixed only where its entry ran", () => {
    const met = withRun([], [failed], "2026-11-01");
    for (const outcome of ["notRun", "cancelled"] as const)
      assert.deepEqual(withRun(met, [{ ...sdk, outcome }], "2026-11-02"), met);
    assert.deepEqual(withRun(met, [resultOf()], "2026-11-02"), met);
  });

  it("begins anew from a file that it cannot read", () => {
    for (const text of ["", "# Build report\n\n## Errors met and fixed\n\nNone.\n", "| `a` | b | yesterday | |"])
      assert.deepEqual(readErrors(text), []);
  });

  it("says why an entry did not run", () => {
    const report = buildReport(runOf({ ...resultOf(), outcome: "notRun", obstacle: "No profile of <host> fits." }), []);
    assert.match(report, /could not run\n\n/);
  });
});

describe("the results for a terminal and for programs", () => {
  it("are one line for what passed, and all there is for what failed", () => {
    assert.equal(resultText(sdk), "✔ python-sdk/m2m (1.2 s)\n");
    const text = resultText({ ...failed, output: Array.from({ length: 100 }, (_, line) => `line ${line}`).join("\n") });
    assert.match(
      text,
      /^✖ python-sdk\/m2m \(1\.2 s\)\n {4}GET \/a_b .*\n {6}pwaf lint finds such code by ua-missing-http\n {2}Recorded:\n/,
    );
    assert.match(text, /tagged {4}GET \/api\/2\.0\/x \(auth: oauth; status: 200, 429; 2 times\)/);
    assert.match(text, /… 60 lines before …\n {4}line 60\n/);
    assert.equal(summaryText(runOf(sdk, failed)), "1 passed, 1 failed on https://x.example (2.0 s).\n");
  });

  it("explains a known error in the output of what failed, and of nothing else", () => {
    const output = "Traceback\nValueError: default auth: cannot configure default credentials\n";
    const text = resultText({ ...failed, output });
    assert.match(text, /\n {2}Explained: The client found nothing to sign in with\n {4}Found {2}cannot configure/);
    assert.match(text, /\n {4}Fix {4}Name the profile with DATABRICKS_CONFIG_PROFILE/);
    assert.doesNotMatch(resultText({ ...sdk, output }), /Explained/);
  });

  it("keep the calls and their verdicts as JSON", () => {
    const { version, results } = JSON.parse(conformanceJson(runOf(failed))) as {
      version: number;
      results: { id: string; clients: string[]; calls: { verdict: string; count: number }[]; problems: object[] }[];
    };
    assert.equal(version, 1);
    assert.deepEqual(
      results[0]?.calls.map(({ verdict, count }) => [verdict, count]),
      [
        ["tagged", 2],
        ["untagged", 1],
      ],
    );
    assert.deepEqual(results[0].clients, ["Databricks SDK for Python 0.9.0 (python/3.12.1)", "curl/8|*"]);
    assert.deepEqual(results[0].problems, [untagged]);
  });
});
