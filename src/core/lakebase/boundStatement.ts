import { parameterMarkers } from "../sql/parameters.ts";
import { postgresString } from "../sql/postgresLiteral.ts";

/** A statement with the values of its parameters in their places. */
export interface BoundStatement {
  /** As the user has written it. */
  readonly sql: string;
  /** What is sent. */
  readonly text: string;
  /** Where in `sql` an offset of `text` lies; in a value, where its marker begins. */
  readonly offsetOf: (offset: number) => number;
}

interface Value {
  readonly name: string;
  /** Databricks type, such as `BIGINT` or `DECIMAL(5,2)`. */
  readonly type: string;
  /** As text; null is NULL. */
  readonly value: string | null;
}

/** A statement without parameters. */
export function asWritten(sql: string): BoundStatement {
  return { sql, text: sql, offsetOf: (offset) => offset };
}

/**
 * Puts values into a statement as literals, as psql does: PostgreSQL's own parameters (`$1`) are for queries and changes of
 * data only. A marker without a value stays.
 */
export function bindValues(sql: string, values: readonly Value[]): BoundStatement {
  const pieces: { readonly at: number; readonly from: number; readonly isValue: boolean }[] = [];
  let text = "";
  let from = 0;
  const add = (piece: string, at: number, isValue: boolean): void => {
    pieces.push({ at, from: text.length, isValue });
    text += piece;
  };
  for (const { name, start, end } of parameterMarkers(sql, "postgres")) {
    const value = values.find((one) => one.name === name);
    if (value === undefined) continue;
    add(sql.slice(from, start), from, false);
    // `LIMIT:n` needs no blank, its value does.
    const blank = /[\p{L}\p{N}_$]$/u.test(text) ? " " : "";
    add(blank + literal(value), start, true);
    from = end;
  }
  add(sql.slice(from), from, false);
  const offsetOf = (offset: number): number => {
    const piece = pieces.findLast((one) => one.from <= offset);
    return piece === undefined ? offset : piece.at + (piece.isValue ? 0 : offset - piece.from);
  };
  return { sql, text, offsetOf };
}

/** A string has no type of its own, so that it can stand for a UUID, an address or JSON as well. */
function literal({ type, value }: Value): string {
  if (value === null) return "NULL";
  if (type === "STRING") return postgresString(value);
  return `CAST(${postgresString(value)} AS ${type === "DOUBLE" ? "DOUBLE PRECISION" : type})`;
}
