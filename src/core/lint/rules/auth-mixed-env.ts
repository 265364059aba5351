import type { EnvironmentVariable } from "../environment/block.ts";
import { authGroups, authTypeVariable } from "../environment/authGroups.ts";
import { defineRule } from "../rule.ts";

export const authMixedEnv = defineRule({
  id: "auth-mixed-env",
  severity: "error",
  summary: "Variables of two kinds of Databricks authentication stand in one environment.",
  files: [
    "dotenv files",
    "Compose files",
    "Dockerfiles",
    "pipelines",
    "app.yaml",
    "databricks.yml",
    "Kubernetes",
    ".databrickscfg",
  ],
  fix: "none",
  checkEnvironment({ label, variables }, context) {
    if (variables.some(({ name }) => name === authTypeVariable)) return;
    // `ARM_*` beside `GOOGLE_CREDENTIALS` alone belongs to other tools.
    if (!variables.some(({ name }) => name.startsWith("DATABRICKS_"))) return;
    const groups = Object.values(authGroups)
      .map(({ title, variables: names }) => ({ title, found: variables.filter(({ name }) => names.includes(name)) }))
      .filter(({ found }) => found.length > 0)
      .sort((a, b) => (a.found[0]?.start ?? 0) - (b.found[0]?.start ?? 0));
    const second = groups[1]?.found[0];
    if (!second) return;
    const list = groups.map(({ title, found }) => `${title} (${places(found, context.line)})`).join(" and ");
    const message = `${label} sets up ${list}. Databricks SDKs stop with “more than one authorization method configured”. Keep one of them, or say which one holds with ${authTypeVariable}.`;
    context.report(second, message);
  },
  /** A profile is one environment of its own: its keys belong to the same groups. */
  checkSettings({ kind, name, entries }, context) {
    if (kind !== "databrickscfg" || entries.some(({ key }) => key === "auth_type")) return;
    const ofGroup = (expression: RegExp) => entries.find(({ key, value }) => value !== "" && expression.test(key));
    const token = ofGroup(/^token$/);
    const other = ofGroup(/^(?:client_id|client_secret|username|password|azure_client_(?:id|secret)|google_\w+)$/);
    if (!token || !other) return;
    const message = `Profile \`${name}\` sets both \`${token.key}\` and \`${other.key}\`. Databricks SDKs stop with “more than one authorization method configured”. Keep one of them, or add \`auth_type\`.`;
    const second = token.keyRange.start < other.keyRange.start ? other : token;
    context.report(second.keyRange, message);
  },
});

function places(variables: readonly EnvironmentVariable[], line: (offset: number) => number): string {
  return variables.map(({ name, start }) => `${name} on line ${line(start)}`).join(", ");
}
