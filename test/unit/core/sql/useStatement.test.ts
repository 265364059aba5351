import assert from "node:assert/strict";
import { namespaceAfter } from "../../../../src/core/sql/useStatement.ts";

const before = { catalog: "main", schema: "sales" };
const values: Readonly<Record<string, string>> = { place: "dev.raw", cat: "dev" };
const after = (sql: string): unknown => namespaceAfter(sql, before, (name) => values[name]);

describe("namespaceAfter", () => {
  const cases: Readonly<Record<string, unknown>> = {
    "USE CATALOG dev": { catalog: "dev", schema: "default" },
    "use catalog `my ``dev`": { catalog: "my `dev", schema: "default" },
    "USE CATALOG 'dev'": { catalog: "dev", schema: "default" },
    "SET CATALOG dev": { catalog: "dev", schema: "default" },
    "USE raw": { catalog: "main", schema: "raw" },
    "USE dev.raw": { catalog: "dev", schema: "raw" },
    "USE /* x */ SCHEMA `a.b` -- y": { catalog: "main", schema: "a.b" },
    "USE DATABASE dev . raw": { catalog: "dev", schema: "raw" },
    "USE IDENTIFIER(:place)": { catalog: "dev", schema: "raw" },
    "USE CATALOG IDENTIFIER(:cat)": { catalog: "dev", schema: "default" },
    "USE SCHEMA IDENTIFIER('dev.raw')": { catalog: "dev", schema: "raw" },
    // What cannot be read here is unknown, not unchanged.
    "USE IDENTIFIER(:missing)": {},
    "USE CATALOG IDENTIFIER('d' || 'ev')": {},
    "USE a.b.c": {},
    "SELECT 1": undefined,
    "SET x = 1": undefined,
    "SELECT 'USE dev'": undefined,
    "-- USE dev\nSELECT 1": undefined,
    "": undefined,
  };
  for (const [sql, expected] of Object.entries(cases))
    it(`follows ${JSON.stringify(sql)}`, () => assert.deepEqual(after(sql), expected));

  it("takes a bare schema where the catalog is not known", () =>
    assert.deepEqual(
      namespaceAfter("USE raw", {}, () => undefined),
      { schema: "raw" },
    ));
});
