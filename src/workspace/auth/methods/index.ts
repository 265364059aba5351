import { PwafError } from "../../../core/base/errors.ts";
import type { AuthType } from "../../../core/profiles/profile.ts";
import type { AuthMethod } from "./authMethod.ts";
import { azureCli, azureClientSecret, azureMsi } from "./azure.ts";
import { browser } from "./browser.ts";
import { databricksCli } from "./databricksCli.ts";
import { federated } from "./federation.ts";
import { googleCredentials, googleId } from "./google.ts";
import { fromAzureDevOps, fromCommand, fromEnvironment, fromFile, fromGitHub } from "./identityTokens.ts";
import { metadataService } from "./metadataService.ts";
import { oauthM2m } from "./oauthM2m.ts";
import { pat } from "./pat.ts";

/** Every way to sign in that this extension offers. */
export const authMethods: Readonly<Record<Exclude<AuthType, "other">, AuthMethod>> = {
  pat,
  "external-browser": browser,
  "databricks-cli": databricksCli,
  "oauth-m2m": oauthM2m,
  "env-oidc": federated(fromEnvironment),
  "file-oidc": federated(fromFile, ["oidcTokenFilepath"]),
  "command-oidc": federated(fromCommand, ["oidcTokenCommand"]),
  "github-oidc": federated(fromGitHub),
  "azure-devops-oidc": federated(fromAzureDevOps),
  "azure-cli": azureCli,
  "azure-client-secret": azureClientSecret,
  "azure-msi": azureMsi,
  "google-credentials": googleCredentials,
  "google-id": googleId,
  "metadata-service": metadataService,
};

/** @throws PwafError `config` for a way that only some SDK knows. */
export function authMethodOf({ name, authType }: { readonly name: string; readonly authType: AuthType }): AuthMethod {
  if (authType !== "other") return authMethods[authType];
  throw new PwafError("config", `“${name}” signs in in a way that this extension does not offer.`, {
    hint: "Set `auth_type` of the profile to one that it does, such as `databricks-cli` or `oauth-m2m`.",
  });
}
