import type { ColumnChoiceState } from "../../../protocol/resultLook.ts";

/** Which columns are shown, in which order and how wide. Columns go by their place in the result. */
export class ColumnChoice {
  readonly #count: number;
  #order: number[];
  readonly #hidden = new Set<number>();
  readonly #widths = new Map<number, number>();
  #frozen = 0;

  constructor(count: number, state: Partial<ColumnChoiceState> = {}) {
    this.#count = count;
    this.#order = Array.from({ length: count }, (_, column) => column);
    const { order, hidden, frozen } = state;
    if (order?.length === count && new Set(order).size === count) this.#order = [...order];
    for (const column of hidden ?? []) if (column < count) this.#hidden.add(column);
    this.#frozen = Math.min(frozen ?? 0, this.shown.length);
  }

  get state(): ColumnChoiceState {
    return { order: this.#order, hidden: [...this.#hidden], frozen: this.#frozen };
  }

  /** The shown columns in their order. */
  get shown(): readonly number[] {
    return this.#order.filter((column) => !this.#hidden.has(column));
  }

  get hidden(): ReadonlySet<number> {
    return this.#hidden;
  }

  /** How many of the shown columns stay at the left edge. */
  get frozen(): number {
    return this.#frozen;
  }

  /** Moves a shown column to another place among the shown ones. One that passes the frozen edge changes sides. */
  move(from: number, to: number): void {
    const shown = [...this.shown];
    const [moved] = shown.splice(from, 1);
    if (moved === undefined) return;
    shown.splice(to, 0, moved);
    if (from < this.#frozen && to >= this.#frozen) this.#frozen--;
    else if (from >= this.#frozen && to < this.#frozen) this.#frozen++;
    // Hidden columns keep their places among the others.
    const next = shown.values();
    this.#order = this.#order.map((column) => (this.#hidden.has(column) ? column : (next.next().value ?? column)));
  }

  hide(column: number): void {
    if (this.#hidden.has(column) || this.shown.length === 1) return;
    if (this.shown.indexOf(column) < this.#frozen) this.#frozen--;
    this.#hidden.add(column);
  }

  show(column: number): void {
    this.#hidden.delete(column);
    if (this.shown.indexOf(column) < this.#frozen) this.#frozen++;
  }

  freeze(count: number): void {
    this.#frozen = count;
  }

  reset(): void {
    this.#order = Array.from({ length: this.#count }, (_, column) => column);
    this.#hidden.clear();
    this.#frozen = 0;
  }

  /** Keeps widths as a grid has them, for the columns that it shows. */
  keepWidths(columns: readonly number[], widths: readonly number[]): void {
    for (const [place, column] of columns.entries()) {
      const width = widths[place];
      if (width !== undefined) this.#widths.set(column, width);
    }
  }

  get widths(): number[] {
    return this.shown.map((column) => this.#widths.get(column) ?? 120);
  }
}
