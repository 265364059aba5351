import { isAboutDatabricks } from "../patterns/around.ts";
import { defineRule } from "../rule.ts";

export const oauthPkcePlain = defineRule({
  id: "oauth-pkce-plain",
  severity: "error",
  summary: "PKCE with `plain`, which protects nothing.",
  files: ["all languages", "shell scripts"],
  fix: "none",
  pattern: {
    expression: /\bcode_?[cC]hallenge_?[mM]ethod["'`]?\s*(?:[:=,)]|\]\s*=)\s*["'`]?plain\b/g,
    words: ["allenge_method", "allengeMethod"],
  },
  checkMatch(match, context) {
    if (!isAboutDatabricks(context.file)) return;
    const message =
      "With `plain` the challenge is the verifier itself, so whoever sees the request can redeem the code. The framework requires `S256`: send the SHA-256 of the verifier, base64url, and name the method `S256`.";
    context.report(match, message);
  },
});
