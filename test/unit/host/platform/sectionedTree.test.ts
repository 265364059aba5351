import assert from "node:assert/strict";
import { Emitter } from "../../../../src/core/base/emitter.ts";
import { SectionedTree } from "../../../../src/host/platform/sectionedTree.ts";

interface Node {
  readonly label: string;
  readonly below?: readonly Node[];
}

function section(...roots: Node[]) {
  const changed = new Emitter<Node | undefined>();
  return {
    changed,
    onDidChangeTreeData: changed.event,
    getChildren: (node?: Node) => [...(node === undefined ? roots : (node.below ?? []))],
    getTreeItem: (node: Node) => ({ label: node.label }),
  };
}

describe("a tree of sections", () => {
  it("shows the sections in their order, and asks each about its own nodes", async () => {
    using tree = disposing(new SectionedTree());
    tree.add(section({ label: "second" }), 2);
    tree.add(section({ label: "first", below: [{ label: "child" }] }), 1);
    const roots = await tree.getChildren();
    const labels = async (nodes: object[]) =>
      Promise.all(nodes.map(async (node) => (await tree.getTreeItem(node)).label));
    assert.deepEqual(await labels(roots), ["first", "second"]);
    assert.deepEqual(await labels(await tree.getChildren(roots[0])), ["child"]);
    assert.deepEqual(await tree.getChildren(roots[1]), []);
  });

  it("hands on what a section says of a node, and draws anew when one comes or goes", async () => {
    using tree = disposing(new SectionedTree());
    const heard: (object | undefined)[] = [];
    tree.onDidChangeTreeData((node) => heard.push(node));
    const node = { label: "one" };
    const one = section(node);
    const added = tree.add(one, 1);
    one.changed.fire(node);
    added.dispose();
    one.changed.fire(node);
    assert.deepEqual(heard, [undefined, node, undefined]);
    assert.deepEqual(await tree.getChildren(), []);
  });
});

function disposing(tree: SectionedTree): SectionedTree & Disposable {
  return Object.assign(tree, { [Symbol.dispose]: () => tree.dispose() });
}
