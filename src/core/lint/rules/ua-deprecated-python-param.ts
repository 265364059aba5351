import type { Dependency } from "../dependencies/dependency.ts";
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
    if (!asked || !knowsNewName(asked)) return;
    const { name, replacement, range } = deprecated;
    const message = `The connector warns about \`${name}\` since 4.0.1. The project asks for ${asked.exact ?? asked.requested}, so write \`${replacement}\`.`;
    const title = `Rename to ${replacement}`;
    context.report(range, message, { fix: { title, edits: [{ ...range, text: replacement }], safe: true } });
  },
});

/** `user_agent_entry` came with 4.0.1; without a version nobody knows what will be installed. */
function knowsNewName({ exact, lowest }: Dependency): boolean {
  const [major = 0, minor = 0, patch = 0] = (exact ?? lowest ?? "").split(".").map((part) => parseInt(part, 10) || 0);
  return major > 4 || (major === 4 && (minor > 0 || patch >= 1));
}
