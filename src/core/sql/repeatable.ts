import type { SqlDialect } from "./dialect.ts";
import { sqlTokens } from "./tokens.ts";

/**
 * What running a statement a second time would mean: a `query` only reads and can stand in the FROM of another one, an
 * `inspection` (SHOW, DESCRIBE) only reads, `other` may change something.
 */
export type Repeatable = "query" | "inspection" | "other";

/** Words that begin a query, and those that make it more than one wherever they stand outside of brackets. */
const queries = /^(?:SELECT|VALUES|TABLE|FROM|MAP|REDUCE)$/;
const changes = /^(?:INSERT|UPDATE|DELETE|MERGE)$/;
const inspections = /^(?:SHOW|DESCRIBE|DESC|EXPLAIN|LIST)$/;

/** @param sql one statement, without its `;` */
export function repeatable(sql: string, dialect: SqlDialect = "databricks"): Repeatable {
  const words = outerWords(sql, dialect);
  const first = words[0] ?? "";
  if (inspections.test(first)) return "inspection";
  const begins = first === "WITH" ? words.find((word) => queries.test(word) || changes.test(word)) : first;
  const isQuery = begins === "(" || queries.test(begins ?? "");
  return isQuery && !words.some((word) => changes.test(word)) ? "query" : "other";
}

/** Upper-case words outside of brackets; a leading bracket counts as one. Parts of a longer name are no words. */
function outerWords(sql: string, dialect: SqlDialect): string[] {
  const words: string[] = [];
  let depth = 0;
  for (const { kind, start, end } of sqlTokens(sql, dialect)) {
    const text = sql.slice(start, end);
    if (kind === "word" && depth === 0 && sql[start - 1] !== ".") words.push(text.toUpperCase());
    if (text === "(" && depth++ === 0 && words.length === 0) words.push("(");
    if (text === ")") depth--;
  }
  return words;
}
