import type { AuthType } from "../../../../../src/core/profiles/profile.ts";
import type { Emulator } from "../../../../../src/emulator/emulator.ts";
import { accountId } from "../../../../../src/emulator/identity.ts";
import { authMethods } from "../../../../../src/workspace/auth/methods/index.ts";
import type { Given } from "./testContext.ts";
import { contextFor } from "./testContext.ts";

const ada = "ada.lindqvist@emulated.example";
const { signal } = new AbortController();

/** Somebody else's identity tokens, as the policies of `allow` take them. */
function adaToken({ testClouds }: Emulator): Promise<string> {
  return testClouds.identityProvider.token({ subject: ada, audience: accountId });
}

/** A policy for the account and one for the service principal in a GitHub workflow and an Azure pipeline. */
export function allow({ oidc, oauth, testClouds }: Emulator): void {
  const { issuer } = testClouds.identityProvider;
  const servicePrincipal = oauth.m2mClientId;
  oidc.federation.add({ issuer });
  oidc.federation.add({ issuer, servicePrincipal, subject: "repo:acme/loader:environment:prod" });
}

/** A way to sign in, with everything that it needs. */
export interface Way {
  readonly type: Exclude<AuthType, "other">;
  readonly given: Given;
  /** Who it signs in; the service principal if absent. */
  readonly user?: string;
}

type Ways = Readonly<Record<string, (emulator: Emulator) => Promise<Way>>>;

/** They need an emulator that asks nobody for consent. */
export const waysOfPeople: Ways = {
  "a personal access token": async (it) => ({
    type: "pat",
    given: { secrets: { token: it.createToken({}) } },
    user: ada,
  }),
  "a token that is handed through": async (it) => {
    const { context } = contextFor(it);
    const { accessToken } = await authMethods["external-browser"].open(context, signal);
    return { type: "pat", given: { secrets: { token: accessToken } }, user: ada };
  },
  "the built-in app": async () => ({ type: "external-browser", given: {}, user: ada }),
  "the app of one's own": async ({ oauth }) => ({
    type: "external-browser",
    given: { profile: { clientId: oauth.clientId, redirectUrl: "vscode://pwaf-toolkit.pwaf-toolkit/auth/callback" } },
    user: ada,
  }),
  "the app of one's own with a secret": async ({ oauth }) => ({
    type: "external-browser",
    given: {
      profile: { clientId: oauth.confidentialClientId, redirectUrl: "http://localhost:8080/callback" },
      secrets: { client_secret: oauth.confidentialClientSecret },
    },
    user: ada,
  }),
  "the CLI's way without a CLI": async () => ({ type: "databricks-cli", given: {}, user: ada }),
};

export const waysOfPrograms: Ways = {
  "a service principal's secret": async ({ oauth }) => ({
    type: "oauth-m2m",
    given: { profile: { clientId: oauth.m2mClientId }, secrets: { client_secret: oauth.m2mClientSecret } },
  }),
  "federation, from a variable": async (it) => ({
    type: "env-oidc",
    given: { profile: { oidcTokenEnv: "ACME_TOKEN" }, environment: { ACME_TOKEN: await adaToken(it) } },
    user: ada,
  }),
  "federation, from the usual variable": async (it) => ({
    type: "env-oidc",
    given: { environment: { DATABRICKS_OIDC_TOKEN: await adaToken(it) } },
    user: ada,
  }),
  "federation, from a file": async (it) => ({
    type: "file-oidc",
    given: { profile: { oidcTokenFilepath: "/run/token" }, files: { "/run/token": `${await adaToken(it)}\n` } },
    user: ada,
  }),
  "federation, from a program": async (it) => {
    const output = `${await adaToken(it)}\r\n`;
    return {
      type: "command-oidc",
      given: {
        profile: { oidcTokenCommand: "acme token" },
        run: () => ({ exitCode: 0, output, errorOutput: "" }),
      },
      user: ada,
    };
  },
  "a GitHub workflow": async ({ oauth, testClouds }) => ({
    type: "github-oidc",
    given: {
      profile: { clientId: oauth.m2mClientId },
      environment: {
        ACTIONS_ID_TOKEN_REQUEST_URL: `${testClouds.base}/github/token?api-version=2.0`,
        ACTIONS_ID_TOKEN_REQUEST_TOKEN: testClouds.pipelineToken,
      },
    },
  }),
  "a GitHub workflow with an audience": async ({ oauth, oidc, testClouds }) => {
    const { issuer } = testClouds.identityProvider;
    oidc.federation.add({
      issuer,
      audiences: ["acme"],
      servicePrincipal: oauth.m2mClientId,
      subject: "repo:acme/loader:environment:prod",
    });
    return {
      type: "github-oidc",
      given: {
        profile: { clientId: oauth.m2mClientId, tokenAudience: "acme" },
        environment: {
          ACTIONS_ID_TOKEN_REQUEST_URL: `${testClouds.base}/github/token?api-version=2.0`,
          ACTIONS_ID_TOKEN_REQUEST_TOKEN: testClouds.pipelineToken,
        },
      },
    };
  },
  "an Azure pipeline": async ({ oauth, oidc, testClouds }) => {
    const { issuer } = testClouds.identityProvider;
    oidc.federation.add({
      issuer,
      audiences: ["api://AzureADTokenExchange"],
      servicePrincipal: oauth.m2mClientId,
      subject: "sc://acme/loader/prod",
    });
    return {
      type: "azure-devops-oidc",
      given: {
        profile: { clientId: oauth.m2mClientId },
        environment: {
          SYSTEM_ACCESSTOKEN: testClouds.pipelineToken,
          SYSTEM_TEAMFOUNDATIONCOLLECTIONURI: `${testClouds.base}/azure-devops/`,
          SYSTEM_TEAMPROJECTID: "p",
          SYSTEM_PLANID: "q",
          SYSTEM_JOBID: "j",
          SYSTEM_HOSTTYPE: "build",
        },
      },
    };
  },
  "Entra ID with a secret": async ({ testClouds: { entra } }) => ({
    type: "azure-client-secret",
    given: {
      profile: { azureTenantId: entra.tenantId, azureClientId: entra.clientId },
      secrets: { azure_client_secret: entra.secret },
    },
  }),
  "the Azure CLI": async (it) => {
    const { context } = contextFor(it);
    const { accessToken } = await authMethods["azure-msi"].open(context, signal);
    const output = JSON.stringify({ accessToken, expires_on: Math.floor(Date.now() / 1000) + 1800 });
    return { type: "azure-cli", given: { run: () => ({ exitCode: 0, output, errorOutput: "" }) } };
  },
  "a managed identity of Azure": async () => ({ type: "azure-msi", given: {} }),
  "Google's key": async ({ testClouds }) => ({
    type: "google-credentials",
    given: { secrets: { google_credentials: testClouds.googleKeyFile } },
  }),
  "Google's key in a file": async ({ testClouds }) => ({
    type: "google-credentials",
    given: { secrets: { google_credentials: "/k.json" }, files: { "/k.json": testClouds.googleKeyFile } },
  }),
  "a Google account by the user's login": async ({ testClouds }) => ({
    type: "google-id",
    given: {
      profile: { googleServiceAccount: testClouds.google.serviceAccount },
      files: {
        "/home/ada/.config/gcloud/application_default_credentials.json": JSON.stringify({
          type: "authorized_user",
          client_id: "gcloud",
          client_secret: "public",
          refresh_token: testClouds.google.refreshToken,
        }),
      },
    },
  }),
  "a Google account by a key": async ({ testClouds }) => ({
    type: "google-id",
    given: {
      profile: { googleServiceAccount: testClouds.google.serviceAccount },
      environment: { GOOGLE_APPLICATION_CREDENTIALS: "/k.json" },
      files: { "/k.json": testClouds.googleKeyFile },
    },
  }),
  "a Google account by the machine's": async ({ testClouds }) => ({
    type: "google-id",
    given: { profile: { googleServiceAccount: testClouds.google.serviceAccount } },
  }),
  "a metadata service": async ({ testClouds }) => ({
    type: "metadata-service",
    given: { profile: { metadataServiceUrl: `${testClouds.base}/metadata-service` } },
  }),
};
