import type { CellValue } from "../grid/gridSource.ts";

/**
 * The order of Databricks SQL: NULL before all values, NaN after all numbers, text by its characters' numbers.
 * Source: "ORDER BY clause" (NULLS FIRST when ascending) and "Special floating point values" of the SQL reference.
 */
export function compareValues(a: CellValue | undefined, b: CellValue | undefined): number {
  if (a === b) return 0;
  if (a === undefined) return -1;
  if (b === undefined) return 1;
  if (a < b) return -1;
  if (a > b) return 1;
  // Neither smaller nor larger: equal numbers of two kinds, NaN, or a number beside a text that is none.
  return rank(a) - rank(b);
}

const rank = (value: CellValue): number => (typeof value === "string" ? 2 : Number.isNaN(value) ? 1 : 0);
