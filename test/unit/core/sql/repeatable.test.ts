import assert from "node:assert/strict";
import { repeatable } from "../../../../src/core/sql/repeatable.ts";

describe("repeatable", () => {
  const cases = {
    query: [
      "SELECT 1",
      "-- a comment\nselect * from `insert`",
      "(SELECT 1) UNION (SELECT 2)",
      "VALUES (1, 'delete')",
      "TABLE t",
      "FROM t |> WHERE a > 1",
      "WITH a AS (SELECT 1), b AS (VALUES (2)) SELECT * FROM a, b",
      "SELECT t.update FROM t",
    ],
    inspection: ["SHOW TABLES", "DESCRIBE EXTENDED t", "desc t", "EXPLAIN DELETE FROM t", "LIST '/Volumes/a'"],
    other: [
      "INSERT INTO t SELECT 1",
      "WITH a AS (SELECT 1) INSERT INTO t SELECT * FROM a",
      "FROM t INSERT INTO u SELECT *",
      "CREATE TABLE t AS SELECT 1",
      "CALL p()",
      "",
    ],
  } as const;
  for (const [kind, statements] of Object.entries(cases)) {
    it(`knows what is ${kind}`, () => {
      for (const sql of statements) assert.equal(repeatable(sql), kind, sql);
    });
  }
});
