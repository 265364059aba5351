import assert from "node:assert/strict";
import { rules } from "../../../../src/core/lint/registry.ts";
import { knownClients } from "../../../../src/core/recorder/clients.ts";
import type { Judgement } from "../../../../src/core/recorder/judge.ts";
import { judge } from "../../../../src/core/recorder/judge.ts";
import { keptPath, keptUserAgent } from "../../../../src/core/recorder/keptText.ts";
import { splitUserAgent } from "../../../../src/core/recorder/userAgentParts.ts";

const of = (
  userAgent: string,
  path = "/api/2.0/clusters/list",
  protocol: "HTTP/1.1" | "gRPC" = "HTTP/1.1",
): Judgement => judge({ userAgent, path, protocol });

/** Read off real runs, except for what no test machine has: `pwaf.md` 2.2. */
const tagged: readonly (readonly [userAgent: string, client: string | undefined, identities: readonly string[]])[] = [
  ["PyDatabricksSqlConnector/4.9.0 (Acme_Loader/1.2.0)", "Databricks SQL Connector for Python", ["Acme_Loader/1.2.0"]],
  [
    "PyDatabricksSqlConnector/4.0.5 (sqlalchemy + Acme_Loader/1.2.0) agent/cursor",
    "Databricks SQL Connector for Python",
    ["Acme_Loader/1.2.0"],
  ],
  [
    "NodejsDatabricksSqlConnector/2.1.0 (Acme_Loader/1.2.0; Node.js 24.21.0; Linux 6.18.44-fc-v669)",
    "Databricks SQL Driver for Node.js",
    ["Acme_Loader/1.2.0"],
  ],
  ["godatabrickssqlconnector/1.14.0 (Acme_Loader)", "Databricks SQL Driver for Go", ["Acme_Loader"]],
  [
    "DatabricksJDBCDriverOSS/3.4.1 databricks-jdbc-http/0.69.0 jvm/17.0.15 os/linux Java/THttpClient Acme_Loader/1.2.0",
    "Databricks JDBC Driver",
    ["Acme_Loader/1.2.0"],
  ],
  [
    "DatabricksJDBCDriverOSS/3.4.1 databricks-sdk-java/0.69.0 jvm/17 os/linux Java/SQLExecHttpClient Acme_Loader/version",
    "Databricks JDBC Driver",
    ["Acme_Loader/version"],
  ],
  [
    "Acme_Loader/1.2.0 databricks-sdk-py/0.156.0 python/3.11.7 os/linux auth/oauth-m2m partner/Acme",
    "Databricks SDK for Python",
    ["Acme_Loader/1.2.0"],
  ],
  [
    "Connector/2.1.0 databricks-sdk-go/0.175.0 go/1.25.0 os/linux partner/Acme",
    "Databricks SDK for Go",
    ["Acme_Connector/2.1.0"],
  ],
  ["ADBCDatabricksDriver/1.1.7 REST Acme_Loader/1.2.0", "ADBC Driver", ["Acme_Loader/1.2.0"]],
  [
    "Acme_Loader/1.2.0 databricks-session databricks-sdk/0.156.0 dbconnect/16.1.7 spark/3.5.2 os/linux python/3.11.7",
    "Databricks Connect",
    ["Acme_Loader/1.2.0"],
  ],
  ["Acme_Loader/1.2.0", undefined, ["Acme_Loader/1.2.0"]],
  ["Acme_Loader/1.2.0 python-requests/2.31.0", undefined, ["Acme_Loader/1.2.0"]],
  ["HostCo_Platform/3.0 Acme_Loader/1.2.0", undefined, ["HostCo_Platform/3.0", "Acme_Loader/1.2.0"]],
];

const gaps: readonly (readonly [userAgent: string, verdict: string, rule: string])[] = [
  ["PyDatabricksSqlConnector/4.9.0", "untagged", "ua-missing-python-sql"],
  ["PyDatabricksSqlConnector/4.9.0 (sqlalchemy)", "untagged", "ua-missing-sqlalchemy"],
  ["PyDatabricksSqlConnector/4.9.0 (dbt-databricks/1.12.4; ci)", "untagged", "ua-dbt-cannot-match"],
  ["PyDatabricksSqlConnector/4.9.0 (dbt-databricks/1.12.4)", "untagged", "ua-dbt-cannot-match"],
  ["PyDatabricksSqlConnector/4.9.0 (Acme+Loader/1.0)", "invalid", "ua-plus-separator"],
  ["PyDatabricksSqlConnector/4.9.0 (<isv-name>_<product-name>/<version>)", "invalid", "ua-placeholder"],
  ["PyDatabricksSqlConnector/4.9.0 (AcmePartner_DataConnector/2.1.0)", "invalid", "ua-placeholder"],
  ["PyDatabricksSqlConnector/4.9.0 (Acme Loader)", "invalid", "ua-invalid-format"],
  ["NodejsDatabricksSqlConnector/2.1.0 (Node.js 24.21.0; Linux x86_64)", "untagged", "ua-missing-node-sql"],
  ["NodejsDatabricksSqlConnector/2.1.0 (Acme; Node.js 24.21.0; Darwin 24.1.0)", "invalid", "ua-invalid-format"],
  ["godatabrickssqlconnector/1.14.0", "untagged", "ua-missing-go-sql"],
  ["unknown/0.0.0 databricks-sdk-py/0.156.0 python/3.11.7 os/linux auth/pat", "untagged", "ua-missing-python-sdk"],
  ["AcmeLoader/1.0.0 databricks-sdk-py/0.156.0 python/3.11.7 os/linux auth/pat", "invalid", "ua-invalid-format"],
  ["unknown/0.0.0 databricks-sdk-java/0.149.0 jvm/17.0.15 os/linux", "untagged", "ua-missing-java-sdk"],
  ["unknown/0.0.0 databricks-sdk-js/0.17.0 nodejs/24", "untagged", "ua-missing-node-sdk"],
  [
    "DatabricksJDBCDriverOSS/3.4.1 databricks-jdbc-http/0.69.0 jvm/17 os/linux Java/THttpClient",
    "untagged",
    "ua-missing-jdbc",
  ],
  ["databricks-session databricks-sdk/0.156.0 dbconnect/16.1.7 spark/3.5.2 os/linux", "untagged", "ua-missing-connect"],
  ["acme databricks-session databricks-sdk/0.156.0 dbconnect/16.1.7 spark/3.5.2", "invalid", "ua-invalid-format"],
  ["_SPARK_CONNECT_PYTHON spark/3.5.2 os/linux python/3.11.7", "untagged", "ua-missing-connect"],
  ["python-requests/2.31.0", "untagged", "ua-missing-http"],
  [
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130 Safari/537.36",
    "untagged",
    "ua-missing-http",
  ],
  ["Python/3.11 aiohttp/3.9.1", "untagged", "ua-missing-http"],
  ["curl/8.5.0", "untagged", "ua-missing-http"],
  ["", "untagged", "ua-missing-http"],
  ["AcmeLoader/1.0", "invalid", "ua-invalid-format"],
];

describe("recorder: judging a User-Agent", () => {
  for (const [userAgent, client, identities] of tagged)
    it(`finds the identity in ${userAgent}`, () => {
      const judged = of(userAgent);
      assert.deepEqual([judged.verdict, judged.client?.name, judged.identities], ["tagged", client, identities]);
      assert.equal(judged.parts.map(({ text }) => text).join(""), userAgent);
    });

  for (const [userAgent, verdict, rule] of gaps)
    it(`finds none in “${userAgent}”`, () => {
      const judged = of(userAgent);
      assert.deepEqual([judged.verdict, judged.rule], [verdict, rule], judged.why);
      assert.equal(judged.parts.map(({ text }) => text).join(""), userAgent);
    });

  it("names rules that there are", () => {
    const ids = new Set(rules.map(({ id }) => id));
    const named = [
      ...knownClients.map(({ rule }) => rule),
      ...gaps.map(([, , rule]) => rule),
      "ua-contains-secret-or-pii",
    ];
    assert.deepEqual(
      named.filter((rule) => rule !== undefined && !ids.has(rule)),
      [],
    );
  });

  it("tells the client and its version", () => {
    assert.equal(splitUserAgent("PyDatabricksSqlConnector/4.9.0 (Acme_Loader/1.2.0)").client?.version, "4.9.0");
  });

  it("marks what a coding agent, a CI system or an editor has added, which is no fault of the identity", () => {
    const judged = of(
      "Acme_Loader/1.2.0 databricks-sdk-py/0.156.0 python/3.11 cicd/github agent/cursor databricks-vscode/2.0",
    );
    assert.equal(judged.verdict, "tagged");
    assert.deepEqual(
      judged.added.map(({ text }) => text),
      ["cicd/github", "agent/cursor", "databricks-vscode/2.0"],
    );
    assert.ok(judged.added.every(({ why }) => why !== ""));
  });

  it("leaves what clients do on their own account alone, unless it names something wrong", () => {
    for (const path of ["/oidc/v1/token", "/.well-known/databricks-config", "/telemetry-ext"])
      assert.equal(of("unknown/0.0.0 databricks-sdk-py/0.1", path).verdict, "own");
    assert.equal(of("cli/1.13.0 databricks-sdk-go/0.175.0 go/1.25 os/linux cmd/me").verdict, "own");
    assert.equal(of("AcmePartner_DataConnector/2.1.0", "/oidc/v1/token").verdict, "invalid");
    assert.equal(of("Acme_Loader/1.0", "/oidc/v1/token").verdict, "tagged");
  });

  it("does not call a gRPC client untagged whose message, which may name it, was not read", () => {
    assert.equal(
      of("grpc-python/1.60 grpc-c/37 (linux; chttp2)", "/spark.connect.SparkConnectService/ExecutePlan", "gRPC")
        .verdict,
      "unclear",
    );
    assert.equal(of("Acme_Loader/1.0 grpc-python/1.60", "/x", "gRPC").verdict, "tagged");
  });
});

describe("recorder: what is kept", () => {
  const pat = ["da", "pi"].join("") + "7".repeat(32);

  it("takes secrets and e-mail addresses out of a User-Agent, and says that they were there", () => {
    const kept = keptUserAgent(`Acme_Loader/1.0 ${pat} jane@example.com`);
    assert.equal(kept, "Acme_Loader/1.0 <redacted> <e-mail>");
    assert.deepEqual([of(kept).verdict, of(kept).rule], ["invalid", "ua-contains-secret-or-pii"]);
  });

  it("writes bytes that cannot be shown as text", () => {
    assert.equal(keptUserAgent("Acme\x00\x1b[31m\xff/1\n"), String.raw`Acme\x00\x1b[31m\xff/1\x0a`);
    assert.equal(keptUserAgent("x".repeat(5000)).length, 2049);
  });

  it("keeps neither query nor fragment nor a token in a path", () => {
    assert.equal(keptPath("/oidc/v1/authorize?code=abc#x"), "/oidc/v1/authorize");
    assert.equal(keptPath(`/api/${pat}/x`), "/api/<redacted>/x");
  });
});
