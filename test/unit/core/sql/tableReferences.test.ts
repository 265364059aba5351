import assert from "node:assert/strict";
import { nameAt, tableReferences } from "../../../../src/core/sql/tableReferences.ts";

/** `name AS alias` of each reference. */
const read = (sql: string) =>
  tableReferences(sql).map(({ parts, alias }) => parts.join(".") + (alias === undefined ? "" : ` AS ${alias}`));

describe("tables that a statement names", () => {
  const cases: readonly (readonly [sql: string, ...references: string[]])[] = [
    ["SELECT 1"],
    ["SELECT * FROM main.sales.orders", "main.sales.orders"],
    ["select o.id from orders o join customers as c on c.id = o.id", "orders AS o", "customers AS c"],
    ["SELECT * FROM a, b.c AS x, `odd name` `my alias` WHERE 1 = 1", "a", "b.c AS x", "odd name AS my alias"],
    ["SELECT * FROM `a.b`.`c``d`.e", "a.b.c`d.e"],
    ["SELECT * FROM a LEFT JOIN b USING (id) CROSS JOIN c", "a", "b", "c"],
    ["SELECT * FROM (SELECT x FROM inner_t i) q, other", "inner_t AS i"],
    ["WITH w AS (SELECT * FROM base), v (a, b) AS (SELECT 1, 2) SELECT * FROM w JOIN v JOIN t", "base", "t"],
    ["SELECT * FROM range(10) r, t", "t"],
    ["INSERT INTO main.sales.orders (id, note) VALUES (1, 'FROM x')", "main.sales.orders"],
    ["INSERT INTO TABLE t SELECT * FROM s", "t", "s"],
    ["UPDATE t SET a = 1 WHERE b IN (SELECT b FROM u)", "t", "u"],
    ["DELETE FROM t WHERE a = 1", "t"],
    ["MERGE INTO t USING s ON t.id = s.id WHEN MATCHED THEN DELETE", "t", "s"],
    ["CREATE TABLE IF NOT EXISTS c.s.t (id INT)", "c.s.t"],
    ["CREATE OR REPLACE VIEW v AS SELECT * FROM t", "v", "t"],
    ["DESCRIBE TABLE EXTENDED c.s.t", "c.s.t"],
    ["DROP TABLE IF EXISTS t", "t"],
    ["SELECT extract(DAY FROM ordered_at) FROM t", "ordered_at", "t"],
    ["SELECT t.from FROM t -- FROM comment\n/* JOIN nothing */", "t"],
    ["SELECT o. FROM sales.orders AS o", "sales.orders AS o"],
    ["SELECT * FROM t TABLESAMPLE (5 PERCENT)", "t"],
    ["SELECT * FROM t VERSION AS OF 3", "t"],
    ["SELECT * FROM", ""],
  ];
  for (const [sql, ...references] of cases) {
    it(sql.replaceAll("\n", " "), () =>
      assert.deepEqual(
        read(sql),
        references.filter((name) => name !== ""),
      ),
    );
  }

  it("knows where each part stands", () => {
    const sql = "SELECT * FROM main.`odd name`.t";
    const [reference] = tableReferences(sql);
    assert.deepEqual(
      reference?.ranges.map(({ start, end }) => sql.slice(start, end)),
      ["main", "`odd name`", "t"],
    );
  });
});

describe("the name at a place", () => {
  /** `|` marks the place. */
  const at = (marked: string) => {
    const found = nameAt(marked.replace("|", ""), marked.indexOf("|"));
    return found && `${found.parts.join(".")} ${found.part}`;
  };
  for (const [marked, expected] of [
    ["SELECT * FROM ma|in.sales.orders", "main.sales.orders 0"],
    ["SELECT * FROM main.sal|es.orders", "main.sales.orders 1"],
    ["SELECT * FROM main.sales.orders|", "main.sales.orders 2"],
    ["SELECT |o.`my col` FROM t", "o.my col 0"],
    ["SELECT o.`my c|ol` FROM t", "o.my col 1"],
    ["SELECT 12|34", undefined],
    ["SELECT 'ma|in.sales'", undefined],
    ["SELECT 1 -- ma|in", undefined],
  ] as const) {
    it(marked, () => assert.equal(at(marked), expected));
  }
});
