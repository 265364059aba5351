import assert from "node:assert/strict";
import { columnFromArray, utf8 } from "@uwdata/flechette";
import { valueJson, valueText } from "../../../../src/core/sql/arrowText.ts";

describe("Values as JSON", () => {
  const cases: readonly (readonly [what: string, text: string, sqlType: string, json: string])[] = [
    ["quote a text", 'a "b"\n', "STRING", '"a \\"b\\"\\n"'],
    ["keep a text that looks like JSON a text", "[1]", "STRING", '"[1]"'],
    ["keep all digits of a variant", '{"n": 12345678901234567890.10}', "VARIANT", '{"n": 12345678901234567890.10}'],
    ["put a variant on one line", '{\r\n "a":\n1}', "VARIANT", '{  "a": 1}'],
    ["take nested values that came as text for what they say", '["x",null]', "ARRAY<STRING>", '["x",null]'],
    ["quote nested values that are no JSON", "[x]", "ARRAY<STRING>", '"[x]"'],
    ["keep a byte order mark, which is a character here", "\uFEFFa", "STRING", '"\uFEFFa"'],
  ];
  for (const [what, text, sqlType, json] of cases) {
    it(what, () => {
      const [batch] = columnFromArray([text], utf8()).data;
      assert.ok(batch);
      assert.equal(valueJson(batch, 0, sqlType), json);
      assert.equal(valueText(batch, 0, sqlType, Infinity)?.text, text);
    });
  }

  it("are null for NULL, of any type", () => {
    const [batch] = columnFromArray([null, "x"], utf8()).data;
    assert.ok(batch);
    assert.deepEqual([valueJson(batch, 0, "VARIANT"), valueJson(batch, 0, "STRING")], ["null", "null"]);
  });
});
