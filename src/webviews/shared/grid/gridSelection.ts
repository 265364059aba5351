import type { CellPlace, CellRange } from "./gridSource.ts";

/** Row of the header in a `CellPlace`. */
export const headerRow = -1;

export interface GridSize {
  readonly rows: number;
  readonly columns: number;
  /** Rows that Page Up and Page Down move by. */
  readonly page: number;
}

/** The active cell and the rectangle between it and where the selection began. */
export class GridSelection {
  #anchor: CellPlace | undefined;
  #active: CellPlace | undefined;
  #range: CellRange | undefined;

  get active(): CellPlace | undefined {
    return this.#active;
  }

  get range(): CellRange | undefined {
    return this.#range;
  }

  /** Makes a cell active; `extend` keeps the other corner. */
  select(place: CellPlace, options: { extend: boolean } = { extend: false }): void {
    const anchor = options.extend && this.#anchor && place.row !== headerRow ? this.#anchor : place;
    this.#anchor = anchor;
    this.#active = place;
    this.#range = place.row === headerRow ? undefined : spanOf(anchor, place);
  }

  /** Whole rows: from the anchor's row to `row` when extending. */
  selectRows(row: number, size: GridSize, options: { extend: boolean }): void {
    const from = options.extend && this.#anchor ? this.#anchor.row : row;
    const column = this.#active?.column ?? 0;
    this.#anchor = { row: from, column };
    this.#active = { row, column };
    this.#range = { ...spanOf(this.#anchor, this.#active), left: 0, right: size.columns - 1 };
  }

  /** Whole columns: from the anchor's column to `column` when extending. The active cell keeps its row. */
  selectColumns(column: number, size: GridSize, options: { extend: boolean }): void {
    const row = this.#active?.row ?? 0;
    const from = options.extend && this.#anchor ? this.#anchor.column : column;
    this.#anchor = { row, column: from };
    this.#active = { row, column };
    this.#range =
      size.rows === 0 ? undefined : { ...spanOf(this.#anchor, this.#active), top: 0, bottom: size.rows - 1 };
  }

  selectAll(size: GridSize): void {
    this.#anchor = this.#active ??= { row: 0, column: 0 };
    this.#range = { top: 0, bottom: size.rows - 1, left: 0, right: size.columns - 1 };
  }

  includes(row: number, column: number): boolean {
    const range = this.#range;
    return !!range && row >= range.top && row <= range.bottom && column >= range.left && column <= range.right;
  }
}

function spanOf(a: CellPlace, b: CellPlace): CellRange {
  return {
    top: Math.min(a.row, b.row),
    bottom: Math.max(a.row, b.row),
    left: Math.min(a.column, b.column),
    right: Math.max(a.column, b.column),
  };
}

/**
 * Where a key leads from a cell, as the ARIA grid pattern has it; undefined when the key does not move.
 * Up from the first row reaches the header. `ctrl` is Ctrl, or Cmd on a Mac.
 */
export function moveByKey(key: string, ctrl: boolean, from: CellPlace, size: GridSize): CellPlace | undefined {
  const lastRow = size.rows - 1;
  const lastColumn = size.columns - 1;
  const { row, column } = from;
  switch (key) {
    case "ArrowUp":
      return { row: ctrl ? Math.min(0, lastRow) : Math.max(headerRow, row - 1), column };
    case "ArrowDown":
      return { row: ctrl ? lastRow : Math.min(lastRow, row + 1), column };
    case "ArrowLeft":
      return { row, column: ctrl ? 0 : Math.max(0, column - 1) };
    case "ArrowRight":
      return { row, column: ctrl ? lastColumn : Math.min(lastColumn, column + 1) };
    case "Home":
      return { row: ctrl ? Math.min(0, lastRow) : row, column: 0 };
    case "End":
      return { row: ctrl ? lastRow : row, column: lastColumn };
    case "PageUp":
      return { row: Math.max(Math.min(0, lastRow), row - size.page), column };
    case "PageDown":
      return { row: Math.min(lastRow, row + size.page), column };
    default:
      return undefined;
  }
}
