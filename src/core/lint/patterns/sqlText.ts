import type { FileModel, PatternMatch } from "../model.ts";
import { oncePerText } from "../oncePerText.ts";

const verbs =
  /^(?:[rfbuRFBU]{0,2}(?:"""|'''|["'`])|s?"""|\$?@?")?\s*(?:--[^\n]*\n\s*)*(?:SELECT|INSERT|UPDATE|DELETE|MERGE|CREATE|WITH|COPY|ALTER|DROP|TRUNCATE|DESCRIBE|DESC|OPTIMIZE|VACUUM|GRANT|REVOKE|SHOW|USE|ANALYZE|REFRESH|CACHE|CALL|EXPLAIN|BEGIN|SET)\b/i;

/** Whether a match stands in SQL: in a `.sql` file, or in a text of code that begins like a statement. */
export function isInSql(file: FileModel, { place, literal }: PatternMatch): boolean {
  if (file.kind === "sql") return true;
  return place === "text" && literal !== undefined && verbs.test(file.text.slice(literal.start, literal.start + 400));
}

/** Signs that SQL is meant for Databricks and not for another warehouse, whose statements look alike. */
const ownWords =
  /\bFILEFORMAT\s*=|\bUSING\s+(?:DELTA|ICEBERG|PARQUET|JSON|CSV|ORC|TEXT)\b|\bUSE\s+CATALOG\b|\bCLUSTER\s+BY\s+AUTO\b|\bTBLPROPERTIES\b|\bZORDER\b|dbfs:|abfss:|databricks|\/Volumes\//i;

export function isDatabricksSql({ text }: FileModel): boolean {
  return hasOwnWords(text);
}

const hasOwnWords = oncePerText((text) => ownWords.test(text));
