import { resolvedDependency } from "../dependencies/resolved.ts";
import { isSurelyBelow } from "../dependencies/version.ts";
import { defineRule } from "../rule.ts";

const first = "4.0.1";

export const uaSqlalchemyConnectorTooOld = defineRule({
  id: "ua-sqlalchemy-connector-too-old",
  severity: "warning",
  summary: "`user_agent_entry` is given to a SQL connector for Python that does not know it yet.",
  files: ["Python manifests", "lock files"],
  fix: "none",
  checkDependency(dependency, context) {
    if (dependency.name !== "databricks-sql-connector" || dependency.ecosystem !== "pypi") return;
    const resolved = resolvedDependency(dependency, context);
    if (!resolved || !isSurelyBelow(resolved, first)) return;
    for (const { sites } of context.project.files) {
      const uses = sites.some(
        ({ connector, userAgent }) =>
          (connector === "sqlalchemy" || connector === "python-sql") &&
          /(?:^|\.)user_agent_entry$/.test(userAgent.option ?? ""),
      );
      if (!uses) continue;
      const message = `The code passes \`user_agent_entry\`, which \`databricks-sql-connector\` knows since ${first} and ${resolved.exact ?? resolved.requested} ignores: its calls are not attributed. Raise the version.`;
      context.report(dependency, message);
      return;
    }
  },
});
