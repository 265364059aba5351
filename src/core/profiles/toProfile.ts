import { errorText } from "../base/errors.ts";
import type { CfgProblem, CfgSection } from "./databrickscfg.ts";
import { valueOf } from "./databrickscfg.ts";
import { parseHost, parseWarehouse } from "./host.ts";
import type { AuthType, Profile } from "./profile.ts";
import { authTypes, secretKeys } from "./profile.ts";

export type ProfileReading =
  { readonly kind: "profile"; readonly profile: Profile } | { readonly kind: "problem"; readonly problem: CfgProblem };

/** Fields that are taken over as they stand. */
const plainFields = {
  clientId: "client_id",
  redirectUrl: "redirect_url",
  accountId: "account_id",
  workspaceId: "workspace_id",
  discoveryUrl: "discovery_url",
  tokenAudience: "token_audience",
  oidcTokenEnv: "oidc_token_env",
  oidcTokenCommand: "oidc_token_command",
  azureClientId: "azure_client_id",
  azureTenantId: "azure_tenant_id",
  azureWorkspaceResourceId: "azure_workspace_resource_id",
  googleServiceAccount: "google_service_account",
  metadataServiceUrl: "metadata_service_url",
  databricksCliPath: "databricks_cli_path",
} as const satisfies Partial<Record<keyof Profile, string>>;

/** The profile that a section describes, or why it describes none. */
export function toProfile(section: CfgSection): ProfileReading {
  const value = (key: string) => valueOf(section, key) || undefined;
  const pasted = value("host");
  if (pasted === undefined) {
    return problem(section.line, `The profile [${section.name}] has no \`host\`.`, "Add `host = https://…` to it.");
  }
  let host: string;
  try {
    host = parseHost(pasted).host;
  } catch (error) {
    const line = section.entries.find((entry) => entry.key === "host")?.line ?? section.line;
    return problem(line, `The host of [${section.name}] cannot be used: ${errorText(error)}`, "Correct `host`.");
  }
  // Go's file key for the same thing is `databricks_id_token_filepath`.
  const oidcTokenFilepath = value("oidc_token_filepath") ?? value("databricks_id_token_filepath");
  const scopes = (value("scopes") ?? "").split(/[\s,]+/).filter((scope) => scope !== "");
  const warehouseId = value("warehouse_id") ?? parseWarehouse(value("http_path") ?? "");
  return {
    kind: "profile",
    profile: {
      name: section.name,
      host,
      authType: authTypeOf(value),
      ...plainFieldsOf(value),
      ...(oidcTokenFilepath === undefined ? {} : { oidcTokenFilepath }),
      ...(scopes.length === 0 ? {} : { scopes }),
      ...(warehouseId === undefined ? {} : { warehouseId }),
      hasSecretInFile: secretKeys.some((key) => value(key) !== undefined),
    },
  };
}

function plainFieldsOf(value: (key: string) => string | undefined): Partial<Profile> {
  const found = Object.entries(plainFields).map(([field, key]) => [field, value(key)] as const);
  return Object.fromEntries(found.filter(([, text]) => text !== undefined));
}

/** Named, or what the SDKs would conclude from the keys that are there; a bare host means the browser. */
function authTypeOf(value: (key: string) => string | undefined): AuthType {
  const named = value("auth_type");
  if (named !== undefined) return authTypes.find((type) => type === named) ?? "other";
  const isSet = (key: string) => !/^(?:false)?$/i.test(value(key) ?? "");
  return concluded.find(([keys]) => keys.some(isSet))?.[1] ?? "external-browser";
}

/** Keys that give a way of signing in away, in the order in which the Python SDK tries them. */
const concluded: readonly (readonly [keys: readonly string[], type: AuthType])[] = [
  [["token"], "pat"],
  [["username", "password"], "other"],
  [["metadata_service_url"], "metadata-service"],
  [["client_secret"], "oauth-m2m"],
  [["oidc_token_command"], "command-oidc"],
  [["oidc_token_env"], "env-oidc"],
  [["oidc_token_filepath", "databricks_id_token_filepath"], "file-oidc"],
  [["azure_use_msi"], "azure-msi"],
  [["azure_client_secret"], "azure-client-secret"],
  [["azure_client_id", "azure_tenant_id", "azure_workspace_resource_id"], "azure-cli"],
  [["google_credentials"], "google-credentials"],
  [["google_service_account"], "google-id"],
];

function problem(line: number, message: string, hint: string): ProfileReading {
  return { kind: "problem", problem: { line, message, hint } };
}
