import type { ResultColumn } from "../../../protocol/rows.ts";

/** What the grid draws in one cell. `clipped` text goes on; `bytes` is its full size where that is known. */
export interface Cell {
  readonly kind: "value" | "null" | "unreadable";
  readonly text: string;
  readonly clipped?: boolean;
  readonly bytes?: number;
}

/**
 * What a cell is worth, exact, to compare and to add up: integers and floats as numbers, 64-bit integers as bigint, a
 * decimal as its unscaled integer, times as units since 1970, anything else as text. Undefined for NULL.
 */
export type CellValue = number | bigint | string;

/** Rows for a grid, by index. A sorted or filtered result is another source over this one. */
export interface GridSource {
  readonly columns: readonly ResultColumn[];
  readonly rowCount: number;
  /** Place of a row in the result, from 0; another one than `row` where rows are sorted or left out. */
  rowId(row: number): number;
  /** What no row id reaches: the rows of the result that are loaded. */
  readonly rowIds: number;
  /** @throws Error when the rows cannot be read. */
  value(row: number, column: number): CellValue | undefined;
  /** What somebody typed, as a value of the column; undefined when it is none. */
  parse(column: number, text: string): CellValue | undefined;
  cell(row: number, column: number): Cell;
  /** The whole text of a cell, or undefined for NULL. @throws Error when the rows cannot be read. */
  fullText(row: number, column: number): string | undefined;
}

export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

/** Inclusive on all sides. */
export interface CellRange {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

const exact = /^(?:TINYINT|SMALLINT|INT|INTEGER|BIGINT|LONG|DECIMAL|NUMERIC|DEC)\b/i;
const float = /^(?:FLOAT|REAL|DOUBLE)\b/i;
const nested = /^(?:ARRAY|MAP|STRUCT|VARIANT|OBJECT)\b/i;
const text = /^(?:STRING|VARCHAR|CHAR)\b/i;

/** Whole numbers and decimals: what can be added up without rounding. */
export const isExact = (column: ResultColumn): boolean => exact.test(column.type);
export const isFloat = (column: ResultColumn): boolean => float.test(column.type);
export const isNumeric = (column: ResultColumn): boolean => isExact(column) || isFloat(column);
export const isText = (column: ResultColumn): boolean => text.test(column.type);
export const isBinary = (column: ResultColumn): boolean => /^BINARY\b/i.test(column.type);
export const isNested = (column: ResultColumn): boolean => nested.test(column.type);

/** `1 MB`, `12.3 kB`: decimal units, at most one digit after the point. */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const amount = (factor: number): string => (bytes / factor).toLocaleString("en-US", { maximumFractionDigits: 1 });
  return bytes < 1e6 ? `${amount(1e3)} kB` : bytes < 1e9 ? `${amount(1e6)} MB` : `${amount(1e9)} GB`;
}
