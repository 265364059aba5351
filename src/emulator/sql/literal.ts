/** A DuckDB string literal. */
export function textLiteral(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** A DuckDB identifier. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

type Cell = string | number | boolean | null | undefined;

/** A DuckDB query that yields fixed rows; `columns` are pairs of name and DuckDB type. */
export function rowsQuery(columns: readonly (readonly [string, string])[], rows: readonly (readonly Cell[])[]): string {
  const head = columns.map(([name, type], i) => `CAST(col${i} AS ${type}) AS ${quoted(name)}`).join(", ");
  const aliases = columns.map((_, i) => `col${i}`).join(", ");
  if (rows.length === 0) {
    return `SELECT ${head} FROM (VALUES (${columns.map(() => "NULL").join(", ")})) AS t(${aliases}) WHERE false`;
  }
  const values = rows.map((row) => `(${row.map(cellLiteral).join(", ")})`).join(", ");
  return `SELECT ${head} FROM (VALUES ${values}) AS t(${aliases})`;
}

function cellLiteral(cell: Cell): string {
  if (cell === null || cell === undefined) return "NULL";
  return typeof cell === "string" ? textLiteral(cell) : String(cell);
}
