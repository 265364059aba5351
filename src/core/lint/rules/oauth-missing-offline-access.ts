import { authorizeUrl, requestText } from "../patterns/authorizeUrl.ts";
import { defineRule } from "../rule.ts";

const literalScope = /(?<![\w.])["']?scopes?["']?\s*[:=]\s*(["'`])(?<scope>[\w\s.:-]+)\1|[?&]scope=(?<inUrl>[\w+%.-]+)/;

export const oauthMissingOfflineAccess = defineRule({
  id: "oauth-missing-offline-access",
  severity: "warning",
  summary: "Code that refreshes tokens asks for none in its scope.",
  files: ["all languages"],
  fix: "none",
  pattern: authorizeUrl,
  checkMatch(match, context) {
    const { file } = context;
    const { text } = file;
    if (
      requestText(file, match) === undefined ||
      text.includes("offline_access") ||
      !/grant_type["']?\s*[:=,]\s*["']refresh_token|["']refresh_token["']/.test(text)
    )
      return;
    const found = literalScope.exec(text);
    if (!found) return;
    const message =
      "The code uses a refresh token, and Databricks gives one only for the scope `offline_access`. Add it here, or users sign in again every hour.";
    context.report({ start: found.index, end: found.index + found[0].length }, message);
  },
});
