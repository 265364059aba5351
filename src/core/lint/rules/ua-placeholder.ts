import { redact } from "../../base/redact.ts";
import { isPlaceholder } from "../../identity/identity.ts";
import { defineRule } from "../rule.ts";
import type { RuleContext } from "../rule.ts";
import { identityFix } from "../identityFix.ts";
import type { UserAgentText } from "../sites.ts";
import { tagValues } from "../tagValues.ts";

export const uaPlaceholder = defineRule({
  id: "ua-placeholder",
  severity: "error",
  summary: "A User-Agent still holds the placeholder of the documentation.",
  files: ["all code", "JDBC URLs", "odbc.ini", "properties", "YAML", "dotenv files"],
  fix: "suggestion",
  checkSite: ({ userAgent }, context) => userAgent.values.forEach((text) => check(text, context)),
  checkTag: (tag, context) => tagValues(tag, context.project).forEach((text) => check(text, context)),
});

function check(text: UserAgentText, context: RuleContext): void {
  if (text.hasHoles ? text.problem?.reason !== "placeholder" : !isPlaceholder(text.text)) return;
  const message = `The User-Agent \`${redact(text.text)}\` is an example, so calls are attributed to nobody. Put your own company and product here.`;
  context.report(text.range, message, identityFix(text, context.identity, context.file.text));
}
