import type { AuthKind, SiteOptions } from "../../sites.ts";
import type { ConnectorFacts } from "../facts.ts";

const sdk = "github.com/databricks/databricks-sdk-go";
const modular = "github.com/databricks/sdk-go/core/clientinfo";

/**
 * The product is global to the process; no field of the configuration names it.
 * Source: databricks/databricks-sdk-go, `useragent/user_agent.go`; databricks/sdk-go, `core/clientinfo`.
 */
const userAgent: ConnectorFacts["userAgent"] = {
  options: [],
  globals: [
    { origin: `${sdk}/useragent.WithProduct`, product: 0, version: 1 },
    { origin: `${sdk}/useragent.WithPartner`, partner: true },
    { origin: `${sdk}/useragent.WithUserAgentExtra`, product: 0, version: 1 },
    { origin: `${modular}.SetProduct`, product: 0, version: 1 },
    { origin: `${modular}.SetPartner`, partner: true },
  ],
  insert: [],
};

/** Clients of a workspace or an account; `client.New` makes raw calls with the same configuration. */
const client: ConnectorFacts = {
  connector: "go-sdk",
  id: "go-sdk/client",
  language: "go",
  what: "construct",
  triggers: [sdk],
  entries: [
    { origin: `${sdk}.NewWorkspaceClient` },
    { origin: `${sdk}.NewAccountClient` },
    { origin: `${sdk}/client.New` },
    { origin: `${sdk}/client.NewWithTransport` },
  ],
  options: [{ from: "argument", index: 0 }],
  userAgent,
  auth: sdkAuth,
};

export const goSdk: readonly ConnectorFacts[] = [client];

/** Values of `AuthType` by what they mean. Source: `config/auth_default.go`. */
const kindByType: Readonly<Record<string, AuthKind>> = {
  pat: "pat",
  "oauth-m2m": "m2m",
  "azure-client-secret": "m2m",
  "azure-cli": "u2m",
  "databricks-cli": "u2m",
  "env-oidc": "federation",
  "file-oidc": "federation",
  "github-oidc": "federation",
  "github-oidc-azure": "federation",
  "azure-devops-oidc": "federation",
  "azure-msi": "ambient",
  "metadata-service": "ambient",
};

/** Fields by the group that the SDK does not let mix. Source: `config/config.go`, tag `auth`. */
const groups: Readonly<Record<string, readonly string[]>> = {
  pat: ["Token"],
  basic: ["Username", "Password"],
  oauth: ["ClientID", "ClientSecret"],
  azure: ["AzureClientID", "AzureClientSecret", "AzureTenantID", "AzureResourceID"],
  google: ["GoogleCredentials", "GoogleServiceAccount"],
};

function sdkAuth(options: SiteOptions): AuthKind {
  if (options.has("Credentials")) return "dynamic";
  const type = options.get("AuthType");
  if (type && type.kind !== "null") return kindByType[type.text ?? ""] ?? "dynamic";
  const given = Object.keys(groups).filter((group) => groups[group]?.some((name) => options.has(name)));
  if (given.length > 1) return "mixed";
  switch (given[0]) {
    case "pat":
      return "pat";
    case "oauth":
      return options.has("ClientSecret") ? "m2m" : "dynamic";
    case "azure":
    case "google":
      return "m2m";
    case "basic":
      return "unknown";
    default:
      return options.open ? "unknown" : options.has("Profile") ? "dynamic" : "ambient";
  }
}
