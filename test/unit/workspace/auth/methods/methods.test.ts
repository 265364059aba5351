import assert from "node:assert/strict";
import type { Emulator } from "../../../../../src/emulator/emulator.ts";
import { PwafError } from "../../../../../src/core/base/errors.ts";
import { authFacts } from "../../../../../src/core/profiles/fields.ts";
import type { Profile } from "../../../../../src/core/profiles/profile.ts";
import { authTypes } from "../../../../../src/core/profiles/profile.ts";
import { keyOf } from "../../../../../src/workspace/auth/methods/authMethod.ts";
import { authMethodOf, authMethods } from "../../../../../src/workspace/auth/methods/index.ts";
import { runningEmulator } from "../../../emulator/running.ts";
import type { Given } from "./testContext.ts";
import { contextFor, userOf } from "./testContext.ts";
import { allow, waysOfPeople, waysOfPrograms } from "./ways.ts";

const { signal } = new AbortController();

describe("ways to sign in", () => {
  const emulator = runningEmulator({ autoConsent: true });
  before(() => allow(emulator.current));

  for (const [what, make] of Object.entries({ ...waysOfPeople, ...waysOfPrograms })) {
    it(`signs in through ${what}`, async () => {
      const { given, type, user = emulator.current.oauth.m2mClientId } = await make(emulator.current);
      const { context, lines } = contextFor(emulator.current, withType(given, type));
      const tokens = await authMethods[type].open(context, signal);
      assert.equal(await userOf(emulator.current, tokens), user);
      assert.ok(tokens.expiresAt > Date.now());
      const secrets = [tokens.accessToken, tokens.refreshToken ?? tokens.accessToken];
      for (const secret of [...secrets, ...Object.values(given.secrets ?? {})])
        assert.ok(!lines.join("\n").includes(secret));
    });
  }

  it("takes Azure's CLI, with the tenant and subscription of the profile, at its word", async () => {
    const { entra } = emulator.current.testClouds;
    const entraToken = await authMethods["azure-client-secret"].open(
      contextFor(emulator.current, {
        profile: { azureTenantId: entra.tenantId, azureClientId: entra.clientId },
        secrets: { azure_client_secret: entra.secret },
      }).context,
      signal,
    );
    const expires_on = Math.floor(Date.now() / 1000) + 1800;
    const { context, programs } = contextFor(emulator.current, {
      profile: {
        authType: "azure-cli",
        azureTenantId: "t-1",
        azureWorkspaceResourceId: "/subscriptions/s-1/resourceGroups/r/providers/Microsoft.Databricks/workspaces/w",
      },
      run: (program) =>
        "args" in program && program.args.includes("--subscription=s-1")
          ? { exitCode: 1, output: "", errorOutput: "ERROR: no such subscription" }
          : {
              exitCode: 0,
              output: JSON.stringify({ accessToken: entraToken.accessToken, expires_on }),
              errorOutput: "",
            },
    });
    const tokens = await authMethods["azure-cli"].open(context, signal);
    assert.equal(await userOf(emulator.current, tokens), emulator.current.oauth.m2mClientId);
    assert.equal(tokens.expiresAt, expires_on * 1000);
    assert.equal(programs.length, 2, "without the subscription when it gives nothing");
    for (const program of programs) assert.ok("args" in program && program.args.includes("--tenant=t-1"));
  });

  it("sends nothing to the address that a Google key names", async () => {
    const { testClouds } = emulator.current;
    const key = { ...(JSON.parse(testClouds.googleKeyFile) as object), token_uri: "https://evil.invalid/token" };
    const { context } = contextFor(emulator.current, { secrets: { google_credentials: JSON.stringify(key) } });
    const tokens = await authMethods["google-credentials"].open(context, signal);
    assert.equal(await userOf(emulator.current, tokens), emulator.current.oauth.m2mClientId);
  });

  it("covers every name of a way to sign in", () => {
    assert.deepEqual(Object.keys(authMethods).sort(), [...authTypes].sort());
    assert.throws(() => authMethodOf({ name: "dev", authType: "other" }), /does not offer/);
  });

  it("needs what the form of a profile asks for", () => {
    for (const { type, required, fields } of authFacts) {
      const { needs } = authMethods[type as keyof typeof authMethods];
      assert.deepEqual(needs.fields.map(keyOf).sort(), [...required].sort(), type);
      for (const secret of needs.secrets) assert.ok(fields.includes(secret), `${type}: ${secret}`);
    }
  });

  for (const type of ["external-browser", "databricks-cli"] as const) {
    it(`${type}: ends the session at the workspace`, async () => {
      const { context } = contextFor(emulator.current, { profile: { authType: type } });
      const method = authMethods[type];
      const tokens = await method.open(context, signal);
      const renewed = await method.renew?.(context, tokens);
      assert.ok(renewed?.refreshToken);
      await method.revoke?.(context, renewed);
      await assert.rejects(async () => method.renew?.(context, renewed), { code: "invalid_grant" });
    });
  }

  it("says who is in trouble, where that is not the workspace", async () => {
    const { faults, testClouds } = emulator.current;
    faults.add({ match: "POST /__test/entra", kind: "status", status: 503 });
    const given = { profile: { azureTenantId: testClouds.entra.tenantId, azureClientId: "x" } };
    const { context } = contextFor(emulator.current, { ...given, secrets: { azure_client_secret: "x" } });
    await assert.rejects(
      authMethods["azure-client-secret"].open(context, signal),
      failure("unavailable", /^Entra ID is not available for now/),
    );
  });

  describe("says what is missing", () => {
    const whole: Given = {
      profile: {
        clientId: "c",
        oidcTokenFilepath: "/f",
        oidcTokenCommand: "x",
        azureTenantId: "t",
        azureClientId: "a",
        googleServiceAccount: "g",
        metadataServiceUrl: "http://127.0.0.1:9/",
      },
      secrets: { token: "t", client_secret: "s", azure_client_secret: "a", google_credentials: "{}" },
    };
    for (const [type, { needs, open }] of Object.entries(authMethods)) {
      for (const field of needs.fields) {
        it(`${type}: ${keyOf(field)}`, async () => {
          const profile = { ...whole.profile, authType: type as Profile["authType"], [field]: "" };
          const { context } = contextFor(emulator.current, { ...whole, profile });
          await assert.rejects(open(context, signal), failure("config", new RegExp(`no \`${keyOf(field)}\``)));
        });
      }
      for (const secret of needs.secrets) {
        it(`${type}: ${secret}`, async () => {
          const secrets = { ...whole.secrets, [secret]: "" };
          const { context } = contextFor(emulator.current, { ...whole, secrets });
          await assert.rejects(open(context, signal), failure("config", new RegExp(`no \`${secret}\``)));
        });
      }
    }
  });

  /** What goes wrong in each way, and what its user is told. Nothing of a secret is repeated. */
  const marker = "marker-0123456789";
  const failures: readonly [what: string, type: Profile["authType"], given: (e: Emulator) => Given, ...RegExp[]][] = [
    [
      "a token that was handed through and has expired",
      "pat",
      () => ({ secrets: { token: `e30.${Buffer.from('{"exp":1}').toString("base64url")}.${marker}` } }),
      /handed through has expired/,
    ],
    [
      "a wrong client secret",
      "oauth-m2m",
      ({ oauth }) => ({ profile: { clientId: oauth.m2mClientId }, secrets: { client_secret: marker } }),
      /client id and secret of the service principal/,
      /application id/,
    ],
    [
      "the client id of an OAuth app",
      "oauth-m2m",
      ({ oauth }) => ({ profile: { clientId: oauth.clientId }, secrets: { client_secret: marker } }),
      /service principal|as a program/,
    ],
    [
      "an app's wrong secret",
      "external-browser",
      ({ oauth }) => ({
        profile: { clientId: oauth.confidentialClientId, redirectUrl: "http://localhost:8080/callback" },
        secrets: { client_secret: marker },
      }),
      /invalid_client/,
    ],
    ["no variable", "env-oidc", () => ({}), /DATABRICKS_OIDC_TOKEN holds no/],
    ["a variable with no JWT", "env-oidc", () => ({ environment: { DATABRICKS_OIDC_TOKEN: marker } }), /no JWT/],
    ["no file", "file-oidc", () => ({ profile: { oidcTokenFilepath: "/none" } }), /does not exist: \/none/],
    [
      "an empty file",
      "file-oidc",
      () => ({ profile: { oidcTokenFilepath: "/f" }, files: { "/f": " \n" } }),
      /is empty/,
    ],
    [
      "a program that fails",
      "command-oidc",
      () => ({
        profile: { oidcTokenCommand: `acme --secret ${marker}` },
        run: () => ({ exitCode: 3, output: marker, errorOutput: marker }),
      }),
      /failed \(exit code 3\)/,
    ],
    [
      "a program that prints nothing",
      "command-oidc",
      () => ({ profile: { oidcTokenCommand: "x" }, run: () => ({ exitCode: 0, output: "\n", errorOutput: "" }) }),
      /printed nothing/,
    ],
    ["no GitHub workflow", "github-oidc", () => ({}), /no token service of GitHub/, /id-token: write/],
    [
      "a GitHub address over plain http",
      "github-oidc",
      () => ({
        environment: {
          ACTIONS_ID_TOKEN_REQUEST_URL: "http://evil.example/x",
          ACTIONS_ID_TOKEN_REQUEST_TOKEN: marker,
        },
      }),
      /no https address/,
    ],
    [
      "a pipeline without its token",
      "azure-devops-oidc",
      () => ({}),
      /SYSTEM_ACCESSTOKEN is not set/,
      /System\.AccessToken/,
    ],
    ["no Azure CLI", "azure-cli", () => ({}), /not installed/],
    [
      "nobody signed in to the Azure CLI",
      "azure-cli",
      () => ({ run: () => ({ exitCode: 1, output: "", errorOutput: "WARNING: x\nERROR: Please run 'az login'." }) }),
      /Please run 'az login'/,
    ],
    [
      "an Azure CLI that says something odd",
      "azure-cli",
      () => ({ run: () => ({ exitCode: 0, output: marker, errorOutput: "" }) }),
      /Azure CLI cannot be used/,
    ],
    [
      "a wrong secret at Entra ID",
      "azure-client-secret",
      ({ testClouds: { entra } }) => ({
        profile: { azureTenantId: entra.tenantId, azureClientId: entra.clientId },
        secrets: { azure_client_secret: marker },
      }),
      /Entra ID.*AADSTS7000215/,
    ],
    [
      "a wrong tenant",
      "azure-client-secret",
      ({ testClouds: { entra } }) => ({
        profile: { azureTenantId: "other", azureClientId: entra.clientId },
        secrets: { azure_client_secret: marker },
      }),
      /AADSTS90002/,
    ],
    [
      "a machine that Azure does not run",
      "azure-msi",
      () => ({ clouds: { azureMetadata: "http://127.0.0.1:1/metadata" } }),
      /no managed identity/,
    ],
    [
      "an identity that the machine does not have",
      "azure-msi",
      () => ({ profile: { azureClientId: "other" } }),
      /does not have this managed identity/,
    ],
    [
      "a key that is no JSON",
      "google-credentials",
      () => ({ secrets: { google_credentials: `{${marker}` } }),
      /no JSON/,
    ],
    [
      "a key file that is not there",
      "google-credentials",
      () => ({ secrets: { google_credentials: "/none" } }),
      /does not exist/,
    ],
    [
      "credentials of another kind",
      "google-credentials",
      () => ({ secrets: { google_credentials: JSON.stringify({ type: "external_account" }) } }),
      /of a kind/,
    ],
    [
      "a key that was cut",
      "google-credentials",
      () => ({
        secrets: {
          google_credentials: JSON.stringify({ type: "service_account", client_email: "a@b", private_key: marker }),
        },
      }),
      /private key .* cannot be read/,
    ],
    [
      "no credentials of Google",
      "google-id",
      () => ({
        profile: { googleServiceAccount: "a@b" },
        clouds: { googleMetadata: "http://127.0.0.1:1/v1" },
      }),
      /no credentials of Google/,
    ],
    [
      "somebody else's Google account",
      "google-id",
      () => ({ profile: { googleServiceAccount: "other@emulated.example" } }),
      /does not let you act/,
    ],
    [
      "a metadata service elsewhere",
      "metadata-service",
      () => ({ profile: { metadataServiceUrl: "https://evil.example/token" } }),
      /no address of this machine/,
    ],
    [
      "a metadata service that does not know the host",
      "metadata-service",
      ({ testClouds }) => ({
        profile: { host: "http://127.0.0.1:1", metadataServiceUrl: `${testClouds.base}/metadata-service` },
      }),
      /does not know http:\/\/127\.0\.0\.1:1/,
    ],
  ];
  for (const [what, type, given, message, hint] of failures) {
    it(`explains ${what}`, async () => {
      const { context, lines } = contextFor(emulator.current, withType(given(emulator.current), type));
      await assert.rejects(authMethods[type as keyof typeof authMethods].open(context, signal), (error: unknown) => {
        assert.ok(error instanceof PwafError, String(error));
        assert.ok(error.reason !== "unexpected");
        if (message) assert.match(error.message, message);
        if (hint) assert.match(error.hint ?? "", hint);
        assert.ok(error.hint);
        for (let cause: unknown = error; cause instanceof Error; cause = cause.cause)
          assert.ok(!cause.message.includes(marker), cause.message);
        return true;
      });
      assert.ok(!lines.join("\n").includes(marker));
    });
  }
});

function withType(given: Given, authType: Profile["authType"]): Given {
  return { ...given, profile: { ...given.profile, authType } };
}

function failure(reason: string, message: RegExp) {
  return (error: unknown) => {
    assert.ok(error instanceof PwafError, String(error));
    assert.equal(error.reason, reason);
    assert.match(error.message, message);
    return true;
  };
}
