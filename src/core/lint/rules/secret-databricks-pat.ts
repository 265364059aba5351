import { environmentLookup } from "../patterns/environmentLookup.ts";
import { defineRule } from "../rule.ts";

export const secretDatabricksPat = defineRule({
  id: "secret-databricks-pat",
  severity: "error",
  summary: "A Databricks personal access token stands in the file.",
  files: ["all files"],
  fix: "suggestion",
  // Source of the form: databricks detector of trufflesecurity/trufflehog.
  pattern: { expression: /(?<![0-9A-Za-z])dapi[0-9a-f]{32}(?:-\d+)?(?![0-9A-Za-z])/g, words: ["dapi"] },
  checkMatch(match, context) {
    const message =
      "This is a Databricks personal access token: whoever reads the file or its history can act as its owner. Revoke it in the workspace and read the new credential from the environment or a secret store.";
    const fix = environmentLookup(context.file, match, "DATABRICKS_TOKEN");
    context.report(match, message, fix ? { fix } : {});
  },
});
