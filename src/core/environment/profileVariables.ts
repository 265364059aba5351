import { PwafError } from "../base/errors.ts";
import type { Profile, SecretKey } from "../profiles/profile.ts";
import { isBrowserSignIn } from "../profiles/profile.ts";
import { defaultOidcTokenVariable } from "./attributes.ts";

/**
 * A secret that an environment needs: a key of the profile, the access token of its session, or the identity token of
 * another system.
 */
export type SecretName = SecretKey | "access_token" | "identity_token";

/** One variable; a secret goes by its name until a process gets it. */
export type ProfileVariable =
  { readonly name: string; readonly value: string } | { readonly name: string; readonly secret: SecretName };

export interface ProfileVariables {
  /** Those of one way of signing in, and of no other. */
  readonly variables: readonly ProfileVariable[];
  /** What a person should know who uses them. */
  readonly notes: readonly string[];
}

/** Who signs in to a profile whose sign-in is by browser. */
export type BrowserSignIn =
  /** The extension has done so: its access token is handed over. */
  | "session"
  /** The program `databricks` has: the client asks it. */
  | "databricks-cli";

/**
 * What a process needs to be in its environment to work with a profile, whatever client it uses.
 * @throws PwafError `config` when no environment can say how this profile signs in.
 */
export function profileVariables(profile: Profile, browserSignIn: BrowserSignIn = "session"): ProfileVariables {
  const { variables, notes = [] } = signInVariables(profile, browserSignIn);
  const scopes =
    profile.scopes === undefined || isBrowserSignIn(profile)
      ? []
      : ["The profile asks for scopes; clients read them from the configuration file only."];
  return { variables: [...place(profile), ...variables], notes: [...notes, ...scopes] };
}

/** The same as values. @throws PwafError `unauthenticated` for a secret that is not there. */
export async function withSecrets(
  profile: Pick<Profile, "name">,
  { variables }: ProfileVariables,
  secret: (name: SecretName) => Promise<string | undefined>,
): Promise<Readonly<Record<string, string>>> {
  const values: Record<string, string> = {};
  for (const variable of variables) {
    const value = "value" in variable ? variable.value : await secret(variable.secret);
    if (value === undefined || value === "") throw missing(profile, variable.name);
    values[variable.name] = value;
  }
  return values;
}

function place({ host, accountId, workspaceId, warehouseId }: Profile): ProfileVariable[] {
  return [
    { name: "DATABRICKS_HOST", value: host },
    ...optional("DATABRICKS_ACCOUNT_ID", accountId),
    ...optional("DATABRICKS_WORKSPACE_ID", workspaceId),
    ...optional("DATABRICKS_WAREHOUSE_ID", warehouseId),
    // Names that samples for the SQL drivers use; no client reads them by itself.
    ...optional("DATABRICKS_SERVER_HOSTNAME", warehouseId && new URL(host).host),
    ...optional("DATABRICKS_HTTP_PATH", warehouseId && `/sql/1.0/warehouses/${warehouseId}`),
  ];
}

interface SignInVariables {
  readonly variables: readonly ProfileVariable[];
  readonly notes?: readonly string[];
}

function signInVariables(profile: Profile, browserSignIn: BrowserSignIn): SignInVariables {
  const { authType, clientId } = profile;
  const type = (name: string): ProfileVariable => ({ name: "DATABRICKS_AUTH_TYPE", value: name });
  switch (authType) {
    case "pat":
      return { variables: [type("pat"), { name: "DATABRICKS_TOKEN", secret: "token" }] };
    case "external-browser":
    case "databricks-cli":
      return browserSignIn === "databricks-cli"
        ? { variables: [type("databricks-cli"), ...optional("DATABRICKS_CLI_PATH", profile.databricksCliPath)] }
        : {
            variables: [type("pat"), { name: "DATABRICKS_TOKEN", secret: "access_token" }],
            notes: ["The access token lasts an hour at most. Open a new terminal when it has expired."],
          };
    case "oauth-m2m":
      return {
        variables: [
          type("oauth-m2m"),
          ...optional("DATABRICKS_CLIENT_ID", clientId),
          { name: "DATABRICKS_CLIENT_SECRET", secret: "client_secret" },
        ],
      };
    case "env-oidc": {
      const named = profile.oidcTokenEnv;
      const token: ProfileVariable = { name: named ?? defaultOidcTokenVariable, secret: "identity_token" };
      return {
        variables: [type("env-oidc"), ...optional("DATABRICKS_OIDC_TOKEN_ENV", named), token, ...federation(profile)],
      };
    }
    case "command-oidc":
      return {
        variables: [
          type("env-oidc"),
          { name: defaultOidcTokenVariable, secret: "identity_token" },
          ...federation(profile),
        ],
        notes: ["The identity token is that of this moment; it is not asked for again when it has expired."],
      };
    case "file-oidc":
      return {
        variables: [
          type("file-oidc"),
          // Versions of the Python SDK know the second name only.
          ...optional("DATABRICKS_OIDC_TOKEN_FILEPATH", profile.oidcTokenFilepath),
          ...optional("DATABRICKS_OIDC_TOKEN_FILE", profile.oidcTokenFilepath),
          ...federation(profile),
        ],
      };
    case "github-oidc":
      return {
        variables: [type(authType), ...federation(profile)],
        notes: ["Works inside a job of GitHub Actions with the permission `id-token: write`."],
      };
    case "azure-devops-oidc":
      return {
        variables: [type(authType), ...federation(profile)],
        notes: ["Works inside an Azure pipeline that maps `SYSTEM_ACCESSTOKEN` into the step."],
      };
    case "azure-cli":
      return { variables: [type(authType), ...azure(profile)] };
    case "azure-client-secret":
      return {
        variables: [type(authType), ...azure(profile), { name: "ARM_CLIENT_SECRET", secret: "azure_client_secret" }],
      };
    case "azure-msi":
      return {
        variables: [type(authType), { name: "ARM_USE_MSI", value: "true" }, ...azure(profile)],
        notes: ["Works on a machine of Azure only. The Python SDK does not know this way of signing in."],
      };
    case "google-credentials":
      return { variables: [type(authType), { name: "GOOGLE_CREDENTIALS", secret: "google_credentials" }] };
    case "google-id":
      return {
        variables: [type(authType), ...optional("DATABRICKS_GOOGLE_SERVICE_ACCOUNT", profile.googleServiceAccount)],
      };
    case "metadata-service":
      return {
        variables: [type(authType), ...optional("DATABRICKS_METADATA_SERVICE_URL", profile.metadataServiceUrl)],
      };
    case "other":
      throw new PwafError(
        "config",
        `“${profile.name}” does not say how it signs in, or in a way that is unknown here.`,
        {
          hint: "Set `auth_type` of the profile to a way of signing in that Databricks' SDKs have.",
        },
      );
  }
}

function federation({ clientId, tokenAudience, discoveryUrl }: Profile): ProfileVariable[] {
  return [
    ...optional("DATABRICKS_CLIENT_ID", clientId),
    ...optional("DATABRICKS_TOKEN_AUDIENCE", tokenAudience),
    // The Java SDK's name for it.
    ...optional("TOKEN_AUDIENCE", tokenAudience),
    ...optional("DATABRICKS_DISCOVERY_URL", discoveryUrl),
  ];
}

function azure({ azureClientId, azureTenantId, azureWorkspaceResourceId }: Profile): ProfileVariable[] {
  return [
    ...optional("ARM_CLIENT_ID", azureClientId),
    ...optional("ARM_TENANT_ID", azureTenantId),
    ...optional("DATABRICKS_AZURE_RESOURCE_ID", azureWorkspaceResourceId),
  ];
}

function optional(name: string, value: string | undefined): ProfileVariable[] {
  return value === undefined || value === "" ? [] : [{ name, value }];
}

function missing({ name }: Pick<Profile, "name">, variable: string): PwafError {
  return new PwafError("unauthenticated", `There is no value for ${variable} of “${name}”.`, {
    hint: "Sign in to the profile in the editor and open a terminal for it there, or put the secret into the environment.",
  });
}
