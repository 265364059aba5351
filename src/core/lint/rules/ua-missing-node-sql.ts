import { isSurelyBelow } from "../dependencies/version.ts";
import { reportMissing, reportUnknownOption, withOldOption } from "../missingUserAgent.ts";
import { defineRule } from "../rule.ts";

export const uaMissingNodeSql = defineRule({
  id: "ua-missing-node-sql",
  severity: "error",
  summary: "A connection of the Databricks SQL Driver for Node.js sets no User-Agent.",
  files: ["JavaScript", "TypeScript"],
  fix: "safe",
  checkSite(site, context) {
    const asked = context.project.dependency(context.file.path, "npm", "@databricks/sql");
    // Releases before 1.10.0 ignore the new name without a word.
    const isOld = asked !== undefined && isSurelyBelow(asked, "1.10.0");
    if (isOld)
      reportUnknownOption(site, context, {
        connector: "node-sql",
        written: "userAgentEntry",
        known: "clientId",
        since: "1.10.0",
      });
    const option = isOld ? "clientId" : "userAgentEntry";
    reportMissing(withOldOption(site, "userAgentEntry", option), context, {
      connector: "node-sql",
      option,
      example: `\`${option}: "$"\``,
    });
  },
});
