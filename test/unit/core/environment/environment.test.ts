import assert from "node:assert/strict";
import { environmentFormats, formatEnvironment } from "../../../../src/core/environment/formats.ts";
import { isDatabricksVariable, isolated } from "../../../../src/core/environment/isolate.ts";
import { profileVariables, withSecrets } from "../../../../src/core/environment/profileVariables.ts";
import type { SecretName } from "../../../../src/core/environment/profileVariables.ts";
import type { AuthType, Profile } from "../../../../src/core/profiles/profile.ts";
import { authTypes } from "../../../../src/core/profiles/profile.ts";
import { examine } from "../../../../src/core/doctor/examine.ts";
import { host, jwt, oauthSecret, pat, sampleInput } from "../doctor/sampleInput.ts";

/** A profile with every field filled in, whatever its way of signing in needs. */
function full(authType: AuthType, change: Partial<Profile> = {}): Profile {
  return {
    name: "dev",
    host,
    authType,
    clientId: "app-id",
    warehouseId: "abc123",
    tokenAudience: "aud",
    oidcTokenFilepath: "/run/token",
    oidcTokenCommand: "print-token",
    azureClientId: "azure-id",
    azureTenantId: "tenant",
    azureWorkspaceResourceId: "/subscriptions/1",
    googleServiceAccount: "a@b.iam.gserviceaccount.com",
    metadataServiceUrl: "http://127.0.0.1:1/x",
    hasSecretInFile: false,
    ...change,
  };
}

const secrets: Partial<Record<SecretName, string>> = {
  client_secret: oauthSecret,
  azure_client_secret: "entra",
  identity_token: jwt({ iss: "https://idp.example", aud: "aud" }),
};
const secret = async (name: SecretName) => secrets[name] ?? pat;

describe("isolated environments", () => {
  it("know Databricks' variables, whatever their prefix and case", () => {
    for (const name of [
      "DATABRICKS_TOKEN",
      "databricks_host",
      "DATABRICKS_ANYTHING",
      "ARM_TENANT_ID",
      "GOOGLE_CREDENTIALS",
    ])
      assert.ok(isDatabricksVariable(name), name);
    for (const name of ["TOKEN_AUDIENCE", "SPARK_CONNECT_USER_AGENT", "SPARK_REMOTE"])
      assert.ok(isDatabricksVariable(name));
    for (const name of ["PATH", "HOME", "ARM_SUBSCRIPTION_ID", "MY_DATABRICKS_TOKEN", "GOOGLE_APPLICATION_CREDENTIALS"])
      assert.ok(!isDatabricksVariable(name), name);
  });

  it("keep everything else, and lose what is not given", () => {
    const before = { PATH: "/bin", DATABRICKS_TOKEN: "old", arm_client_id: "x", EMPTY: undefined };
    assert.deepEqual(isolated(before, { DATABRICKS_HOST: host }), { PATH: "/bin", DATABRICKS_HOST: host });
  });

  for (const authType of authTypes) {
    it(`say one way of signing in: ${authType}`, async () => {
      const isGoogle = authType.startsWith("google");
      const profile = full(authType, isGoogle ? { host: "https://1.2.gcp.databricks.com" } : {});
      const environment = isolated(
        {
          DATABRICKS_CONFIG_PROFILE: "prod",
          ACTIONS_ID_TOKEN_REQUEST_URL: "u",
          ACTIONS_ID_TOKEN_REQUEST_TOKEN: "t",
          SYSTEM_ACCESSTOKEN: "t",
          SYSTEM_TEAMFOUNDATIONCOLLECTIONURI: "u",
          SYSTEM_PLANID: "p",
        },
        await withSecrets(profile, profileVariables(profile), secret),
      );
      const { findings, clients } = examine(
        sampleInput({ environment, cfg: `[DEFAULT]\nhost = ${host}\ntoken = ${pat}\n` }),
      );
      const wrong = findings.filter(({ severity, id }) => severity !== "info" && id !== "host-differs");
      // The client that mixes the file in goes by the name of the way as well.
      assert.deepEqual(
        wrong.map(({ id, title }) => `${id}: ${title}`),
        [],
      );
      const doers = clients.filter(({ fails, client }) => !fails && !client.startsWith("SQL"));
      assert.ok(doers.length > 0, "no client can sign in");
      const signsIn = new Set(doers.map(({ signsIn }) => signsIn));
      assert.equal(signsIn.size, 1, [...signsIn].join());
    });
  }

  it("hand over the session of a sign-in by browser, or leave it to the Databricks CLI", async () => {
    const profile = full("databricks-cli");
    const session = await withSecrets(profile, profileVariables(profile), secret);
    assert.equal(session["DATABRICKS_TOKEN"], pat);
    const cli = profileVariables(profile, "databricks-cli").variables;
    assert.ok(!cli.some((variable) => "secret" in variable));
  });

  it("name the secret that is missing, and refuse what nobody knows", async () => {
    await assert.rejects(
      withSecrets(full("oauth-m2m"), profileVariables(full("oauth-m2m")), async () => undefined),
      {
        reason: "unauthenticated",
        message: /DATABRICKS_CLIENT_SECRET of “dev”/,
      },
    );
    assert.throws(() => profileVariables(full("other")), { reason: "config" });
  });
});

describe("copies of environments", () => {
  for (const { id } of environmentFormats) {
    it(`hold references and no secret: ${id}`, () => {
      const profile = full("oauth-m2m", { name: "dev $x\n`y`", clientId: "it's $HOME" });
      const text = formatEnvironment(profile, profileVariables(profile), id);
      assert.match(text, /DEV_X_Y_DATABRICKS_CLIENT_SECRET/);
      assert.ok(text.endsWith("\n") && !text.includes(pat));
      assert.match(text.split("\n")[0] ?? "", /^# Databricks profile dev \$x `y`$/);
    });
  }

  it("are what each reader expects", () => {
    const profile = full("pat", { name: "1st" });
    const of = (id: (typeof environmentFormats)[number]["id"]) =>
      formatEnvironment(profile, profileVariables(profile), id).split("\n");
    assert.ok(of("dotenv").includes("DATABRICKS_TOKEN=${PROFILE_1ST_DATABRICKS_TOKEN}"));
    assert.ok(of("shell").includes('export DATABRICKS_TOKEN="${PROFILE_1ST_DATABRICKS_TOKEN:?is not set}"'));
    assert.ok(of("shell").some((line) => /^unset .*\bDATABRICKS_CLIENT_ID\b/.test(line)));
    assert.ok(of("powershell").includes("$env:DATABRICKS_TOKEN = $env:PROFILE_1ST_DATABRICKS_TOKEN"));
    assert.ok(of("github").includes("  DATABRICKS_TOKEN: ${{ secrets.PROFILE_1ST_DATABRICKS_TOKEN }}"));
    assert.ok(of("github").includes("  DATABRICKS_WAREHOUSE_ID: abc123"));
    assert.ok(of("compose").includes("  DATABRICKS_TOKEN: ${PROFILE_1ST_DATABRICKS_TOKEN:?is not set}"));
  });
});
