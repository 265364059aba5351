import assert from "node:assert/strict";
import type { WarehouseClient } from "../../../../src/workspace/rest/turnWarehouse.ts";
import { turnWarehouse } from "../../../../src/workspace/rest/turnWarehouse.ts";
import { runningEmulator } from "../../emulator/running.ts";
import { impatientClient } from "../../host/catalog/catalogBed.ts";

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
    takeBack: true,
  });

  it("waits until it has, and reports the states on the way", async () => {
    const client = impatientClient(emulator.current);
    const [running] = await client.warehouses();
    assert.ok(running);
    const seen: string[] = [];
    await turnWarehouse(client, running, "STOPPED", options(seen));
    await turnWarehouse(client, running, "RUNNING", options(seen));
    assert.deepEqual([...new Set(seen)], ["STOPPING", "STARTING"]);
    assert.equal((await client.warehouse(running.id)).state, "RUNNING");
  });

  for (const [what, wanted, states, takeBack, asked] of [
    ["takes its own start back", "RUNNING", ["STOPPED", "STARTING"], true, ["start", "stop"]],
    ["leaves its own start where that is wanted", "RUNNING", ["STOPPED", "STARTING"], false, ["start"]],
    ["leaves somebody else's start", "RUNNING", ["STARTING"], true, []],
    ["leaves a stop", "STOPPED", ["RUNNING", "STOPPING"], true, ["stop"]],
  ] as const) {
    it(`${what} when it is cancelled`, async () => {
      const client = scripted(...states);
      const stop = new AbortController();
      const report = (state: string) => {
        if (state === states.at(-1)) stop.abort();
      };
      const turning = turnWarehouse(client, warehouse, wanted, { ...quick, report, signal: stop.signal, takeBack });
      await assert.rejects(turning, { reason: "cancelled" });
      assert.deepEqual(client.asked, asked);
    });
  }

  it("waits out a stop before it starts, once", async () => {
    const client = scripted("STOPPING", "STOPPED", "STOPPED", "STARTING", "RUNNING");
    const { state } = await turnWarehouse(client, warehouse, "RUNNING", options([]));
    assert.deepEqual([state, client.asked], ["RUNNING", ["start"]]);
  });

  it("asks for nothing where it is there, or on its way", async () => {
    for (const states of [["RUNNING"], ["STARTING", "RUNNING"]]) {
      const client = scripted(...states);
      await turnWarehouse(client, warehouse, "RUNNING", options([]));
      assert.deepEqual(client.asked, []);
    }
  });

  it("ends when somebody has turned it the other way, but not before it has begun", async () => {
    await turnWarehouse(scripted("RUNNING", "STOPPING", "STARTING"), warehouse, "STOPPED", options([]));
    const seen: string[] = [];
    await turnWarehouse(scripted("STOPPED", "STOPPED", "STARTING", "STOPPED"), warehouse, "RUNNING", options(seen));
    assert.deepEqual(seen, ["STOPPED", "STARTING"]);
  });

  it("gives up on one that was deleted, or that never gets there", async () => {
    await assert.rejects(turnWarehouse(scripted("DELETED"), warehouse, "RUNNING", options([])), {
      reason: "not-found",
    });
    await assert.rejects(turnWarehouse(scripted("STARTING"), warehouse, "RUNNING", { ...options([]), timeout: 20 }), {
      reason: "timeout",
      message: /Nightly did not start/,
    });
  });
});
