import { isInSql } from "../patterns/sqlText.ts";
import { defineRule } from "../rule.ts";

export const ucBroadGrant = defineRule({
  id: "uc-broad-grant",
  severity: "warning",
  summary: "SQL grants every privilege on a securable of Unity Catalog.",
  files: ["SQL", "SQL in all languages"],
  fix: "none",
  pattern: {
    expression:
      /\bGRANT\s+ALL(?:\s+PRIVILEGES)?\s+ON\s+(?<kind>CATALOG|METASTORE|SCHEMA|DATABASE|TABLE|VIEW|VOLUME|EXTERNAL\s+LOCATION|STORAGE\s+CREDENTIAL|CONNECTION)\s+(?<name>[^;"']*?)\s+TO\s+(?<principal>`[^`\n]*`|[\w{$][\w{}$.@-]*)/gi,
    words: ["GRANT", "grant", "Grant"],
  },
  checkMatch(match, context) {
    if (!isInSql(context.file, match)) return;
    const { kind = "", name = "", principal = "" } = match.groups;
    // Postgres and Snowflake grant on schemas and tables with the same words; backticks and three-part names are Databricks'.
    const isOurs =
      /^(?:CATALOG|METASTORE|VOLUME|EXTERNAL|STORAGE|CONNECTION)/i.test(kind) ||
      /[`]/.test(name + principal) ||
      name.split(".").length === 3;
    if (!isOurs) return;
    const message = `This grants every privilege on the ${kind.toLowerCase()}, more than a product needs, and customers are asked to accept it. Grant what is used: \`USE CATALOG\`, \`USE SCHEMA\`, \`SELECT\`, …`;
    context.report(match, message);
  },
});
