import assert from "node:assert/strict";
import type { WarehouseClient } from "../../../../src/host/catalog/warehouseSwitch.ts";
import { switchWarehouse } from "../../../../src/host/catalog/warehouseSwitch.ts";
import { runningEmulator } from "../../emulator/running.ts";
import { impatientClient } from "./catalogBed.ts";

const warehouse = { id: "w", name: "Nightly" };

/** A warehouse that is in the next of these states at each look; it keeps the last one. */
function scripted(...states: string[]): WarehouseClient & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    startWarehouse: async () => void asked.push("start"),
    stopWarehouse: async () => void asked.push("stop"),
    warehouse: async () => {
      const state = states.length > 1 ? states.shift() : states[0];
      return { id: "w", name: "Nightly", state: state ?? "", serverless: true, httpPath: "" };
    },
  };
}

describe("starting and stopping a warehouse", () => {
  const emulator = runningEmulator();
  const quick = { interval: 5, timeout: 1000 };
  const options = (seen: string[], signal = new AbortController().signal) => ({
    ...quick,
    report: (state: string) => void seen.push(state),
    signal,
  });

  it("waits until it has, and reports the states on the way", async () => {
    const client = impatientClient(emulator.current);
    const [running] = await client.warehouses();
    assert.ok(running);
    const seen: string[] = [];
    await switchWarehouse(client, running, "STOPPED", options(seen));
    await switchWarehouse(client, running, "RUNNING", options(seen));
    assert.deepEqual([...new Set(seen)], ["STOPPING", "STARTING"]);
    assert.equal((await client.warehouse(running.id)).state, "RUNNING");
  });

  it("takes a start back when it is cancelled, but not a stop", async () => {
    for (const [wanted, asked] of [
      ["RUNNING", ["start", "stop"]],
      ["STOPPED", ["stop"]],
    ] as const) {
      const client = scripted(wanted === "RUNNING" ? "STARTING" : "STOPPING");
      const stop = new AbortController();
      const report = () => stop.abort();
      await assert.rejects(switchWarehouse(client, warehouse, wanted, { ...quick, report, signal: stop.signal }), {
        reason: "cancelled",
      });
      assert.deepEqual(client.asked, asked);
    }
  });

  it("ends when somebody has turned it the other way, but not before it has begun", async () => {
    await switchWarehouse(scripted("RUNNING", "STOPPING", "STARTING"), warehouse, "STOPPED", options([]));
    const seen: string[] = [];
    await switchWarehouse(scripted("STOPPED", "STARTING", "STOPPED"), warehouse, "RUNNING", options(seen));
    assert.deepEqual(seen, ["STOPPED", "STARTING"]);
  });

  it("gives up on one that was deleted, or that never gets there", async () => {
    await assert.rejects(switchWarehouse(scripted("DELETED"), warehouse, "RUNNING", options([])), {
      reason: "not-found",
    });
    await assert.rejects(switchWarehouse(scripted("STARTING"), warehouse, "RUNNING", { ...options([]), timeout: 20 }), {
      reason: "timeout",
      message: /Nightly did not start/,
    });
  });
});
