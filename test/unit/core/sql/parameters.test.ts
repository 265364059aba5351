import assert from "node:assert/strict";
import fc from "fast-check";
import { parameterNames, readValue, wireType } from "../../../../src/core/sql/parameters.ts";

describe("parameterNames", () => {
  const cases: Readonly<Record<string, readonly [sql: string, ...names: string[]]>> = {
    "markers wherever a value stands": [
      "SELECT :a, b FROM t WHERE c = :min_1 AND d IN (:x,:y) AND e>:z LIMIT :n",
      "a",
      "min_1",
      "x",
      "y",
      "z",
      "n",
    ],
    "each once, in order": ["SELECT :b, :a, :b", "b", "a"],
    "names as they are spelt": ["SELECT :Day, :day", "Day", "day"],
    "the name in IDENTIFIER": ["SELECT * FROM IDENTIFIER(:tab)", "tab"],
    "a marker right behind a word that wants a value": ["SELECT * FROM t LIMIT:n", "n"],
    "a cast of a marker": ["SELECT :a::DATE", "a"],
    "no cast": ["SELECT a::DATE, 'x'::INT, f(x)::STRING, a :: DATE"],
    "no path into a document": ["SELECT raw:store.bicycle, raw:items[0]:x, f(x):y, `raw`:z, '{}':k, t.raw:a::INT"],
    "nothing in strings, comments, quoted names and bodies": [
      "SELECT ':a', \":b\", `:c`, r':d' -- :e\n/* :f */, $$ :g $$ FROM t",
    ],
    "no label": ["l: BEGIN SELECT 1; END l"],
    "markers in a compound statement": ["BEGIN SET x = :v; SELECT ':w'; END", "v"],
    "nothing behind a lone colon or before a number": ["SELECT : a, '10':30, ::, :"],
  };
  for (const [name, [sql, ...expected]] of Object.entries(cases))
    it(`finds ${name}`, () => assert.deepEqual(parameterNames(sql), expected));

  it("finds none in whatever stands in a string or comment", () =>
    fc.assert(
      fc.property(fc.string(), (text) => {
        assert.deepEqual(parameterNames(`SELECT '${text.replaceAll(/['\\]/g, "")}'`), []);
        assert.deepEqual(parameterNames(`SELECT 1 -- ${text.replaceAll(/[\r\n\\]/g, "")}\n`), []);
      }),
    ));
});

describe("readValue", () => {
  const types = (text: string): string =>
    readValue(text)
      .map(({ type }) => type)
      .join(" ");
  const cases: readonly [text: string, types: string][] = [
    ["42", "INT BIGINT DECIMAL DOUBLE STRING"],
    ["2147483648", "BIGINT DECIMAL DOUBLE STRING"],
    ["-7", "INT BIGINT DECIMAL DOUBLE STRING"],
    ["9223372036854775808", "DECIMAL DOUBLE STRING"],
    [`1${"0".repeat(40)}`, "DOUBLE STRING"],
    ["1.50", "DECIMAL DOUBLE STRING"],
    [".5", "DECIMAL DOUBLE STRING"],
    ["1e3", "DOUBLE STRING"],
    ["true", "BOOLEAN STRING"],
    ["2024-02-29", "DATE TIMESTAMP STRING"],
    ["2023-02-29", "STRING"],
    ["2024-03-01 10:30", "TIMESTAMP STRING"],
    ["2024-03-01T10:30:00.123456Z", "TIMESTAMP STRING"],
    ["", "STRING"],
    ["it's", "STRING"],
  ];
  for (const [text, expected] of cases) it(`reads ${JSON.stringify(text)}`, () => assert.equal(types(text), expected));

  it("keeps every text as it is when taken as a string", () =>
    fc.assert(
      fc.property(fc.string(), (text) => assert.deepEqual(readValue(text).at(-1), { type: "STRING", value: text })),
    ));
});

describe("wireType", () => {
  it("gives a decimal the digits of its value", () => {
    assert.equal(wireType({ type: "DECIMAL", value: "-0012.340" }), "DECIMAL(5,3)");
    assert.equal(wireType({ type: "DECIMAL", value: "0" }), "DECIMAL(1,0)");
    assert.equal(wireType({ type: "DECIMAL", value: ".05" }), "DECIMAL(2,2)");
  });
  it("leaves the others as they are", () => {
    assert.equal(wireType({ type: "INT", value: "1" }), "INTEGER");
    assert.equal(wireType({ type: "DATE", value: "2024-01-01" }), "DATE");
    assert.equal(wireType({ type: "DECIMAL", value: null }), "DECIMAL");
  });
});
