import assert from "node:assert/strict";
import { PwafError } from "../../../../src/core/base/errors.ts";
import { tablePathOf } from "../../../../src/host/tableDetail/tablePath.ts";
import { readRows, sampleStatement } from "../../../../src/host/tableDetail/tableRows.ts";
import type { ArrowPage, SqlResult } from "../../../../src/workspace/sql/types.ts";

describe("rows of a table", () => {
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
    const sample = await readRows(full, 100, never);
    assert.deepEqual([sample.truncated, sample.page.rowCount, full.closed], [true, 100, 1]);
    assert.deepEqual([...new Uint8Array(sample.page.arrow)], [1, 2]);
    assert.equal((await readRows(new Result(pageOf(100, true)), 100, never)).truncated, false);
    assert.equal((await readRows(new Result(pageOf(100, false)), 100, never)).truncated, false);
  });

  it("shows an empty table as no rows", async () => {
    const { columns, page, truncated } = await readRows(new Result(), 100, never);
    assert.deepEqual([columns.length, page.rowCount, page.arrow.byteLength, truncated], [1, 0, 0, false]);
  });

  it("closes the result when it is cancelled or fails", async () => {
    const late = new Result(pageOf(1, true));
    await assert.rejects(readRows(late, 100, AbortSignal.abort()));
    assert.ok(late.closed > 0);
    const stop = new AbortController();
    const running = new Result(pageOf(100, false), pageOf(1, true));
    const reading = readRows(running, 100, stop.signal);
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
