import assert from "node:assert/strict";
import type { CatalogNode } from "../../../../src/host/catalog/catalogNode.ts";
import { folded, partOf } from "../../../../src/host/catalog/folded.ts";
import { locate } from "../../../../src/host/catalog/locate.ts";
import { nodeText } from "../../../../src/host/catalog/nodeText.ts";
import { runningEmulator } from "../../emulator/running.ts";
import { emulatedModel, lines, open } from "./catalogBed.ts";

describe("a long list in the tree", () => {
  const emulator = runningEmulator({ scale: { schemas: 4500, tables: 4500 } });

  const loaded = async (pages: number) => {
    const model = emulatedModel(emulator.current, 500);
    const catalog = await open(model, "scale");
    for (let page = 1; page < pages; page++) await model.loadMore(catalog);
    const nodes = await model.children(catalog);
    return { model, catalog, nodes, drawn: folded(nodes, catalog) };
  };
  const entriesOf = (drawn: readonly CatalogNode[]) =>
    drawn.flatMap((node) => (node.kind === "range" ? node.entries : [node]));

  it("is whole up to some pages", async () => {
    const { nodes, drawn } = await loaded(3);
    assert.equal(nodes.length, 1501);
    assert.deepEqual(drawn, nodes);
  });

  it("has its beginning in parts, named by their ends, and what came last outside of them", async () => {
    const { nodes, drawn } = await loaded(8);
    assert.equal(nodes.length, 4001);
    assert.deepEqual(lines(drawn.slice(0, 4)), [
      "schema_00000 … schema_00999 | 1,000",
      "schema_01000 … schema_01999 | 1,000",
      "schema_02000 … schema_02999 | 1,000",
      "schema_03000",
    ]);
    assert.deepEqual(lines(drawn.slice(-1)), ["Load more… | 4000 loaded"]);
    assert.deepEqual(entriesOf(drawn), nodes);
    assert.equal(nodeText(drawn[0]!).spoken, "schema_00000 to schema_00999, 1,000 entries");
  });

  it("never has the editor draw more than it does for two parts, nor forget what is open", async () => {
    let before: readonly string[] = [];
    for (let pages = 1; pages <= 9; pages++) {
      const { drawn } = await loaded(pages);
      assert.ok(drawn.length < 2010, `${drawn.length} nodes after ${pages} pages`);
      const parts = drawn.filter(({ kind }) => kind === "range").map(({ id }) => id);
      assert.deepEqual(parts.slice(0, before.length), before);
      before = parts;
    }
    assert.equal(before.length, 3);
  });

  it("tells which part a node is in, as revealing asks", async () => {
    const { model, catalog, nodes, drawn } = await loaded(8);
    const early = await locate(model, { kind: "schema", path: ["scale", "schema_01234"] });
    assert.equal(partOf(early, nodes, catalog)?.id, drawn[1]?.id);
    const late = await locate(model, { kind: "schema", path: ["scale", "schema_03999"] });
    assert.equal(partOf(late, nodes, catalog), undefined);
  });

  it("is folded as the filter leaves it", async () => {
    const { model, catalog } = await loaded(9);
    model.filter = "schema_0";
    assert.equal(folded(await model.children(catalog), catalog).filter(({ kind }) => kind === "range").length, 3);
    model.filter = "schema_012";
    assert.equal((await model.children(catalog)).length, 100);
  });
});
