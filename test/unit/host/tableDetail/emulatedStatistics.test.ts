import assert from "node:assert/strict";
import type { ColumnStatistics } from "../../../../src/core/statistics/columnStatistics.ts";
import { columnStatistics } from "../../../../src/core/statistics/columnStatistics.ts";
import type { StatisticsScope } from "../../../../src/core/statistics/statements.ts";
import { emulatedSql } from "./emulatedSql.ts";

/** The statements run on the emulated warehouse, in its dialect: what they answer is computed, not made up. */
describe("column statistics of the emulated workspace", () => {
  const workspace = emulatedSql();

  async function statistics(
    table: readonly string[],
    columns: Readonly<Record<string, string>>,
    scope: StatisticsScope = { rows: 1_000_000 },
  ): Promise<ColumnStatistics[]> {
    const list = Object.entries(columns).map(([name, type]) => ({ name, type }));
    const found: ColumnStatistics[] = [];
    for await (const one of columnStatistics((sql) => workspace.texts(sql), table, list, scope)) found.push(one);
    return found;
  }
  const total = (one: ColumnStatistics | undefined) => one?.histogram?.reduce((sum, bar) => sum + bar.count, 0);

  it("of numbers, texts and times", async () => {
    const columns = {
      order_id: "bigint",
      status: "string",
      ordered_at: "timestamp",
      total: "decimal(12,2)",
      note: "string",
    };
    const [id, status, at, sum, note] = await statistics(["main", "sales", "orders"], columns);
    assert.deepEqual(
      [id?.rows, id?.nulls, id?.distinct, id?.min, id?.max],
      [2400, 0, { count: 2400, isEstimate: false }, "500000", "502399"],
    );
    assert.deepEqual(
      [id?.histogram?.length, total(id), id?.histogram?.[0]],
      [20, 2400, { from: "500000", to: "500119", count: 120 }],
    );
    assert.deepEqual([status?.distinct?.count, status?.top?.[0]], [5, { value: "delivered", count: 800 }]);
    assert.equal(status?.histogram, undefined);
    assert.deepEqual([total(at), at?.histogram?.[0]?.from], [2400, "2025-01-01 06:00:00Z"]);
    assert.deepEqual([total(sum), sum?.histogram?.length], [2400, 20]);
    const notes = (note?.top ?? []).reduce((all, { count }) => all + count, 0);
    assert.deepEqual([note?.nulls, note?.distinct?.count], [2400 - notes, 2]);
  });

  it("of a limited number of rows, and an estimate over all", async () => {
    const [some] = await statistics(["main", "sales", "orders"], { status: "string" }, { rows: 100 });
    assert.equal(some?.rows, 100);
    const [all] = await statistics(["main", "sales", "orders"], { order_id: "bigint" }, {});
    assert.ok(all?.distinct?.isEstimate === true && Math.abs(all.distinct.count - 2400) < 240);
  });

  it("of every type, with extremes and NULLs", async () => {
    const found = await statistics(["main", "odd names", "all_types"], {
      c_boolean: "boolean",
      c_bigint: "bigint",
      c_double: "double",
      c_decimal: "decimal(38,2)",
      c_date: "date",
      c_timestamp: "timestamp",
      c_timestamp_ntz: "timestamp_ntz",
      c_binary: "binary",
      c_map: "map<string,decimal(10,2)>",
    });
    assert.ok(found.every(({ rows, nulls }) => rows === 3 && nulls === 1));
    const [flag, big, double, decimal, date, at, ntz, bytes, map] = found;
    assert.deepEqual([flag?.min, flag?.max, flag?.histogram], ["false", "true", undefined]);
    assert.deepEqual([big?.min, big?.max], ["-9223372036854775807", "9007199254740993"]);
    assert.match(double?.note ?? "", /infinity/);
    assert.equal(decimal?.max, "123456789012345678901234567890123456.78");
    for (const one of [decimal, date, at, ntz]) assert.equal(total(one), 2, one?.name);
    for (const one of [bytes, map]) assert.deepEqual([one?.distinct, one?.top], [undefined, undefined]);
  });

  it("of awkward names, and of no rows", async () => {
    const [odd] = await statistics(["main", "odd names", 'it\'s "quoted"'], { "the 'value'": "string" });
    assert.deepEqual([odd?.rows, odd?.max], [3, "row 2"]);
    const [none] = await statistics(["main", "odd names", "empty"], { id: "bigint" });
    assert.deepEqual([none?.rows, none?.nulls, none?.note], [0, 0, "There are no values."]);
    const [long] = await statistics(["main", "odd names", "huge_cell"], { text: "string" });
    assert.ok((long?.top ?? []).every(({ value }) => value.length <= 200));
  });
});
