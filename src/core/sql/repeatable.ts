import { isComment, tokenEnd } from "./tokens.ts";

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
export function repeatable(sql: string): Repeatable {
  const words = outerWords(sql);
  const first = words[0] ?? "";
  if (inspections.test(first)) return "inspection";
  const begins = first === "WITH" ? words.find((word) => queries.test(word) || changes.test(word)) : first;
  const isQuery = begins === "(" || queries.test(begins ?? "");
  return isQuery && !words.some((word) => changes.test(word)) ? "query" : "other";
}

/** Upper-case words outside of brackets, names in backticks, strings and comments; a leading bracket counts as a word. */
function outerWords(sql: string): string[] {
  const words: string[] = [];
  let depth = 0;
  for (let at = 0; at < sql.length;) {
    const word = /^[A-Za-z_]\w*/.exec(sql.slice(at, at + 64))?.[0];
    const char = sql[at] ?? "";
    if (word !== undefined) {
      if (depth === 0 && sql[at - 1] !== ".") words.push(word.toUpperCase());
      at += word.length;
      continue;
    }
    const isText = isComment(sql, at);
    if (!isText && char === "(" && depth++ === 0 && words.length === 0) words.push("(");
    if (!isText && char === ")") depth--;
    at = tokenEnd(sql, at);
  }
  return words;
}
