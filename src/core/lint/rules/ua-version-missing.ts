import { isOnlyUserAgent } from "../identityFix.ts";
import { defineRule } from "../rule.ts";

export const uaVersionMissing = defineRule({
  id: "ua-version-missing",
  severity: "info",
  summary: "A User-Agent says no version.",
  files: ["all code", "JDBC URLs", "odbc.ini", "properties", "YAML", "dotenv files"],
  fix: "safe",
  checkSite({ userAgent }, context) {
    for (const value of userAgent.values) {
      const { text, range, content, problem, hasHoles, isName } = value;
      if (problem || hasHoles || text.includes("/")) continue;
      const message = `The User-Agent \`${text}\` says no version. With \`/<version>\` usage can be told apart by release.`;
      const version = context.identity?.version;
      // A client that takes name and version apart has an option of its own for it.
      if (!content || version === undefined || isName) context.report(range, message);
      else {
        const edits = [{ start: content.end, end: content.end, text: `/${version}` }];
        const safe = isOnlyUserAgent(value, context.file.text);
        context.report(range, message, { fix: { title: `Add the version ${version}`, edits, safe } });
      }
    }
  },
});
