import assert from "node:assert/strict";
import { startAndWait } from "../../../../src/host/query/warehouseStart.ts";
import type { Warehouse } from "../../../../src/workspace/rest/workspaceClient.ts";

const named = (state: string): Warehouse => ({
  id: "w1",
  name: "Starter",
  state,
  serverless: true,
  httpPath: "/sql/1.0/warehouses/w1",
});

/** A warehouse that goes through the given states, one per look. */
function warehouse(...states: string[]): { client: Parameters<typeof startAndWait>[0]; starts: string[] } {
  const starts: string[] = [];
  return {
    starts,
    client: {
      warehouse: async () => named(states.shift() ?? "RUNNING"),
      startWarehouse: async (id) => void starts.push(id),
    },
  };
}

const patient = { signal: new AbortController().signal, interval: 1 };

describe("startAndWait", () => {
  it("starts a stopped warehouse once and waits until it runs", async () => {
    const { client, starts } = warehouse("STOPPED", "STARTING", "RUNNING");
    const reported: string[] = [];
    const running = await startAndWait(client, named("STOPPED"), {
      ...patient,
      report: (state) => reported.push(state),
    });
    assert.equal(running.state, "RUNNING");
    assert.deepEqual([starts, reported], [["w1"], ["STOPPED", "STOPPED", "STARTING"]]);
  });
  it("waits out a stop before it starts", async () => {
    const { client, starts } = warehouse("STOPPED", "RUNNING");
    await startAndWait(client, named("STOPPING"), { ...patient, report: () => undefined });
    assert.deepEqual(starts, ["w1"]);
  });
  it("does not start one that is starting", async () => {
    const { client, starts } = warehouse("RUNNING");
    await startAndWait(client, named("STARTING"), { ...patient, report: () => undefined });
    assert.deepEqual(starts, []);
  });
  it("gives up on one that was deleted, and after a while", async () => {
    const { client } = warehouse("DELETED");
    await assert.rejects(startAndWait(client, named("STARTING"), { ...patient, report: () => undefined }), {
      reason: "not-found",
    });
    const slow = warehouse(...Array.from({ length: 20 }, () => "STARTING"));
    await assert.rejects(
      startAndWait(slow.client, named("STARTING"), { ...patient, timeout: 3, report: () => undefined }),
      { reason: "timeout" },
    );
  });
  it("stops when cancelled", async () => {
    const stop = new AbortController();
    const { client } = warehouse("STARTING", "STARTING");
    const waiting = startAndWait(client, named("STARTING"), {
      interval: 60_000,
      signal: stop.signal,
      report: () => stop.abort(),
    });
    await assert.rejects(waiting, { name: "AbortError" });
  });
});
