import { defineRule } from "../rule.ts";

const message =
  "This is the API of Lakebase Provisioned, of which no new instance can be created. New integrations use Lakebase Autoscaling: `/api/2.0/postgres/…`, `postgres.generate_database_credential(endpoint=…)`.";

export const lakebaseProvisionedApi = defineRule({
  id: "lakebase-provisioned-api",
  severity: "warning",
  summary: "The API of Lakebase Provisioned, which new integrations cannot use.",
  files: ["all code", "shell", "YAML"],
  fix: "none",
  pattern: {
    expression:
      /\/api\/2\.0\/database\/[a-z]+|(?<![\w./-])databricks\s+database\s+(?:create|get|list|delete|update|generate|register|find)-[a-z-]+/g,
    words: ["/api/2.0/database/", "databricks database"],
  },
  checkUse({ use, range }, context) {
    if (use === "lakebase-provisioned-credential") context.report(range, message);
  },
  checkMatch(match, context) {
    context.report(match, message);
  },
});
