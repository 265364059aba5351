import assert from "node:assert/strict";
import { runningEmulator } from "../../emulator/running.ts";
import { emulatedModel, labels, open } from "./catalogBed.ts";

describe("the filter of the catalog", () => {
  const emulator = runningEmulator({ scale: { schemas: 10, tables: 30_000 } });
  beforeEach(() => emulator.current.requests.clear());

  it("shows what matches, what leads to it and what is in it", async () => {
    const model = emulatedModel(emulator.current);
    const tables = await open(model, "main", "sales", "Tables");
    const schema = await open(model, "main", "sales");
    await open(model, "main", "sales", "Models", "churn");
    model.filter = "ORD";
    assert.deepEqual(labels(await model.roots()), ["main"]);
    assert.deepEqual(labels(await model.children(schema)), ["Tables"]);
    assert.deepEqual(labels(await model.children(tables)), ["order_items", "orders", "orders_by_channel"]);
    model.filter = "sales";
    assert.deepEqual(labels(await model.children(schema)), ["Tables", "Volumes", "Functions", "Models"]);
    assert.equal((await model.children(tables)).length, 7);
    model.filter = "";
    assert.equal((await model.roots()).length, 10);
  });

  it("asks for nothing where all is loaded", async () => {
    const model = emulatedModel(emulator.current);
    const tables = await open(model, "main", "sales", "Tables");
    emulator.current.requests.clear();
    model.filter = "click";
    assert.deepEqual(labels(await model.children(tables)), ["clicks"]);
    assert.equal(emulator.current.requests.entries.length, 0);
  });

  it("asks the server where a schema has more tables than are loaded", async () => {
    const model = emulatedModel(emulator.current, 200);
    const tables = await open(model, "scale", "schema_00003", "Tables");
    emulator.current.requests.clear();
    model.filter = "_0299";
    const found = await model.children(tables);
    assert.deepEqual(
      labels(found),
      Array.from({ length: 10 }, (_, i) => `table_0299${i}`),
    );
    assert.deepEqual(
      emulator.current.requests.entries.map(({ path }) => path),
      ["/api/2.1/unity-catalog/table-summaries"],
    );
    model.filter = "table_0";
    const many = await model.children(tables);
    assert.equal(many.length, 201);
    const first = await model.loadMore(tables);
    assert.deepEqual(first?.path.at(-1), "table_00200");
    model.filter = "";
    assert.equal((await model.children(tables)).length, 201, "what was loaded before is still there");
  });

  it("says when nothing matches, and goes with the profile", async () => {
    const model = emulatedModel(emulator.current);
    const tables = await open(model, "main", "sales", "Tables");
    model.filter = "zzz";
    assert.deepEqual(await model.roots(), []);
    assert.deepEqual(labels(await model.children(tables)), ["Nothing loaded here matches “zzz”"]);
    model.setScope("other");
    assert.equal(model.filter, "");
  });
});
