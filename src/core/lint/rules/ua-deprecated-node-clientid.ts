import { isSurelyAtLeast, isSurelyBelow } from "../dependencies/version.ts";
import { defineRule } from "../rule.ts";

export const uaDeprecatedNodeClientid = defineRule({
  id: "ua-deprecated-node-clientid",
  severity: "warning",
  summary: "The Node.js driver's option `clientId`, which `userAgentEntry` replaced in 1.10.0.",
  files: ["JavaScript", "TypeScript"],
  fix: "suggestion",
  checkSite({ connector, userAgent }, context) {
    const { deprecated } = userAgent;
    if (connector !== "node-sql" || !deprecated) return;
    const asked = context.project.dependency(context.file.path, "npm", "@databricks/sql");
    // Releases before it know no other name.
    if (asked && isSurelyBelow(asked, "1.10.0")) return;
    const { name, replacement, range } = deprecated;
    const message = `\`${name}\` sets the User-Agent under a name that the driver has replaced and warns about. Write \`${replacement}\` (driver 1.10.0 and later).`;
    // An older release would ignore the new name without a word.
    const safe = asked !== undefined && isSurelyAtLeast(asked, "1.10.0");
    const title = `Rename to ${replacement}`;
    context.report(range, message, { fix: { title, edits: [{ ...range, text: replacement }], safe } });
  },
});
