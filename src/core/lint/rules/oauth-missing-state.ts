import { authorizeUrl, requestText } from "../patterns/authorizeUrl.ts";
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
    const request = requestText(context.file, match);
    if (request === undefined) return;
    const fixed = constant.exec(request);
    if (!fixed && /(?<![A-Za-z])state(?![A-Za-z])|[a-z]State\b/.test(request)) return;
    const what = fixed ? "always sends the same `state`" : "sends no `state`";
    const message = `This sign-in request ${what}, so an attacker can make a user finish a sign-in that is not theirs. Send a fresh random \`state\` each time and compare it in the callback.`;
    const offset = request === context.file.text ? 0 : (match.literal?.start ?? 0);
    const range = fixed && { start: offset + fixed.index, end: offset + fixed.index + fixed[0].length };
    context.report(range ?? match, message);
  },
});
