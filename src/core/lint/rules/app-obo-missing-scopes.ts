import { isGrammar } from "../languages/fileKinds.ts";
import { defineRule } from "../rule.ts";

export const appOboMissingScopes = defineRule({
  id: "app-obo-missing-scopes",
  severity: "warning",
  summary: "An app reads the user's forwarded token, and its bundle declares no scopes for it.",
  files: ["all code", "databricks.yml"],
  fix: "none",
  pattern: {
    expression: /x[-_]forwarded[-_]access[-_]token/gi,
    words: ["orwarded-access-token", "orwarded-Access-Token", "orwarded_access_token", "ORWARDED_ACCESS_TOKEN"],
  },
  checkMatch(match, context) {
    const { file, project } = context;
    if (!isGrammar(file.kind) || file.matches.find(({ rule }) => rule === match.rule) !== match) return;
    const apps = project.files
      .flatMap(({ settings }) => settings)
      .filter(({ kind }) => kind === "bundle")
      .flatMap(({ entries }) => entries.map(({ key }) => key))
      .filter((key) => /(?:^|\.)resources\.apps\./.test(key));
    if (apps.length === 0 || apps.some((key) => /\.user_api_scopes\b/.test(key))) return;
    const message =
      "The app's bundle declares no `user_api_scopes`, so this token may do nothing, and a deployment takes away the scopes that were set by hand. Declare them beside the app in `databricks.yml`.";
    context.report(match, message);
  },
});
