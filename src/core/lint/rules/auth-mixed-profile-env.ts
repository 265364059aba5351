import type { EnvironmentVariable } from "../environment/block.ts";
import { authGroups, authTypeVariable } from "../environment/authGroups.ts";
import { defineRule } from "../rule.ts";
import type { SettingsSection } from "../settings/section.ts";

/** Keys of a profile by the group they belong to; the names of groups are those of the environment. */
const profileKeys: Readonly<Record<string, readonly string[]>> = {
  pat: ["token"],
  basic: ["username", "password"],
  oauth: ["client_id", "client_secret"],
  azure: ["azure_client_id", "azure_client_secret", "azure_tenant_id", "azure_use_msi", "azure_workspace_resource_id"],
  google: ["google_service_account", "google_credentials"],
};

export const authMixedProfileEnv = defineRule({
  id: "auth-mixed-profile-env",
  severity: "warning",
  summary: "Variables of one kind of authentication stand beside the name of a profile of another kind.",
  files: ["dotenv files", "Compose files", "Dockerfiles", "pipelines", ".databrickscfg of the project"],
  fix: "none",
  checkEnvironment({ variables }, context) {
    const named = variables.find(({ name }) => name === "DATABRICKS_CONFIG_PROFILE");
    if (!named || variables.some(({ name }) => name === authTypeVariable)) return;
    const profile = findProfile(context.project.files, named.value);
    if (!profile || profile.entries.some(({ key }) => key === "auth_type")) return;
    const ofProfile = groupOfProfile(profile);
    const other = variables.find((variable) => {
      const group = groupOfVariable(variable);
      return group !== undefined && ofProfile !== undefined && group !== ofProfile;
    });
    if (!other || ofProfile === undefined) return;
    const message = `\`${other.name}\` on line ${context.line(other.start)} stands beside profile \`${profile.name}\`, which signs in with ${authGroups[ofProfile]?.title ?? "another method"}. The profile fills in what the environment leaves open, and SDKs stop with “more than one authorization method configured”. Drop one of them, or set \`${authTypeVariable}\`.`;
    context.report(named, message);
  },
});

function findProfile(
  files: Iterable<{ readonly settings: readonly SettingsSection[] }>,
  name: string,
): SettingsSection | undefined {
  for (const { settings } of files) {
    const found = settings.find((section) => section.kind === "databrickscfg" && section.name === name);
    if (found) return found;
  }
  return undefined;
}

function groupOfProfile({ entries }: SettingsSection): string | undefined {
  const found = Object.keys(profileKeys).filter((group) =>
    entries.some(({ key, value }) => value !== "" && profileKeys[group]?.includes(key)),
  );
  return found.length === 1 ? found[0] : undefined;
}

function groupOfVariable({ name }: EnvironmentVariable): string | undefined {
  return Object.keys(authGroups).find((group) => authGroups[group]?.variables.includes(name));
}
