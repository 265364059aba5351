import { isDatabricksToken, isPlainSecret } from "../patterns/secretText.ts";
import { defineRule } from "../rule.ts";
import type { SettingsSection } from "../settings/section.ts";

const secretName =
  /^(?:(?:DATABRICKS|DBX|DBT|ARM|PG|LAKEBASE)\w*?_?(?:TOKEN|SECRET|PASSWORD)|PGPASSWORD|\w*(?:_|^)(?:CLIENT_SECRET|ACCESS_TOKEN|API_KEY|SECRET_KEY))$/;

const stores: Partial<Record<SettingsSection["kind"], string>> = {
  "github-workflow":
    "Use a secret of the repository, `${{ secrets.NAME }}`, or better `github-oidc`, which needs none.",
  "gitlab-pipeline": "Use a masked variable of the project, or an ID token.",
  "azure-pipeline": "Use a secret variable or a service connection.",
  "databricks-app": "Declare the secret as a resource of the app and write `valueFrom`.",
  bundle: "Declare the secret as a resource of the app and write `value_from`.",
};

export const secretInCiPlain = defineRule({
  id: "secret-in-ci-plain",
  severity: "error",
  summary: "A pipeline or app definition holds a secret in plain text.",
  files: ["GitHub workflows", "GitLab pipelines", "Azure pipelines", "app.yaml", "databricks.yml"],
  fix: "none",
  checkEnvironment({ variables }, context) {
    const advice = context.file.settings.map(({ kind }) => stores[kind]).find((text) => text !== undefined);
    if (advice === undefined) return;
    for (const { name, value, start, end } of variables) {
      if (!secretName.test(name) || !isPlainSecret(value) || /^\$[({[]|^\{/.test(value)) continue;
      // What is known by its form is reported as that, with how to revoke it.
      if (isDatabricksToken(value)) continue;
      const message = `\`${name}\` stands here in plain text, for everyone who can read the repository. ${advice} Replace the secret: it counts as known.`;
      context.report({ start, end }, message);
    }
  },
});
