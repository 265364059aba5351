import { applicationNameLimit } from "../../identity/identity.ts";
import { redact } from "../../base/redact.ts";
import { defineRule } from "../rule.ts";
import type { RuleContext } from "../rule.ts";
import { identityFix } from "../identityFix.ts";
import type { UserAgentText } from "../sites.ts";
import { tagValues } from "../tagValues.ts";

export const uaInvalidFormat = defineRule({
  id: "ua-invalid-format",
  severity: "error",
  summary: "A User-Agent does not have the form `<isv>_<product>/<version>`.",
  files: ["all code", "JDBC URLs", "odbc.ini", "properties", "YAML", "dotenv files"],
  fix: "suggestion",
  checkSite({ connector, userAgent }, context) {
    for (const text of userAgent.values) {
      check(text, context);
      if (connector === "lakebase") checkLength(text, context);
    }
  },
  checkTag: (tag, context) => tagValues(tag, context.project).forEach((text) => check(text, context)),
});

function check(text: UserAgentText, context: RuleContext): void {
  if (!text.problem || text.problem.reason === "plus-separator" || text.problem.reason === "placeholder") return;
  const message = `The User-Agent \`${redact(text.text)}\` cannot be attributed: ${text.problem.message}. Write \`<isv>_<product>/<version>\`.`;
  context.report(text.range, message, identityFix(text, context.identity, context.file.text));
}

function checkLength({ text, range, hasHoles, problem }: UserAgentText, context: RuleContext): void {
  if (problem || hasHoles || text.length <= applicationNameLimit) return;
  const message = `The name \`${redact(text)}\` has ${text.length} characters, and Postgres keeps ${applicationNameLimit} of an \`application_name\`: the end is cut off. Shorten it.`;
  context.report(range, message);
}
