import { redact } from "../../base/redact.ts";
import { defineRule } from "../rule.ts";
import { identityFix } from "../identityFix.ts";

export const uaInvalidFormat = defineRule({
  id: "ua-invalid-format",
  severity: "error",
  summary: "A User-Agent does not have the form `<isv>_<product>/<version>`.",
  files: ["Python", "JavaScript", "TypeScript"],
  fix: "suggestion",
  checkSite({ userAgent }, context) {
    for (const text of userAgent.values) {
      if (!text.problem || text.problem.reason === "plus-separator" || text.problem.reason === "placeholder") continue;
      const message = `The User-Agent \`${redact(text.text)}\` cannot be attributed: ${text.problem.message}. Write \`<isv>_<product>/<version>\`.`;
      context.report(text.range, message, identityFix(text, context.identity));
    }
  },
});
