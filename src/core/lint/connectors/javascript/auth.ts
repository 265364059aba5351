import type { AuthKind, SiteOptions } from "../../sites.ts";

/** Names of `authType` by what they mean. Source: databricks/databricks-vscode, `packages/databricks-sdk-js/src/config`. */
const kindByType: Readonly<Record<string, AuthKind>> = {
  pat: "pat",
  "oauth-m2m": "m2m",
  "azure-client-secret": "m2m",
  "azure-cli": "u2m",
  "databricks-cli": "u2m",
  "external-browser": "u2m",
  "github-oidc": "federation",
  "metadata-service": "ambient",
};

/** Options by the group of the SDK's check for more than one method. */
const groups: Readonly<Record<string, readonly string[]>> = {
  pat: ["token"],
  basic: ["username", "password"],
  oauth: ["clientId", "clientSecret"],
  azure: ["azureClientId", "azureClientSecret", "azureTenantId", "azureResourceId"],
  google: ["googleServiceAccount", "googleCredentials"],
};

/** What the `config` of `WorkspaceClient`, `AccountClient` or `ApiClient` chooses. */
export function sdkAuth(options: SiteOptions): AuthKind {
  const has = (name: string): boolean => options.has(`config.${name}`);
  if (has("credentials")) return "dynamic";
  const type = options.get("config.authType");
  if (type && type.kind !== "null") return kindByType[type.text ?? ""] ?? "dynamic";
  const given = Object.keys(groups).filter((group) => groups[group]?.some(has));
  if (given.length > 1) return "mixed";
  switch (given[0]) {
    case "pat":
      return "pat";
    case "oauth":
      return has("clientSecret") ? "m2m" : "dynamic";
    case "azure":
    case "google":
      return "m2m";
    case "basic":
      return "unknown";
    default:
      return configIsUnseen(options) ? "unknown" : has("profile") ? "dynamic" : "ambient";
  }
}

/** A request's `Authorization`. A bearer token may be of any kind. */
export function httpAuth(options: SiteOptions): AuthKind {
  const header = ["headers.Authorization", "requestInit.headers.Authorization", "Authorization"]
    .map((name) => options.get(name))
    .find((option) => option !== undefined);
  if (header?.text !== undefined && /^bearer dapi/i.test(header.text)) return "pat";
  return header || options.has("auth") ? "dynamic" : "unknown";
}

function configIsUnseen(options: SiteOptions): boolean {
  const config = options.get("config");
  return options.open || (config !== undefined && config.kind !== "object" && config.kind !== "null");
}
