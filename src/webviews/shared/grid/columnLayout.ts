import type { GridSource } from "./gridSource.ts";
import { oneLine } from "../textForms.ts";

const narrowest = 48;
/** A column takes at most this by itself; the user may make it wider. */
const widestByItself = 360;
const sampleRows = 50;

/** Width of a text in CSS pixels, in the font of cells, column names or column types. */
export type MeasureText = (text: string, what: "cell" | "name" | "type") => number;

/** Widths and places of columns, in CSS pixels, from the left edge of the first column. */
export class ColumnLayout {
  readonly #widths: number[];
  #lefts: number[] = [0];

  constructor(widths: readonly number[]) {
    this.#widths = [...widths];
    this.#place();
  }

  get widths(): readonly number[] {
    return this.#widths;
  }

  get totalWidth(): number {
    return this.#lefts[this.#widths.length] ?? 0;
  }

  left(column: number): number {
    return this.#lefts[column] ?? 0;
  }

  width(column: number): number {
    return this.#widths[column] ?? narrowest;
  }

  resize(column: number, width: number): void {
    this.#widths[column] = Math.max(narrowest, Math.round(width));
    this.#place();
  }

  /** The column at a place, the nearest one where there is none. */
  columnAt(x: number): number {
    let low = 0;
    let high = this.#widths.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.left(middle) <= x) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #place(): void {
    let left = 0;
    this.#lefts = [0];
    for (const width of this.#widths) this.#lefts.push((left += width));
  }
}

/** Widths that show names, types and rows from all over what is loaded, within reason. */
export function sensibleWidths(source: GridSource, measure: MeasureText): number[] {
  const rows = spread(source.rowCount);
  return source.columns.map((_, column) => Math.min(widestByItself, widthFor(source, column, rows, measure)));
}

/** The width at which a column's header and the rows from `firstRow` on are shown whole. */
export function fittingWidth(source: GridSource, column: number, firstRow: number, measure: MeasureText): number {
  const count = Math.max(0, Math.min(sampleRows, source.rowCount - firstRow));
  return widthFor(
    source,
    column,
    Array.from({ length: count }, (_, i) => firstRow + i),
    measure,
  );
}

/** Rows evenly from the first to the last: numbers that count up are longest at the end. */
function spread(rowCount: number): number[] {
  const count = Math.min(rowCount, sampleRows);
  const step = count > 1 ? (rowCount - 1) / (count - 1) : 0;
  return Array.from({ length: count }, (_, i) => Math.round(i * step));
}

function widthFor(source: GridSource, column: number, rows: readonly number[], measure: MeasureText): number {
  const { name, type } = source.columns[column] ?? { name: "", type: "" };
  let longest = "";
  let shortest = Infinity;
  for (const row of rows) {
    const { kind, text, clipped } = source.cell(row, column);
    if (kind === "value") shortest = Math.min(shortest, text.length);
    if (text.length > longest.length) longest = clipped ? `${text} 000.0 kB` : text;
  }
  // Where lengths differ, rows that are still to come may be longer.
  if (longest.length > shortest) longest += "00";
  const padding = 18;
  /** Beside the name: how the column is sorted. */
  const mark = 18;
  const widths = [measure(name, "name") + mark, measure(type.slice(0, 40), "type"), measure(oneLine(longest), "cell")];
  return Math.max(narrowest, Math.ceil(Math.max(...widths)) + padding);
}
