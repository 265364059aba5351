import type { Dependency } from "../dependencies/dependency.ts";
import { manifestFolder } from "../dependencies/nearest.ts";
import { resolvedDependency } from "../dependencies/resolved.ts";
import { isSurelyBelow } from "../dependencies/version.ts";
import type { RuleContext } from "../rule.ts";
import { defineRule } from "../rule.ts";

/** First releases with `postgres.generate_database_credential`. */
const firstReleases: Readonly<Record<string, string>> = {
  "databricks-sdk": "0.89.0",
  "com.databricks:databricks-sdk-java": "0.73.0",
  "github.com/databricks/databricks-sdk-go": "0.109.0",
};

export const lakebaseSdkTooOld = defineRule({
  id: "lakebase-sdk-too-old",
  severity: "error",
  summary: "The SDK is too old for the Lakebase credentials that the code asks for.",
  files: ["Python, Java and Go manifests", "lock files"],
  fix: "none",
  checkDependency(dependency, context) {
    const first = firstReleases[dependency.name];
    if (first === undefined) return;
    const resolved = resolvedDependency(dependency, context);
    if (!resolved || !isSurelyBelow(resolved, first) || !asksForCredentials(dependency, context)) return;
    const message = `Lakebase credentials need \`${dependency.name}\` ${first} or later, and this project gets ${resolved.exact ?? resolved.requested}: \`postgres.generate_database_credential\` is not there. Raise the version.`;
    context.report(dependency, message);
  },
});

/** Whether code asks for credentials for which this manifest is the nearest: one repository may hold many products. */
function asksForCredentials({ ecosystem, name }: Dependency, { file, project }: RuleContext): boolean {
  const folder = manifestFolder(file.path);
  return project.files.some(({ path, uses }) => {
    if (!uses.some(({ use }) => use === "lakebase-credential")) return false;
    const nearest = project.dependency(path, ecosystem, name);
    return nearest !== undefined && manifestFolder(nearest.path) === folder;
  });
}
