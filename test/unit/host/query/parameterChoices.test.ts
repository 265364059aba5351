import assert from "node:assert/strict";
import type { ParameterValue } from "../../../../src/core/sql/parameters.ts";
import { choicesFor, remembered, remembering } from "../../../../src/host/query/parameterChoices.ts";

const labels = (text: string, before?: ParameterValue): string[] =>
  choicesFor(text, before).map(({ label, description }) => `${label} ${description}`);

describe("choicesFor", () => {
  it("offers a text as each type it can be", () =>
    assert.deepEqual(labels("42"), ["42 INT", "42 BIGINT", "42 DECIMAL", "42 DOUBLE", "42 STRING"]));
  it("offers first what it was the last time", () =>
    assert.deepEqual(labels("42", { type: "STRING", value: "42" })[0], "42 STRING"));
  it("does not hold another text to the type of the last time", () =>
    assert.deepEqual(labels("43", { type: "STRING", value: "42" })[0], "43 INT"));
  it("offers the empty text and NULL, which are not the same", () => {
    assert.deepEqual(labels(""), ["(empty text) STRING", "NULL no value"]);
    assert.deepEqual(labels("", { type: "STRING", value: null })[0], "NULL no value");
    assert.deepEqual(labels("null"), ["null STRING", "NULL no value"]);
  });
});

describe("remembered values", () => {
  it("keeps the latest of each name, and not more than 100", () => {
    const value = (text: string): ParameterValue => ({ type: "STRING", value: text });
    let all = remembering(undefined, new Map([["a", value("1")]]));
    all = remembering(
      all,
      new Map([
        ["b", value("2")],
        ["a", value("3")],
      ]),
    );
    assert.deepEqual(
      [remembered(all, "a"), remembered(all, "b"), remembered(all, "c")],
      [value("3"), value("2"), undefined],
    );
    for (let i = 0; i < 150; i++) all = remembering(all, new Map([[`n${i}`, value("x")]]));
    assert.equal(all.length, 100);
    assert.equal(remembered(all, "a"), undefined);
  });
});
