import assert from "node:assert/strict";
import * as arrow from "apache-arrow";
import { ArrowRows } from "../../../../src/webviews/shared/arrowRows.ts";
import type { TestColumn } from "../../../webviews/harness/pages.ts";
import { column, columnsOf, page } from "../../../webviews/harness/pages.ts";

function rowsOf(what: TestColumn): ArrowRows {
  const rows = new ArrowRows(columnsOf([what]));
  rows.add(page(0, [what]));
  return rows;
}

const instants = (type: string, zone: string | null): ArrowRows =>
  rowsOf({
    name: "at",
    type,
    vector: arrow.makeVector({ type: new arrow.TimestampMicrosecond(zone), data: BigInt64Array.of(0n) }),
  });

describe("values of Arrow", () => {
  it("are exact, and undefined for NULL", () => {
    const rows = rowsOf(column("a", "BIGINT", new arrow.Int64(), [9007199254740993n, null]));
    assert.deepEqual([rows.value(0, 0), rows.value(1, 0)], [9007199254740993n, undefined]);
  });

  it("are numbers where a server sends numbers as text", () => {
    const rows = rowsOf(column("a", "DECIMAL(10,2)", new arrow.Utf8(), ["1.5", "-0.75", "odd"]));
    assert.deepEqual([rows.value(0, 0), rows.value(1, 0), rows.value(2, 0)], [150n, -75n, "odd"]);
  });

  it("are read from what somebody types: a time without a zone is in the column's, over a change of the clock too", () => {
    const berlin = instants("TIMESTAMP", "Europe/Berlin");
    assert.equal(berlin.parse(0, "1970-01-01 01:00"), 0n);
    assert.equal(berlin.parse(0, "2024-07-01 12:00:00.000001"), BigInt(Date.UTC(2024, 6, 1, 10)) * 1000n + 1n);
    assert.equal(berlin.parse(0, "1970-01-01T00:00:00.5Z"), 500_000n);
    assert.equal(berlin.parse(0, "1970-01-01 05:30:00+05:30"), 0n);
    assert.equal(instants("TIMESTAMP_NTZ", null).parse(0, "1970-01-02"), 86_400_000_000n);
    for (const text of ["", "yesterday", "2024-13-01", "2024-01-01 25:00"])
      assert.equal(berlin.parse(0, text), undefined, text);
  });

  it("refuse what is no value of the type", () => {
    const check = (
      type: string,
      arrowType: arrow.DataType,
      value: unknown,
      cases: readonly (readonly [string, unknown])[],
    ): void => {
      const rows = rowsOf(column("a", type, arrowType, [value]));
      for (const [text, expected] of cases) assert.equal(rows.parse(0, text), expected, `${type} ${text}`);
    };
    check("INT", new arrow.Int32(), 1, [
      ["12", 12n],
      ["1.5", undefined],
      ["x", undefined],
    ]);
    check("DOUBLE", new arrow.Float64(), 1, [
      ["1e3", 1000],
      ["NaN", NaN],
      ["", undefined],
      ["x", undefined],
    ]);
    check("BOOLEAN", new arrow.Bool(), true, [
      ["TRUE", 1],
      ["false", 0],
      ["1", undefined],
    ]);
    check("DATE", new arrow.DateDay(), 0, [
      ["1970-01-02", 1],
      ["1970-1-2", undefined],
    ]);
    check("STRING", new arrow.Utf8(), "", [[" as it is ", " as it is "]]);
  });
});
