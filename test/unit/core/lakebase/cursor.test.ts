import assert from "node:assert/strict";
import { cursorFor } from "../../../../src/core/lakebase/cursor.ts";

describe("cursors of PostgreSQL", () => {
  const held = [
    "SELECT 1",
    "-- total\nselect sum(total) from orders",
    "TABLE shop.orders",
    "VALUES (1), (2)",
    "WITH a AS (SELECT 1) SELECT * FROM a",
    "SELECT 'insert into x' AS \"into\"",
  ];
  for (const sql of held) it(`hold the rows of ${sql}`, () => assert.equal(cursorFor(sql), "held"));

  const open = ["SELECT * FROM orders FOR UPDATE", "SELECT * FROM orders for no key update skip locked"];
  for (const sql of open) it(`last as long as the transaction of ${sql}`, () => assert.equal(cursorFor(sql), "open"));

  const none = [
    "INSERT INTO orders SELECT 1",
    "SELECT * INTO copy FROM orders",
    "WITH gone AS (DELETE FROM orders RETURNING *) SELECT * FROM gone",
    "SHOW search_path",
    "EXPLAIN SELECT 1",
    "BEGIN",
    "(SELECT 1) UNION (SELECT 2)",
    "",
  ];
  for (const sql of none) it(`stand not for “${sql}”`, () => assert.equal(cursorFor(sql), undefined));
});
