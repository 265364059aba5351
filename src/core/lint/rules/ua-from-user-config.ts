import { sourceOf } from "../configOptions.ts";
import { defineRule } from "../rule.ts";

/** Where callers, customers or operators put things, in the languages' own words. */
const outside =
  /\b(?:process\.env|import\.meta\.env|os\.environ|os\.getenv|getenv|Getenv|GetEnvironmentVariable|Deno\.env|argv|args|flags?|req(?:uest)?\.(?:headers?|query|body|params)|st\.(?:text_input|session_state))\b/i;

export const uaFromUserConfig = defineRule({
  id: "ua-from-user-config",
  severity: "warning",
  summary: "Company and product in the User-Agent come from the environment, the command line or a request.",
  files: ["all code"],
  fix: "none",
  checkSite({ userAgent, options, range }, context) {
    if (userAgent.status !== "dynamic" || userAgent.option === undefined) return;
    const option = options.get(userAgent.option);
    if (!option) return;
    const name = option.text?.split("/")[0];
    const source = name === undefined ? sourceOf(option, context.file.text) : holesOf(name);
    const isOutside = option.kind === "settings" || outside.test(source);
    // Databricks Apps gives every app this variable, with the app's own name.
    if (/\bPGAPPNAME\b/.test(source)) return;
    // A constant after the source is what holds when nothing is set.
    if (!isOutside || /(?:\?\?|\|\||\bor\b)\s*["'`f]/.test(source)) return;
    const message =
      "Whoever runs this decides which product its calls count for, and an unset variable leaves them untagged. Write company and product as a constant; only the version may vary.";
    context.report(option.value ?? option.range ?? range, message);
  },
});

function holesOf(text: string): string {
  return (text.match(/\{[^{}]*\}/g) ?? []).join(" ");
}
