import assert from "node:assert/strict";
import { distinctNames } from "../../../../src/core/sql/columnNames.ts";

describe("Names of columns that must differ", () => {
  const cases: readonly (readonly [what: string, names: string[], distinct: string[]])[] = [
    ["stay when they do", ["a", "b", "a_2"], ["a", "b", "a_2"]],
    ["get a number when repeated", ["a", "a", "a"], ["a", "a_2", "a_3"]],
    ["avoid names that are there already", ["a", "a_2", "a", "A_3"], ["a", "a_2", "a_4", "A_3"]],
    ["differ in more than case", ["id", "ID"], ["id", "ID_2"]],
    ["may be empty or look like members of objects", ["", "", "__proto__"], ["", "_2", "__proto__"]],
  ];
  for (const [what, names, distinct] of cases) {
    it(what, () => assert.deepEqual(distinctNames(names), distinct));
  }
});
