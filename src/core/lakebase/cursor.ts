import { sqlTokens } from "../sql/tokens.ts";

/**
 * Which cursor of PostgreSQL can stand for a statement: `held` ones outlive their transaction, those of queries that lock
 * rows only last as long as it; undefined for everything that is no query or changes data.
 * Source: https://www.postgresql.org/docs/17/sql-declare.html
 */
export function cursorFor(sql: string): "held" | "open" | undefined {
  const words: string[] = [];
  for (const { kind, start, end } of sqlTokens(sql, "postgres")) {
    if (kind === "word") words.push(sql.slice(start, end).toUpperCase());
    else if (kind === "hint") continue;
    // In brackets or behind a sign that begins no query.
    else if (words.length === 0) return undefined;
  }
  const [first = ""] = words;
  if (!queries.has(first) || words.includes("INTO")) return undefined;
  if (first === "WITH" && words.some((word) => changes.has(word))) return undefined;
  return words.some((word, at) => word === "FOR" && locks.has(words[at + 1] ?? "")) ? "open" : "held";
}

const queries = new Set(["SELECT", "TABLE", "VALUES", "WITH"]);
const changes = new Set(["INSERT", "UPDATE", "DELETE", "MERGE"]);
/** `FOR NO KEY UPDATE`, `FOR KEY SHARE` and the short forms. */
const locks = new Set(["UPDATE", "SHARE", "NO", "KEY"]);
