import assert from "node:assert/strict";
import { isRunRequest, statementsToRun } from "../../../../src/host/query/runRequest.ts";

const script = "SELECT 1;\n\nSELECT 2; SELECT 3;\n";
const uri = "file:///a.sql";
const cursor = (offset: number): { start: number; end: number } => ({ start: offset, end: offset });
const texts = (...args: Parameters<typeof statementsToRun>): string[] =>
  statementsToRun(...args).map((one) => one.text);

describe("statementsToRun", () => {
  it("takes the statement of a CodeLens, wherever the cursor is", () => {
    assert.deepEqual(texts(script, { uri, offset: script.indexOf("SELECT 3") }, cursor(0)), ["SELECT 3"]);
  });
  it("takes all", () =>
    assert.deepEqual(texts(script, { uri, all: true }, cursor(0)), ["SELECT 1", "SELECT 2", "SELECT 3"]));
  it("takes the statement under the cursor", () =>
    assert.deepEqual(texts(script, undefined, cursor(13)), ["SELECT 2"]));
  it("takes what is selected, with its place in the whole script", () => {
    const start = script.indexOf("2");
    const [two, three] = statementsToRun(script, undefined, { start, end: script.length });
    assert.deepEqual([two?.text, three?.text], ["2", "SELECT 3"]);
    assert.equal(script.slice(three?.start, three?.end), "SELECT 3");
  });
  it("finds nothing in an empty script", () => assert.deepEqual(texts(" -- x", undefined, cursor(0)), []));
});

describe("isRunRequest", () => {
  it("knows a CodeLens from the Uri that a menu passes", () => {
    assert.equal(isRunRequest({ uri, offset: 3 }), true);
    assert.equal(isRunRequest({ uri, all: true }), true);
    for (const other of [undefined, null, "x", { scheme: "file", path: "/a.sql" }, { uri }, { uri: {}, offset: 1 }])
      assert.equal(isRunRequest(other), false);
  });
});
