import { defineRule } from "../rule.ts";
import { reportMissing } from "../missingUserAgent.ts";

export const uaMissingLakebase = defineRule({
  id: "ua-missing-lakebase",
  severity: "error",
  summary: "A Postgres connection to Lakebase sets no `application_name`, which is its User-Agent.",
  files: ["Python", "Java", "Kotlin", "Scala", "Go", "C#", "JavaScript", "TypeScript", "shell", "dotenv files"],
  fix: "safe",
  checkSite: (site, context) =>
    reportMissing(site, context, {
      connector: "lakebase",
      option: "application_name",
      example: '`application_name="$"` (`ApplicationName` in JDBC, `PGAPPNAME` in the environment)',
    }),
});
