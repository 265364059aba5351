import { isDatabricksSql, isInSql } from "../patterns/sqlText.ts";
import { defineRule } from "../rule.ts";

export const ucExternalTable = defineRule({
  id: "uc-external-table",
  severity: "info",
  summary: "A table is created at a place of its own (`LOCATION`) instead of as a managed table.",
  files: ["SQL", "SQL in all languages"],
  fix: "none",
  pattern: {
    expression:
      /\bCREATE\s+(?:OR\s+REPLACE\s+)?(?:EXTERNAL\s+)?TABLE\s(?:(?!\bCREATE\s|;)[^])*?\b(?<clause>LOCATION\s+\\?["'](?:s3a?|abfss?|wasbs?|gs|dbfs|\/|\{|\$)[^"'\n]*)/gi,
    words: ["LOCATION", "location", "Location"],
  },
  checkMatch(match, context) {
    if (!isInSql(context.file, match) || !isDatabricksSql(context.file)) return;
    // Hive and Athena say `STORED AS`, and have no managed tables of Unity Catalog.
    if (/\bSTORED\s+AS\b|\bROW\s+FORMAT\s+SERDE\b/i.test(match.text)) return;
    const start = match.start + match.text.length - (match.groups["clause"] ?? "").length;
    const message =
      "`LOCATION` makes this an external table, whose files Unity Catalog neither optimises nor removes; products that support only external tables are not eligible. Leave `LOCATION` out to get a managed table.";
    context.report({ start, end: start + "LOCATION".length }, message);
  },
});
