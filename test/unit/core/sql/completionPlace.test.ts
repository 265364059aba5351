import assert from "node:assert/strict";
import { completionPlace, isSameWord } from "../../../../src/core/sql/completionPlace.ts";

describe("what is being written in SQL", () => {
  /** `|` marks the cursor. */
  const at = (marked: string) => {
    const offset = marked.indexOf("|");
    const place = completionPlace(marked.replace("|", ""), offset);
    return place && `${place.wants}: ${[...place.qualifier, `${place.typed}|`].join(".")}`;
  };
  for (const [marked, expected] of [
    ["SELECT * FROM |", "relation: |"],
    ["SELECT * FROM or|", "relation: or|"],
    ["SELECT * FROM main.|", "relation: main.|"],
    ["SELECT * FROM main.sales.or|ders", "relation: main.sales.or|"],
    ["SELECT * FROM main.`odd |", "relation: main.odd |"],
    ["SELECT * FROM `odd name`.t|", "relation: odd name.t|"],
    ["SELECT * FROM a, b|", "relation: b|"],
    ["SELECT * FROM a JOIN |", "relation: |"],
    ["SELECT * FROM a WHERE x = 1 AND c|", "expression: c|"],
    ["SELECT a, b|  FROM t", "expression: b|"],
    ["SELECT o.| FROM t o", "expression: o.|"],
    ["SELECT * FROM a ORDER BY x, y|", "expression: y|"],
    ["SELECT f(a, b|) FROM t", "expression: b|"],
    ["INSERT INTO |", "relation: |"],
    ["MERGE INTO t USING s|", "relation: s|"],
    ["USE CATALOG m|", "catalog: m|"],
    ["USE SCHEMA s|", "schema: s|"],
    ["USE main.s|", "schema: main.s|"],
    ["DESCRIBE TABLE EXTENDED t|", "relation: t|"],
    ["SELECT 1.|", undefined],
    ["SELECT 'FROM |'", undefined],
    ["SELECT 'open |", undefined],
    ["SELECT 1 -- FROM |", undefined],
    ["SELECT /* FROM | */ 1", undefined],
  ] as const) {
    it(marked, () => assert.equal(at(marked), expected));
  }

  it("tells whether the same name is still being written", () => {
    assert.ok(isSameWord("SELECT * FROM ", "SELECT * FROM "));
    assert.ok(isSameWord("SELECT * FROM main.sa", "SELECT * FROM main.salés"));
    assert.ok(!isSameWord("SELECT * FROM main.", "SELECT * FROM main.sales."));
    assert.ok(!isSameWord("SELECT * FROM ma", "SELECT * FROM m"));
    assert.ok(!isSameWord("SELECT * FROM t", "SELECT * FROM t "));
  });

  it("replaces an opening backtick as well", () => {
    assert.deepEqual(completionPlace("SELECT * FROM `od", 17)?.replace, { start: 14, end: 17 });
  });
});
