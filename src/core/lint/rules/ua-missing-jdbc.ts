import { defineRule } from "../rule.ts";
import { reportMissing } from "../missingUserAgent.ts";

export const uaMissingJdbc = defineRule({
  id: "ua-missing-jdbc",
  severity: "error",
  summary: "A JDBC connection to Databricks sets no `UserAgentEntry`.",
  files: ["Java", "Kotlin", "Scala", "properties", "YAML", "JSON", "XML", "dotenv files"],
  fix: "safe",
  checkSite: (site, context) =>
    reportMissing(site, context, {
      connector: "jdbc",
      option: "UserAgentEntry",
      example: "`UserAgentEntry=$` in the URL or as a property; the driver ignores other spellings without a word",
    }),
});
