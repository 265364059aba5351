import { defineRule } from "../rule.ts";

const secretVariables = new Set(["DATABRICKS_TOKEN", "DATABRICKS_CLIENT_SECRET"]);

export const ghaUseOidc = defineRule({
  id: "gha-use-oidc",
  severity: "warning",
  summary: "A GitHub workflow signs in to Databricks with a stored secret, though GitHub's own identity would do.",
  files: ["GitHub workflows"],
  fix: "none",
  checkEnvironment({ variables }, context) {
    if (!context.file.settings.some(({ kind }) => kind === "github-workflow")) return;
    for (const { name, value, start, end } of variables) {
      // A plain word (`dummy`) stands in for a secret in tests; a secret that is written out is the matter of other rules.
      if (!secretVariables.has(name) || !/\$\{\{|\$\w|^dapi|^dose/.test(value)) continue;
      const message = `This workflow signs in with \`${name}\`, a secret that lives long and can leak. Use workload identity federation: \`DATABRICKS_AUTH_TYPE: github-oidc\` with \`DATABRICKS_CLIENT_ID\` and the permission \`id-token: write\`.`;
      context.report({ start, end }, message);
    }
  },
});
