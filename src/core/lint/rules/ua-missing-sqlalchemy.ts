import { defineRule } from "../rule.ts";
import { reportMissing } from "../missingUserAgent.ts";

export const uaMissingSqlalchemy = defineRule({
  id: "ua-missing-sqlalchemy",
  severity: "error",
  summary: "A SQLAlchemy engine for Databricks sets no User-Agent.",
  files: ["Python"],
  fix: "safe",
  checkSite: (site, context) =>
    reportMissing(site, context, {
      connector: "sqlalchemy",
      option: "user_agent_entry",
      example: '`connect_args={"user_agent_entry": "$"}`',
    }),
});
