import type { EnvironmentVariable } from "../environment/block.ts";
import { authGroups, authTypeVariable } from "../environment/authGroups.ts";
import { defineRule } from "../rule.ts";

export const authMixedEnv = defineRule({
  id: "auth-mixed-env",
  severity: "error",
  summary: "Variables of two kinds of Databricks authentication stand in one environment.",
  files: ["dotenv files", "Compose files", "GitHub workflows"],
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
});

function places(variables: readonly EnvironmentVariable[], line: (offset: number) => number): string {
  return variables.map(({ name, start }) => `${name} on line ${line(start)}`).join(", ");
}
