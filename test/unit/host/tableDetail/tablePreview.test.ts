import assert from "node:assert/strict";
import { errorText, PwafError } from "../../../../src/core/base/errors.ts";
import { readSample, sampleStatement } from "../../../../src/host/tableDetail/sampleRows.ts";
import { tablePathOf } from "../../../../src/host/tableDetail/tablePath.ts";
import type { LoadedSample, TablePreviewOptions } from "../../../../src/host/tableDetail/tablePreview.ts";
import { TablePreview } from "../../../../src/host/tableDetail/tablePreview.ts";
import type { SampleRows, TableDescription, TableInfo } from "../../../../src/protocol/tableDetail.ts";
import type { ArrowPage, SqlResult } from "../../../../src/workspace/sql/types.ts";

const table: TableInfo = { fullName: "a.b.c", tableType: "MANAGED", columns: [] };
const rows: LoadedSample = {
  kind: "loaded",
  columns: [],
  page: { firstRow: 0, rowCount: 0, arrow: new ArrayBuffer(0) },
  truncated: false,
};

/** A load that is answered by hand, in any order. */
class Pending<T> {
  readonly runs: { readonly signal: AbortSignal; resolve: (value: T) => void; reject: (error: unknown) => void }[] = [];
  readonly start = (signal: AbortSignal): Promise<T> =>
    new Promise((resolve, reject) => this.runs.push({ signal, resolve, reject }));
}

function testBed(options: Partial<TablePreviewOptions> = {}) {
  const describing = new Pending<TableInfo>();
  const sampling = new Pending<LoadedSample>();
  const descriptions: TableDescription[] = [];
  const samples: SampleRows[] = [];
  const failures: unknown[] = [];
  const preview = new TablePreview({
    describe: describing.start,
    sample: sampling.start,
    showDescription: (state) => descriptions.push(state),
    showSample: (state) => samples.push(state),
    viewError: (error) => ({ message: errorText(error), action: { id: "pwaf.signIn", title: "Sign in" } }),
    failed: (error) => failures.push(error),
    ...options,
  });
  return { preview, describing, sampling, descriptions, samples, failures };
}

describe("table preview", () => {
  it("loads both halves on their own: one may fail while the other is shown", async () => {
    const { preview, describing, sampling, descriptions, samples, failures } = testBed();
    const loading = preview.load();
    assert.deepEqual([descriptions.at(-1)?.kind, samples.at(-1)?.kind], ["loading", "loading"]);
    sampling.runs[0]?.reject(new PwafError("sql", "No warehouse"));
    await new Promise(setImmediate);
    assert.deepEqual([descriptions.at(-1)?.kind, samples.at(-1)?.kind], ["loading", "error"]);
    describing.runs[0]?.resolve(table);
    await loading;
    assert.deepEqual(descriptions.at(-1), { kind: "loaded", table });
    assert.deepEqual(failures.map(errorText), ["No warehouse"]);
  });

  it("shows the current state again when the page comes back", async () => {
    const { preview, describing, sampling, descriptions, samples } = testBed();
    const loading = preview.load();
    describing.runs[0]?.resolve(table);
    sampling.runs[0]?.resolve(rows);
    await loading;
    descriptions.length = samples.length = 0;
    preview.resend();
    assert.deepEqual([descriptions, samples], [[{ kind: "loaded", table }], [rows]]);
  });

  it("cancels the query at once, ignores what comes later, and loads again", async () => {
    const { preview, describing, sampling, samples, failures } = testBed();
    void preview.load();
    preview.cancel();
    assert.equal(describing.runs[0]?.signal.aborted, false);
    describing.runs[0].resolve(table);
    await new Promise(setImmediate);
    const stopped = samples.at(-1);
    assert.ok(stopped?.kind === "error");
    assert.equal(stopped.error.message, "You stopped the query.");
    assert.equal(sampling.runs[0]?.signal.aborted, true);
    sampling.runs[0].resolve(rows);
    await new Promise(setImmediate);
    assert.equal(samples.at(-1), stopped);
    const again = preview.load();
    sampling.runs[1]?.resolve(rows);
    describing.runs[1]?.resolve(table);
    await again;
    assert.equal(samples.at(-1), rows);
    assert.deepEqual(failures, []);
  });

  it("lets the last of several loads win", async () => {
    const { preview, describing, sampling, descriptions } = testBed();
    void preview.load();
    const second = preview.load();
    assert.equal(describing.runs[0]?.signal.aborted, true);
    describing.runs[1]?.resolve({ ...table, comment: "second" });
    sampling.runs[1]?.resolve(rows);
    await second;
    describing.runs[0].resolve({ ...table, comment: "first" });
    await new Promise(setImmediate);
    assert.deepEqual(descriptions.at(-1), { kind: "loaded", table: { ...table, comment: "second" } });
  });

  it("stops its query when it is disposed, and says nothing more", async () => {
    const { preview, describing, sampling, samples } = testBed();
    void preview.load();
    const shown = samples.length;
    preview.dispose();
    assert.deepEqual([describing.runs[0]?.signal.aborted, sampling.runs[0]?.signal.aborted], [true, true]);
    sampling.runs[0]?.reject(new PwafError("cancelled", "Cancelled."));
    await new Promise(setImmediate);
    assert.equal(samples.length, shown);
  });

  it("tries again after a sign-in only what failed for want of one", async () => {
    const { preview, describing, sampling } = testBed();
    const loading = preview.load();
    describing.runs[0]?.reject(new PwafError("unauthenticated", "Sign in again."));
    sampling.runs[0]?.reject(new PwafError("sql", "No such table"));
    await loading;
    void preview.signedIn();
    assert.deepEqual([describing.runs.length, sampling.runs.length], [2, 1]);
  });

  it("runs no query by itself after a restart of the editor", async () => {
    const { preview, describing, sampling, samples } = testBed();
    const loading = preview.loadDescriptionOnly();
    describing.runs[0]?.resolve(table);
    await loading;
    assert.deepEqual([sampling.runs.length, samples.at(-1)?.kind], [0, "error"]);
  });

  it("runs only the commands whose buttons are on the screen", async () => {
    const { preview, describing, sampling } = testBed();
    const loading = preview.load();
    assert.equal(preview.press("pwaf.signIn"), undefined);
    describing.runs[0]?.reject(new Error("x"));
    sampling.runs[0]?.resolve(rows);
    await loading;
    assert.equal(preview.press("pwaf.signIn"), "pwaf.signIn");
    assert.equal(preview.press("workbench.action.terminal.new"), undefined);
  });

  it("has a button on every error, and tries again only what failed", async () => {
    const { preview, describing, sampling, samples } = testBed({
      viewError: (error) => ({ message: errorText(error) }),
    });
    const loading = preview.load();
    describing.runs[0]?.resolve(table);
    sampling.runs[0]?.reject(new Error("x"));
    await loading;
    const shown = samples.at(-1);
    assert.ok(shown?.kind === "error");
    assert.equal(preview.press(shown.error.action?.id ?? ""), undefined);
    assert.deepEqual([describing.runs.length, sampling.runs.length], [1, 2]);
  });
});

describe("sample rows", () => {
  class Result implements SqlResult {
    readonly columns = [{ name: "id", type: "BIGINT" }];
    closed = 0;
    readonly #pages: ArrowPage[];

    constructor(...pages: ArrowPage[]) {
      this.#pages = pages;
    }

    async nextPage(): Promise<ArrowPage | undefined> {
      if (this.closed > 0) throw new PwafError("cancelled", "Closed.");
      return this.#pages.shift();
    }

    async close(): Promise<void> {
      this.closed++;
    }
  }
  const pageOf = (rowCount: number, last: boolean): ArrowPage => {
    return { firstRow: 0, rowCount, last, arrow: new Uint8Array([9, 1, 2, 9]).subarray(1, 3) };
  };
  const never = new AbortController().signal;

  it("quotes every part of the name", () => {
    const { sql } = sampleStatement(["main", "it's", "a`b; DROP TABLE x"]);
    assert.equal(sql, "SELECT * FROM `main`.`it's`.`a``b; DROP TABLE x` LIMIT 101");
  });

  it("knows whether the table has more rows, and sends exactly the page's bytes", async () => {
    const full = new Result(pageOf(100, false), pageOf(1, true));
    const sample = await readSample(full, never);
    assert.deepEqual([sample.truncated, sample.page.rowCount, full.closed], [true, 100, 1]);
    assert.deepEqual([...new Uint8Array(sample.page.arrow)], [1, 2]);
    assert.equal((await readSample(new Result(pageOf(100, true)), never)).truncated, false);
    assert.equal((await readSample(new Result(pageOf(100, false)), never)).truncated, false);
  });

  it("shows an empty table as no rows", async () => {
    const { columns, page, truncated } = await readSample(new Result(), never);
    assert.deepEqual([columns.length, page.rowCount, page.arrow.byteLength, truncated], [1, 0, 0, false]);
  });

  it("closes the result when it is cancelled or fails", async () => {
    const late = new Result(pageOf(1, true));
    await assert.rejects(readSample(late, AbortSignal.abort()));
    assert.ok(late.closed > 0);
    const stop = new AbortController();
    const running = new Result(pageOf(100, false), pageOf(1, true));
    const reading = readSample(running, stop.signal);
    stop.abort();
    await assert.rejects(reading, { reason: "cancelled" });
    assert.ok(running.closed > 0);
  });
});

describe("table path", () => {
  it("takes a node of the tree or a name of three parts, and nothing else", () => {
    assert.deepEqual(tablePathOf({ path: ["a", "b", "c"] }), ["a", "b", "c"]);
    assert.deepEqual(tablePathOf("a.`b.b`.c"), ["a", "b.b", "c"]);
    for (const other of [
      undefined,
      null,
      "a.b",
      "",
      7,
      {},
      { path: ["a", "b"] },
      { path: ["a", "b", 3] },
      { path: "abc" },
    ]) {
      assert.equal(tablePathOf(other), undefined);
    }
  });
});
