import { defineRule } from "../rule.ts";
import { reportMissing } from "../missingUserAgent.ts";

export const uaMissingPythonSql = defineRule({
  id: "ua-missing-python-sql",
  severity: "error",
  summary: "A connection of the Databricks SQL Connector for Python sets no User-Agent.",
  files: ["Python"],
  fix: "safe",
  checkSite: (site, context) =>
    reportMissing(site, context, {
      connector: "python-sql",
      option: "user_agent_entry",
      example: '`user_agent_entry="$"`',
    }),
});
