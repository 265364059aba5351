import type { AuthKind, SiteOptions } from "../../sites.ts";
import type { ConnectorFacts } from "../facts.ts";

const sdk = "com.databricks.sdk";

/** Calls that tag every client of the process. Source: databricks/databricks-sdk-java, `core/UserAgent.java`. */
const globals = [
  { origin: `${sdk}.core.UserAgent.withProduct`, product: 0, version: 1 },
  { origin: `${sdk}.core.UserAgent.withPartner`, partner: true },
  { origin: `${sdk}.core.UserAgent.withOtherInfo`, product: 0, version: 1 },
] as const;

/** No field of the configuration names the product: it is global to the process. */
export const javaSdk: ConnectorFacts = {
  connector: "java-sdk",
  id: "java-sdk/client",
  language: "jvm",
  what: "construct",
  triggers: [sdk],
  entries: [{ origin: `${sdk}.WorkspaceClient` }, { origin: `${sdk}.AccountClient` }],
  options: [{ from: "argument", index: 0 }],
  userAgent: { options: [], globals, insert: [] },
  auth: sdkAuth,
};

/** Values of `setAuthType` by what they mean. Source: `core/DefaultCredentialsProvider.java`. */
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
  "azure-devops-oidc": "federation",
  "metadata-service": "ambient",
};

/** Setters by the group that the SDK does not let mix. Source: `core/DatabricksConfig.java`, `auth` of `@ConfigAttribute`. */
const groups: Readonly<Record<string, readonly string[]>> = {
  pat: ["Token"],
  basic: ["Username", "Password"],
  oauth: ["ClientId", "ClientSecret"],
  azure: ["AzureClientId", "AzureClientSecret", "AzureTenantId", "AzureWorkspaceResourceId"],
  google: ["GoogleCredentials", "GoogleServiceAccount"],
};

/** What `setX(value)`, or Kotlin's `x = value`, was given. */
export function configured(options: SiteOptions, name: string): ReturnType<SiteOptions["get"]> {
  return options.get(`set${name}`) ?? options.get(name.charAt(0).toLowerCase() + name.slice(1));
}

export function sdkAuth(options: SiteOptions): AuthKind {
  const has = (name: string): boolean => {
    const option = configured(options, name);
    return option !== undefined && option.kind !== "null";
  };
  if (has("CredentialsProvider")) return "dynamic";
  if (has("AuthType")) return kindByType[configured(options, "AuthType")?.text ?? ""] ?? "dynamic";
  const given = Object.keys(groups).filter((group) => groups[group]?.some(has));
  if (given.length > 1) return "mixed";
  switch (given[0]) {
    case "pat":
      return "pat";
    case "oauth":
      return has("ClientSecret") ? "m2m" : "dynamic";
    case "azure":
    case "google":
      return "m2m";
    case "basic":
      return "unknown";
    default:
      return options.open ? "unknown" : has("Profile") ? "dynamic" : "ambient";
  }
}
