import assert from "node:assert/strict";
import { columnClass } from "../../../../src/core/statistics/columnClass.ts";
import { columnStatistics } from "../../../../src/core/statistics/columnStatistics.ts";
import { barsOf, stepsBetween } from "../../../../src/core/statistics/histogram.ts";
import { histogramSql, overviewSql, topValuesSql } from "../../../../src/core/statistics/statements.ts";

describe("column statistics", () => {
  it("knows what can be computed of a type", () => {
    for (const [type, expected] of [
      ["bigint", "integer"],
      ["DECIMAL(10,2)", "number"],
      ["date", "date"],
      ["timestamp", "timestamp"],
      ["timestamp_ltz", "timestamp"],
      ["TIMESTAMP_NTZ", "timestampNtz"],
      ["varchar(20)", "text"],
      ["string collate UTF8_LCASE", "text"],
      ["array<int>", "opaque"],
      ["binary", "opaque"],
      ["interval year to month", "opaque"],
      ["variant", "opaque"],
    ] as const) {
      assert.equal(columnClass(type), expected, type);
    }
  });

  it("draws a step for each whole number as long as there are few", () => {
    assert.deepEqual(stepsBetween("integer", 1, 5), { low: 1, width: 1, count: 5 });
    assert.deepEqual(stepsBetween("integer", 0, 99), { low: 0, width: 5, count: 20 });
    assert.deepEqual(stepsBetween("date", 0, 30), { low: 0, width: 2, count: 16 });
    assert.deepEqual(stepsBetween("number", 0, 10), { low: 0, width: 0.5, count: 20 });
    assert.deepEqual(stepsBetween("number", 7, 7), { low: 7, width: 1, count: 1 });
  });

  it("draws nothing where there are no ends", () => {
    assert.equal(stepsBetween("number", 0, Infinity), undefined);
    assert.equal(stepsBetween("number", NaN, 1), undefined);
    assert.equal(stepsBetween("text", 0, 1), undefined);
    assert.equal(stepsBetween("number", -1.7e308, 1.7e308), undefined);
    assert.equal(stepsBetween("number", 1, 1 + Number.EPSILON)?.count, 20);
  });

  it("names the ends of a bar", () => {
    const counts = new Map([[1, 3]]);
    assert.deepEqual(barsOf("integer", { low: 0, width: 5, count: 2 }, counts), [
      { from: "0", to: "4", count: 0 },
      { from: "5", to: "9", count: 3 },
    ]);
    assert.deepEqual(barsOf("date", { low: 19_000, width: 1, count: 1 }, counts)[0]?.from, "2022-01-08");
    assert.deepEqual(barsOf("timestamp", { low: 0, width: 60e6, count: 1 }, counts)[0], {
      from: "1970-01-01 00:00:00Z",
      to: "1970-01-01 00:01:00Z",
      count: 0,
    });
  });

  const odd = { name: "a`b", type: "int" };
  const table = ["main", "odd names", "back`tick"];

  it("quotes names in every statement", () => {
    const steps = { low: 0, width: 1, count: 2 };
    for (const sql of [
      overviewSql(table, [odd], {}),
      topValuesSql(table, odd, {}),
      histogramSql(table, odd, {}, steps) ?? "",
    ]) {
      assert.match(sql, /`main`\.`odd names`\.`back``tick`/);
      assert.match(sql, /`a``b`/);
    }
  });

  it("counts exactly where rows are limited, and estimates over all", () => {
    assert.match(overviewSql(table, [odd], { rows: 1000 }), /count\(DISTINCT `a``b`\)[\s\S]*LIMIT 1000\) AS s$/);
    assert.match(overviewSql(table, [odd], {}), /approx_count_distinct\(`a``b`\)/);
  });

  it("asks for 25 columns at once and yields each column as soon as it is complete", async () => {
    const asked: string[] = [];
    const query = async (sql: string) => {
      asked.push(sql);
      return [["10", ...Array.from({ length: 30 }, () => ["10", null, null, null, null, null]).flat()]];
    };
    const columns = Array.from({ length: 30 }, (_, i) => ({ name: `c${i}`, type: "binary" }));
    const first = await columnStatistics(query, table, columns, {}).next();
    assert.deepEqual([asked.length, first.done], [1, false]);
    asked.length = 0;
    const all = [];
    for await (const column of columnStatistics(query, table, columns, {})) all.push(column);
    assert.deepEqual([asked.length, all.length, all[29]?.nulls], [2, 30, 0]);
  });
});
