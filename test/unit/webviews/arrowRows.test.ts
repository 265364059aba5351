import assert from "node:assert/strict";
import * as arrow from "apache-arrow";
import { ArrowRows } from "../../../src/webviews/shared/arrowRows.ts";
import type { TestColumn } from "../../webviews/harness/pages.ts";
import { column, columnsOf, factColumns, factPage, page } from "../../webviews/harness/pages.ts";

function rowsOf(...columns: TestColumn[]): ArrowRows {
  const rows = new ArrowRows(columnsOf(columns));
  rows.add(page(0, columns));
  return rows;
}

/** Checks the whole texts of one column, NULL as undefined. */
function check(what: TestColumn, expected: readonly (string | undefined)[]): void {
  const rows = rowsOf(what);
  assert.deepEqual(
    expected.map((_, row) => rows.fullText(row, 0)),
    expected,
  );
}

const list = (type: arrow.DataType): arrow.List => new arrow.List(new arrow.Field("item", type, true));

/** Microseconds since 1970, put into the buffer as they are: Arrow's own builder would go through a double. */
function micros(zone: string | null, values: readonly bigint[]): arrow.Vector<arrow.TimestampMicrosecond> {
  return arrow.makeVector({ type: new arrow.TimestampMicrosecond(zone), data: BigInt64Array.from(values) });
}

describe("ArrowRows", () => {
  it("keeps 64-bit integers exact", () => {
    const values = [9007199254740993n, -9223372036854775808n, null];
    check(column("a", "BIGINT", new arrow.Int64(), values), ["9007199254740993", "-9223372036854775808", undefined]);
  });

  it("keeps decimals exact, with their scale", () => {
    const words = (value: bigint): bigint[] => [BigInt.asUintN(64, value), BigInt.asUintN(64, value >> 64n)];
    const values = [12345678901234567890123456789012345678n, -5n, 0n, 100n].flatMap(words);
    const data = new Uint32Array(BigUint64Array.from(values).buffer);
    const vector = arrow.makeVector({ type: new arrow.Decimal(2, 38, 128), data });
    check({ name: "d", type: "DECIMAL(38,2)", vector }, [
      "123456789012345678901234567890123456.78",
      "-0.05",
      "0.00",
      "1.00",
    ]);
  });

  it("writes floats so that they read back the same", () => {
    check(column("d", "DOUBLE", new arrow.Float64(), [0.1, -1e300, NaN, -Infinity, -0, 5e-324]), [
      "0.1",
      "-1e+300",
      "NaN",
      "-Infinity",
      "-0",
      "5e-324",
    ]);
    check(column("f", "FLOAT", new arrow.Float32(), [0.1, 16777216, 3.4028234663852886e38, 1 / 3]), [
      "0.1",
      "16777216",
      "3.4028235e+38",
      "0.33333334",
    ]);
  });

  it("shows a moment in its zone, to the microsecond", () => {
    const values = [1714566896123456n, 1704067200000000n, -1n];
    check({ name: "t", type: "TIMESTAMP", vector: micros("Europe/Berlin", values) }, [
      "2024-05-01 14:34:56.123456+02:00",
      "2024-01-01 01:00:00+01:00",
      "1970-01-01 00:59:59.999999+01:00",
    ]);
    check({ name: "t", type: "TIMESTAMP", vector: micros("America/St_Johns", [0n]) }, ["1969-12-31 20:30:00-03:30"]);
    check({ name: "t", type: "TIMESTAMP", vector: micros(null, [0n]) }, ["1970-01-01 00:00:00+00:00"]);
    check({ name: "t", type: "TIMESTAMP", vector: micros("Mars/Base", [0n]) }, ["1970-01-01 00:00:00+00:00"]);
  });

  it("shows a wall clock without a zone, even where Arrow names one", () => {
    check({ name: "t", type: "TIMESTAMP_NTZ", vector: micros("UTC", [1500n]) }, ["1970-01-01 00:00:00.001500"]);
  });

  it("shows dates before 1970 and booleans and binary", () => {
    const days = arrow.makeVector({ type: new arrow.DateDay(), data: Int32Array.of(-1, 19782, -719162) });
    check({ name: "d", type: "DATE", vector: days }, ["1969-12-31", "2024-02-29", "0001-01-01"]);
    check(column("b", "BOOLEAN", new arrow.Bool(), [true, false, null]), ["true", "false", undefined]);
    const bytes = [Uint8Array.of(0, 173, 190, 255), new Uint8Array(), null];
    check(column("x", "BINARY", new arrow.Binary(), bytes), ["00ADBEFF", "", undefined]);
  });

  it("tells NULL from the empty string and from the word", () => {
    const rows = rowsOf(column("s", "STRING", new arrow.Utf8(), ["", null, "NULL"]));
    assert.deepEqual(
      [0, 1, 2].map((row) => rows.cell(row, 0)),
      [
        { kind: "value", text: "" },
        { kind: "null", text: "NULL" },
        { kind: "value", text: "NULL" },
      ],
    );
  });

  it("writes nested values as compact JSON without rounding", () => {
    const type = new arrow.Struct([
      new arrow.Field("id", new arrow.Int64(), true),
      new arrow.Field("tags", list(new arrow.Utf8()), true),
    ]);
    check(
      column("s", "STRUCT<id: BIGINT, tags: ARRAY<STRING>>", type, [
        { id: 9007199254740993n, tags: ['a"b', "ü"] },
        { id: null, tags: [] },
        null,
      ]),
      ['{"id":9007199254740993,"tags":["a\\"b","ü"]}', '{"id":null,"tags":[]}', undefined],
    );
    const entries = new arrow.Struct<{ key: arrow.Int32; value: arrow.Utf8 }>([
      new arrow.Field("key", new arrow.Int32(), false),
      new arrow.Field("value", new arrow.Utf8(), true),
    ]);
    const map = new arrow.Map_(new arrow.Field("entries", entries, false));
    check(column("m", "MAP<INT, STRING>", map, [new Map([[1, "one"]])]), ['{"1":"one"}']);
  });

  it("keeps both of two columns with one name", () => {
    const one = column("a", "STRING", new arrow.Utf8(), ["left"]);
    const two = column("a", "STRING", new arrow.Utf8(), ["right"]);
    const rows = rowsOf(one, two);
    assert.deepEqual([rows.fullText(0, 0), rows.fullText(0, 1)], ["left", "right"]);
  });

  it("clips a cell of 1 MB and says how large it is", () => {
    const rows = rowsOf(column("s", "STRING", new arrow.Utf8(), ["é".repeat(500_000), "short"]));
    assert.deepEqual(rows.cell(0, 0), { kind: "value", text: "é".repeat(256), clipped: true, bytes: 1_000_000 });
    assert.equal(rows.fullText(0, 0)?.length, 500_000);
    assert.deepEqual(rows.cell(1, 0), { kind: "value", text: "short" });
  });

  it("never cuts a character in two at the clip", () => {
    const rows = rowsOf(column("s", "STRING", new arrow.Utf8(), [`x${"😀".repeat(1000)}`]));
    assert.equal(rows.cell(0, 0).text, `x${"😀".repeat(127)}`);
  });

  it("finds rows across pages and ignores a page it has", () => {
    const rows = new ArrowRows(factColumns);
    for (const first of [0, 100, 200]) rows.add(factPage(first, 100));
    rows.add(factPage(100, 100));
    assert.equal(rows.rowCount, 300);
    assert.deepEqual(
      [0, 99, 100, 299].map((row) => rows.fullText(row, 1)),
      ["order 0", "order 99", "order 100", "order 299"],
    );
  });

  it("refuses a gap, other columns and bytes that are no Arrow", () => {
    const rows = new ArrowRows(factColumns);
    assert.throws(() => rows.add(factPage(100, 100)), /Rows 1 to 100 did not arrive/);
    assert.throws(() => new ArrowRows(factColumns.slice(1)).add(factPage(0, 1)), /do not fit the columns/);
    assert.throws(() => rows.add({ firstRow: 0, rowCount: 1, arrow: new Uint8Array(64).fill(7).buffer }));
    assert.equal(rows.rowCount, 0);
  });
});
