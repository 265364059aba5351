import assert from "node:assert/strict";
import { examine } from "../../../../src/core/doctor/examine.ts";
import type { DoctorInput } from "../../../../src/core/doctor/input.ts";
import { markdownReport } from "../../../../src/core/doctor/render/markdown.ts";
import { textReport } from "../../../../src/core/doctor/render/text.ts";
import { explainFirst, foreseen } from "../../../../src/core/errors/explain.ts";
import { host, jwt, now, oauthSecret, pat, sampleInput } from "./sampleInput.ts";

type Change = Parameters<typeof sampleInput>[0];

const m2m = {
  DATABRICKS_HOST: host,
  DATABRICKS_AUTH_TYPE: "oauth-m2m",
  DATABRICKS_CLIENT_ID: "11111111-2222-4333-8444-555555555555",
  DATABRICKS_CLIENT_SECRET: oauthSecret,
};
const file = (variables: Readonly<Record<string, string>>) => ({
  label: ".env",
  path: "/work/.env",
  loadedBy: "Programs load it",
  replaces: false,
  variables: Object.entries(variables).map(([name, value], line) => ({ name, value, line: line + 1 })),
});

describe("auth doctor: findings", () => {
  const cases: readonly (readonly [what: string, change: Change, expected: readonly string[]])[] = [
    ["finds nothing wrong with one complete way of signing in", { environment: m2m }, []],
    [
      "a token beside a service principal",
      { environment: { DATABRICKS_HOST: host, DATABRICKS_TOKEN: pat, DATABRICKS_CLIENT_ID: "id" } },
      ["error mixed-methods"],
    ],
    [
      "the same with a name for one of them",
      { environment: { ...m2m, DATABRICKS_TOKEN: pat } },
      ["info mixed-but-named"],
    ],
    [
      "a profile and a variable of another way",
      {
        profileName: "dev",
        cfg: `[dev]\nhost = ${host}\ntoken = ${pat}\n`,
        environment: { DATABRICKS_CLIENT_ID: "id" },
      },
      ["error mixed-methods"],
    ],
    [
      "a profile that is not there",
      { environment: { DATABRICKS_CONFIG_PROFILE: "prod" }, cfg: `[dev]\nhost = ${host}\ntoken = ${pat}\n` },
      ["error profile-missing"],
    ],
    ["nothing at all", {}, ["error no-method"]],
    [
      "a host alone, which switches the file off",
      {
        environment: { DATABRICKS_HOST: "https://dbc-1.cloud.databricks.com" },
        cfg: `[DEFAULT]\nhost = ${host}\ntoken = ${pat}\n`,
      },
      ["warning host-differs", "warning file-mixed-in", "info file-skipped"],
    ],
    [
      "a default profile that one SDK overlooks",
      {
        cfg: `[__settings__]\ndefault_profile = dev\n[DEFAULT]\nhost = ${host}\ntoken = ${pat}\n[dev]\nhost = ${host}\ntoken = ${pat}\n`,
      },
      ["warning default-differs"],
    ],
    [
      "a way of signing in that nobody knows",
      { environment: { ...m2m, DATABRICKS_AUTH_TYPE: "oauth-u2m" } },
      ["error method-unknown"],
    ],
    [
      "a way of signing in that lacks its secret",
      { environment: { ...m2m, DATABRICKS_CLIENT_SECRET: "" } },
      ["error method-incomplete"],
    ],
    [
      "a way of signing in that not everybody has",
      { environment: { ...m2m, DATABRICKS_AUTH_TYPE: "azure-msi", ARM_USE_MSI: "true" } },
      ["info mixed-but-named", "info method-not-everywhere"],
    ],
    [
      "a host that is no host",
      { environment: { ...m2m, DATABRICKS_HOST: "<your-workspace>" } },
      ["error host-unusable"],
    ],
    [
      "a page of the workspace as host",
      { environment: { ...m2m, DATABRICKS_HOST: `${host}/?o=123` } },
      ["warning host-form"],
    ],
    [
      "the account console as workspace",
      { environment: { ...m2m, DATABRICKS_HOST: "https://accounts.azuredatabricks.net" } },
      ["error account-host"],
    ],
    [
      "the account console, with an account",
      { environment: { ...m2m, DATABRICKS_HOST: "https://accounts.azuredatabricks.net", DATABRICKS_ACCOUNT_ID: "a" } },
      ["info account-host"],
    ],
    [
      "a warehouse of the account console",
      {
        environment: {
          ...m2m,
          DATABRICKS_HOST: "https://accounts.azuredatabricks.net",
          DATABRICKS_ACCOUNT_ID: "a",
          DATABRICKS_WAREHOUSE_ID: "abc",
        },
      },
      ["error account-host"],
    ],
    [
      "a service principal that is to sign a user in",
      {
        profileName: "me",
        cfg: `[me]\nhost = ${host}\nauth_type = external-browser\nclient_id = app\n[robot]\nhost = ${host}\nclient_id = app\nclient_secret = ${oauthSecret}\n`,
      },
      ["error principal-as-app", "info method-not-everywhere"],
    ],
    [
      "an app with an id of its own",
      {
        profileName: "me",
        cfg: `[me]\nhost = ${host}\nauth_type = external-browser\nclient_id = app\n[robot]\nhost = ${host}\nclient_id = other\nclient_secret = ${oauthSecret}\n`,
      },
      ["info method-not-everywhere"],
    ],
    [
      "a client id of the environment that replaces the app",
      {
        profileName: "me",
        cfg: `[me]\nhost = ${host}\nauth_type = external-browser\nclient_id = app\n`,
        environment: { DATABRICKS_CLIENT_ID: "other" },
      },
      ["warning app-from-environment", "info method-not-everywhere"],
    ],
    [
      "an OAuth secret as token",
      { environment: { DATABRICKS_HOST: host, DATABRICKS_TOKEN: oauthSecret } },
      ["error token-kind"],
    ],
    [
      "a stand-in as token",
      { environment: { DATABRICKS_HOST: host, DATABRICKS_TOKEN: "<your-token>" } },
      ["error token-stand-in"],
    ],
    [
      "a token with quotes",
      { environment: { DATABRICKS_HOST: host, DATABRICKS_TOKEN: `"${pat}"` } },
      ["error token-blanks"],
    ],
    ["a token as client secret", { environment: { ...m2m, DATABRICKS_CLIENT_SECRET: pat } }, ["error secret-kind"]],
    [
      "a token of the workspace",
      { environment: { DATABRICKS_HOST: host, DATABRICKS_TOKEN: jwt({ iss: `${host}/oidc` }) } },
      [],
    ],
    [
      "an expired token",
      { environment: { DATABRICKS_HOST: host, DATABRICKS_TOKEN: jwt({ iss: `${host}/oidc` }, -60) } },
      ["error token-expired"],
    ],
    [
      "an expired token that nobody uses",
      { environment: { ...m2m, DATABRICKS_TOKEN: jwt({ iss: `${host}/oidc` }, -60) } },
      ["info mixed-but-named"],
    ],
    [
      "a token that is not valid yet",
      { environment: { DATABRICKS_HOST: host, DATABRICKS_TOKEN: jwt({ iss: `${host}/oidc`, nbf: now / 1000 + 900 }) } },
      ["error token-early"],
    ],
    [
      "a token of another workspace",
      {
        environment: {
          DATABRICKS_HOST: host,
          DATABRICKS_TOKEN: jwt({ iss: "https://dbc-1.cloud.databricks.com/oidc" }),
        },
      },
      ["warning token-other-workspace"],
    ],
    [
      "a token of Entra for something else",
      {
        environment: {
          DATABRICKS_HOST: host,
          DATABRICKS_TOKEN: jwt({ iss: "https://sts.windows.net/t/", aud: "https://graph.microsoft.com" }),
        },
      },
      ["error token-audience"],
    ],
    [
      "a token of Entra for Azure Databricks",
      {
        environment: {
          DATABRICKS_HOST: host,
          DATABRICKS_TOKEN: jwt({ iss: "https://sts.windows.net/t/", aud: "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d" }),
        },
      },
      [],
    ],
    [
      "an identity token as access token",
      {
        environment: {
          DATABRICKS_HOST: host,
          DATABRICKS_TOKEN: jwt({ iss: "https://token.actions.githubusercontent.com" }),
        },
      },
      ["error token-identity"],
    ],
    [
      "an identity token for another audience",
      {
        environment: {
          DATABRICKS_HOST: host,
          DATABRICKS_AUTH_TYPE: "env-oidc",
          DATABRICKS_OIDC_TOKEN: jwt({ iss: "https://idp.example", aud: "somebody" }),
          DATABRICKS_TOKEN_AUDIENCE: "account-id",
        },
      },
      ["error identity-token-audience", "info method-not-everywhere"],
    ],
    [
      "an identity token that is none",
      { environment: { DATABRICKS_HOST: host, DATABRICKS_AUTH_TYPE: "env-oidc", DATABRICKS_OIDC_TOKEN: "Bearer x" } },
      ["error identity-token-form", "info method-not-everywhere"],
    ],
    [
      "a User-Agent for all sessions",
      { environment: { ...m2m, SPARK_CONNECT_USER_AGENT: "Other/1.0" } },
      ["warning stain-connect-user-agent"],
    ],
    ["half an upstream marker", { environment: { ...m2m, DATABRICKS_SDK_UPSTREAM: "x" } }, []],
    [
      "a whole upstream marker",
      { environment: { ...m2m, DATABRICKS_SDK_UPSTREAM: "x", DATABRICKS_SDK_UPSTREAM_VERSION: "1.0.0" } },
      ["warning stain-upstream"],
    ],
    [
      "a token service of an editor",
      { environment: { ...m2m, DATABRICKS_METADATA_SERVICE_URL: "http://127.0.0.1:1/x" } },
      ["warning stain-metadata-service", "info mixed-but-named"],
    ],
    ["a coding agent", { environment: { ...m2m, CLAUDECODE: "1" } }, ["info stain-agent"]],
    [
      "a variable that nobody reads",
      { environment: { ...m2m, DATABRICKS_ACCESS_TOKEN: pat } },
      ["info variable-unread"],
    ],
    [
      "unverified certificates",
      { environment: { ...m2m, NODE_TLS_REJECT_UNAUTHORIZED: "0" } },
      ["error tls-unverified"],
    ],
    [
      "a JSON file of another driver",
      { environment: { ...m2m, DATABRICKS_CONFIG_FILE: "/x/adbc.json" } },
      ["warning config-file-json"],
    ],
    [
      "certificates that are not there",
      {
        environment: { ...m2m, NODE_EXTRA_CA_CERTS: "/x.pem", SSL_CERT_FILE: "/y.pem", REQUESTS_CA_BUNDLE: "/y.pem" },
        missingFiles: ["/x.pem"],
      },
      ["warning certificates-missing"],
    ],
    [
      "two proxies",
      { environment: { ...m2m, HTTPS_PROXY: "http://a:1", https_proxy: "http://b:1" } },
      ["warning proxy-differs"],
    ],
    [
      "a fast clock",
      { environment: m2m, connection: { host, ms: 5, hasMetadata: true, skewMs: -120_000 } },
      ["warning clock-skew"],
    ],
    [
      "a clock that is hours off",
      { environment: m2m, connection: { host, ms: 5, hasMetadata: true, skewMs: 7_200_000 } },
      ["error clock-skew"],
    ],
    [
      "a host without metadata",
      { environment: m2m, connection: { host, ms: 5, hasMetadata: false } },
      ["warning no-metadata"],
    ],
    [
      "a host that cannot be reached",
      {
        environment: m2m,
        connection: { host, failure: { kind: "name", message: "Unknown name.", advice: "Check it." } },
      },
      ["error connection-name"],
    ],
    [
      "a configuration file that others may read",
      {
        environment: m2m,
        configFile: { path: "~/.databrickscfg", text: `[dev]\nhost = ${host}\ntoken = ${pat}\n`, mode: 0o644 },
      },
      ["warning config-open", "info file-skipped"],
    ],
    [
      "the same without a secret in it",
      {
        profileName: "dev",
        configFile: {
          path: "~/.databrickscfg",
          text: `[dev]\nhost = ${host}\nauth_type = databricks-cli\n`,
          mode: 0o644,
        },
      },
      [],
    ],
    ["a broken line", { environment: m2m, cfg: "[dev\n" }, ["warning config-problem"]],
    [
      "a .env file with two ways",
      { environment: m2m, files: [file({ DATABRICKS_TOKEN: pat, ARM_CLIENT_ID: "x" })] },
      ["warning file-mixed-methods"],
    ],
    [
      "a .env file beside another environment",
      {
        environment: { DATABRICKS_HOST: host, DATABRICKS_TOKEN: pat },
        files: [file({ DATABRICKS_CLIENT_SECRET: oauthSecret })],
      },
      ["warning file-mixed-with-environment"],
    ],
    [
      "a .env file for another host",
      { environment: m2m, files: [file({ DATABRICKS_HOST: "https://other.cloud.databricks.com" })] },
      ["warning file-overridden"],
    ],
    [
      "a .env file for another workspace than the profile's",
      {
        profileName: "dev",
        cfg: `[dev]\nhost = ${host}\ntoken = ${pat}\n`,
        files: [file({ DATABRICKS_HOST: "https://other.cloud.databricks.com" })],
      },
      ["info file-other-host"],
    ],
    [
      "a .env file for the same workspace, written another way",
      {
        profileName: "dev",
        cfg: `[dev]\nhost = ${host}\ntoken = ${pat}\n`,
        files: [file({ DATABRICKS_HOST: `${host.replace("https://", "")}/` })],
      },
      [],
    ],
    ["an extension that is signed out", { environment: m2m, signIn: { kind: "signedOut" } }, ["info signed-out"]],
  ];
  for (const [what, change, expected] of cases) {
    it(what, () => {
      const { findings } = examine(sampleInput(change));
      assert.deepEqual(findings.map(({ severity, id }) => `${severity} ${id}`).sort(), [...expected].sort());
      for (const { title, advice } of findings) assert.ok(/[.?!]$/.test(title) && advice.length > 5, title);
    });
  }
});

describe("auth doctor: what clients will stop with", () => {
  const ended = jwt({ iss: `${host}/oidc` }, -60);
  const cases: readonly (readonly [finding: string, error: string, change: Change])[] = [
    ["mixed-methods", "mixed-auth", { environment: { ...m2m, DATABRICKS_AUTH_TYPE: "", DATABRICKS_TOKEN: pat } }],
    [
      "mixed-methods",
      "mixed-auth",
      { profileName: "dev", cfg: `[dev]\ntoken = ${pat}\n`, environment: { DATABRICKS_CLIENT_ID: "id" } },
    ],
    [
      "file-mixed-methods",
      "mixed-auth",
      { environment: m2m, files: [file({ DATABRICKS_TOKEN: pat, ARM_CLIENT_ID: "x" })] },
    ],
    ["profile-missing", "unknown-profile", { profileName: "prod", cfg: `[dev]\nhost = ${host}\n` }],
    ["no-method", "no-credentials", {}],
    [
      "principal-as-app",
      "client-not-available",
      {
        profileName: "me",
        cfg: `[me]\nhost = ${host}\nauth_type = external-browser\nclient_id = app\n[robot]\nclient_id = app\nclient_secret = ${oauthSecret}\n`,
      },
    ],
    ["secret-kind", "client-refused", { environment: { ...m2m, DATABRICKS_CLIENT_SECRET: pat } }],
    [
      "method-incomplete",
      "github-oidc",
      { environment: { DATABRICKS_HOST: host, DATABRICKS_AUTH_TYPE: "github-oidc" } },
    ],
    ["token-expired", "token-expired", { environment: { DATABRICKS_HOST: host, DATABRICKS_TOKEN: ended } }],
    ["token-expired", "federation-token-expired", { environment: { ...m2m, DATABRICKS_OIDC_TOKEN: ended } }],
  ];
  for (const [id, error, change] of cases)
    it(`${id}: is mended as the known error ${error}, and quotes what people will read`, () => {
      const finding = examine(sampleInput(change)).findings.find((one) => one.id === id);
      assert.ok(finding);
      assert.ok(finding.advice.includes(foreseen(error).fix), finding.advice);
      const quote = /“([^”]+)”/.exec(finding.detail ?? "")?.[1];
      if (quote !== undefined) assert.equal(explainFirst(quote, { contexts: ["databricks"] })?.id, error);
    });
});

describe("auth doctor: report", () => {
  const input: DoctorInput = sampleInput({
    profileName: "dev",
    cfg: `[dev]\nhost = ${host}\ntoken = ${pat}\nazure_tenant_id = t\n`,
    environment: {
      DATABRICKS_HOST: "https://dbc-1.cloud.databricks.com",
      DATABRICKS_TOKEN: jwt({ iss: "x" }, -10),
      DATABRICKS_CLIENT_SECRET: oauthSecret,
      GOOGLE_CREDENTIALS: '{"private_key": "marker-1"}',
      DATABRICKS_METADATA_SERVICE_URL: "http://127.0.0.1:9/marker-2",
      HTTPS_PROXY: "http://user:marker-3@proxy:1",
      DATABRICKS_MY_PASSWORD: "marker-4",
      DATABRICKS_OIDC_TOKEN: "marker-5",
      DATABRICKS_DISCOVERY_URL: "https://user:marker-7@idp.example/x",
      DATABRICKS_JDBC: "jdbc:databricks://h:443;AuthMech=3;PWD=marker-8",
    },
    files: [
      file({
        DATABRICKS_PASSWORD: "marker-6",
        DATABRICKS_DSN: "token:marker-9@host:443",
        DATABRICKS_HTTP_PATH: "/sql/1.0/warehouses/abc",
      }),
    ],
  });

  it("shows no secret in any form, whatever it is named", () => {
    const report = examine(input);
    for (const text of [JSON.stringify(report), textReport(report), markdownReport(report)]) {
      for (const secret of [pat, oauthSecret, "marker-", "eyJ"]) assert.ok(!text.includes(secret), secret);
      assert.match(text, /personal access token, of usual length/);
    }
  });

  it("says of each value where it is and whether it counts", () => {
    const { values } = examine(input);
    const row = values.find(({ name }) => name === "DATABRICKS_HOST");
    assert.deepEqual(
      row?.places.map(({ source, shown, standing }) => [source.label, shown, standing]),
      [
        ["DATABRICKS_HOST of this terminal", "https://dbc-1.cloud.databricks.com", "used"],
        ["[dev] of ~/.databrickscfg", host, "overridden"],
      ],
    );
    const path = values.find(({ name }) => name === "DATABRICKS_HTTP_PATH");
    assert.deepEqual(
      path?.places.map(({ standing }) => standing),
      ["not loaded"],
    );
    assert.equal(values.find(({ name }) => name === "DATABRICKS_CLIENT_SECRET")?.places[0]?.standing, "used");
  });

  it("lets the profile that a program is told win over the variable", () => {
    const { values, clients } = examine(
      sampleInput({
        profileName: "dev",
        cfg: `[dev]\nhost = ${host}\ntoken = ${pat}\n`,
        environment: { DATABRICKS_CONFIG_PROFILE: "prod" },
      }),
    );
    const row = values.find(({ name }) => name === "DATABRICKS_CONFIG_PROFILE");
    assert.deepEqual(
      row?.places.map(({ standing }) => standing),
      ["overridden"],
    );
    assert.equal(clients[0]?.reads, "[dev] of ~/.databrickscfg");
  });

  it("says what each client would do", () => {
    const { clients } = examine(sampleInput({ environment: { DATABRICKS_HOST: host, ARM_CLIENT_ID: "x" } }));
    assert.deepEqual(
      clients.map(({ client, signsIn, fails }) => [client.split(" ")[0], signsIn.split(";")[0], fails]),
      [
        ["Python", "tries `azure-cli` and `databricks-cli`", false],
        ["Go", "tries `databricks-cli` and `azure-cli`", false],
        ["Java", "tries `azure-cli` and `databricks-cli`", false],
        ["JavaScript", "tries `databricks-cli` and `azure-cli`", false],
        ["JavaScript", "tries `databricks-cli`", false],
        ["SQL", "with what the program passes", false],
      ],
    );
  });

  it("knows that one SDK mixes the file into the environment", () => {
    const { clients } = examine(
      sampleInput({
        environment: { DATABRICKS_HOST: host, DATABRICKS_CLIENT_ID: "x", DATABRICKS_CLIENT_SECRET: oauthSecret },
        cfg: `[DEFAULT]\ntoken = ${pat}\n`,
      }),
    );
    assert.deepEqual(
      clients.slice(0, 5).map(({ signsIn }) => signsIn),
      ["with `oauth-m2m`", "with `oauth-m2m`", "with `oauth-m2m`", "with `oauth-m2m`", "with `pat`"],
    );
  });

  it("offers a button where something can be done at once", () => {
    const path = "/home/me/.databrickscfg";
    const text = `[dev]\nhost = ${host}\nauth_type = oauth-m2m\nclient_id = x\ntoken = ${pat}\n`;
    const { findings } = examine(sampleInput({ profileName: "dev", configFile: { path, text, mode: 0o640 } }));
    const actions = Object.fromEntries(findings.map(({ id, actions }) => [id, actions.map(({ kind }) => kind)]));
    assert.deepEqual(actions["config-open"], ["makePrivate"]);
    assert.deepEqual(actions["method-incomplete"], ["editProfile", "openTerminal"]);
  });

  it("does not call in order what it has just said something about", () => {
    const order = (environment: Readonly<Record<string, string>>) =>
      examine(sampleInput({ environment })).passed.some((text) =>
        text.startsWith("Nothing in the environment changes"),
      );
    assert.equal(order(m2m), true);
    assert.equal(order({ ...m2m, CLAUDECODE: "1" }), false);
  });

  it("puts the worst first, and says what is in order", () => {
    const report = examine(input);
    const ranks = report.findings.map(({ severity }) => ["error", "warning", "info"].indexOf(severity));
    assert.deepEqual(ranks, [...ranks].sort());
    assert.ok(report.passed.some((text) => /profile \[dev\]/.test(text)));
    assert.match(textReport(report), /→ /);
    assert.match(markdownReport(report), /^# Sign-in report\n/);
  });
});
