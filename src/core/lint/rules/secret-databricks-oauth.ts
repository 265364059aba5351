import { environmentLookup } from "../patterns/environmentLookup.ts";
import { defineRule } from "../rule.ts";

export const secretDatabricksOauth = defineRule({
  id: "secret-databricks-oauth",
  severity: "error",
  summary: "An OAuth secret of a Databricks service principal stands in the file.",
  files: ["all files"],
  fix: "suggestion",
  // Prefixes: `lib/utils/buildUserAgentString.ts` of databricks/databricks-sql-nodejs.
  pattern: {
    expression: /(?<![0-9A-Za-z])(?:dose|dsapi|dkea|dskea)[0-9a-f]{32}(?:-\d+)?(?![0-9A-Za-z])/g,
    words: ["dose", "dsapi", "dkea", "dskea"],
  },
  checkMatch(match, context) {
    const message =
      "This is a Databricks OAuth secret: whoever reads the file or its history can act as the service principal. Delete the secret in the account, make a new one and read it from the environment or a secret store.";
    const fix = environmentLookup(context.file, match, "DATABRICKS_CLIENT_SECRET");
    context.report(match, message, fix ? { fix } : {});
  },
});
