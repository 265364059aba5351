import { isSurelyAtLeast } from "../dependencies/version.ts";
import { defineRule } from "../rule.ts";

export const uaDeprecatedPythonParam = defineRule({
  id: "ua-deprecated-python-param",
  severity: "warning",
  summary: "The Python connector's `_user_agent_entry`, where the project asks for a release that has replaced it.",
  files: ["Python"],
  fix: "safe",
  checkSite({ connector, userAgent }, context) {
    const { deprecated } = userAgent;
    if (connector !== "python-sql" || !deprecated) return;
    const asked = context.project.dependency(context.file.path, "pypi", "databricks-sql-connector");
    // Without a version nobody knows what will be installed.
    if (!asked || !isSurelyAtLeast(asked, "4.0.1")) return;
    const { name, replacement, range } = deprecated;
    const message = `The connector warns about \`${name}\` since 4.0.1. The project asks for ${asked.exact ?? asked.requested}, so write \`${replacement}\`.`;
    const title = `Rename to ${replacement}`;
    context.report(range, message, { fix: { title, edits: [{ ...range, text: replacement }], safe: true } });
  },
});
