/** A statement that was run from this editor. Its text holds no secret and no value of a parameter. */
export interface HistoryEntry {
  readonly id: number;
  readonly sql: string;
  /** The text is not whole: something that looked like a secret was taken out, or it was very long. */
  readonly changed?: "redacted" | "shortened";
  /** Epoch milliseconds. */
  readonly startedAt: number;
  /** Milliseconds to the first rows or the end. */
  readonly duration?: number;
  readonly status: "running" | "finished" | "failed" | "cancelled";
  /** Rows that were loaded, and whether there were more. */
  readonly rows?: number;
  readonly moreRows?: true;
  readonly error?: string;
  /** Profile and warehouse, for people. */
  readonly target: string;
}
