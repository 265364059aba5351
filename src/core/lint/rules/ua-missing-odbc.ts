import { defineRule } from "../rule.ts";
import { reportMissing } from "../missingUserAgent.ts";

export const uaMissingOdbc = defineRule({
  id: "ua-missing-odbc",
  severity: "error",
  summary: "A connection of the Databricks ODBC driver sets no User-Agent.",
  files: ["Python", "C#", "Go", "odbc.ini"],
  fix: "safe",
  checkSite: (site, context) =>
    reportMissing(site, context, { connector: "odbc", option: "UserAgentEntry", example: "`UserAgentEntry=$`" }),
});
