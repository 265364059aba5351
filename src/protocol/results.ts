import type { Arrangement } from "./arrangement.ts";
import type { ViewError } from "./messages.ts";
import type { QueryTabsProtocol } from "./queryTabs.ts";
import type { ResultLook } from "./resultLook.ts";
import type { ResultColumn, RowPage } from "./rows.ts";

/** What a tab of the results panel shows: one statement. `queryId` names the tab and tells late messages apart. */
export type ResultsState =
  | { readonly kind: "empty" }
  | {
      readonly kind: "running";
      readonly queryId: number;
      readonly sql: string;
      /** Where it runs, for people: profile and warehouse. */
      readonly target: string;
      /** Epoch milliseconds. */
      readonly startedAt: number;
    }
  | {
      readonly kind: "rows";
      readonly queryId: number;
      readonly sql: string;
      readonly target: string;
      readonly columns: readonly ResultColumn[];
      readonly loadedRows: number;
      /** True when the server has no more rows. */
      readonly complete: boolean;
      /** True while the next pages are on their way. */
      readonly loading: boolean;
      /** Milliseconds from start to the first rows. */
      readonly firstRowsMs: number;
      /** Set when fetching later rows failed or was cancelled; the rows so far stay. */
      readonly problem?: ViewError;
    }
  | { readonly kind: "error"; readonly queryId: number; readonly sql: string; readonly error: ViewError }
  | { readonly kind: "cancelled"; readonly queryId: number; readonly sql: string };

export interface ResultsProtocol {
  readonly toView: QueryTabsProtocol["toView"] & {
    readonly state: ResultsState;
    readonly page: RowPage & { readonly queryId: number };
    /** How the result was looked at before its page went away; comes before its state. */
    readonly look: { readonly queryId: number; readonly look: ResultLook };
  };
  readonly toHost: QueryTabsProtocol["toHost"] & {
    /** The view can receive; the host answers with the tabs, and with state and pages of the one in view. */
    readonly ready: undefined;
    /** The view scrolled near the end. */
    readonly more: { readonly queryId: number };
    /** The user wants every row. */
    readonly all: { readonly queryId: number };
    readonly cancel: { readonly queryId: number };
    /** Run a statement once more that failed or was cancelled. */
    readonly again: { readonly queryId: number };
    /** Keep how the result is looked at. */
    readonly look: { readonly queryId: number; readonly look: ResultLook };
    /** Run the statement again, sorted and filtered by the warehouse. */
    readonly arrange: { readonly queryId: number; readonly arrangement: Arrangement };
    /** Write all rows of the statement to a file. */
    readonly export: { readonly queryId: number };
    /** A button of a `ViewError` was pressed. */
    readonly action: { readonly id: string };
    readonly copy: { readonly text: string };
  };
}
