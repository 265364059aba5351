import assert from "node:assert/strict";
import { bindValues } from "../../../../src/core/lakebase/boundStatement.ts";

describe("values in a statement of PostgreSQL", () => {
  const text = (sql: string, type: string, value: string | null): string =>
    bindValues(sql, [{ name: "v", type, value }]).text;

  const cases: readonly (readonly [sql: string, type: string, value: string | null, text: string])[] = [
    ["SELECT :v", "STRING", "it's", "SELECT 'it''s'"],
    ["SELECT :v", "STRING", "C:\\'; DROP TABLE t --", "SELECT E'C:\\\\''; DROP TABLE t --'"],
    ["SELECT :v::uuid", "STRING", "a", "SELECT 'a'::uuid"],
    ["SELECT 1 -:v", "INTEGER", "-5", "SELECT 1 -CAST('-5' AS INTEGER)"],
    ["TABLE t LIMIT:v", "INTEGER", "5", "TABLE t LIMIT CAST('5' AS INTEGER)"],
    ["SELECT :v", "DECIMAL(3,2)", "1.50", "SELECT CAST('1.50' AS DECIMAL(3,2))"],
    ["SELECT :v", "DOUBLE", "1e3", "SELECT CAST('1e3' AS DOUBLE PRECISION)"],
    ["SELECT :v", "DATE", null, "SELECT NULL"],
    ["SELECT ':v', :v, :other", "STRING", "x", "SELECT ':v', 'x', :other"],
  ];
  for (const [sql, type, value, expected] of cases)
    it(`make ${expected}`, () => assert.equal(text(sql, type, value), expected));

  it("know where each place of what is sent was written", () => {
    const sql = "SELECT :v,\n nonsense, :v";
    const { text: sent, offsetOf } = bindValues(sql, [{ name: "v", type: "STRING", value: "a\nb" }]);
    assert.equal(sent, "SELECT 'a\nb',\n nonsense, 'a\nb'");
    assert.equal(offsetOf(sent.indexOf("nonsense")), sql.indexOf("nonsense"));
    assert.equal(offsetOf(sent.indexOf("b'")), sql.indexOf(":v"));
    assert.equal(offsetOf(sent.lastIndexOf("b'")), sql.lastIndexOf(":v"));
    assert.equal(offsetOf(3), 3);
  });
});
