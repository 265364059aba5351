import { groupRange, isAboutDatabricks } from "../patterns/around.ts";
import { defineRule } from "../rule.ts";

const loopback =
  /^http:\/\/(?:localhost|[\w.-]+\.localhost|127(?:\.\d+){3}|\[::1\]|0\.0\.0\.0|host\.docker\.internal)(?=[:/?#]|$)/i;

export const oauthRedirectNotHttps = defineRule({
  id: "oauth-redirect-not-https",
  severity: "error",
  summary: "A redirect URL that is not on this machine goes without https.",
  files: ["all languages", "dotenv files", "YAML", "JSON"],
  fix: "none",
  pattern: {
    expression:
      /(?:redirect|callback)_?-?(?:ur[il]s?)["'`]?\s*(?:[:=,(]|\]\s*=|=>)+\s*\[?\s*[rfbu]?["'`]?(?<url>http(?::\/\/|%3A%2F%2F)[^\s"'`&,\])}]+)/gi,
    words: ["redirect", "Redirect", "REDIRECT", "callback", "CALLBACK", "allback"],
  },
  checkMatch(match, context) {
    const url = (match.groups["url"] ?? "")
      .replace(/^http%3A%2F%2F/i, "http://")
      .replaceAll("%2F", "/")
      .replaceAll("%3A", ":");
    const { file } = context;
    if (!isAboutDatabricks(file)) return;
    // A host that is put in later may be this machine.
    if (loopback.test(url) || /^http:\/\/(?:[{$<%]|$)/.test(url)) return;
    const message =
      "The sign-in code travels to this address in plain text, where anyone on the way can take it. Hosted callbacks need `https`; only loopback addresses may go without.";
    context.report(groupRange(match, "url"), message);
  },
});
