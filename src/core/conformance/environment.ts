import type { Environment } from "../environment/isolate.ts";
import { isolated } from "../environment/isolate.ts";
import type { AuthType } from "../profiles/profile.ts";

/**
 * Credentials of clouds and pipelines that clients, or libraries below them, find by themselves; each with the ways to
 * sign in that need them. Sources: `credentials_provider.py` of databricks-sdk-py, `EnvironmentCredential` of
 * azure-identity, `google.auth.default`.
 */
const strangers: readonly (readonly [name: RegExp, neededBy: readonly AuthType[]])[] = [
  [/^ACTIONS_ID_TOKEN_REQUEST_(?:URL|TOKEN)$/i, ["github-oidc"]],
  [/^SYSTEM_ACCESSTOKEN$/i, ["azure-devops-oidc"]],
  [/^AZURE_(?:CLIENT|TENANT|FEDERATED|USERNAME|PASSWORD|AUTHORITY)\w*$/i, ["azure-cli", "azure-msi"]],
  [/^(?:IDENTITY|MSI)_(?:ENDPOINT|HEADER|SECRET)$/i, ["azure-msi"]],
  [/^GOOGLE_(?:APPLICATION_CREDENTIALS|OAUTH_ACCESS_TOKEN)$/i, ["google-credentials", "google-id"]],
];

/**
 * The environment of a run: everything that is not about Databricks, and of that exactly one way to sign in.
 * @param values the profile's variables, secrets among them
 * @param emptyFile stands in for the files in which clients look for other profiles and passwords
 */
export function runEnvironment(
  inherited: Environment,
  values: Readonly<Record<string, string>>,
  { authType, emptyFile }: { readonly authType: AuthType; readonly emptyFile: string },
): Record<string, string> {
  const kept = Object.entries(inherited).filter(
    ([name]) => !strangers.some(([pattern, neededBy]) => pattern.test(name) && !neededBy.includes(authType)),
  );
  const files = { DATABRICKS_CONFIG_FILE: emptyFile, NETRC: emptyFile };
  return isolated(Object.fromEntries(kept), { ...values, ...files });
}
