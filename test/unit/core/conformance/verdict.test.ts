import assert from "node:assert/strict";
import type { ConformanceAuth } from "../../../../src/core/conformance/entry.ts";
import type { Ending } from "../../../../src/core/conformance/result.ts";
import { problemsOf } from "../../../../src/core/conformance/verdict.ts";
import type { ConnectorId } from "../../../../src/core/lint/sites.ts";
import type { RecordedCall } from "../../../../src/core/recorder/call.ts";
import { sessionOf } from "./samples.ts";

const acme = "Acme_Loader/1.2.0";
const agents = {
  pythonSql: `PyDatabricksSqlConnector/4.1.0 (${acme})`,
  nodeSql: `NodejsDatabricksSqlConnector/2.1.0 (Node.js 24.1.0; linux 6.1; ${acme})`,
  sqlalchemy: `PyDatabricksSqlConnector/4.1.0 (sqlalchemy + ${acme})`,
  pythonSdk: `${acme} databricks-sdk-py/0.9.0 python/3.12.1 os/linux auth/oauth-m2m`,
  pair: "Loader/1.2.0 databricks-sdk-py/0.9.0 python/3.12.1 os/linux auth/oauth-m2m partner/Acme",
  extra: `unknown/0.0.0 databricks-sdk-py/0.9.0 python/3.12.1 os/linux auth/oauth-m2m ${acme}`,
  connect: `${acme} databricks-session databricks-sdk/0.60.0 dbconnect/16.4.1 spark/3.5.2`,
  jdbc: `DatabricksJDBCDriverOSS/3.4.5 Java/SQLExecHttpClient-HC ${acme} databricks-jdbc-http`,
};

/** Problems as `check: message (rule)`, of one run. */
function found(
  connector: ConnectorId,
  calls: readonly Partial<RecordedCall>[],
  { auth = "m2m", ending = { kind: "exited", code: 0 }, identity = acme, dropped = 0 }: Options = {},
): string[] {
  const session = { ...sessionOf(calls), dropped };
  return problemsOf({ connector, auth }, identity, { ending, session }).map(
    ({ check, message, rule }) => `${check}: ${message}${rule === undefined ? "" : ` (${rule})`}`,
  );
}

interface Options {
  readonly auth?: ConformanceAuth;
  readonly ending?: Ending;
  readonly identity?: string;
  readonly dropped?: number;
}

describe("the verdict on a run", () => {
  const good: readonly (readonly [ConnectorId, string])[] = [
    ["python-sql", agents.pythonSql],
    ["node-sql", agents.nodeSql],
    ["sqlalchemy", agents.sqlalchemy],
    ["python-sdk", agents.pythonSdk],
    ["python-sdk", agents.pair],
    ["python-sdk", agents.extra],
    ["databricks-connect", agents.connect],
    ["jdbc", agents.jdbc],
    ["rest", acme],
    ["rest", `${acme} python-requests/2.32.0`],
    // An OEM host appends the product that it embeds.
    ["python-sql", `PyDatabricksSqlConnector/4.1.0 (Host_Studio/3.0 ${acme})`],
  ];
  for (const [connector, userAgent] of good) {
    it(`finds nothing wrong in ${connector}: ${userAgent}`, () => {
      assert.deepEqual(found(connector, [{ userAgent }]), []);
    });
  }

  it("knows the calls of clients on their own account, whatever they sign in with", () => {
    const own = [
      { userAgent: "python-requests/2.32.0", path: "/oidc/v1/token", auth: "basic" as const },
      { userAgent: "node", path: "/telemetry-ext", auth: "none" as const },
    ];
    assert.deepEqual(found("python-sql", [...own, { userAgent: agents.pythonSql }]), []);
    assert.match(found("rest", own)[0]!, /^called: No call of REST API was recorded\. Nothing called Databricks/);
  });

  it("lets clients tag what they ask on their own account, and counts it for nothing", () => {
    const token = { userAgent: agents.pythonSql, path: "/oidc/v1/token", auth: "none" as const };
    assert.deepEqual(found("python-sql", [token, { userAgent: agents.pythonSql }]), []);
    assert.match(found("python-sql", [token])[0]!, /^called: /);
    const wrong = { ...token, userAgent: "PyDatabricksSqlConnector/4.1.0 (Acme_Other/1.2.0)" };
    assert.match(found("python-sql", [wrong, { userAgent: agents.pythonSql }])[0]!, /^identity: /);
  });

  const bad: readonly (readonly [what: string, userAgent: string, problem: RegExp])[] = [
    [
      "no identity",
      "PyDatabricksSqlConnector/4.1.0",
      /^untagged: .*was given no identity\. \(ua-missing-python-sql\)$/,
    ],
    ["the older separator", "PyDatabricksSqlConnector/4.1.0 (Acme+Loader)", /^identity: .*\(ua-plus-separator\)$/],
    ["the example", "PyDatabricksSqlConnector/4.1.0 (AcmePartner_X/1)", /^identity: .*\(ua-placeholder\)$/],
    [
      "another product",
      "PyDatabricksSqlConnector/4.1.0 (Acme_Other/1.2.0)",
      /tagged Acme_Other\/1\.2\.0, not Acme_Loader\/1\.2\.0\.$/,
    ],
    [
      "another company",
      "PyDatabricksSqlConnector/4.1.0 (ACME_Loader/1.2.0)",
      /not Acme_Loader.*\(ua-inconsistent-isv\)$/,
    ],
    ["another version", "PyDatabricksSqlConnector/4.1.0 (Acme_Loader/1.1.0)", /tagged Acme_Loader\/1\.1\.0, not/],
    ["no version", "PyDatabricksSqlConnector/4.1.0 (Acme_Loader)", /without the version.*\(ua-version-missing\)$/],
    [
      "another place",
      `PyDatabricksSqlConnector/4.1.0 ${acme}`,
      /^identity: .* outside the comment, where Databricks SQL/,
    ],
    ["a secret", `PyDatabricksSqlConnector/4.1.0 (<redacted> ${acme})`, /\(ua-contains-secret-or-pii\)$/],
  ];
  for (const [what, userAgent, problem] of bad) {
    it(`names ${what}, and the rule that would have caught it`, () => {
      const problems = found("python-sql", [{ userAgent }]);
      assert.equal(problems.length, 1, problems.join("\n"));
      assert.match(problems[0]!, problem);
    });
  }

  it("takes any version where pwaf.json has none, and three numbers for two", () => {
    assert.deepEqual(found("python-sql", [{ userAgent: agents.pythonSql }], { identity: "Acme_Loader" }), []);
    assert.deepEqual(found("python-sql", [{ userAgent: agents.pythonSql }], { identity: "Acme_Loader/1.2" }), []);
    assert.equal(found("python-sql", [{ userAgent: agents.pythonSql }], { identity: "Acme_Loader/1.3" }).length, 1);
  });

  it("wants every call tagged, not only one", () => {
    const problems = found("python-sql", [
      { userAgent: agents.pythonSql },
      { userAgent: "curl/8.1", path: "/api/2.0/jobs" },
    ]);
    assert.deepEqual(problems, [
      "untagged: GET /api/2.0/jobs is untagged. The User-Agent holds no identity, only the library's own name. (ua-missing-http)",
    ]);
  });

  it("wants the promised connector", () => {
    assert.deepEqual(found("python-sql", [{ userAgent: agents.pythonSdk }]), [
      "called: No call of Databricks SQL Connector for Python was recorded. Calls were made by Databricks SDK for Python.",
    ]);
    // The dialect is the connector too, but not the other way round.
    assert.deepEqual(found("python-sql", [{ userAgent: agents.sqlalchemy }]), []);
    assert.equal(found("sqlalchemy", [{ userAgent: agents.pythonSql }]).length, 1);
    assert.equal(found("mcp", [{ userAgent: acme }]).length, 1);
    assert.deepEqual(found("mcp", [{ userAgent: acme, path: "/api/2.0/mcp/sql" }]), []);
  });

  it("wants the promised kind of sign-in", () => {
    const userAgent = agents.pythonSql;
    assert.deepEqual(found("python-sql", [{ userAgent, auth: "pat" }]), [
      "auth: GET /api/2.0/x was signed in by a personal access token; OAuth M2M was promised. (auth-pat-used)",
    ]);
    assert.match(
      found("python-sql", [{ userAgent }], { auth: "pat" })[0]!,
      /by an OAuth token; personal access token was/,
    );
    assert.match(found("python-sql", [{ userAgent, auth: "basic" }])[0]!, /by a password.*\(auth-basic\)$/);
    assert.match(found("python-sql", [{ userAgent, auth: "none" }])[0]!, /by no credential/);
    for (const auth of ["u2m", "federation"] as const)
      assert.deepEqual(found("python-sql", [{ userAgent }], { auth }), []);
  });

  it("says how the command ended when that was not well", () => {
    const calls = [{ userAgent: agents.pythonSql }];
    const endings: readonly (readonly [Ending, string])[] = [
      [{ kind: "exited", code: 3 }, "ended: The command ended with exit code 3."],
      [{ kind: "signal", signal: "SIGSEGV" }, "ended: The command was ended by SIGSEGV."],
      [{ kind: "timeout", seconds: 5 }, "ended: The command had not ended after 5 s, and was stopped."],
    ];
    for (const [ending, text] of endings) assert.deepEqual(found("python-sql", calls, { ending }), [text]);
  });

  it("takes calls that were not looked at, or cannot be, for no proof", () => {
    assert.match(found("python-sql", [{ userAgent: agents.pythonSql }], { dropped: 7 })[0]!, /^untagged: 7 calls/);
    const unclear = found("rest", [{ userAgent: acme }, { userAgent: "grpc-node/1", protocol: "gRPC" }]);
    assert.match(unclear[0]!, /^identity: .* cannot be judged\. The header of gRPC/);
  });
});
