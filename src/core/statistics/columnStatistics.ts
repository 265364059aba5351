import { columnClass } from "./columnClass.ts";
import type { Bar } from "./histogram.ts";
import { barsOf, stepsBetween } from "./histogram.ts";
import type { StatisticsColumn, StatisticsScope } from "./statements.ts";
import { columnsAtOnce, histogramSql, overviewParts, overviewSql, topValuesSql } from "./statements.ts";

export interface ColumnStatistics extends StatisticsColumn {
  /** Rows that were looked at. */
  readonly rows: number;
  readonly nulls: number;
  /** Absent for values that cannot be compared. */
  readonly distinct?: { readonly count: number; readonly isEstimate: boolean };
  readonly min?: string;
  readonly max?: string;
  /** Absent where values cannot be compared. */
  readonly top?: readonly { readonly value: string; readonly count: number }[];
  readonly histogram?: readonly Bar[];
  /** Why a part is missing, for people. */
  readonly note?: string;
}

/** Runs one statement; every value of its rows as text, null for NULL. */
export type TextQuery = (sql: string) => Promise<readonly (readonly (string | null)[])[]>;

/**
 * Computes statistics column by column and yields each as soon as it is complete: one statement for the overview of 25
 * columns, then up to two for each column. Whoever stops asking stops it.
 */
export async function* columnStatistics(
  query: TextQuery,
  table: readonly string[],
  columns: readonly StatisticsColumn[],
  scope: StatisticsScope,
): AsyncGenerator<ColumnStatistics> {
  for (let at = 0; at < columns.length; at += columnsAtOnce) {
    const some = columns.slice(at, at + columnsAtOnce);
    const [row = []] = await query(overviewSql(table, some, scope));
    const rows = Number(row[0] ?? 0);
    for (const [i, column] of some.entries()) {
      const values = row.slice(1 + i * overviewParts.length, 1 + (i + 1) * overviewParts.length);
      yield await completed(query, table, column, scope, rows, values);
    }
  }
}

async function completed(
  query: TextQuery,
  table: readonly string[],
  column: StatisticsColumn,
  scope: StatisticsScope,
  rows: number,
  [present, distinct, min, max, low, high]: readonly (string | null)[],
): Promise<ColumnStatistics> {
  const kind = columnClass(column.type);
  const base = { name: column.name, type: column.type, rows, nulls: rows - Number(present ?? 0) };
  if (kind === "opaque") return { ...base, note: "Values of this type cannot be compared: only NULLs are counted." };
  const facts = {
    ...base,
    distinct: { count: Number(distinct ?? 0), isEstimate: scope.rows === undefined },
    ...(typeof min === "string" ? { min } : {}),
    ...(typeof max === "string" ? { max } : {}),
  };
  if (rows === base.nulls) return { ...facts, top: [], note: "There are no values." };
  const top = (await query(topValuesSql(table, column, scope))).map(([value, count]) => ({
    value: value ?? "",
    count: Number(count ?? 0),
  }));
  const hasNumbers = typeof low === "string" && typeof high === "string";
  const steps = hasNumbers ? stepsBetween(kind, Number(low), Number(high)) : undefined;
  if (!steps) {
    return hasNumbers
      ? { ...facts, top, note: "No histogram: the values reach to infinity or NaN." }
      : { ...facts, top };
  }
  const sql = histogramSql(table, column, scope, steps);
  const counted = sql === undefined ? [] : await query(sql);
  const counts = new Map(counted.map(([step, count]) => [Number(step ?? 0), Number(count ?? 0)]));
  return { ...facts, top, histogram: barsOf(kind, steps, counts) };
}
