import assert from "node:assert/strict";
import { sqlLiteral } from "../../../../src/core/sql/literal.ts";

describe("sqlLiteral", () => {
  for (const [type, text, expected] of [
    ["STRING", "it's \\ \n", "'it\\'s \\\\ \n'"],
    ["STRING", undefined, "NULL"],
    ["VARCHAR(3)", "", "''"],
    ["BIGINT", "-9223372036854775808", "-9223372036854775808"],
    ["DECIMAL(38,2)", "0.10", "0.10"],
    ["INT", "1 OR 1=1", "CAST('1 OR 1=1' AS INT)"],
    ["DOUBLE", "1e+300", "1e+300D"],
    ["DOUBLE", "-Infinity", "double('-Infinity')"],
    ["FLOAT", "0.1", "0.1F"],
    ["BOOLEAN", "true", "true"],
    ["DATE", "2024-02-29", "DATE'2024-02-29'"],
    ["TIMESTAMP", "2024-02-29 00:00:00.000001+01:00", "TIMESTAMP'2024-02-29 00:00:00.000001+01:00'"],
    ["BINARY", "00FF", "X'00FF'"],
    ["ARRAY<INT>", "[1,2]", "from_json('[1,2]', 'ARRAY<INT>')"],
    ["VARIANT", '{"a":1}', "parse_json('{\"a\":1}')"],
    ["INTERVAL DAY TO SECOND", "1 02:03:04", "CAST('1 02:03:04' AS INTERVAL DAY TO SECOND)"],
  ] as const) {
    it(`${type} ${text ?? "NULL"}`, () => assert.equal(sqlLiteral(text, type), expected));
  }
});
