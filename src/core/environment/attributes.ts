/** Programs that read unified authentication, each in its own way. */
export type SdkId = "python" | "go" | "java" | "jsExperimental" | "js";

/** One setting of unified authentication. */
export interface Attribute {
  /** Key in `~/.databrickscfg`, and name in the Python SDK. */
  readonly key: string;
  /** Environment variables that set it, in the order in which they count. */
  readonly variables: readonly string[];
  /** What it is part of, when SDKs look for more than one way of signing in. */
  readonly group?: string;
  readonly secret?: true;
  /** SDKs that know it; all if absent. */
  readonly knownTo?: readonly SdkId[];
  /** SDKs that do not count it as part of a group. */
  readonly groupedBy?: readonly SdkId[];
  /** SDKs with another key for it. */
  readonly keysOf?: Partial<Readonly<Record<SdkId, string>>>;
  /** SDKs that read other variables than the rest. */
  readonly variablesOf?: Partial<Readonly<Record<SdkId, readonly string[]>>>;
}

/** Without the modular JavaScript SDK, which has no sign-in of a cloud. */
const classic: readonly SdkId[] = ["python", "go", "java", "jsExperimental"];

const federating: readonly SdkId[] = ["python", "go", "java", "js"];

/**
 * Settings that decide where and how a client signs in. Sources: `databricks/sdk/config.py` of databricks-sdk-py,
 * `config/config.go` of databricks-sdk-go, `DatabricksConfig.java` of databricks-sdk-java, `dist/config/Config.js` of
 * `@databricks/sdk-experimental`, `packages/core/src/profiles/profile.ts` of databricks/sdk-js.
 */
export const attributes: readonly Attribute[] = [
  { key: "host", variables: ["DATABRICKS_HOST"] },
  { key: "account_id", variables: ["DATABRICKS_ACCOUNT_ID"] },
  { key: "workspace_id", variables: ["DATABRICKS_WORKSPACE_ID"] },
  { key: "profile", variables: ["DATABRICKS_CONFIG_PROFILE"] },
  { key: "config_file", variables: ["DATABRICKS_CONFIG_FILE"] },
  { key: "auth_type", variables: ["DATABRICKS_AUTH_TYPE"] },
  { key: "token", variables: ["DATABRICKS_TOKEN"], group: "pat", secret: true },
  { key: "username", variables: ["DATABRICKS_USERNAME"], group: "basic", knownTo: classic },
  { key: "password", variables: ["DATABRICKS_PASSWORD"], group: "basic", secret: true, knownTo: classic },
  { key: "client_id", variables: ["DATABRICKS_CLIENT_ID"], group: "oauth" },
  { key: "client_secret", variables: ["DATABRICKS_CLIENT_SECRET"], group: "oauth", secret: true },
  { key: "redirect_url", variables: ["DATABRICKS_REDIRECT_URL"], group: "oauth", knownTo: ["java"] },
  {
    key: "scopes",
    variables: [],
    group: "oauth",
    knownTo: federating,
    groupedBy: ["java"],
    variablesOf: { java: ["DATABRICKS_SCOPES"] },
  },
  { key: "oidc_token_env", variables: ["DATABRICKS_OIDC_TOKEN_ENV"], group: "env-oidc", knownTo: federating },
  {
    key: "oidc_token_filepath",
    variables: ["DATABRICKS_OIDC_TOKEN_FILEPATH"],
    group: "file-oidc",
    knownTo: federating,
    keysOf: { go: "databricks_id_token_filepath" },
    // Older versions know the second name only.
    variablesOf: { python: ["DATABRICKS_OIDC_TOKEN_FILEPATH", "DATABRICKS_OIDC_TOKEN_FILE"] },
  },
  {
    key: "token_audience",
    variables: ["DATABRICKS_TOKEN_AUDIENCE"],
    knownTo: federating,
    keysOf: { go: "audience" },
    variablesOf: { java: ["TOKEN_AUDIENCE"] },
  },
  { key: "discovery_url", variables: ["DATABRICKS_DISCOVERY_URL"], knownTo: federating },
  {
    key: "azure_workspace_resource_id",
    variables: ["DATABRICKS_AZURE_RESOURCE_ID"],
    group: "azure",
    knownTo: classic,
  },
  { key: "azure_use_msi", variables: ["ARM_USE_MSI"], group: "azure", knownTo: classic },
  { key: "azure_client_id", variables: ["ARM_CLIENT_ID"], group: "azure", knownTo: classic },
  { key: "azure_client_secret", variables: ["ARM_CLIENT_SECRET"], group: "azure", secret: true, knownTo: classic },
  { key: "azure_tenant_id", variables: ["ARM_TENANT_ID"], group: "azure", knownTo: classic },
  {
    key: "azure_login_app_id",
    variables: ["DATABRICKS_AZURE_LOGIN_APP_ID"],
    group: "azure",
    knownTo: ["go", "jsExperimental"],
  },
  { key: "azure_environment", variables: ["ARM_ENVIRONMENT"], knownTo: classic },
  {
    key: "google_service_account",
    variables: ["DATABRICKS_GOOGLE_SERVICE_ACCOUNT"],
    group: "google",
    knownTo: classic,
  },
  { key: "google_credentials", variables: ["GOOGLE_CREDENTIALS"], group: "google", secret: true, knownTo: classic },
  {
    key: "metadata_service_url",
    variables: ["DATABRICKS_METADATA_SERVICE_URL"],
    group: "metadata-service",
    knownTo: ["python", "go", "jsExperimental"],
    groupedBy: ["python", "go"],
    // Its path is a secret that the service hands to its own clients.
    secret: true,
  },
  { key: "databricks_cli_path", variables: ["DATABRICKS_CLI_PATH"] },
  { key: "cluster_id", variables: ["DATABRICKS_CLUSTER_ID"] },
  { key: "warehouse_id", variables: ["DATABRICKS_WAREHOUSE_ID"] },
  { key: "serverless_compute_id", variables: ["DATABRICKS_SERVERLESS_COMPUTE_ID"] },
];

/** The variable with the identity token, unless `oidc_token_env` names another. */
export const defaultOidcTokenVariable = "DATABRICKS_OIDC_TOKEN";

/** True when an SDK knows the attribute at all. */
export function knows(sdk: SdkId, { knownTo }: Attribute): boolean {
  return knownTo === undefined || knownTo.includes(sdk);
}

/** Key of an attribute in the configuration file, as one SDK reads it. */
export function keyOf(sdk: SdkId, { key, keysOf }: Attribute): string {
  return keysOf?.[sdk] ?? key;
}

/** Variables that set an attribute in one SDK. */
export function variablesOf(sdk: SdkId, attribute: Attribute): readonly string[] {
  return attribute.variablesOf?.[sdk] ?? attribute.variables;
}

/** The group that an SDK counts an attribute to, if any. */
export function groupOf(sdk: SdkId, { group, groupedBy }: Attribute): string | undefined {
  return groupedBy === undefined || groupedBy.includes(sdk) ? group : undefined;
}
