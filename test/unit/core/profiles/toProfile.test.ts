import assert from "node:assert/strict";
import { parseDatabrickscfg } from "../../../../src/core/profiles/databrickscfg.ts";
import { envWorkspace } from "../../../../src/core/profiles/envWorkspace.ts";
import { suggestProfileName } from "../../../../src/core/profiles/profileName.ts";
import type { ProfileReading } from "../../../../src/core/profiles/toProfile.ts";
import { toProfile } from "../../../../src/core/profiles/toProfile.ts";

const host = "https://a.cloud.databricks.com";

function read(body: string): ProfileReading {
  const section = parseDatabrickscfg(`[p]\n${body}`).sections[0];
  assert.ok(section);
  return toProfile(section);
}

function authTypeOf(body: string): string {
  const reading = read(`host = ${host}\n${body}`);
  assert.ok(reading.kind === "profile");
  return reading.profile.authType;
}

describe("toProfile", () => {
  it("takes every field over, and no secret", () => {
    const token = ["da", "pi"].join("") + "0".repeat(32);
    const reading = read(
      `host = ${host}/?o=1\ntoken = ${token}\nclient_id = app\nredirect_url = https://x.y/z\nwarehouse_id = abc`,
    );
    assert.deepEqual(reading, {
      kind: "profile",
      profile: {
        name: "p",
        host,
        authType: "pat",
        clientId: "app",
        redirectUrl: "https://x.y/z",
        warehouseId: "abc",
        hasSecretInFile: true,
      },
    });
    assert.ok(!JSON.stringify(reading).includes(token));
  });

  for (const [body, expected] of [
    ["", "external-browser"],
    ["auth_type = databricks-cli", "databricks-cli"],
    ["auth_type = external-browser\nclient_id = x", "external-browser"],
    ["auth_type = pat", "pat"],
    ["token = x", "pat"],
    ["client_id = x", "external-browser"],
    ["client_id = x\nclient_secret = y", "oauth-m2m"],
    ["auth_type = azure-cli", "azure-cli"],
    ["auth_type = github-oidc\ntoken = x", "github-oidc"],
    ["auth_type = basic", "other"],
    ["auth_type = oauth-u2m", "other"],
    ["username = x", "other"],
    ["azure_client_id = x", "azure-cli"],
    ["azure_use_msi = true\nazure_client_id = x", "azure-msi"],
    ["azure_use_msi = false", "external-browser"],
    ["azure_client_secret = x", "azure-client-secret"],
    ["google_credentials = {}", "google-credentials"],
    ["google_service_account = x", "google-id"],
    ["oidc_token_env = X", "env-oidc"],
    ["databricks_id_token_filepath = /run/token", "file-oidc"],
    ["oidc_token_command = print-token", "command-oidc"],
    ["metadata_service_url = http://127.0.0.1:1", "metadata-service"],
  ] as const) {
    it(`reads ${JSON.stringify(body)} as ${expected}`, () => assert.equal(authTypeOf(body), expected));
  }

  it("takes over what the ways of signing in need", () => {
    const fields = {
      account_id: "a-1",
      workspace_id: "7",
      discovery_url: "https://x.y/d",
      token_audience: "aud",
      oidc_token_env: "E",
      oidc_token_filepath: "/t",
      oidc_token_command: "print --token",
      azure_client_id: "ac",
      azure_tenant_id: "at",
      azure_workspace_resource_id: "/subscriptions/s",
      google_service_account: "g@p",
      metadata_service_url: "http://127.0.0.1:1",
      databricks_cli_path: "/bin/databricks",
      scopes: "sql, offline_access",
    };
    const reading = read(
      `host = ${host}\n${Object.entries(fields)
        .map((pair) => pair.join(" = "))
        .join("\n")}`,
    );
    assert.ok(reading.kind === "profile");
    assert.deepEqual(reading.profile, {
      name: "p",
      host,
      authType: "metadata-service",
      accountId: "a-1",
      workspaceId: "7",
      discoveryUrl: "https://x.y/d",
      tokenAudience: "aud",
      oidcTokenEnv: "E",
      oidcTokenFilepath: "/t",
      oidcTokenCommand: "print --token",
      azureClientId: "ac",
      azureTenantId: "at",
      azureWorkspaceResourceId: "/subscriptions/s",
      googleServiceAccount: "g@p",
      metadataServiceUrl: "http://127.0.0.1:1",
      databricksCliPath: "/bin/databricks",
      scopes: ["sql", "offline_access"],
      hasSecretInFile: false,
    });
  });

  it("finds the warehouse in an http_path", () => {
    const reading = read(`host = ${host}\nhttp_path = /sql/1.0/warehouses/abc123`);
    assert.ok(reading.kind === "profile");
    assert.equal(reading.profile.warehouseId, "abc123");
  });

  for (const [body, line, message] of [
    ["token = x", 0, /no `host`/],
    ["host =", 0, /no `host`/],
    ["token = x\nhost = not a host", 2, /cannot be used/],
    ["host = http://a.cloud.databricks.com", 1, /not encrypted/],
  ] as const) {
    it(`explains ${JSON.stringify(body)}`, () => {
      const reading = read(body);
      assert.ok(reading.kind === "problem");
      assert.equal(reading.problem.line, line);
      assert.match(reading.problem.message, message);
    });
  }
});

describe("envWorkspace", () => {
  it("reads workspace, warehouse and OAuth app", () => {
    const text = `# x\nexport DATABRICKS_HOST="${host}"  # mine\nDATABRICKS_HTTP_PATH=/sql/1.0/warehouses/abc123\nDATABRICKS_CLIENT_ID=m2m\nDATABRICKS_U2M_CLIENT_ID=app\nDATABRICKS_REDIRECT_URL=https://x.y/z\n`;
    assert.deepEqual(envWorkspace(text), {
      host,
      warehouseId: "abc123",
      clientId: "app",
      redirectUrl: "https://x.y/z",
    });
  });

  it("offers nothing for placeholders, other files and plain http", () => {
    for (const text of [
      "",
      "A=1",
      "DATABRICKS_HOST=<your-workspace>",
      "DATABRICKS_HOST=",
      "DATABRICKS_HOST=http://evil.example",
    ]) {
      assert.equal(envWorkspace(text), undefined);
    }
  });
});

describe("suggestProfileName", () => {
  it("takes the first part of the host and a free number", () => {
    assert.equal(suggestProfileName("https://dbc-1.cloud.databricks.com", []), "dbc-1");
    assert.equal(suggestProfileName("https://dbc-1.cloud.databricks.com", ["dbc-1", "dbc-1-2"]), "dbc-1-3");
    assert.equal(suggestProfileName("http://127.0.0.1:8080", []), "local-8080");
  });
});
