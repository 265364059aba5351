import assert from "node:assert/strict";
import { Favourites } from "../../../../src/host/catalog/favourites.ts";
import { isNamed } from "../../../../src/host/catalog/catalogNode.ts";
import { nodeText } from "../../../../src/host/catalog/nodeText.ts";
import type { UserState } from "../../../../src/host/platform/state.ts";
import { runningEmulator } from "../../emulator/running.ts";
import { MemoryState } from "../memoryState.ts";
import { emulatedModel, labels, open } from "./catalogBed.ts";

describe("favourites of the catalog", () => {
  const emulator = runningEmulator();
  beforeEach(() => emulator.current.faults.clear());

  /** The same state may serve several windows, one after the other. */
  function bed(state = new MemoryState<UserState>()) {
    const profile = { name: "dev" };
    const gone: string[] = [];
    const favourites = new Favourites(
      state,
      () => profile.name,
      (names) => gone.push(...names),
    );
    return { state, profile, gone, favourites, model: emulatedModel(emulator.current, 1000, favourites) };
  }

  it("stand at the top, can be expanded, and survive a restart", async () => {
    const { state, favourites, model } = bed();
    const tables = await model.children(await open(model, "main", "sales", "Tables"));
    const orders = tables.find((node) => nodeText(node).label === "orders");
    assert.ok(orders && isNamed(orders));
    await favourites.add([orders, ...(await model.roots())]);
    const later = bed(state);
    assert.equal(labels(await later.model.roots())[0], "Favourites");
    const group = await open(later.model, "Favourites");
    assert.deepEqual(labels(await later.model.children(group)).slice(0, 3), ["orders", "crm", "main"]);
    const [node] = await later.model.children(group);
    assert.ok(node && isNamed(node) && node.kind === "table");
    assert.notEqual(node.id, orders.id, "the tree would refuse two nodes of one id");
    assert.equal(labels(await later.model.children(node)).includes("order_id"), true);
    assert.match(nodeText(node, later.favourites.has(node)).context, /\bfavourite\b/);
    await later.favourites.remove([node]);
    assert.equal(later.favourites.has(orders), false);
  });

  it("belong to a profile", async () => {
    const { favourites, model, profile } = bed();
    await favourites.add(await model.roots());
    assert.equal(favourites.count, 6);
    profile.name = "prod";
    assert.equal(favourites.count, 0);
  });

  it("go politely when the object is gone, and stay when it cannot be asked for", async () => {
    const state = new MemoryState<UserState>();
    const paths = [
      ["main", "sales", "dropped"],
      ["main", "sales", "orders"],
      ["payroll", "x", "y"],
    ];
    await state.set("favourites", { dev: paths.map((path) => ({ kind: "table", path })) });
    const { favourites, gone, model } = bed(state);
    const group = await open(model, "Favourites");
    assert.deepEqual(labels(await model.children(group)), ["orders", "y"]);
    assert.deepEqual(gone, ["main.sales.dropped"]);
    assert.deepEqual(
      favourites.all.map(({ path }) => path.at(-1)),
      ["orders", "y"],
    );
  });
});
