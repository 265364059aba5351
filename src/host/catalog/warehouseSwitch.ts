import { setTimeout as sleep } from "node:timers/promises";
import { PwafError } from "../../core/base/errors.ts";
import type { Warehouse, WorkspaceClient } from "../../workspace/rest/workspaceClient.ts";

export type WarehouseClient = Pick<WorkspaceClient, "warehouse" | "startWarehouse" | "stopWarehouse">;

export interface SwitchOptions {
  /** Told of each state on the way. */
  readonly report: (state: string) => void;
  /** Ends the waiting; a start is taken back then, since a warehouse that nobody wants costs money. */
  readonly signal: AbortSignal;
  /** Milliseconds between two looks, and in all. */
  readonly interval?: number;
  readonly timeout?: number;
}

/**
 * Starts or stops a warehouse and waits until it has, or until somebody has turned it the other way meanwhile.
 * @throws PwafError `cancelled`, `timeout`, `not-found` for one that was deleted, and what the workspace says.
 */
export async function switchWarehouse(
  client: WarehouseClient,
  { id, name }: Pick<Warehouse, "id" | "name">,
  wanted: "RUNNING" | "STOPPED",
  { report, signal, interval = 2000, timeout = 15 * 60_000 }: SwitchOptions,
): Promise<void> {
  try {
    if (wanted === "RUNNING") await client.startWarehouse(id, signal);
    else await client.stopWarehouse(id, signal);
    const isOnTheWay = wanted === "RUNNING" ? "STARTING" : "STOPPING";
    let wasOnTheWay = false;
    for (let waited = 0; ; waited += interval) {
      const { state } = await client.warehouse(id, signal);
      if (state === wanted || (wasOnTheWay && turnedBack[wanted].includes(state))) return;
      wasOnTheWay ||= state === isOnTheWay;
      report(state);
      if (state === "DELETED" || state === "DELETING")
        throw new PwafError("not-found", `The warehouse ${name} has been deleted.`);
      if (waited >= timeout) {
        const what = wanted === "RUNNING" ? "start" : "stop";
        throw new PwafError(
          "timeout",
          `The warehouse ${name} did not ${what} within ${Math.round(timeout / 60_000)} minutes.`,
          { hint: "Look at it in the workspace." },
        );
      }
      await sleep(interval, undefined, { signal });
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    if (wanted === "RUNNING") await client.stopWarehouse(id);
    throw new PwafError("cancelled", "Cancelled.");
  }
}

const turnedBack: Readonly<Record<"RUNNING" | "STOPPED", readonly string[]>> = {
  RUNNING: ["STOPPING", "STOPPED"],
  STOPPED: ["STARTING", "RUNNING"],
};
