import type { ResultColumn } from "../../../protocol/rows.ts";
import type { Cell, CellValue, GridSource } from "../grid/gridSource.ts";

/** A source seen through a choice of its rows and columns: sorted, filtered, moved, hidden. */
export class ArrangedSource implements GridSource {
  readonly #base: GridSource;
  /** Rows of the base in the order to show; undefined for all as they are, also those that arrive later. */
  readonly #rows: Uint32Array | undefined;
  /** Columns of the base in the order to show. */
  readonly #columns: readonly number[];
  readonly columns: readonly ResultColumn[];

  constructor(base: GridSource, rows: Uint32Array | undefined, columns: readonly number[]) {
    this.#base = base;
    this.#rows = rows;
    this.#columns = columns;
    this.columns = columns.flatMap((column) => base.columns[column] ?? []);
  }

  get rowCount(): number {
    return this.#rows?.length ?? this.#base.rowCount;
  }

  get rowIds(): number {
    return this.#base.rowIds;
  }

  rowId(row: number): number {
    return this.#base.rowId(this.#row(row));
  }

  cell(row: number, column: number): Cell {
    return this.#base.cell(this.#row(row), this.#column(column));
  }

  fullText(row: number, column: number): string | undefined {
    return this.#base.fullText(this.#row(row), this.#column(column));
  }

  value(row: number, column: number): CellValue | undefined {
    return this.#base.value(this.#row(row), this.#column(column));
  }

  parse(column: number, text: string): CellValue | undefined {
    return this.#base.parse(this.#column(column), text);
  }

  #row(row: number): number {
    return this.#rows ? (this.#rows[row] ?? -1) : row;
  }

  #column(column: number): number {
    return this.#columns[column] ?? -1;
  }
}
