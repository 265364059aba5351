import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as oauth from "openid-client";
import type { SnippetAuth } from "../../src/core/snippets/snippet.ts";
import type { Emulator } from "../../src/emulator/emulator.ts";
import { accountId } from "../../src/emulator/identity.ts";
import { TestBrowser } from "../unit/emulator/browser.ts";

const user = "ada.lindqvist@emulated.example";
const workload = "repo:acme/loader:environment:prod";

/** Lets the emulated workspace accept tokens of the emulated identity provider, for its users and its service principal. */
export function trustIdentityProvider({ oauth, oidc, testClouds }: Emulator): void {
  const { issuer } = testClouds.identityProvider;
  oidc.federation.add({ issuer });
  oidc.federation.add({ issuer, servicePrincipal: oauth.m2mClientId, subject: workload });
}

/** Exactly the variables of one way to sign in. */
export async function credentialsFor(auth: SnippetAuth, emulator: Emulator): Promise<Record<string, string>> {
  const { oauth } = emulator;
  const m2m = { DATABRICKS_CLIENT_ID: oauth.m2mClientId, DATABRICKS_CLIENT_SECRET: oauth.m2mClientSecret };
  switch (auth) {
    case "pat":
      return { DATABRICKS_TOKEN: emulator.createToken() };
    case "m2m":
      return m2m;
    case "unified":
      return { ...m2m, DATABRICKS_AUTH_TYPE: "oauth-m2m" };
    case "u2m":
      return { DATABRICKS_U2M_CLIENT_ID: oauth.clientId };
    case "u2m-token":
      return { DATABRICKS_ACCESS_TOKEN: await oauthToken(emulator) };
    case "u2m-refresh":
      return { DATABRICKS_U2M_CLIENT_ID: oauth.clientId, DATABRICKS_REFRESH_TOKEN: await refreshToken(emulator) };
    case "federation":
      return { DATABRICKS_CLIENT_ID: oauth.m2mClientId, ...(await subjectToken(workload, emulator)) };
    case "account-federation":
      return subjectToken(user, emulator);
    case "azure-msi":
      // Where the libraries of Azure look for the service of a virtual machine.
      return { AZURE_POD_IDENTITY_AUTHORITY_HOST: `${emulator.testClouds.base}/imds` };
  }
}

/** Where the databases are; who signs in is the service principal. */
export function lakebaseSettings({ lakebase }: Emulator): Record<string, string> {
  const [host = "", port = ""] = lakebase.address.split(":");
  const endpoint = "projects/orders/branches/production/endpoints/primary";
  return { LAKEBASE_ENDPOINT: endpoint, PGHOST: host, PGPORT: port };
}

async function oauthToken({ httpUrl, oauth }: Emulator): Promise<string> {
  const answer = await fetch(`${httpUrl}/oidc/v1/token`, {
    method: "POST",
    headers: { Authorization: `Basic ${btoa(`${oauth.m2mClientId}:${oauth.m2mClientSecret}`)}` },
    body: new URLSearchParams({ grant_type: "client_credentials", scope: "all-apis" }),
  });
  const { access_token } = (await answer.json()) as { access_token: string };
  return access_token;
}

/** What a user's sign-in leaves in a product that then works in the user's name. */
async function refreshToken({ httpUrl, oauth: { clientId } }: Emulator): Promise<string> {
  const config = await oauth.discovery(new URL(`${httpUrl}/oidc`), clientId, undefined, oauth.None(), {
    execute: [oauth.allowInsecureRequests],
  });
  const pkceCodeVerifier = oauth.randomPKCECodeVerifier();
  const page = oauth.buildAuthorizationUrl(config, {
    redirect_uri: "vscode://pwaf-toolkit.pwaf-toolkit/auth/callback",
    scope: "all-apis offline_access",
    code_challenge: await oauth.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: "S256",
  });
  const { leftFor } = await new TestBrowser(httpUrl).open(page);
  if (!leftFor) throw new Error("The workspace asks before it consents.");
  const { refresh_token } = await oauth.authorizationCodeGrant(config, leftFor, { pkceCodeVerifier });
  return refresh_token ?? "";
}

/** A token of the identity provider in a file, as platforms hand it to their workloads. */
async function subjectToken(subject: string, { testClouds, dataDir }: Emulator): Promise<Record<string, string>> {
  const file = join(dataDir, "subject-token.jwt");
  await writeFile(file, await testClouds.identityProvider.token({ subject, audience: accountId }));
  return { DATABRICKS_OIDC_TOKEN_FILEPATH: file };
}
