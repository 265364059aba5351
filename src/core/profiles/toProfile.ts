import { errorText } from "../base/errors.ts";
import type { CfgProblem, CfgSection } from "./databrickscfg.ts";
import { valueOf } from "./databrickscfg.ts";
import { parseHost, parseWarehouse } from "./host.ts";
import type { AuthType, Profile } from "./profile.ts";

export type ProfileReading =
  { readonly kind: "profile"; readonly profile: Profile } | { readonly kind: "problem"; readonly problem: CfgProblem };

/** Keys whose value is a secret in the clear. */
const secretKeys = ["token", "password", "client_secret", "azure_client_secret", "google_credentials"];

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
  const clientId = value("client_id");
  const redirectUrl = value("redirect_url");
  const warehouseId = value("warehouse_id") ?? parseWarehouse(value("http_path") ?? "");
  return {
    kind: "profile",
    profile: {
      name: section.name,
      host,
      authType: authTypeOf(value),
      ...(clientId === undefined ? {} : { clientId }),
      ...(redirectUrl === undefined ? {} : { redirectUrl }),
      ...(warehouseId === undefined ? {} : { warehouseId }),
      hasSecretInFile: secretKeys.some((key) => value(key) !== undefined),
    },
  };
}

/** Named, or what the SDKs would conclude from the keys that are there; a bare host means the browser. */
function authTypeOf(value: (key: string) => string | undefined): AuthType {
  const named = value("auth_type");
  switch (named) {
    case "external-browser":
    case "pat":
    case "oauth-m2m":
    case "databricks-cli":
      return named;
    case undefined:
      break;
    default:
      return "other";
  }
  if (value("token") !== undefined) return "pat";
  if (value("client_secret") !== undefined) return "oauth-m2m";
  const foreign = ["azure_client_id", "azure_client_secret", "azure_use_msi", "azure_workspace_resource_id"];
  const others = [...foreign, "google_credentials", "google_service_account", "username", "metadata_service_url"];
  return others.some((key) => value(key) !== undefined) ? "other" : "external-browser";
}

function problem(line: number, message: string, hint: string): ProfileReading {
  return { kind: "problem", problem: { line, message, hint } };
}
