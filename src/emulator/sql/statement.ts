import type { DuckDBConnection } from "@duckdb/node-api";
import { fromDuckError } from "./duckErrors.ts";
import type { Field } from "./field.ts";
import type { Outcome, RanStatement } from "./history.ts";
import { Page, type Pager } from "./page.ts";
import { SqlError } from "./sqlError.ts";

export type StatementState = "running" | "finished" | "canceled" | "failed" | "timedOut" | "closed";

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
  readonly #ran: RanStatement;
  /** Settles when the first rows are ready or the statement ended otherwise; never rejects. */
  readonly settled: Promise<void>;
  readonly #stop = new AbortController();
  #state: StatementState = "running";
  #error: SqlError | undefined;
  #result: OpenResult | undefined;
  #connection: DuckDBConnection | undefined;
  /** Fetches run one after another: DuckDB's result is a single cursor. */
  #queue: Promise<unknown> = Promise.resolve();

  /** @param ran the statement's record, kept up to date from here */
  constructor(ran: RanStatement, start: Start) {
    this.#ran = ran;
    this.settled = this.#run(start);
  }

  get id(): string {
    return this.#ran.id;
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

  /** Whether it has more than so many rows; reads ahead that far. */
  hasMoreThan(rows: number): Promise<boolean> {
    return this.#inTurn(async (result) => result.pager.holdsMoreThan(rows), false);
  }

  /** Up to `maxRows` rows, and whether more follow. */
  take(maxRows: number): Promise<{ page: Page; hasMore: boolean }> {
    return this.#inTurn(
      async ({ pager }) => {
        const page = await pager.take(maxRows);
        this.#ran.rowsProduced += page.rowCount;
        return { page, hasMore: await pager.hasMore() };
      },
      { page: new Page([]), hasMore: false },
    );
  }

  #inTurn<T>(read: (result: OpenResult) => Promise<T>, without: T): Promise<T> {
    const next = this.#queue.then(async () => {
      if (this.#result === undefined || this.#state !== "finished") return without;
      try {
        return await read(this.#result);
      } catch (error) {
        this.#fail(error);
        throw this.#error ?? error;
      }
    });
    this.#queue = next.catch(() => undefined);
    return next;
  }

  /** Stops the statement and frees its result. A statement that has ended stays as it is. */
  cancel(): Promise<void> {
    return this.#leave("canceled");
  }

  close(): Promise<void> {
    return this.#leave("closed");
  }

  async #leave(state: "canceled" | "closed"): Promise<void> {
    if (this.#state === "running") this.#end("canceled");
    if (this.#state === "running" || this.#state === "finished") this.#state = state;
    await this.#release();
  }

  async #run(start: Start): Promise<void> {
    const limit = Number(this.#ran.session.settings.get("statement_timeout") ?? 0);
    const timer = limit > 0 ? setTimeout(() => void this.#timeOut(limit), limit * 1000) : undefined;
    try {
      this.#result = await start(this.#stop.signal, (connection) => (this.#connection = connection));
      if (this.#state !== "running") return;
      this.#state = "finished";
      this.#end("finished");
    } catch (error) {
      this.#fail(error);
    } finally {
      clearTimeout(timer);
    }
  }

  /** The session's `STATEMENT_TIMEOUT`, in seconds. */
  async #timeOut(seconds: number): Promise<void> {
    if (this.#state !== "running") return;
    this.#state = "timedOut";
    this.#error = new SqlError("STATEMENT_TIMEOUT", "57014", `The statement ran longer than ${seconds} seconds.`);
    this.#ran.error = this.#error;
    this.#end("canceled");
    await this.#release();
  }

  #fail(error: unknown): void {
    // An interrupted query ends with an error too; then the state already says why.
    if (this.#state !== "running" && this.#state !== "finished") return;
    this.#state = "failed";
    this.#error = fromDuckError(error, this.#ran.sql);
    this.#ran.error = this.#error;
    this.#end("failed");
  }

  #end(outcome: Outcome): void {
    this.#ran.outcome = outcome;
    this.#ran.endedAt = Date.now();
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
