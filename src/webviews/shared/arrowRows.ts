import type { Batch, Table } from "@uwdata/flechette";
import { tableFromIPC } from "@uwdata/flechette";
import { errorText } from "../../core/base/errors.ts";
import type { ResultColumn, RowPage } from "../../protocol/rows.ts";
import { valueText } from "../../core/sql/arrowText.ts";
import type { Cell, CellValue, GridSource } from "./grid/gridSource.ts";
import { cellValue, parseCellValue } from "./rows/arrowValue.ts";

/** Characters of a cell that the grid draws; the rest is in the cell viewer. */
const clipLength = 256;

/** Decoded pages kept at a time. A decoded page is a set of views into its bytes, so this is little memory. */
const decodedPages = 8;

/** Rows of one result, kept as the Arrow bytes they came in and decoded page by page when they are looked at. */
export class ArrowRows implements GridSource {
  readonly columns: readonly ResultColumn[];
  /** Sorted by first row, without gaps: pages come in order. */
  readonly #pages: RowPage[] = [];
  readonly #decoded = new Map<RowPage, Table>();
  /** Where the last row that was looked at lies: the next one is mostly near. */
  #near: { readonly page: RowPage; readonly table: Table } | undefined;
  #rowCount = 0;

  constructor(columns: readonly ResultColumn[]) {
    this.columns = columns;
  }

  get rowCount(): number {
    return this.#rowCount;
  }

  get rowIds(): number {
    return this.#rowCount;
  }

  /**
   * Adds the page that follows; one that is already here, or has no rows, is ignored.
   * @throws Error when the page is not what it says it is, or rows are missing before it.
   */
  add(page: RowPage): void {
    if (page.rowCount === 0 || page.firstRow < this.#rowCount) return;
    if (page.firstRow > this.#rowCount) {
      throw new Error(`Rows ${this.#rowCount + 1} to ${page.firstRow} did not arrive.`);
    }
    const table = this.#table(page);
    if (table.numRows !== page.rowCount || table.numCols !== this.columns.length) {
      throw new Error(`The rows after row ${page.firstRow} do not fit the columns of the result.`);
    }
    this.#pages.push(page);
    this.#rowCount += page.rowCount;
  }

  rowId(row: number): number {
    return row;
  }

  cell(row: number, column: number): Cell {
    try {
      const value = this.#value(row, column, clipLength);
      if (value === undefined) return { kind: "null", text: "NULL" };
      if (value.text.length <= clipLength) return { kind: "value", text: value.text };
      const clipped = value.text.slice(0, clipLength).replace(/[\uD800-\uDBFF]$/, "");
      return value.cutFromBytes === undefined
        ? { kind: "value", text: clipped, clipped: true }
        : { kind: "value", text: clipped, clipped: true, bytes: value.cutFromBytes };
    } catch (error) {
      return { kind: "unreadable", text: errorText(error) };
    }
  }

  fullText(row: number, column: number): string | undefined {
    return this.#value(row, column, Infinity)?.text;
  }

  value(row: number, column: number): CellValue | undefined {
    const { batch, index } = this.#place(row, column);
    return cellValue(batch, index, this.#column(column));
  }

  parse(column: number, text: string): CellValue | undefined {
    if (this.#rowCount === 0) return undefined;
    return parseCellValue(text, this.#place(0, column).batch.type, this.#column(column));
  }

  #value(row: number, column: number, limit: number): ReturnType<typeof valueText> {
    const { batch, index } = this.#place(row, column);
    return valueText(batch, index, this.#column(column).type, limit);
  }

  #column(column: number): ResultColumn {
    return this.columns[column] ?? { name: "", type: "" };
  }

  #place(row: number, column: number): { readonly batch: Batch<unknown>; readonly index: number } {
    let near = this.#near;
    if (!near || row < near.page.firstRow || row >= near.page.firstRow + near.page.rowCount) {
      const page = this.#pageOf(row);
      near = this.#near = { page, table: this.#table(page) };
    }
    let index = row - near.page.firstRow;
    const batches: readonly Batch<unknown>[] = near.table.getChildAt(column).data;
    for (const batch of batches) {
      if (index < batch.length) return { batch, index };
      index -= batch.length;
    }
    throw new RangeError(`There is no row ${row + 1}.`);
  }

  #pageOf(row: number): RowPage {
    let low = 0;
    let high = this.#pages.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#pages[middle]?.firstRow ?? 0) <= row) low = middle;
      else high = middle - 1;
    }
    const page = this.#pages[low];
    if (!page) throw new RangeError(`There is no row ${row + 1}.`);
    return page;
  }

  /** The decoded page; the least recently used one makes room. */
  #table(page: RowPage): Table {
    const table =
      this.#decoded.get(page) ?? tableFromIPC(page.arrow, { useBigInt: true, useDecimalInt: true, useDate: false });
    this.#decoded.delete(page);
    this.#decoded.set(page, table);
    const oldest = this.#decoded.keys().next().value;
    if (this.#decoded.size > decodedPages && oldest) this.#decoded.delete(oldest);
    return table;
  }
}
