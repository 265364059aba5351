import { defineRule } from "../rule.ts";
import { reportMissing } from "../missingUserAgent.ts";

export const uaMissingIceberg = defineRule({
  id: "ua-missing-iceberg",
  severity: "warning",
  summary: "An Iceberg REST catalog on Databricks sets no `header.User-Agent`.",
  files: ["Java", "Kotlin", "Scala", "Python", "properties", "YAML"],
  fix: "safe",
  checkSite: (site, context) =>
    reportMissing(site, context, {
      connector: "iceberg",
      option: "header.User-Agent",
      example: 'the catalog property `"header.User-Agent"` with the value `$`',
    }),
});
