import assert from "node:assert/strict";
import { parseSqlName, quoteName, sqlName } from "../../../../src/core/base/sqlName.ts";

describe("sqlName", () => {
  for (const [parts, expected] of [
    [["main", "sales", "orders_2024"], "main.sales.orders_2024"],
    [["main"], "main"],
    [["my catalog", "sales", "t"], "`my catalog`.sales.t"],
    [["a`b", "``", "c"], "`a``b`.``````.c"],
    [["a.b", "it's", '"q"'], '`a.b`.`it\'s`.`"q"`'],
    [["1a", "größe", "<b>"], "`1a`.`größe`.`<b>`"],
    [["order", "Select", "table_"], "`order`.`Select`.table_"],
    [["", "x"], "``.x"],
  ] as const) {
    it(`writes ${JSON.stringify(parts)} as ${expected}`, () => assert.equal(sqlName(parts), expected));
  }

  it("quotes always when told to", () => assert.equal(quoteName("a`b"), "`a``b`"));
});

describe("parseSqlName", () => {
  for (const [text, expected] of [
    ["main.sales.orders", ["main", "sales", "orders"]],
    [" main . sales.orders ", ["main", "sales", "orders"]],
    ["`my catalog`.sales.`a``b`", ["my catalog", "sales", "a`b"]],
    ["`a.b`.c", ["a.b", "c"]],
    ["größe.it's.a b", ["größe", "it's", "a b"]],
    ["", undefined],
    ["a..b", undefined],
    ["a.", undefined],
    [".a", undefined],
    ["`a", undefined],
    ["a`b", undefined],
    ["``.b", undefined],
  ] as const) {
    it(`reads ${JSON.stringify(text)} as ${JSON.stringify(expected)}`, () =>
      assert.deepEqual(parseSqlName(text), expected));
  }

  it("reads back whatever sqlName writes", () => {
    for (const parts of [
      ["a", "b", "c"],
      ["x y", "`", "``.`"],
      ["select", "1", "ü.🙂"],
    ]) {
      assert.deepEqual(parseSqlName(sqlName(parts)), parts);
    }
  });
});
