import { defineRule } from "../rule.ts";
import { reportMissing } from "../missingUserAgent.ts";

export const uaMissingNodeSql = defineRule({
  id: "ua-missing-node-sql",
  severity: "error",
  summary: "A connection of the Databricks SQL Driver for Node.js sets no User-Agent.",
  files: ["JavaScript", "TypeScript"],
  fix: "safe",
  checkSite: (site, context) =>
    reportMissing(site, context, { connector: "node-sql", option: "userAgentEntry", example: '`userAgentEntry: "$"`' }),
});
