import assert from "node:assert/strict";
import type { ServerHit } from "../../../../src/host/catalog/search.ts";
import { loadedHits, mostHits, outcomeText, searchServer, serverQueries } from "../../../../src/host/catalog/search.ts";
import { runningEmulator } from "../../emulator/running.ts";
import { emulatedModel, impatientClient, open } from "./catalogBed.ts";

describe("search of the catalog", () => {
  const emulator = runningEmulator({ scale: { schemas: 100, tables: 5000 } });
  beforeEach(() => emulator.current.faults.clear());

  it("finds everything that is loaded by a part of its name", async () => {
    const model = emulatedModel(emulator.current);
    await open(model, "main", "sales", "Tables", "orders");
    await open(model, "main", "sales", "Functions");
    await open(model, "SQL warehouses");
    const found = (text: string) => loadedHits(model, text).map(({ kind, path }) => `${kind} ${path.join(".")}`);
    assert.deepEqual(found("PRICE"), ["function main.sales.net_price"]);
    assert.deepEqual(found("order_i"), ["table main.sales.order_items", "column main.sales.orders.order_id"]);
    assert.deepEqual(found("sales.ord").slice(0, 2), ["table main.sales.order_items", "table main.sales.orders"]);
    assert.equal(loadedHits(model, "nightly").length, 1, "a warehouse is known by its name");
    assert.deepEqual(found("zzz"), []);
  });

  const catalogs = ["main", "scale"];
  for (const [text, ...queries] of [
    ["ord", "main: %.ord%", "scale: %.ord%"],
    ["Sales.Ord", "main: sales.ord%", "scale: sales.ord%"],
    ["main.sa", "main: sa%.%", "main: main.sa%", "scale: main.sa%"],
    ["main.sales.ord", "main: sales.ord%"],
    ["main.`odd names`.", "main: odd names.%"],
    ["nope.sales.ord"],
    [""],
  ] as const) {
    it(`asks the server for “${text}” by its beginning`, () => {
      assert.deepEqual(
        serverQueries(text, catalogs).map(
          ({ catalog, patterns }) => `${catalog}: ${patterns.schema ?? "%"}.${patterns.table ?? "%"}`,
        ),
        queries,
      );
    });
  }

  async function search(text: string, names: readonly string[], signal = new AbortController().signal) {
    const hits: ServerHit[] = [];
    const client = impatientClient(emulator.current);
    const outcome = await searchServer(client, serverQueries(text, names), signal, (found) => hits.push(...found));
    return { hits: hits.map(({ path }) => path.join(".")), text: outcomeText(outcome) };
  }

  it("searches catalog by catalog, and says honestly what was searched", async () => {
    const { hits, text } = await search("ord", ["main", "payroll", "samples"]);
    assert.deepEqual(hits.sort(), ["main.sales.order_items", "main.sales.orders", "main.sales.orders_by_channel"]);
    assert.equal(text, "searched on the server: main, samples; not searched: payroll (no permission)");
  });

  it("takes underscores as they are typed", async () => {
    assert.deepEqual((await search("order_", ["main"])).hits, ["main.sales.order_items"]);
    assert.deepEqual((await search("main.s_les.ord", ["main"])).hits, []);
  });

  it("says where there is more than it shows", async () => {
    const { hits, text } = await search("table", ["scale"]);
    assert.equal(hits.length, mostHits);
    assert.match(text, /first 200 tables only: scale$/);
  });

  it("goes on past a catalog that fails", async () => {
    const match = "GET /api/2.1/unity-catalog/table-summaries";
    emulator.current.faults.add({ match, kind: "status", status: 500, times: 1 });
    const { text } = await search("ord", ["main", "samples", "crm"]);
    assert.match(text, /not searched: \w+ \(.*500/);
  });

  it("ends at once when it is stopped", async () => {
    emulator.current.faults.add({ match: "GET /api/2.1/unity-catalog/table-summaries", kind: "slow", delayMs: 60_000 });
    const stop = new AbortController();
    const searching = search("ord", ["main"], stop.signal);
    stop.abort();
    await assert.rejects(searching, { reason: "cancelled" });
  });
});
