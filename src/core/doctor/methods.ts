import { defaultOidcTokenVariable } from "../environment/attributes.ts";
import type { Environment } from "../environment/isolate.ts";

/** What a way of signing in looks at. */
export interface Sight {
  /** Value of an attribute, wherever it comes from. */
  readonly value: (key: string) => string | undefined;
  readonly environment: Environment;
}

/** `maybe`: it is tried, and whether it works depends on a program or service outside. */
export type Readiness = "yes" | "maybe" | { readonly missing: readonly string[] };

/** Where Databricks runs code itself; the SDKs take what they find there. */
const runtimeVariable = "DATABRICKS_RUNTIME_VERSION";

/**
 * What each way of signing in needs before it says anything at all. Sources: as `sdkClients.ts`.
 * A method that is not in here is unknown to every SDK.
 */
const methods: Readonly<Record<string, (sight: Sight) => Readiness>> = {
  pat: needs("host", "token"),
  basic: needs("host", "username", "password"),
  "oauth-m2m": needs("host", "client_id", "client_secret"),
  "metadata-service": needs("host", "metadata_service_url"),
  "env-oidc": (sight) => {
    const name = sight.value("oidc_token_env") ?? defaultOidcTokenVariable;
    return all(sight, ["host"], [name]);
  },
  "file-oidc": needs("host", "oidc_token_filepath"),
  "github-oidc": (sight) => all(sight, ["host"], ["ACTIONS_ID_TOKEN_REQUEST_URL", "ACTIONS_ID_TOKEN_REQUEST_TOKEN"]),
  "github-oidc-azure": (sight) =>
    onAzure(sight, ["azure_client_id"], ["ACTIONS_ID_TOKEN_REQUEST_URL", "ACTIONS_ID_TOKEN_REQUEST_TOKEN"]),
  "azure-devops-oidc": (sight) =>
    all(sight, ["host"], ["SYSTEM_ACCESSTOKEN", "SYSTEM_TEAMFOUNDATIONCOLLECTIONURI", "SYSTEM_PLANID"]),
  "azure-client-secret": (sight) => onAzure(sight, ["azure_client_id", "azure_client_secret", "azure_tenant_id"]),
  "azure-msi": (sight) => onAzure(sight, ["azure_use_msi"]),
  "azure-cli": (sight) => maybe(onAzure(sight, [])),
  "google-credentials": (sight) => onGoogle(sight, "google_credentials"),
  "google-id": (sight) => maybe(onGoogle(sight, "google_service_account")),
  "databricks-cli": (sight) => maybe(all(sight, ["host"])),
  "external-browser": (sight) => maybe(all(sight, ["host"])),
  runtime: (sight) => maybe(all(sight, [], [runtimeVariable])),
  "runtime-oauth": (sight) => maybe(all(sight, [], [runtimeVariable])),
  "model-serving": (sight) => maybe(all(sight, [], ["IS_IN_DB_MODEL_SERVING_ENV"])),
};

/** True for a name that some SDK knows. */
export function isMethod(name: string): boolean {
  return Object.hasOwn(methods, name);
}

/** What a way of signing in finds. */
export function readiness(method: string, sight: Sight): Readiness {
  return methods[method]?.(sight) ?? { missing: [method] };
}

function needs(...keys: readonly string[]): (sight: Sight) => Readiness {
  return (sight) => all(sight, keys);
}

function all(sight: Sight, keys: readonly string[], variables: readonly string[] = []): Readiness {
  const missing = [
    ...keys.filter((key) => isEmpty(sight.value(key))),
    ...variables.filter((name) => isEmpty(sight.environment[name])),
  ];
  return missing.length === 0 ? "yes" : { missing };
}

function maybe(found: Readiness): Readiness {
  return found === "yes" ? "maybe" : found;
}

/** Hosts whose names tell the cloud. Others, such as private names, leave it open. */
const clouds = {
  azure: /\.(?:azuredatabricks\.net|databricks\.azure\.(?:us|cn))(?:[:/]|$)/i,
  google: /\.gcp\.databricks\.com(?:[:/]|$)/i,
  aws: /\.(?:cloud|dev)\.databricks\.(?:com|us)(?:[:/]|$)/i,
} as const;

function onAzure(sight: Sight, keys: readonly string[], variables: readonly string[] = []): Readiness {
  const found = all(sight, keys, variables);
  return isEmpty(sight.value("azure_workspace_resource_id")) ? inCloud("azure", "Azure", sight, found) : found;
}

function onGoogle(sight: Sight, key: string): Readiness {
  return inCloud("google", "Google Cloud", sight, all(sight, [key]));
}

/** Ways of one cloud are passed over for hosts in another. */
function inCloud(cloud: keyof typeof clouds, name: string, sight: Sight, found: Readiness): Readiness {
  const host = sight.value("host") ?? "";
  if (clouds[cloud].test(host)) return found;
  const isElsewhere = host === "" || Object.values(clouds).some((pattern) => pattern.test(host));
  return isElsewhere ? { missing: [`a host in ${name}`] } : maybe(found);
}

function isEmpty(value: string | undefined): boolean {
  return value === undefined || value === "";
}
