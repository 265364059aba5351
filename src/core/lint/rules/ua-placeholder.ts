import { redact } from "../../base/redact.ts";
import { isPlaceholder } from "../../identity/identity.ts";
import { defineRule } from "../rule.ts";
import { identityFix } from "../identityFix.ts";

export const uaPlaceholder = defineRule({
  id: "ua-placeholder",
  severity: "error",
  summary: "A User-Agent still holds the placeholder of the documentation.",
  files: ["Python", "JavaScript", "TypeScript"],
  fix: "suggestion",
  checkSite({ userAgent }, context) {
    for (const text of userAgent.values) {
      if (text.hasHoles ? text.problem?.reason !== "placeholder" : !isPlaceholder(text.text)) continue;
      const message = `The User-Agent \`${redact(text.text)}\` is an example, so calls are attributed to nobody. Put your own company and product here.`;
      context.report(text.range, message, identityFix(text, context.identity));
    }
  },
});
