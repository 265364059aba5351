import type { DuckDBConnection } from "@duckdb/node-api";
import { fromDuckError } from "./duckErrors.ts";
import type { Field } from "./field.ts";
import { Page, type Pager } from "./page.ts";
import type { SqlError } from "./sqlError.ts";

export type StatementState = "running" | "finished" | "canceled" | "failed" | "closed";

/** An open result: its columns, its rows, and the connection that produces them. */
export interface OpenResult {
  readonly fields: readonly Field[];
  readonly pager: Pager;
  readonly connection: DuckDBConnection;
}

/** Starts the work; must report its connection as soon as it has one, so that it can be interrupted. */
export type Start = (
  signal: AbortSignal,
  onConnection: (connection: DuckDBConnection) => void,
) => Promise<OpenResult | undefined>;

/** One statement on its way: runs at once, can be cancelled at any time, yields pages of rows. */
export class Statement {
  readonly sql: string;
  /** Settles when the first rows are ready or the statement ended otherwise; never rejects. */
  readonly settled: Promise<void>;
  readonly #stop = new AbortController();
  #state: StatementState = "running";
  #error: SqlError | undefined;
  #result: OpenResult | undefined;
  #connection: DuckDBConnection | undefined;
  /** Fetches run one after another: DuckDB's result is a single cursor. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(sql: string, start: Start) {
    this.sql = sql;
    this.settled = this.#run(start);
  }

  get state(): StatementState {
    return this.#state;
  }

  get error(): SqlError | undefined {
    return this.#error;
  }

  get fields(): readonly Field[] {
    return this.#result?.fields ?? [];
  }

  get hasResult(): boolean {
    return this.#result !== undefined;
  }

  /** Up to `maxRows` rows, and whether more follow. */
  take(maxRows: number): Promise<{ page: Page; hasMore: boolean }> {
    const next = this.#queue.then(async () => {
      if (this.#result === undefined || this.#state !== "finished") return { page: new Page([]), hasMore: false };
      try {
        const page = await this.#result.pager.take(maxRows);
        return { page, hasMore: await this.#result.pager.hasMore() };
      } catch (error) {
        this.#fail(error);
        throw this.#error ?? error;
      }
    });
    this.#queue = next.catch(() => undefined);
    return next;
  }

  /** Stops the statement and frees its result. A statement that has ended stays as it is. */
  async cancel(): Promise<void> {
    if (this.#state === "running" || this.#state === "finished") this.#state = "canceled";
    await this.#release();
  }

  async close(): Promise<void> {
    if (this.#state === "running" || this.#state === "finished") this.#state = "closed";
    await this.#release();
  }

  async #run(start: Start): Promise<void> {
    try {
      this.#result = await start(this.#stop.signal, (connection) => (this.#connection = connection));
      if (this.#state === "running") this.#state = "finished";
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    // An interrupted query ends with an error too; then the state already says why.
    if (this.#state !== "running" && this.#state !== "finished") return;
    this.#state = "failed";
    this.#error = fromDuckError(error, this.sql);
  }

  async #release(): Promise<void> {
    if (this.#stop.signal.aborted) return;
    this.#stop.abort();
    // An interrupt only reaches a query that is already running, so it is repeated until the work has ended.
    const repeat = setInterval(() => this.#connection?.interrupt(), 20);
    this.#connection?.interrupt();
    await this.settled;
    await this.#queue;
    clearInterval(repeat);
    this.#result = undefined;
    this.#connection?.closeSync();
    this.#connection = undefined;
  }
}
