import type { ResultColumn } from "../../../protocol/rows.ts";

/** What the grid draws in one cell. `clipped` text goes on; `bytes` is its full size where that is known. */
export interface Cell {
  readonly kind: "value" | "null" | "unreadable";
  readonly text: string;
  readonly clipped?: boolean;
  readonly bytes?: number;
}

/** Rows for a grid, by index. A sorted or filtered result is another source over this one. */
export interface GridSource {
  readonly columns: readonly ResultColumn[];
  readonly rowCount: number;
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

const numeric = /^(?:TINYINT|SMALLINT|INT|INTEGER|BIGINT|LONG|FLOAT|REAL|DOUBLE|DECIMAL|NUMERIC|DEC)\b/i;
const nested = /^(?:ARRAY|MAP|STRUCT|VARIANT|OBJECT)\b/i;

export const isNumeric = (column: ResultColumn): boolean => numeric.test(column.type);
export const isNested = (column: ResultColumn): boolean => nested.test(column.type);

/** `1 MB`, `12.3 kB`: decimal units, at most one digit after the point. */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const amount = (factor: number): string => (bytes / factor).toLocaleString("en-US", { maximumFractionDigits: 1 });
  return bytes < 1e6 ? `${amount(1e3)} kB` : bytes < 1e9 ? `${amount(1e6)} MB` : `${amount(1e9)} GB`;
}
