import { isPlainSecret } from "../patterns/secretText.ts";
import { groupRange } from "../patterns/around.ts";
import { defineRule } from "../rule.ts";

const inUrl = [
  // SQLAlchemy, Postgres and the DSN of Go: user:secret@host.
  String.raw`(?:databricks(?:\+\w+)?:\/\/|postgres(?:ql)?(?:\+\w+)?:\/\/|\btoken(?=:))[^\s:@\/"'\`]*:(?<password>[^\s@"'\`]+)@(?=[\w.{}$-]*(?:databricks|azuredatabricks|\{))`,
  String.raw`jdbc:(?:databricks|spark):\/\/[^\s"'\`]*?;(?:PWD|Auth_AccessToken|OAuth2Secret|Auth_RefreshToken)=(?<property>[^;\s"'\`&]+)`,
];

export const secretInUrl = defineRule({
  id: "secret-in-url",
  severity: "warning",
  summary: "A connection URL holds a secret.",
  files: ["all files"],
  fix: "none",
  pattern: {
    expression: new RegExp(inUrl.join("|"), "gi"),
    words: ["databricks", "jdbc:spark:"],
    isWorthwhile: ({ groups = {} }) => isPlainSecret(groups["password"] ?? groups["property"] ?? ""),
  },
  checkMatch(match, context) {
    const group = match.groups["password"] === undefined ? "property" : "password";
    const message =
      "This URL holds a secret, and URLs end up in logs, error messages and process lists. Keep it out of the URL: pass it as a separate option that is read from the environment.";
    context.report(groupRange(match, group), message);
  },
});
