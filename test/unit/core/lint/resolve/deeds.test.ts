import assert from "node:assert/strict";
import type { Node, Tree } from "@vscode/tree-sitter-wasm";
import type { Deed } from "../../../../../src/core/lint/resolve/deeds.ts";
import { Deeds } from "../../../../../src/core/lint/resolve/deeds.ts";
import { Arguments } from "../../../../../src/core/lint/resolve/value.ts";
import { engine } from "../samples.ts";

let node: Node;

const deed = (name: string, kind: Deed["kind"] = "call", path: readonly string[] = []): Deed => {
  return { path, name, kind, args: Arguments.of(), node, optional: false };
};

const names = (deeds: Deeds) => [...deeds].map(({ name }) => name);

describe("deeds", () => {
  let tree: Tree;

  before(async () => {
    await engine.grammars.load("python");
    tree = engine.grammars.parse("python", "client.open()");
    node = tree.rootNode;
  });

  after(() => {
    tree.delete();
  });

  it("stay what they are when others go on from them", () => {
    const first = Deeds.none.and(deed("open"));
    const [one, other] = [first.and(deed("read")), first.and(deed("write"))];
    assert.deepEqual(
      [names(one.and(deed("close"))), names(other)],
      [
        ["open", "read", "close"],
        ["open", "write"],
      ],
    );
    assert.deepEqual([names(first), names(one), names(Deeds.none)], [["open"], ["open", "read"], []]);
    assert.deepEqual([first.last?.name, Deeds.none.last], ["open", undefined]);
  });

  it("know the last assignment to a field, up to themselves", () => {
    const [early, late] = [deed("agent", "assign"), deed("agent", "assign")];
    const first = Deeds.none.and(early);
    const second = first
      .and(deed("agent"))
      .and(late)
      .and(deed("agent", "assign", ["headers"]));
    assert.equal(first.assignmentTo("agent"), early);
    assert.equal(second.assignmentTo("agent"), late);
    assert.equal(second.assignmentTo("other"), undefined);
    assert.equal(first.and(deed("other")).assignmentTo("agent"), early);
  });
});
