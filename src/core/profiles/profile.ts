/**
 * Ways to sign in that this extension offers. Names are those of the unified authentication of Databricks' SDKs, except
 * `command-oidc`, which is ours: an identity token that a program prints. In Databricks' tools such a profile needs
 * another `auth_type` in the environment.
 */
export const authTypes = [
  "pat",
  "external-browser",
  "databricks-cli",
  "oauth-m2m",
  "env-oidc",
  "file-oidc",
  "command-oidc",
  "github-oidc",
  "azure-devops-oidc",
  "azure-cli",
  "azure-client-secret",
  "azure-msi",
  "google-credentials",
  "google-id",
  "metadata-service",
] as const;

/** How a profile proves who it is; `other` is known to some SDK at best. */
export type AuthType = (typeof authTypes)[number] | "other";

/** Keys of the configuration file whose values are secrets. */
export const secretKeys = ["token", "password", "client_secret", "azure_client_secret", "google_credentials"] as const;

export type SecretKey = (typeof secretKeys)[number];

/** A section of `~/.databrickscfg` as the extension uses it. Never holds a secret. */
export interface Profile {
  readonly name: string;
  /** Origin of the workspace, such as `https://adb-1.2.azuredatabricks.net`; no path, no trailing slash. */
  readonly host: string;
  readonly authType: AuthType;
  /**
   * The OAuth app of a sign-in by browser (absent for the built-in app `databricks-cli`), or the application id of the
   * service principal that a program signs in as (absent for token federation of a whole account).
   */
  readonly clientId?: string;
  /** Redirect URL registered with that app (`redirect_url`, the Java SDK's key). */
  readonly redirectUrl?: string;
  /** Scopes to ask for instead of `all-apis`. */
  readonly scopes?: readonly string[];
  readonly accountId?: string;
  readonly workspaceId?: string;
  readonly warehouseId?: string;
  /** Where the OAuth server describes itself, if the host does not say so. */
  readonly discoveryUrl?: string;
  /** Audience of identity tokens that are asked for, or that the federation policy wants. */
  readonly tokenAudience?: string;
  /** Name of the environment variable with an identity token; `DATABRICKS_OIDC_TOKEN` if absent. */
  readonly oidcTokenEnv?: string;
  readonly oidcTokenFilepath?: string;
  /** Command line that prints an identity token. Run in trusted folders only, and only as the user's own file has it. */
  readonly oidcTokenCommand?: string;
  readonly azureClientId?: string;
  readonly azureTenantId?: string;
  readonly azureWorkspaceResourceId?: string;
  /** E-mail address of the account that `google-id` acts as. */
  readonly googleServiceAccount?: string;
  /** Address of a local service that hands out tokens. */
  readonly metadataServiceUrl?: string;
  /** The program `databricks`, where it is not on the path. */
  readonly databricksCliPath?: string;
  /** True when the file itself holds a token or client secret in the clear. */
  readonly hasSecretInFile: boolean;
}

/** True when a person signs in by browser. */
export function isBrowserSignIn({ authType }: Pick<Profile, "authType">): boolean {
  return authType === "external-browser" || authType === "databricks-cli";
}
