import type { AuthKind, SiteOptions } from "../../sites.ts";

/** Names of `auth_type` by what they mean. Source: databricks/databricks-sdk-py, `databricks/sdk/credentials_provider.py`. */
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
  "metadata-service": "ambient",
  runtime: "ambient",
  "runtime-oauth": "ambient",
};

/** Attributes by the group of the SDK's check for more than one method. Source: `databricks/sdk/config.py`. */
const groups: Readonly<Record<string, readonly string[]>> = {
  pat: ["token"],
  basic: ["username", "password"],
  oauth: ["client_id", "client_secret"],
  azure: ["azure_client_id", "azure_client_secret", "azure_tenant_id", "azure_workspace_resource_id"],
  google: ["google_credentials", "google_service_account"],
};

/** What the options of `WorkspaceClient`, `AccountClient` or `Config` choose, in the order in which the SDK looks. */
export function sdkAuth(options: SiteOptions): AuthKind {
  if (options.has("credentials_strategy") || options.has("credentials_provider")) return "dynamic";
  const type = options.get("auth_type");
  if (type && type.kind !== "null") return kindByType[type.text ?? ""] ?? "dynamic";
  const given = Object.keys(groups).filter((group) => groups[group]?.some((name) => options.has(name)));
  if (given.length > 1) return "mixed";
  switch (given[0]) {
    case "pat":
      return "pat";
    case "oauth":
      return options.has("client_secret") ? "m2m" : "dynamic";
    case "azure":
    case "google":
      return "m2m";
    case "basic":
      return "unknown";
    default:
      return options.open ? "unknown" : options.has("profile") ? "dynamic" : "ambient";
  }
}

/** A request's `Authorization`, or the pair that a client makes one of. A bearer token may be of any kind. */
export function httpAuth(options: SiteOptions): AuthKind {
  const header = options.get("headers.Authorization");
  if (header?.text !== undefined && /^bearer dapi/i.test(header.text)) return "pat";
  return header || options.has("auth") ? "dynamic" : "unknown";
}
