import { defineRule } from "../rule.ts";

const agentKey = /(?:^|\.)(?:_?user_?agent(?:_entry)?|UserAgentEntry|http_headers\.User-Agent)$/i;

export const uaDbtCannotMatch = defineRule({
  id: "ua-dbt-cannot-match",
  severity: "info",
  summary: "A dbt profile tries to set a User-Agent, which dbt-databricks does not allow.",
  files: ["profiles.yml"],
  fix: "none",
  checkSettings({ kind, entries }, context) {
    if (kind !== "dbt" || !entries.some(({ key, value }) => key === "type" && value === "databricks")) return;
    for (const { key, keyRange } of entries) {
      if (!agentKey.test(key)) continue;
      const message =
        "dbt-databricks writes its own User-Agent and refuses or ignores this key. `DBT_DATABRICKS_INVOCATION_ENV` adds a name to it, without the `/` of a version, so the framework's form cannot be reached.";
      context.report(keyRange, message);
    }
  },
});
