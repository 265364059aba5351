/** One result among those of an editor; `queryId` is the one of its `ResultsState` and pages. */
export interface QueryTab {
  readonly queryId: number;
  /** The beginning of the statement, in one line. */
  readonly title: string;
  /** Where the statement stands: the name of its file, and the statement as it was run. */
  readonly file: string;
  readonly sql: string;
  readonly kind: "running" | "rows" | "error" | "cancelled";
  /** Stays when its editor runs something else. */
  readonly pinned: boolean;
}

/** The results that can be chosen from now, in the order of their runs, and the one in view. */
export interface QueryTabs {
  readonly tabs: readonly QueryTab[];
  /** Absent when there are no tabs. */
  readonly shown?: number;
}

/** Messages of the results panel about which result is in view. */
export interface QueryTabsProtocol {
  readonly toView: { readonly tabs: QueryTabs };
  readonly toHost: {
    readonly show: { readonly queryId: number };
    /** Lets go of a result; its statement is cancelled when it still runs. */
    readonly closeTab: { readonly queryId: number };
  };
}
