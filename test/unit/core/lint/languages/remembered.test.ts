import assert from "node:assert/strict";
import { keptWith, oncePerNode, release } from "../../../../../src/core/lint/languages/remembered.ts";
import { engine } from "../samples.ts";

describe("what is remembered of a tree", () => {
  it("is found out once for each node, and goes when the tree is released", async () => {
    await engine.grammars.load("python");
    const [tree, other] = [engine.grammars.parse("python", "a"), engine.grammars.parse("python", "b")];
    const [root, otherRoot] = [tree.rootNode, other.rootNode];
    let asked = 0;
    const answer = () => ++asked;
    const question = oncePerNode(answer);
    assert.deepEqual([question(root), question(root), question(otherRoot)], [1, 1, 2]);
    release(tree);
    assert.equal(keptWith(tree, answer).size, 0);
    assert.deepEqual([question(otherRoot), asked], [2, 2]);
    release(other);
  });
});
