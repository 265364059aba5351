import { redact } from "../../base/redact.ts";
import { defineRule } from "../rule.ts";
import type { RuleContext } from "../rule.ts";
import type { UserAgentText } from "../sites.ts";
import { tagValues } from "../tagValues.ts";

export const uaPlusSeparator = defineRule({
  id: "ua-plus-separator",
  severity: "error",
  summary: "A User-Agent separates company and product by `+`, as older guidance did.",
  files: ["all code", "JDBC URLs", "odbc.ini", "properties", "YAML", "dotenv files"],
  fix: "safe",
  checkSite: ({ userAgent }, context) => userAgent.values.forEach((text) => check(text, context)),
  checkTag: (tag, context) => tagValues(tag, context.project).forEach((text) => check(text, context)),
});

function check({ text, range, content, problem }: UserAgentText, context: RuleContext): void {
  if (problem?.reason !== "plus-separator") return;
  const [name = ""] = text.split("/");
  const message = `The User-Agent \`${redact(text)}\` separates company and product by \`+\`. Attribution looks for \`_\`: write \`${redact(name.replaceAll("+", "_"))}\`.`;
  if (!content) {
    context.report(range, message);
    return;
  }
  // Only the name: a `+` in the version is build metadata.
  const edits = [{ start: content.start, end: content.start + name.length, text: name.replaceAll("+", "_") }];
  context.report(range, message, { fix: { title: "Write `_` between company and product", edits, safe: true } });
}
