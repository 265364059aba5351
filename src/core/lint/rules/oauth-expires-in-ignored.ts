import { defineRule } from "../rule.ts";

export const oauthExpiresInIgnored = defineRule({
  id: "oauth-expires-in-ignored",
  severity: "info",
  onByDefault: false,
  summary: "Code asks the token endpoint for an access token and never looks at when it expires.",
  files: ["all code"],
  fix: "none",
  checkSite({ connector, options, range }, context) {
    const { text } = context.file;
    if (connector !== "rest" || !/\/oidc\/(?:\S*\/)?v1\/token/.test(options.get("url")?.text ?? "")) return;
    if (!/access_token|accessToken|AccessToken/.test(text)) return;
    if (/expires_?in|expires_?at|expir(?:y|ation|es)|\bexp\b|\bttl\b/i.test(text)) return;
    const message =
      "The answer says in `expires_in` how long the token lives, and nothing here reads it. Keep the time with the token and fetch a new one shortly before.";
    context.report(range, message);
  },
});
