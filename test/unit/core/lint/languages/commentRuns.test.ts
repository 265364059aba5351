import assert from "node:assert/strict";
import { commentRuns, withoutCommentRuns } from "../../../../../src/core/lint/languages/commentRuns.ts";
import { engine } from "../samples.ts";

const comments = (count: number, mark = "#") => `    ${mark} what is to be done\n`.repeat(count);

describe("runs of comments", () => {
  it("are found from a dozen lines on, with blank lines between them", () => {
    const text = `a = 1\n${comments(6)}\n${comments(6)}b = 2\n${comments(11)}c = 3\n`;
    assert.deepEqual(
      commentRuns("python", text).map(({ start, end }) => text.slice(start, end)),
      [`${comments(6)}\n${comments(6)}`],
    );
  });

  it("take up to the end of a text without a last line break", () => {
    const text = `${comments(12)}    # end`;
    assert.deepEqual(commentRuns("python", text), [{ start: 0, end: text.length }]);
  });

  it("give way to blanks, so that what follows stays where it is", () => {
    const text = `a()\r\n${"// x\r\n".repeat(12)}.b()`;
    assert.equal(withoutCommentRuns("javascript", text), `a()\r\n${"    \r\n".repeat(12)}.b()`);
    assert.equal(withoutCommentRuns("java", text), text);
    assert.equal(withoutCommentRuns("javascript", "a()"), "a()");
  });

  it("change nothing of what is found around them and ignored in them", async () => {
    const call = 'requests.get("https://dbc-1.cloud.databricks.com/api/2.0/jobs/list")';
    const check = (count: number) =>
      engine.check(
        "runs.py",
        `import requests\n\n\ndef f():\n    # "${"dapi" + "0123456789abcdef".repeat(2)}"\n${comments(count)}    # pwaf-ignore ua-missing-http: a test\n    ${call}\n    return ${call}\n`,
      );
    const [few, many] = [await check(2), await check(40)];
    const shown = ({ findings, ignored }: typeof few) =>
      [findings, ignored].map((list) => list.map(({ rule }) => rule));
    assert.deepEqual(shown(few), [["ua-missing-http"], ["ua-missing-http"]]);
    assert.deepEqual(shown(many), shown(few));
  });

  it("are not in the tree", async () => {
    await engine.grammars.load("python");
    const tree = engine.grammars.parse("python", `def f():\n${comments(12)}    a()\n${comments(3)}    b()\n`);
    assert.equal(tree.rootNode.descendantsOfType("comment").length, 3);
    tree.delete();
  });

  it("may stand in a string, which is read as a whole", async () => {
    const { findings } = await engine.check(
      "text.py",
      `text = """\n${comments(20)}# https://x:${"dapi" + "0123456789abcdef".repeat(2)}@host\n"""\n`,
    );
    assert.ok(findings.length > 0);
  });
});
