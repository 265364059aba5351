import assert from "node:assert/strict";
import { PwafError } from "../../../../src/core/base/errors.ts";
import type { ResultsState } from "../../../../src/protocol/results.ts";
import { QueryRunner } from "../../../../src/host/query/queryRunner.ts";
import type { ArrowPage, SqlResult, SqlStatement } from "../../../../src/workspace/sql/types.ts";

/** A result of so many rows that hands out pages as the real one does, and remembers what was asked of it. */
class Rows implements SqlResult {
  readonly columns = [{ name: "n", type: "INT" }];
  readonly asked: number[] = [];
  closed = 0;
  failure: Error | undefined;
  /** Pages wait for this. */
  gate: Promise<void> = Promise.resolve();
  readonly #total: number;
  readonly #bytesPerRow: number;
  #next = 0;

  constructor(total: number, bytesPerRow = 1) {
    this.#total = total;
    this.#bytesPerRow = bytesPerRow;
  }

  async nextPage(maxRows: number): Promise<ArrowPage | undefined> {
    this.asked.push(maxRows);
    await this.gate;
    if (this.failure) throw this.failure;
    if (this.closed > 0) throw new PwafError("cancelled", "closed");
    const rowCount = Math.min(this.asked.length === 1 ? 1000 : maxRows, this.#total - this.#next);
    if (rowCount <= 0) return undefined;
    const firstRow = this.#next;
    this.#next += rowCount;
    return {
      firstRow,
      rowCount,
      arrow: new Uint8Array(rowCount * this.#bytesPerRow),
      last: this.#next === this.#total,
    };
  }

  async close(): Promise<void> {
    this.closed++;
  }
}

interface Bench {
  readonly runner: QueryRunner;
  readonly states: ResultsState[];
  readonly statements: SqlStatement[];
  readonly failures: unknown[];
}

function bench(
  results: (SqlResult | Error | ((signal: AbortSignal) => Promise<SqlResult>))[],
  options: { maxRows?: number; maxBytes?: number } = {},
): Bench {
  const states: ResultsState[] = [];
  const statements: SqlStatement[] = [];
  const failures: unknown[] = [];
  let clock = 0;
  let queries = 0;
  const runner = new QueryRunner({
    execute: async (statement, signal) => {
      statements.push(statement);
      const next = results.shift();
      if (typeof next === "function") return await next(signal);
      if (next instanceof Error) throw next;
      assert.ok(next);
      return next;
    },
    describeTarget: async () => "dev · Starter",
    maxRows: () => options.maxRows ?? 100_000,
    viewError: (error) => ({ message: String(error) }),
    failed: (error) => failures.push(error),
    now: () => (clock += 10),
    maxBytes: () => options.maxBytes ?? 256 * 1024 * 1024,
    nextId: () => ++queries,
  });
  runner.onDidChange((state) => states.push(state));
  return { runner, states, statements, failures };
}

function rowsState(runner: QueryRunner): Extract<ResultsState, { kind: "rows" }> {
  assert.equal(runner.state.kind, "rows");
  return runner.state;
}

/** Waits for an execute that never answers until it is cancelled. */
const untilCancelled = (signal: AbortSignal): Promise<SqlResult> =>
  new Promise((_, reject) =>
    signal.addEventListener("abort", () => reject(new PwafError("cancelled", "The statement was cancelled."))),
  );

describe("QueryRunner", () => {
  it("asks for no sign-in any more once somebody is signed in", async () => {
    const { runner, states } = bench([new PwafError("unauthenticated", "Nobody is signed in to “dev”.")]);
    await runner.run({ sql: "SELECT 1" });
    runner.signedIn();
    assert.ok(runner.state.kind === "error");
    assert.deepEqual(runner.state.error, {
      message: "The statement has not run: nobody was signed in.",
      hint: "You are signed in now.",
    });
    const told = states.length;
    runner.signedIn();
    assert.equal(states.length, told);
  });

  it("keeps other errors when somebody signs in", async () => {
    const { runner, states } = bench([new PwafError("sql", "no such table")]);
    await runner.run({ sql: "SELECT 1" });
    const told = states.length;
    runner.signedIn();
    assert.equal(states.length, told);
  });

  it("goes from running to rows, and pulls no further by itself", async () => {
    const rows = new Rows(25_000);
    const { runner, states, statements } = bench([rows]);
    assert.deepEqual(await runner.run({ sql: "SELECT 1" }), { kind: "rows" });
    assert.deepEqual(statements, [{ sql: "SELECT 1", firstRows: 1000 }]);
    assert.equal(states[0]?.kind, "running");
    const state = rowsState(runner);
    assert.deepEqual(
      { ...state, firstRowsMs: state.firstRowsMs > 0 },
      {
        kind: "rows",
        queryId: 1,
        sql: "SELECT 1",
        target: "dev · Starter",
        columns: rows.columns,
        loadedRows: 1000,
        complete: false,
        loading: false,
        firstRowsMs: true,
      },
    );
    assert.equal(rows.asked.length, 1);
  });

  it("loads a page each time more is wanted, to the end", async () => {
    const rows = new Rows(12_000);
    const { runner } = bench([rows]);
    await runner.run({ sql: "x" });
    await runner.more(1);
    assert.equal(rowsState(runner).loadedRows, 11_000);
    await runner.more(1);
    assert.deepEqual([rowsState(runner).loadedRows, rowsState(runner).complete], [12_000, true]);
    await runner.more(1);
    assert.equal(rows.asked.length, 3);
    assert.deepEqual(
      runner.pages.map((page) => [page.queryId, page.firstRow, page.rowCount]),
      [
        [1, 0, 1000],
        [1, 1000, 10_000],
        [1, 11_000, 1000],
      ],
    );
  });

  it("stops at the limit and says so; “all” goes past it", async () => {
    const rows = new Rows(40_000);
    const { runner } = bench([rows], { maxRows: 15_000 });
    await runner.run({ sql: "x" });
    for (let i = 0; i < 5; i++) await runner.more(1);
    const stopped = rowsState(runner);
    assert.equal(stopped.loadedRows, 15_000);
    assert.equal(stopped.problem?.message, "Showing the first 15,000 rows; there are more.");
    assert.match(stopped.problem.hint ?? "", /Load all/);
    await runner.all(1);
    const all = rowsState(runner);
    assert.deepEqual([all.loadedRows, all.complete, all.loading, all.problem], [40_000, true, false, undefined]);
  });

  it("says nothing about a limit that the result meets exactly", async () => {
    const { runner } = bench([new Rows(15_000)], { maxRows: 15_000 });
    await runner.run({ sql: "x" });
    for (let i = 0; i < 3; i++) await runner.more(1);
    assert.deepEqual([rowsState(runner).complete, rowsState(runner).problem], [true, undefined]);
  });

  it("stops at the byte limit even when all is wanted", async () => {
    const { runner } = bench([new Rows(100_000, 100)], { maxBytes: 2_000_000 });
    await runner.run({ sql: "x" });
    await runner.all(1);
    const state = rowsState(runner);
    assert.deepEqual([state.loadedRows, state.complete, state.loading], [21_000, false, false]);
    assert.match(state.problem?.hint ?? "", /take 2 MB/);
  });

  it("shows an empty result", async () => {
    const { runner } = bench([new Rows(0)]);
    await runner.run({ sql: "x" });
    assert.deepEqual([rowsState(runner).loadedRows, rowsState(runner).complete], [0, true]);
  });

  it("shows an error of the statement", async () => {
    const error = new PwafError("sql", "no such table");
    const { runner, failures } = bench([error]);
    assert.deepEqual(await runner.run({ sql: "x" }), { kind: "error", error });
    assert.deepEqual(runner.state, {
      kind: "error",
      queryId: 1,
      sql: "x",
      error: { message: "PwafError: no such table" },
    });
    assert.deepEqual(failures, [error]);
  });

  it("keeps the rows when a later page fails", async () => {
    const rows = new Rows(50_000);
    const { runner } = bench([rows]);
    await runner.run({ sql: "x" });
    rows.failure = new PwafError("dropped", "gone");
    await runner.more(1);
    const state = rowsState(runner);
    assert.deepEqual([state.loadedRows, state.loading, state.problem], [1000, false, { message: "PwafError: gone" }]);
    assert.equal(rows.closed, 1);
    await runner.more(1);
    assert.equal(rows.asked.length, 2);
  });

  it("cancels while the statement runs", async () => {
    const { runner, failures } = bench([untilCancelled]);
    const running = runner.run({ sql: "x" });
    assert.equal(runner.isBusy, true);
    runner.cancel();
    assert.deepEqual(await running, { kind: "cancelled" });
    assert.deepEqual(runner.state, { kind: "cancelled", queryId: 1, sql: "x" });
    assert.deepEqual([failures, runner.isBusy], [[], false]);
  });

  it("cancels while rows are loading, and keeps those that are there", async () => {
    const rows = new Rows(50_000);
    const { runner } = bench([rows]);
    await runner.run({ sql: "x" });
    let open = (): void => undefined;
    rows.gate = new Promise((resolve) => (open = resolve));
    const loading = runner.all(1);
    assert.equal(runner.isBusy, true);
    runner.cancel(1);
    assert.equal(rows.closed, 1);
    open();
    await loading;
    const state = rowsState(runner);
    assert.deepEqual(
      [state.loadedRows, state.loading, state.problem?.message],
      [1000, false, "You stopped loading after 1,000 rows."],
    );
  });

  it("drops the former statement when another starts, and its late answer", async () => {
    const late = new Rows(10);
    let answer: (result: SqlResult) => void = () => undefined;
    let aborted = false;
    const slow = (signal: AbortSignal): Promise<SqlResult> => {
      signal.addEventListener("abort", () => (aborted = true));
      return new Promise((resolve) => (answer = resolve));
    };
    const { runner, states } = bench([slow, new Rows(5)]);
    const first = runner.run({ sql: "slow" });
    await runner.run({ sql: "quick" });
    assert.equal(aborted, true);
    answer(late);
    assert.deepEqual(await first, { kind: "cancelled" });
    assert.equal(late.closed, 1);
    assert.equal(rowsState(runner).sql, "quick");
    assert.equal(
      states.some((state) => state.kind === "cancelled"),
      false,
    );
  });

  it("drops a late page of a former statement", async () => {
    const old = new Rows(50_000);
    const { runner } = bench([old, new Rows(5)]);
    await runner.run({ sql: "old" });
    let open = (): void => undefined;
    old.gate = new Promise((resolve) => (open = resolve));
    const loading = runner.more(1);
    await runner.run({ sql: "new" });
    open();
    await loading;
    assert.deepEqual(
      runner.pages.map((page) => page.queryId),
      [2],
    );
    assert.deepEqual([rowsState(runner).queryId, rowsState(runner).loadedRows], [2, 5]);
  });

  it("ignores what a view asks about a former statement", async () => {
    const rows = new Rows(50_000);
    const { runner } = bench([new Rows(50_000), rows]);
    await runner.run({ sql: "old" });
    await runner.run({ sql: "new" });
    await runner.more(1);
    await runner.all(1);
    runner.cancel(1);
    assert.equal(rows.asked.length, 1);
  });

  it("closes what is open when disposed", async () => {
    const rows = new Rows(50_000);
    const { runner } = bench([rows]);
    await runner.run({ sql: "x" });
    runner.dispose();
    assert.equal(rows.closed, 1);
  });
});
