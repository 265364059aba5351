import { defineRule } from "../rule.ts";

export const appOtelOverride = defineRule({
  id: "app-otel-override",
  severity: "info",
  summary: "An app sets OpenTelemetry variables that the platform sets itself.",
  files: ["app.yaml", "databricks.yml"],
  fix: "none",
  checkEnvironment({ variables }, context) {
    if (!context.file.settings.some(({ kind }) => kind === "databricks-app" || kind === "bundle")) return;
    for (const { name, start, end } of variables) {
      if (!name.startsWith("OTEL_EXPORTER_OTLP_")) continue;
      const message = `With telemetry turned on, Databricks Apps sets \`${name}\` itself; a value here takes its place, and traces no longer reach the app's tables. Remove it, unless that is meant.`;
      context.report({ start, end }, message);
    }
  },
});
