import type { ViewError } from "./messages.ts";
import type { ResultColumn, RowPage } from "./rows.ts";

export interface TableColumn {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly comment?: string;
  /** 1-based place in the primary key, when the table declares one. */
  readonly primaryKey?: number;
}

export interface TableInfo {
  /** `catalog.schema.table`, unquoted. */
  readonly fullName: string;
  /** `MANAGED`, `VIEW`, … as the workspace says. */
  readonly tableType: string;
  readonly owner?: string;
  readonly comment?: string;
  readonly format?: string;
  /** Epoch milliseconds. */
  readonly updatedAt?: number;
  readonly columns: readonly TableColumn[];
}

/** The two halves load on their own: a table may be readable while its warehouse sleeps. */
export type TableHalf =
  { readonly kind: "loading"; readonly what: string } | { readonly kind: "error"; readonly error: ViewError };

export type TableDescription = TableHalf | { readonly kind: "loaded"; readonly table: TableInfo };

export type SampleRows =
  | TableHalf
  | {
      readonly kind: "loaded";
      readonly columns: readonly ResultColumn[];
      /** Without rows, `arrow` is empty. */
      readonly page: RowPage;
      /** True when the table has more rows than the sample. */
      readonly truncated: boolean;
    };

export interface TableDetailProtocol {
  readonly toView: {
    readonly description: TableDescription;
    readonly sample: SampleRows;
  };
  readonly toHost: {
    readonly ready: undefined;
    readonly reload: undefined;
    readonly cancel: undefined;
    readonly action: { readonly id: string };
    readonly copy: { readonly text: string };
  };
}
