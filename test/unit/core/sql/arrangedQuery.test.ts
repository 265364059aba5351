import assert from "node:assert/strict";
import { PwafError } from "../../../../src/core/base/errors.ts";
import { arrangedQuery } from "../../../../src/core/sql/arrangedQuery.ts";

const columns = [
  { name: "id", type: "BIGINT" },
  { name: "it`s", type: "STRING" },
];
const asTheyCame = { sort: [], filters: [] };

describe("arrangedQuery", () => {
  it("puts ORDER BY and WHERE around the statement, which stays as it is", () => {
    assert.equal(
      arrangedQuery("SELECT * FROM t -- all of it", columns, {
        sort: [
          { column: 1, direction: "descending" },
          { column: 0, direction: "ascending" },
        ],
        filters: [
          { column: 0, test: ">=", text: "3" },
          { column: 1, test: "contains", text: "O'Hara" },
          { column: 1, test: "isNotNull", text: "" },
        ],
      }),
      "SELECT * FROM (\nSELECT * FROM t -- all of it\n) AS result\n" +
        "WHERE result.`id` >= 3\n  AND contains(lower(result.`it``s`), lower('O\\'Hara'))\n  AND result.`it``s` IS NOT NULL\n" +
        "ORDER BY result.`it``s` DESC, result.`id` ASC",
    );
  });

  it("gives columns that share a name, in any case of letters, other names inside and theirs back outside", () => {
    const twice = [...columns, { name: "ID", type: "INT" }];
    assert.equal(
      arrangedQuery("SELECT 1", twice, { sort: [{ column: 2, direction: "ascending" }], filters: [] }),
      "SELECT c1 AS `id`, c2 AS `it``s`, c3 AS `ID` FROM (\nSELECT 1\n) AS result(c1, c2, c3)\nORDER BY result.c3 ASC",
    );
  });

  it("compares with literals of the column's type, and looks into the text of any type", () => {
    const condition = (type: string, test: string, text: string): string =>
      arrangedQuery("SELECT 1", [{ name: "c", type }], { sort: [], filters: [{ column: 0, test, text }] }).split(
        "WHERE ",
      )[1] ?? "";
    assert.equal(condition("TIMESTAMP_NTZ", "<", "2024-01-01"), "result.`c` < TIMESTAMP_NTZ'2024-01-01'");
    assert.equal(condition("DOUBLE", "=", "NaN"), "result.`c` = double('NaN')");
    assert.equal(condition("BIGINT", "=", "1; DROP TABLE t"), "result.`c` = CAST('1; DROP TABLE t' AS BIGINT)");
    assert.equal(condition("MAP<STRING,INT>", "contains", "a"), "contains(lower(to_json(result.`c`)), lower('a'))");
    assert.equal(condition("BINARY", "contains", "FF"), "contains(lower(hex(result.`c`)), lower('FF'))");
    assert.equal(condition("DATE", "contains", "-02-"), "contains(lower(CAST(result.`c` AS STRING)), lower('-02-'))");
  });

  it("refuses what is no query", () => {
    for (const sql of [
      "SHOW TABLES",
      "INSERT INTO t VALUES (1)",
      "WITH a AS (SELECT 1) INSERT INTO t SELECT * FROM a",
    ]) {
      assert.throws(() => arrangedQuery(sql, columns, asTheyCame), PwafError, sql);
    }
  });
});
