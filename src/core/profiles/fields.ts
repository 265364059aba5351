import type { SecretKey } from "./profile.ts";
import { secretKeys } from "./profile.ts";

/** A key of the configuration file that the Databricks CLI or an SDK knows. */
export interface FieldFacts {
  readonly key: string;
  readonly label: string;
  /** One sentence for people who meet it for the first time. */
  readonly help: string;
  /** Why somebody may not want it; shown beside the field. */
  readonly warning?: string;
}

/** A way to sign in, as a form offers it. `type` is the value of `auth_type`. */
export interface AuthFacts {
  readonly type: string;
  readonly label: string;
  readonly help: string;
  readonly fields: readonly string[];
  /** Those without which nobody can sign in. Secrets may be kept elsewhere, so they are not among them. */
  readonly required: readonly string[];
}

/** Fields of every profile, whatever its way to sign in. */
export const commonFields = ["host", "account_id", "workspace_id", "warehouse_id", "cluster_id"] as const;

/**
 * Attributes of unified authentication, by their key in `~/.databrickscfg`. Source: `config/config.go` of
 * databricks/databricks-sdk-go, `databricks/sdk/config.py` of databricks/databricks-sdk-py, and the Java SDK's
 * `DatabricksConfig`; `oidc_token_command` is ours.
 */
export const fieldFacts: readonly FieldFacts[] = [
  field(
    "host",
    "Workspace",
    "Address of the workspace. Any form is understood: URL, host name, JDBC URL, ODBC string.",
  ),
  field("account_id", "Account id", "Id of the Databricks account, for account-level sign-in and federation."),
  field(
    "workspace_id",
    "Workspace id",
    "Number of the workspace, where one host serves several (`?o=` in its address).",
  ),
  field("warehouse_id", "SQL warehouse", "Id, HTTP path or address of the warehouse that runs SQL."),
  field("cluster_id", "Cluster", "Id of the cluster for Databricks Connect."),
  field("serverless_compute_id", "Serverless compute", "`auto` lets Databricks Connect use serverless compute."),
  field("token", "Personal access token", "Made in the workspace under Settings, Developer.", {
    warning: "PWAF asks for OAuth in what you ship: a token belongs to a person and lives long.",
  }),
  field("username", "User name", "User name of basic authentication.", { warning: "Databricks has ended it." }),
  field("password", "Password", "Password of basic authentication.", { warning: "Databricks has ended it." }),
  field("client_id", "Client id", "OAuth app of a sign-in by browser, or application id of a service principal."),
  field("client_secret", "Client secret", "OAuth secret of the service principal or app."),
  field("redirect_url", "Redirect URL", "Exactly as it is registered with the OAuth app."),
  field("scopes", "Scopes", "Scopes to ask for instead of `all-apis`, separated by spaces or commas."),
  field("oidc_token_env", "Token variable", "Environment variable with the identity token."),
  field("oidc_token_filepath", "Token file", "File with the identity token."),
  field("databricks_id_token_filepath", "Token file (Go)", "The Go SDK's name of `oidc_token_filepath`."),
  field(
    "oidc_token_command",
    "Token command",
    "Program that prints the identity token. Other tools do not know this key.",
  ),
  field("token_audience", "Token audience", "Audience that the identity token must have; as in the federation policy."),
  field("discovery_url", "Discovery URL", "Where the OAuth server describes itself, if the host does not say so."),
  field("cloud", "Cloud", "`AWS`, `AZURE` or `GCP`, where the host does not tell."),
  field("azure_workspace_resource_id", "Azure resource id", "Resource id of the workspace in Azure."),
  field("azure_client_id", "Azure client id", "Application id of the service principal or identity in Entra ID."),
  field("azure_client_secret", "Azure client secret", "Secret of that service principal."),
  field("azure_tenant_id", "Azure tenant id", "Directory (tenant) of the service principal."),
  field("azure_environment", "Azure environment", "`PUBLIC`, `USGOVERNMENT` or `CHINA`."),
  field("azure_use_msi", "Managed identity", "`true` signs in as the machine's managed identity."),
  field("azure_login_app_id", "Azure login app", "Replaced by `azure_environment`.", { warning: "No longer used." }),
  field("google_service_account", "Google service account", "E-mail address of the account to act as."),
  field("google_credentials", "Google credentials", "Key of the service account, as JSON or as the path of its file."),
  field("metadata_service_url", "Metadata service", "Address of a local service that hands out tokens."),
  field("databricks_cli_path", "Databricks CLI", "The program `databricks`, where it is not on the path."),
  field("http_timeout_seconds", "HTTP time-out", "Seconds that the SDKs wait for an answer."),
  field("retry_timeout_seconds", "Retry time-out", "Seconds that the SDKs keep repeating a failed call."),
  field("rate_limit", "Rate limit", "Calls per second at most."),
  field("debug_truncate_bytes", "Debug length", "Bytes of a body that debug logs show."),
  field("debug_headers", "Debug headers", "`true` writes headers to debug logs.", {
    warning: "Debug logs then hold whatever headers carry.",
  }),
  field("skip_verify", "Skip verification", "`true` accepts any certificate.", {
    warning: "Anybody on the way can then read the token. This extension always verifies.",
  }),
  field("disable_async_token_refresh", "No early refresh", "`true` refreshes tokens only when they are needed."),
  field(
    "disable_oauth_refresh_token",
    "No refresh token",
    "`true` asks for no refresh token: sign-ins end after an hour.",
  ),
];

/** Ways to sign in, the recommended ones first. */
export const authFacts: readonly AuthFacts[] = [
  auth("databricks-cli", "Browser, built-in app", "OAuth in the browser with the app that every workspace knows.", [
    "scopes",
    "databricks_cli_path",
  ]),
  auth(
    "external-browser",
    "Browser, your own OAuth app",
    "OAuth in the browser with an app that is registered in the account console; without a client id, the built-in app.",
    ["client_id", "redirect_url", "client_secret", "scopes"],
  ),
  auth(
    "oauth-m2m",
    "Service principal (OAuth M2M)",
    "A program signs in as a service principal with an OAuth secret.",
    ["client_id", "client_secret", "scopes"],
    ["client_id"],
  ),
  auth("env-oidc", "Federation, token from a variable", federation("in an environment variable"), [
    "oidc_token_env",
    "client_id",
    "token_audience",
    "discovery_url",
  ]),
  auth(
    "file-oidc",
    "Federation, token from a file",
    federation("in a file"),
    ["oidc_token_filepath", "client_id", "token_audience", "discovery_url"],
    ["oidc_token_filepath"],
  ),
  auth(
    "command-oidc",
    "Federation, token from a program",
    federation("printed by a program"),
    ["oidc_token_command", "client_id", "token_audience", "discovery_url"],
    ["oidc_token_command"],
  ),
  auth("github-oidc", "Federation, GitHub Actions", "A GitHub workflow signs in with the token of its run.", [
    "client_id",
    "token_audience",
    "discovery_url",
  ]),
  auth("azure-devops-oidc", "Federation, Azure DevOps", "An Azure pipeline signs in with the token of its run.", [
    "client_id",
    "token_audience",
    "discovery_url",
  ]),
  auth("azure-cli", "Azure CLI", "Whoever `az login` has signed in.", [
    "azure_tenant_id",
    "azure_workspace_resource_id",
    "azure_environment",
  ]),
  auth(
    "azure-client-secret",
    "Azure service principal",
    "A service principal of Entra ID with its secret.",
    ["azure_tenant_id", "azure_client_id", "azure_client_secret", "azure_workspace_resource_id", "azure_environment"],
    ["azure_tenant_id", "azure_client_id"],
  ),
  auth("azure-msi", "Azure managed identity", "The identity that Azure gives the machine.", [
    "azure_use_msi",
    "azure_client_id",
    "azure_workspace_resource_id",
    "azure_environment",
  ]),
  auth("google-credentials", "Google credentials", "A service account of Google Cloud with its key.", [
    "google_credentials",
  ]),
  auth(
    "google-id",
    "Google identity",
    "Acts as a service account of Google Cloud.",
    ["google_service_account"],
    ["google_service_account"],
  ),
  auth(
    "metadata-service",
    "Metadata service",
    "A local service hands out tokens.",
    ["metadata_service_url"],
    ["metadata_service_url"],
  ),
  auth("pat", "Personal access token", "For trying things out: PWAF asks for OAuth in what you ship.", ["token"]),
];

export function isSecretKey(key: string): key is SecretKey {
  return secretKeys.some((secret) => secret === key);
}

/** Facts about a key; undefined for one that no Databricks tool knows. */
export function factsOf(key: string): FieldFacts | undefined {
  return fieldFacts.find((facts) => facts.key === key);
}

function field(key: string, label: string, help: string, more: Pick<FieldFacts, "warning"> = {}): FieldFacts {
  return { key, label, help, ...more };
}

function auth(
  type: string,
  label: string,
  help: string,
  fields: readonly string[],
  required: readonly string[] = [],
): AuthFacts {
  return { type, label, help, fields, required };
}

function federation(where: string): string {
  return `A program signs in with an identity token of another system, ${where}.`;
}
