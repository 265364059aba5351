import { authorizeUrl, buildsRequest } from "../patterns/authorizeUrl.ts";
import { defineRule } from "../rule.ts";

const constant = /(?<![\w.])["']?state["']?\s*[:=]\s*(["'])(?<value>[\w-]*)\1|[?&]state=(?<inUrl>[\w-]+)(?=[&"'`])/;

export const oauthMissingState = defineRule({
  id: "oauth-missing-state",
  severity: "warning",
  summary: "A sign-in request to Databricks has no `state`, or always the same.",
  files: ["all languages", "shell scripts"],
  fix: "none",
  pattern: authorizeUrl,
  checkMatch(match, context) {
    const { file } = context;
    if (!buildsRequest(file)) return;
    const fixed = constant.exec(file.text);
    if (!fixed && /(?<![A-Za-z])state(?![A-Za-z])|[a-z]State\b/.test(file.text)) return;
    const what = fixed ? "always sends the same `state`" : "sends no `state`";
    const message = `This sign-in request ${what}, so an attacker can make a user finish a sign-in that is not theirs. Send a fresh random \`state\` each time and compare it in the callback.`;
    context.report(fixed ? { start: fixed.index, end: fixed.index + fixed[0].length } : match, message);
  },
});
