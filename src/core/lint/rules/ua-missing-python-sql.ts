import { isSurelyBelow } from "../dependencies/version.ts";
import { reportMissing, reportUnknownOption, withOldOption } from "../missingUserAgent.ts";
import { defineRule } from "../rule.ts";

export const uaMissingPythonSql = defineRule({
  id: "ua-missing-python-sql",
  severity: "error",
  summary: "A connection of the Databricks SQL Connector for Python sets no User-Agent.",
  files: ["Python"],
  fix: "safe",
  checkSite(site, context) {
    const asked = context.project.dependency(context.file.path, "pypi", "databricks-sql-connector");
    // Releases before 4.0.1 ignore the new name without a word.
    const isOld = asked !== undefined && isSurelyBelow(asked, "4.0.1");
    if (isOld)
      reportUnknownOption(site, context, {
        connector: "python-sql",
        written: "user_agent_entry",
        known: "_user_agent_entry",
        since: "4.0.1",
      });
    const option = isOld ? "_user_agent_entry" : "user_agent_entry";
    reportMissing(withOldOption(site, "user_agent_entry", option), context, {
      connector: "python-sql",
      option,
      example: `\`${option}="$"\``,
    });
  },
});
