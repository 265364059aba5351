import assert from "node:assert/strict";
import type { Cell, GridSource } from "../../../src/webviews/shared/grid/gridSource.ts";
import { fittingWidth, sensibleWidths } from "../../../src/webviews/shared/grid/columnLayout.ts";

/** One column, ten pixels a character, so that widths can be counted. */
function source(rowCount: number, cell: (row: number) => Cell): GridSource {
  return {
    columns: [{ name: "n", type: "INT" }],
    rowCount,
    rowIds: rowCount,
    rowId: (row) => row,
    value: () => undefined,
    parse: () => undefined,
    cell,
    fullText: (row) => cell(row).text,
  };
}
const measure = (text: string): number => text.length * 10;
const counting = (row: number): Cell => ({ kind: "value", text: String(row) });
const padding = 18;

describe("widths of a grid's columns", () => {
  it("show what is longest, wherever it is, with room for longer rows to come", () => {
    assert.deepEqual(sensibleWidths(source(1_000_000, counting), measure), [(6 + 2) * 10 + padding]);
    const oneLong = (row: number): Cell => ({ kind: "value", text: row === 999 ? "a long text" : "short" });
    assert.deepEqual(sensibleWidths(source(1000, oneLong), measure), [(11 + 2) * 10 + padding]);
  });

  it("waste no room where all are alike, or missing", () => {
    const dates = (row: number): Cell =>
      row === 3 ? { kind: "null", text: "NULL" } : { kind: "value", text: "2024-02-29" };
    assert.deepEqual(sensibleWidths(source(1000, dates), measure), [10 * 10 + padding]);
  });

  it("stay within reason, and can be fitted to the rows in view", () => {
    const long = (): Cell => ({ kind: "value", text: "x".repeat(500) });
    assert.deepEqual(sensibleWidths(source(5, long), measure), [360]);
    assert.equal(fittingWidth(source(5, long), 0, 0, measure), 5000 + padding);
    assert.equal(fittingWidth(source(1000, counting), 0, 100, measure), 3 * 10 + padding);
    assert.equal(fittingWidth(source(0, counting), 0, 0, measure), 48);
  });
});
