import { reportMissing } from "../missingUserAgent.ts";
import { defineRule } from "../rule.ts";

export const uaMissingGoSql = defineRule({
  id: "ua-missing-go-sql",
  severity: "error",
  summary: "A connection of the Databricks SQL Driver for Go sets no User-Agent.",
  files: ["Go"],
  fix: "safe",
  checkSite: (site, context) =>
    reportMissing(
      site,
      context,
      site.facts === "go-sql/connector"
        ? { connector: "go-sql", option: "WithUserAgentEntry", example: '`dbsql.WithUserAgentEntry("$")`' }
        : {
            connector: "go-sql",
            option: "userAgentEntry",
            example: "`userAgentEntry=$` in the DSN, spelled exactly so",
          },
    ),
});
