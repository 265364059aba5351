import type { Arrangement } from "./arrangement.ts";

/** Which columns are shown, by their place in the result. */
export interface ColumnChoiceState {
  /** All columns in their order, hidden ones among them. */
  readonly order: readonly number[];
  readonly hidden: readonly number[];
  /** How many of the shown columns stay at the left edge. */
  readonly frozen: number;
}

/** How a grid is looked at. Rows and columns are those that it shows, in its order. */
export interface GridState {
  readonly topRow: number;
  readonly active?: { readonly row: number; readonly column: number };
  /** CSS pixels. */
  readonly widths: readonly number[];
}

/** How somebody looks at a result. The host keeps it, in memory only, because a webview forgets all while it is hidden. */
export interface ResultLook {
  readonly grid: GridState;
  readonly columns: ColumnChoiceState;
  readonly arrangement: Arrangement;
}
