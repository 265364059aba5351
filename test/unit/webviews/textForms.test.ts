import assert from "node:assert/strict";
import { oneLine, prettyJson } from "../../../src/webviews/shared/textForms.ts";

describe("textForms", () => {
  it("indents JSON without touching numbers or repeated keys", () => {
    assert.equal(
      prettyJson('{"id":12345678901234567890,"a":[1.10,{}],"a":"x: {y}, \\"z\\"", "e": [ ]}'),
      '{\n  "id": 12345678901234567890,\n  "a": [\n    1.10,\n    {}\n  ],\n  "a": "x: {y}, \\"z\\"",\n  "e": []\n}',
    );
    for (const text of ["{not json}", "[1,2", "12", "text"]) assert.equal(prettyJson(text), undefined);
  });

  it("shows line breaks and tabs in one line", () => {
    assert.equal(oneLine("a\r\nb\nc\td"), "a↵b↵c⇥d");
  });
});
