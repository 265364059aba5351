import { authorizeUrl, requestText } from "../patterns/authorizeUrl.ts";
import { defineRule } from "../rule.ts";

export const oauthMissingPkce = defineRule({
  id: "oauth-missing-pkce",
  severity: "error",
  summary: "A sign-in request to Databricks is built without PKCE.",
  files: ["all languages", "shell scripts"],
  fix: "none",
  pattern: authorizeUrl,
  checkMatch(match, context) {
    const request = requestText(context.file, match);
    if (request === undefined || /code_?challenge|challenge\w*\(|pkce|verifier/i.test(request)) return;
    const message =
      "This sign-in request has no `code_challenge`. The framework requires PKCE with `S256`: without it a stolen code can be turned into a token. Send a challenge here and the verifier with the token request.";
    context.report(match, message);
  },
});
