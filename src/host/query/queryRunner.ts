import { Disposable, toDisposable } from "../../core/base/disposable.ts";
import { Emitter } from "../../core/base/emitter.ts";
import { isCancelled, PwafError } from "../../core/base/errors.ts";
import type { ViewError } from "../../protocol/messages.ts";
import type { ResultsState } from "../../protocol/results.ts";
import type { ResultColumn, RowPage } from "../../protocol/rows.ts";
import type { ArrowPage, SqlResult, SqlStatement } from "../../workspace/sql/types.ts";

export interface QueryRunnerOptions {
  readonly execute: (statement: SqlStatement, signal: AbortSignal) => Promise<SqlResult>;
  /** Where it runs, for people. */
  readonly describeTarget: () => Promise<string>;
  /** Rows after which scrolling stops loading. Read anew each time. */
  readonly maxRows: () => number;
  readonly viewError: (error: unknown) => ViewError;
  /** Told of failures, not of cancelling. */
  readonly failed: (error: unknown) => void;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Bytes of rows that may be kept; loading ends there even when all rows are asked for. Read anew each time. */
  readonly maxBytes: () => number;
  /** The number of the next statement; unique in this window. */
  readonly nextId: () => number;
}

export type QueryOutcome =
  { readonly kind: "rows" } | { readonly kind: "cancelled" } | { readonly kind: "error"; readonly error: unknown };

export type QueryPage = RowPage & { readonly queryId: number };

/** Rows of one FetchResults. Bigger pages would be faster by little and stall the extension host longer. */
const pageRows = 10_000;
/** The first page is small, so that rows appear while the next ones are on their way. */
const firstRows = 1000;

/** One statement on its way; what belongs to an older one is dropped by comparing objects. */
interface Run {
  readonly queryId: number;
  readonly sql: string;
  readonly statement: SqlStatement;
  readonly startedAt: number;
  readonly abort: AbortController;
  target: string;
  result: SqlResult | undefined;
  columns: readonly ResultColumn[];
  firstRowsMs: number;
  loadedRows: number;
  loadedBytes: number;
  complete: boolean;
  loading: boolean;
  /** True while every row is wanted. */
  wantsAll: boolean;
}

/**
 * Runs one statement at a time and holds its rows for the results view. The rows are kept here, as the Arrow bytes that
 * came, because a webview loses everything when it is moved or hidden and then asks again: the server could not repeat
 * them without running the statement once more. They lie outside the JavaScript heap, and `maxBytes` bounds them.
 */
export class QueryRunner extends Disposable {
  readonly #options: QueryRunnerOptions;
  readonly #onDidChange = this.own(new Emitter<ResultsState>());
  readonly #onDidLoad = this.own(new Emitter<QueryPage>());
  readonly onDidChange = this.#onDidChange.event;
  readonly onDidLoad = this.#onDidLoad.event;
  #state: ResultsState = { kind: "empty" };
  #pages: QueryPage[] = [];
  #run: Run | undefined;
  /** True while the state is an error because nobody was signed in. */
  #lacksSignIn = false;

  constructor(options: QueryRunnerOptions) {
    super();
    this.#options = options;
    this.own(toDisposable(() => this.#drop()));
  }

  get state(): ResultsState {
    return this.#state;
  }

  /** Everything loaded so far, in order. */
  get pages(): readonly QueryPage[] {
    return this.#pages;
  }

  /** Bytes of rows that are kept. */
  get loadedBytes(): number {
    return this.#pages.reduce((sum, { arrow }) => sum + arrow.byteLength, 0);
  }

  get isBusy(): boolean {
    return this.#state.kind === "running" || (this.#state.kind === "rows" && this.#state.loading);
  }

  /** Runs a statement up to its first rows; what ran before is cancelled. Never rejects. */
  async run(statement: SqlStatement): Promise<QueryOutcome> {
    this.#drop();
    const run: Run = {
      queryId: this.#options.nextId(),
      sql: statement.sql,
      statement,
      startedAt: this.#options.now(),
      abort: new AbortController(),
      target: "",
      result: undefined,
      columns: [],
      firstRowsMs: 0,
      loadedRows: 0,
      loadedBytes: 0,
      complete: false,
      loading: true,
      wantsAll: false,
    };
    this.#run = run;
    this.#pages = [];
    this.#lacksSignIn = false;
    this.#showRunning(run);
    void this.#describe(run);
    try {
      const result = await this.#options.execute({ firstRows, ...statement }, run.abort.signal);
      if (this.#run !== run) {
        this.#close(result);
        return { kind: "cancelled" };
      }
      run.result = result;
      run.columns = result.columns;
      await this.#describe(run);
      await this.#loadPage(run);
      if (this.#run !== run) return { kind: "cancelled" };
      run.loading = false;
      this.#showRows(run);
      return { kind: "rows" };
    } catch (error) {
      return this.#runFailed(run, error);
    }
  }

  /** Loads the next page, up to the limit of rows. */
  async more(queryId: number): Promise<void> {
    const run = this.#loadable(queryId);
    if (run) await this.#load(run);
  }

  /** Loads all rows. */
  async all(queryId: number): Promise<void> {
    if (this.#run?.queryId === queryId) this.#run.wantsAll = true;
    const run = this.#loadable(queryId);
    if (run) await this.#load(run);
  }

  /** Cancels what works; rows that are there stay. Without an id: whatever is running. */
  cancel(queryId?: number): void {
    const run = this.#run;
    if (!run || (queryId !== undefined && run.queryId !== queryId) || !this.isBusy) return;
    this.#drop();
    if (this.#state.kind === "running") {
      this.#set({ kind: "cancelled", queryId: run.queryId, sql: run.sql });
    } else {
      run.loading = false;
      this.#showRows(run, {
        message: `You stopped loading after ${count(run.loadedRows)} rows.`,
        hint: "Run the statement again for the others.",
      });
    }
  }

  /** Somebody is signed in now: an error that asks for it says so. */
  signedIn(): void {
    if (this.#state.kind !== "error" || !this.#lacksSignIn) return;
    this.#lacksSignIn = false;
    const error = { message: "The statement has not run: nobody was signed in.", hint: "You are signed in now." };
    this.#set({ ...this.#state, error });
  }

  #loadable(queryId: number): Run | undefined {
    const run = this.#run;
    return run?.queryId === queryId && run.result && !run.loading && !run.complete ? run : undefined;
  }

  async #load(run: Run): Promise<void> {
    if (this.#atLimit(run)) return this.#showRows(run, this.#limitReached(run));
    run.loading = true;
    this.#showRows(run);
    try {
      do {
        await this.#loadPage(run);
        if (this.#run !== run) return;
        if (run.wantsAll && !run.complete) this.#showRows(run);
      } while (run.wantsAll && !run.complete && !this.#atLimit(run));
      run.loading = false;
      this.#showRows(run, run.complete || !this.#atLimit(run) ? undefined : this.#limitReached(run));
    } catch (error) {
      if (this.#run !== run) return;
      this.#options.failed(error);
      run.loading = false;
      this.#drop();
      this.#showRows(run, this.#options.viewError(error));
    }
  }

  async #loadPage(run: Run): Promise<void> {
    const page = await run.result?.nextPage(this.#pageSize(run));
    if (this.#run !== run) return;
    if (run.loadedRows === 0) run.firstRowsMs = this.#options.now() - run.startedAt;
    run.complete = page === undefined || page.last;
    if (page === undefined) return;
    run.loadedRows = page.firstRow + page.rowCount;
    run.loadedBytes += page.arrow.byteLength;
    const loaded = { queryId: run.queryId, firstRow: page.firstRow, rowCount: page.rowCount, arrow: wholeBuffer(page) };
    this.#pages.push(loaded);
    this.#onDidLoad.fire(loaded);
  }

  /** Scrolling ends exactly at the limit. */
  #pageSize(run: Run): number {
    const left = this.#options.maxRows() - run.loadedRows;
    return run.wantsAll || left <= 0 ? pageRows : Math.min(pageRows, left);
  }

  #atLimit(run: Run): boolean {
    return this.#isFull(run) || (!run.wantsAll && run.loadedRows >= this.#options.maxRows());
  }

  #isFull(run: Run): boolean {
    return run.loadedBytes >= this.#options.maxBytes();
  }

  #limitReached(run: Run): ViewError {
    const message = `Showing the first ${count(run.loadedRows)} rows; there are more.`;
    return this.#isFull(run)
      ? {
          message,
          hint: `They take ${count(Math.round(run.loadedBytes / 1024 / 1024))} MB, and there is no room for more. “Export” writes all rows to a file; or ask for fewer rows or columns, or close other results.`,
        }
      : { message, hint: "“Load all” gets the others; the setting pwaf.query.maxRows moves this limit." };
  }

  #runFailed(run: Run, error: unknown): QueryOutcome {
    if (this.#run !== run) return { kind: "cancelled" };
    this.#drop();
    if (isCancelled(error)) {
      this.#set({ kind: "cancelled", queryId: run.queryId, sql: run.sql });
      return { kind: "cancelled" };
    }
    this.#options.failed(error);
    this.#lacksSignIn = error instanceof PwafError && error.reason === "unauthenticated";
    this.#set({ kind: "error", queryId: run.queryId, sql: run.sql, error: this.#options.viewError(error) });
    return { kind: "error", error };
  }

  /** The warehouse may be chosen only while the statement starts, so the target is asked for again later. */
  async #describe(run: Run): Promise<void> {
    const target = await this.#options.describeTarget().catch(() => run.target);
    if (target === run.target) return;
    run.target = target;
    if (this.#run === run && this.#state.kind === "running") this.#showRunning(run);
  }

  #showRunning({ queryId, sql, target, startedAt }: Run): void {
    this.#set({ kind: "running", queryId, sql, target, startedAt });
  }

  #showRows(run: Run, problem?: ViewError): void {
    const { queryId, sql, target, columns, loadedRows, complete, loading, firstRowsMs } = run;
    this.#set({
      kind: "rows",
      queryId,
      sql,
      target,
      columns,
      loadedRows,
      complete,
      loading,
      firstRowsMs,
      ...(problem ? { problem } : {}),
    });
  }

  #set(state: ResultsState): void {
    this.#state = state;
    this.#onDidChange.fire(state);
  }

  /** Lets go of the current statement: cancelled on the server when it still works, closed otherwise. */
  #drop(): void {
    const run = this.#run;
    this.#run = undefined;
    run?.abort.abort();
    if (run?.result) this.#close(run.result);
  }

  #close(result: SqlResult): void {
    result.close().catch((error: unknown) => this.#options.failed(error));
  }
}

const count = (value: number): string => value.toLocaleString("en-US");

/** A message carries a buffer; the bytes may be a part of a larger one. */
function wholeBuffer({ arrow }: ArrowPage): ArrayBuffer {
  const { buffer, byteOffset, byteLength } = arrow;
  return byteLength === buffer.byteLength ? buffer : buffer.slice(byteOffset, byteOffset + byteLength);
}
