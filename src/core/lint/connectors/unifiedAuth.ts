import { configReader, isConfigOpen } from "../configOptions.ts";
import type { AuthKind, SiteOptions } from "../sites.ts";

/**
 * Values of `auth_type` by what they mean, in whichever SDK knows them. Sources: databricks/databricks-sdk-py,
 * `databricks/sdk/credentials_provider.py`; databricks/databricks-sdk-go, `config/auth_default.go`; databricks/databricks-sdk-java,
 * `core/DefaultCredentialsProvider.java`; databricks/databricks-vscode, `packages/databricks-sdk-js/src/config`.
 */
const kindByType: Readonly<Record<string, AuthKind>> = {
  pat: "pat",
  "oauth-m2m": "m2m",
  "azure-client-secret": "m2m",
  "azure-cli": "u2m",
  "external-browser": "u2m",
  "databricks-cli": "u2m",
  "env-oidc": "federation",
  "file-oidc": "federation",
  "github-oidc": "federation",
  "github-oidc-azure": "federation",
  "azure-devops-oidc": "federation",
  "azure-msi": "ambient",
  "metadata-service": "ambient",
  runtime: "ambient",
  "runtime-oauth": "ambient",
};

/** Attributes by the group of the SDKs' check for more than one method. Source: `databricks/sdk/config.py`, and the like in each SDK. */
const groups: Readonly<Record<string, readonly string[]>> = {
  pat: ["token"],
  basic: ["username", "password"],
  oauth: ["client_id", "client_secret"],
  azure: [
    "azure_client_id",
    "azure_client_secret",
    "azure_tenant_id",
    "azure_workspace_resource_id",
    "azure_resource_id",
  ],
  google: ["google_credentials", "google_service_account"],
};

/** What the configuration of an SDK client chooses, in the order in which the SDKs look. */
export function unifiedAuth(options: SiteOptions): AuthKind {
  const read = configReader(options);
  const has = (name: string): boolean => {
    const option = read(name);
    return option !== undefined && option.kind !== "null" && !option.optional;
  };
  if (["credentials", "credentials_strategy", "credentials_provider"].some(has)) return "dynamic";
  const type = read("auth_type");
  if (type && type.kind !== "null") return kindByType[type.text ?? ""] ?? "dynamic";
  const given = Object.keys(groups).filter((group) => groups[group]?.some(has));
  if (given.length > 1) return "mixed";
  switch (given[0]) {
    case "pat":
      return "pat";
    case "oauth":
      return has("client_secret") ? "m2m" : "dynamic";
    case "azure":
    case "google":
      return "m2m";
    case "basic":
      return "unknown";
    default:
      return isConfigOpen(options) ? "unknown" : has("profile") ? "dynamic" : "ambient";
  }
}
