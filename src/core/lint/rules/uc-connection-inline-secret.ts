import { isPlainSecret } from "../patterns/secretText.ts";
import { groupRange } from "../patterns/around.ts";
import { isInSql } from "../patterns/sqlText.ts";
import { defineRule } from "../rule.ts";

export const ucConnectionInlineSecret = defineRule({
  id: "uc-connection-inline-secret",
  severity: "error",
  summary: "`CREATE CONNECTION` holds a secret as a literal.",
  files: ["SQL", "SQL in all languages"],
  fix: "none",
  pattern: {
    expression:
      /\b(?:CREATE|ALTER)\s+(?:FOREIGN\s+)?CONNECTION\s(?:(?!\bCREATE\s|;)[^])*?\b(?:bearer_token|client_secret|password|sfSecret|oauth_client_secret|access_token|personalAccessToken|privateKey|GoogleServiceAccountKeyJson)\\?["'`]?\s*=?\s*\\?(?<quote>["'])(?<secret>(?:(?!\k<quote>)[^\\\n])+)\\?\k<quote>/gi,
    words: ["CONNECTION", "connection", "Connection"],
  },
  checkMatch(match, context) {
    if (!isInSql(context.file, match) || !isPlainSecret(match.groups["secret"] ?? "")) return;
    const message =
      "The connection's secret stands in the statement, and from there in the query history. Put it in a secret scope and write `secret('<scope>', '<key>')`.";
    context.report(groupRange(match, "secret"), message);
  },
});
