import { defineRule } from "../rule.ts";

/** Names of variables that hold the id of a resource, and how such ids look: a warehouse 16 hex digits, a Genie space 32, a job a number. */
const ids: readonly (readonly [RegExp, RegExp])[] = [
  [/WAREHOUSE(?:_ID)?$/, /^[0-9a-f]{16}$/],
  [/(?:GENIE_)?SPACE(?:_ID)?$/, /^[0-9a-f]{32}$/],
  [/JOB(?:_ID)?$/, /^\d{6,}$/],
];

export const appLiteralIds = defineRule({
  id: "app-literal-ids",
  severity: "info",
  summary: "The id of a resource is written out in an app's definition.",
  files: ["app.yaml", "databricks.yml"],
  fix: "none",
  checkEnvironment({ variables }, context) {
    if (!context.file.settings.some(({ kind }) => kind === "databricks-app" || kind === "bundle")) return;
    for (const { name, value, start, end } of variables) {
      if (!ids.some(([names, form]) => names.test(name) && form.test(value))) continue;
      const message = `\`${name}\` is the id of one workspace's resource, and the app gets no permission on it by this. Declare the resource with a permission and write \`valueFrom\`, so that each workspace gives its own.`;
      context.report({ start, end }, message);
    }
  },
});
