import assert from "node:assert/strict";
import { tableFromIPC } from "@uwdata/flechette";
import type { TablePath } from "../../../../src/host/tableDetail/tablePath.ts";
import {
  ddlSql,
  historySql,
  lineageFrom,
  lineageSql,
  tagsFrom,
  tagsSql,
} from "../../../../src/host/tableDetail/tableQueries.ts";
import { readRows, sampleStatement } from "../../../../src/host/tableDetail/tableRows.ts";
import { storageFrom, storageSql } from "../../../../src/host/tableDetail/tableStorage.ts";
import type { SqlStatement } from "../../../../src/workspace/sql/types.ts";
import { emulatedSql } from "./emulatedSql.ts";

describe("what a table panel asks of the emulated warehouse", () => {
  const workspace = emulatedSql();
  const rows = async (statement: SqlStatement) =>
    await readRows(await workspace.execute(statement), 100, new AbortController().signal);
  const sample = (path: TablePath) => rows(sampleStatement(path));

  for (const [name, count, truncated] of [
    ['it\'s "quoted"', 3, false],
    ["back`tick", 3, false],
    ["<b>html</b>", 2, false],
    ["größe_数据_🚀", 3, false],
    ["huge_cell", 3, false],
    ["all_types", 3, false],
    ["wide", 100, true],
  ] as const) {
    it(`sample rows of ${name}: ${count} rows${truncated ? " and more" : ""}`, async () => {
      const found = await sample(["main", "odd names", name]);
      const table = tableFromIPC(new Uint8Array(found.page.arrow));
      assert.deepEqual([found.page.rowCount, table.numRows, found.truncated], [count, count, truncated]);
      assert.deepEqual(
        table.names,
        found.columns.map((column) => column.name),
      );
    });
  }

  it("the columns of an empty table", async () => {
    const { columns, page, truncated } = await sample(["main", "odd names", "empty"]);
    assert.deepEqual([columns.map(({ name }) => name), page.rowCount, truncated], [["id", "name"], 0, false]);
  });

  it("passes on what the warehouse says about a table that is not there", async () => {
    await assert.rejects(sample(["main", "odd names", "no`such table"]), { reason: "sql" });
  });

  it("tags of the table and of its columns", async () => {
    const tags = tagsFrom(await workspace.texts(tagsSql(["main", "sales", "customers"])));
    assert.deepEqual(tags, [
      { name: "data_domain", value: "crm" },
      { column: "email", name: "pii", value: "email" },
      { column: "name", name: "pii", value: "name" },
    ]);
    assert.deepEqual(await workspace.texts(tagsSql(["main", "odd names", 'it\'s "quoted"'])), []);
  });

  it("the statement that makes it", async () => {
    const [[text] = []] = await workspace.texts(ddlSql(["main", "sales", "orders"]));
    assert.match(text ?? "", /^CREATE TABLE main\.sales\.orders \(/);
  });

  it("history, newest first", async () => {
    const { columns, page } = await rows({ sql: historySql(["main", "sales", "orders"]), firstRows: 100 });
    assert.deepEqual(
      columns.slice(0, 5).map(({ name }) => name),
      ["version", "timestamp", "userId", "userName", "operation"],
    );
    assert.equal(page.rowCount, 1);
  });

  it("files and size, of tables only", async () => {
    const storageOf = async (name: string) =>
      storageFrom(await rows({ sql: storageSql(["main", "sales", name]), firstRows: 1 }));
    const { files, bytes, partitionColumns, readerVersion, features } = await storageOf("orders");
    assert.deepEqual([files, partitionColumns, readerVersion], [1, [], 1]);
    assert.ok(bytes !== undefined && bytes > 10_000, String(bytes));
    assert.ok(features?.includes("appendOnly"));
    await assert.rejects(storageOf("revenue_by_region"), { reason: "sql" });
  });

  it("lineage of a sample, through its views", async () => {
    const path: TablePath = ["main", "sales", "orders"];
    const { downstream } = lineageFrom(await workspace.texts(lineageSql(path)), path);
    assert.ok(downstream.some(({ fullName }) => fullName === "main.sales.revenue_by_region"));
  });

  it("lineage one step up and down, without the table itself", async () => {
    const path: TablePath = ["main", "sales", "orders"];
    await workspace.run("CREATE TABLE main.default.some_orders AS SELECT * FROM main.sales.orders");
    await workspace.run("INSERT INTO main.sales.orders SELECT * FROM main.default.some_orders WHERE false");
    const { upstream, downstream } = lineageFrom(await workspace.texts(lineageSql(path)), path);
    assert.deepEqual(upstream, [{ fullName: "main.default.some_orders", type: "TABLE" }]);
    assert.ok(downstream.some(({ fullName }) => fullName === "main.default.some_orders"));
    assert.ok(![...upstream, ...downstream].some(({ fullName }) => fullName === path.join(".")));
  });
});
