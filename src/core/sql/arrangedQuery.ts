import { PwafError } from "../base/errors.ts";
import { quoteName } from "../base/sqlName.ts";
import { sqlLiteral, sqlString } from "./literal.ts";
import { repeatable } from "./repeatable.ts";

interface Column {
  readonly name: string;
  readonly type: string;
}

interface Wishes {
  readonly sort: readonly { readonly column: number; readonly direction: "ascending" | "descending" }[];
  readonly filters: readonly { readonly column: number; readonly test: string; readonly text: string }[];
}

/**
 * The statement that sorts and filters a result where it comes from: `ORDER BY` and `WHERE` around the user's own query,
 * which stays as it is. Columns that share a name get other ones inside and theirs back outside.
 * @throws PwafError when the statement is no query, or a column does not exist
 */
export function arrangedQuery(sql: string, columns: readonly Column[], { sort, filters }: Wishes): string {
  if (repeatable(sql) !== "query") {
    throw new PwafError("bad-request", "Only a query can be sorted or filtered on the warehouse.", {
      hint: "This statement is no SELECT. What is loaded can be sorted here.",
    });
  }
  const names = columns.map(({ name }) => name.toLowerCase());
  const repeats = new Set(names).size < names.length || names.includes("");
  const inner = columns.map(({ name }, index) => (repeats ? `c${index + 1}` : quoteName(name)));
  const column = (index: number): Column & { readonly sql: string } => {
    const found = columns[index];
    if (!found) throw new PwafError("bad-request", `The result has no column ${index + 1}.`);
    return { ...found, sql: `result.${inner[index] ?? ""}` };
  };
  const list = columns.map(({ name }, index) => `${inner[index] ?? ""} AS ${quoteName(name)}`);
  const lines = [
    repeats ? `SELECT ${list.join(", ")} FROM (` : "SELECT * FROM (",
    // A line of its own: the statement may end with a comment.
    sql.trim(),
    repeats ? `) AS result(${inner.join(", ")})` : ") AS result",
  ];
  const tests = filters.map((filter) => condition(column(filter.column), filter.test, filter.text));
  if (tests.length > 0) lines.push(`WHERE ${tests.join("\n  AND ")}`);
  const keys = sort.map((key) => `${column(key.column).sql} ${key.direction === "ascending" ? "ASC" : "DESC"}`);
  if (keys.length > 0) lines.push(`ORDER BY ${keys.join(", ")}`);
  return lines.join("\n");
}

function condition(column: Column & { readonly sql: string }, test: string, text: string): string {
  switch (test) {
    case "isNull":
      return `${column.sql} IS NULL`;
    case "isNotNull":
      return `${column.sql} IS NOT NULL`;
    case "contains":
      return `contains(lower(${asText(column)}), lower(${sqlString(text)}))`;
    case "=":
    case "<>":
    case "<":
    case "<=":
    case ">":
    case ">=":
      return `${column.sql} ${test} ${sqlLiteral(text, column.type)}`;
    default:
      throw new PwafError("bad-request", `There is no test “${test}”.`);
  }
}

/** The text that the grid shows for a value. */
function asText({ sql, type }: Column & { readonly sql: string }): string {
  if (/^(?:ARRAY|MAP|STRUCT|VARIANT|OBJECT)\b/i.test(type)) return `to_json(${sql})`;
  if (/^BINARY\b/i.test(type)) return `hex(${sql})`;
  return /^(?:STRING|VARCHAR|CHAR)\b/i.test(type) ? sql : `CAST(${sql} AS STRING)`;
}
