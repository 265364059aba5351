/** How rows are sorted and which are left out. Columns go by their place in the result: names may repeat. */
export interface Arrangement {
  /** The first key counts most. */
  readonly sort: readonly SortKey[];
  /** A row must pass all of them. */
  readonly filters: readonly ColumnFilter[];
}

export interface SortKey {
  readonly column: number;
  readonly direction: "ascending" | "descending";
}

/** `contains` looks into the text of a value and ignores case; the others compare values as SQL does. */
export type FilterTest = "contains" | "=" | "<>" | "<" | "<=" | ">" | ">=" | "isNull" | "isNotNull";

export interface ColumnFilter {
  readonly column: number;
  readonly test: FilterTest;
  /** What the user typed; empty where the test needs nothing. */
  readonly text: string;
}
