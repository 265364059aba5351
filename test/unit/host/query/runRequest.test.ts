import assert from "node:assert/strict";
import type { TextRange } from "../../../../src/core/base/text.ts";
import type { SqlDialect } from "../../../../src/core/sql/dialect.ts";
import type { RunRequest } from "../../../../src/host/query/runRequest.ts";
import { isRunRequest, statementsToRun } from "../../../../src/host/query/runRequest.ts";

const script = "SELECT 1;\n\nSELECT 2; SELECT 3;\n";
const uri = "file:///a.sql";
const cursor = (offset: number): { start: number; end: number } => ({ start: offset, end: offset });
const texts = (text: string, request: RunRequest | undefined, selection: TextRange, dialect?: SqlDialect): string[] =>
  statementsToRun(text, request, selection, dialect ?? "databricks").map((one) => one.text);

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
    const [two, three] = statementsToRun(script, undefined, { start, end: script.length }, "databricks");
    assert.deepEqual([two?.text, three?.text], ["2", "SELECT 3"]);
    assert.equal(script.slice(three?.start, three?.end), "SELECT 3");
  });
  it("reads the script in the dialect of the editor", () => {
    const two = "SELECT 'C:\\'; SELECT 'D:\\'";
    for (const [request, selection] of [
      [undefined, cursor(two.length)],
      [{ uri, offset: two.indexOf("SELECT 'D") }, cursor(0)],
      [undefined, { start: two.indexOf("SELECT 'D"), end: two.length }],
    ] as const)
      assert.deepEqual(texts(two, request, selection, "postgres"), ["SELECT 'D:\\'"]);
    assert.equal(texts(two, { uri, all: true }, cursor(0), "postgres").length, 2);
    assert.deepEqual(texts(two, { uri, all: true }, cursor(0)), [two]);
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
