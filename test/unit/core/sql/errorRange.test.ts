import assert from "node:assert/strict";
import { errorRange } from "../../../../src/core/sql/errorRange.ts";

function marked(statement: string, line?: number, column?: number): string {
  const { start, end } = errorRange(statement, line, column);
  return statement.slice(start, end);
}

describe("errorRange", () => {
  it("marks the word at the place", () => assert.equal(marked("SELECT * FORM t", 1, 10), "FORM"));
  it("marks a whole dotted name", () => assert.equal(marked("SELECT *\r\nFROM main.`no such`.t", 2, 6), "main.`no"));
  it("marks one sign", () => assert.equal(marked("SELECT (1 +)", 1, 12), ")"));
  it("counts code points, not UTF-16 units", () => assert.equal(marked("SELECT '🧱🧱' FORM t", 1, 13), "FORM"));
  it("marks the last character when something is missing at the end", () =>
    assert.equal(marked("SELECT 1 +", 1, 11), "+"));
  it("marks the first line without a place", () => assert.equal(marked("SELECT 1\nFROM t"), "SELECT 1"));
  it("marks the first line when the place is outside", () => assert.equal(marked("SELECT 1", 7, 1), "SELECT 1"));
  it("stays within the line when the column is outside", () => assert.equal(marked("SELECT 1\nFROM t", 1, 99), "1"));
  it("takes an empty statement", () => assert.equal(marked("", 1, 1), ""));
});
