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
    for (const { name, start, end } of variables) {
      if (!secretVariables.has(name)) continue;
      const message = `This workflow signs in with \`${name}\`, a secret that lives long and can leak. Use workload identity federation: \`DATABRICKS_AUTH_TYPE: github-oidc\` with \`DATABRICKS_CLIENT_ID\` and the permission \`id-token: write\`.`;
      context.report({ start, end }, message);
    }
  },
});
