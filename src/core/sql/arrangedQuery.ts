import { PwafError } from "../base/errors.ts";
import { quoteName } from "../base/sqlName.ts";
import type { SqlDialect } from "./dialect.ts";
import { sqlLiteral, sqlString } from "./literal.ts";
import { postgresName, postgresString } from "./postgresLiteral.ts";
import { repeatable } from "./repeatable.ts";

interface Column {
  readonly name: string;
  readonly type: string;
}

interface Wishes {
  readonly sort: readonly { readonly column: number; readonly direction: "ascending" | "descending" }[];
  readonly filters: readonly { readonly column: number; readonly test: string; readonly text: string }[];
}

/** How each dialect writes what is put around a query. */
interface Writing {
  readonly name: (name: string) => string;
  /** @param sql a column of that type */
  readonly contains: (sql: string, type: string, text: string) => string;
  readonly literal: (text: string, type: string) => string;
}

const writings: Readonly<Record<SqlDialect, Writing>> = {
  databricks: {
    name: quoteName,
    contains: (sql, type, text) => `contains(lower(${asText(sql, type)}), lower(${sqlString(text)}))`,
    literal: sqlLiteral,
  },
  postgres: {
    name: postgresName,
    contains: (sql, _type, text) => `strpos(lower(CAST(${sql} AS text)), lower(${postgresString(text)})) > 0`,
    // Takes the type of what it is compared with.
    literal: postgresString,
  },
};

/**
 * The statement that sorts and filters a result where it comes from: `ORDER BY` and `WHERE` around the user's own query,
 * which stays as it is. Columns that share a name get other ones inside and theirs back outside.
 * @throws PwafError when the statement is no query, or a column does not exist
 */
export function arrangedQuery(
  sql: string,
  columns: readonly Column[],
  { sort, filters }: Wishes,
  dialect: SqlDialect = "databricks",
): string {
  const writing = writings[dialect];
  if (repeatable(sql, dialect) !== "query") {
    throw new PwafError("bad-request", "Only a query can be sorted or filtered on the server.", {
      hint: "This statement is no SELECT. What is loaded can be sorted here.",
    });
  }
  const names = columns.map(({ name }) => name.toLowerCase());
  const repeats = new Set(names).size < names.length || names.includes("");
  const inner = columns.map(({ name }, index) => (repeats ? `c${index + 1}` : writing.name(name)));
  const column = (index: number): Column & { readonly sql: string } => {
    const found = columns[index];
    if (!found) throw new PwafError("bad-request", `The result has no column ${index + 1}.`);
    return { ...found, sql: `result.${inner[index] ?? ""}` };
  };
  const list = columns.map(({ name }, index) => `${inner[index] ?? ""} AS ${writing.name(name)}`);
  const lines = [
    repeats ? `SELECT ${list.join(", ")} FROM (` : "SELECT * FROM (",
    // A line of its own: the statement may end with a comment.
    sql.trim(),
    repeats ? `) AS result(${inner.join(", ")})` : ") AS result",
  ];
  const tests = filters.map((filter) => condition(writing, column(filter.column), filter.test, filter.text));
  if (tests.length > 0) lines.push(`WHERE ${tests.join("\n  AND ")}`);
  const keys = sort.map((key) => `${column(key.column).sql} ${key.direction === "ascending" ? "ASC" : "DESC"}`);
  if (keys.length > 0) lines.push(`ORDER BY ${keys.join(", ")}`);
  return lines.join("\n");
}

function condition(
  { contains, literal }: Writing,
  column: Column & { readonly sql: string },
  test: string,
  text: string,
): string {
  switch (test) {
    case "isNull":
      return `${column.sql} IS NULL`;
    case "isNotNull":
      return `${column.sql} IS NOT NULL`;
    case "contains":
      return contains(column.sql, column.type, text);
    case "=":
    case "<>":
    case "<":
    case "<=":
    case ">":
    case ">=":
      return `${column.sql} ${test} ${literal(text, column.type)}`;
    default:
      throw new PwafError("bad-request", `There is no test “${test}”.`);
  }
}

/** The text that the grid shows for a value. */
function asText(sql: string, type: string): string {
  if (/^(?:ARRAY|MAP|STRUCT|VARIANT|OBJECT)\b/i.test(type)) return `to_json(${sql})`;
  if (/^BINARY\b/i.test(type)) return `hex(${sql})`;
  return /^(?:STRING|VARCHAR|CHAR)\b/i.test(type) ? sql : `CAST(${sql} AS STRING)`;
}
