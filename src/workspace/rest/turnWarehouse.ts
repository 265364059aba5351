import { setTimeout as sleep } from "node:timers/promises";
import { PwafError } from "../../core/base/errors.ts";
import type { Warehouse } from "./types.ts";
import type { WarehouseApi } from "./warehouseApi.ts";

export type WarehouseClient = Pick<WarehouseApi, "warehouse" | "startWarehouse" | "stopWarehouse">;

export interface TurnOptions {
  /** Told of each state on the way. */
  readonly report: (state: string) => void;
  /** Ends the waiting. */
  readonly signal: AbortSignal;
  /** Whether a start that was asked for here is taken back then: a warehouse that nobody wants costs money. */
  readonly takeBack: boolean;
  /** Milliseconds between two looks, and in all. */
  readonly interval?: number;
  readonly timeout?: number;
}

/** True when statements can be sent as they are. A starting warehouse takes them too, but may answer 503 for minutes. */
export const isRunning = ({ state }: Pick<Warehouse, "state">): boolean => state === "RUNNING";

/**
 * Starts or stops a warehouse and waits until it has, or until somebody has turned it the other way meanwhile. One that
 * stops is left to stop before it is started, and nobody asks for what is on its way already.
 * @returns the warehouse as last seen.
 * @throws PwafError `cancelled`, `timeout`, `not-found` for one that was deleted, and what the workspace says.
 */
export async function turnWarehouse(
  client: WarehouseClient,
  { id, name }: Pick<Warehouse, "id" | "name">,
  wanted: "RUNNING" | "STOPPED",
  { report, signal, takeBack, interval = 2000, timeout = 15 * 60_000 }: TurnOptions,
): Promise<Warehouse> {
  const way = ways[wanted];
  let hasAsked = false;
  let wasOnTheWay = false;
  try {
    let waited = 0;
    for (;;) {
      const seen = await client.warehouse(id, signal);
      const { state } = seen;
      if (state === wanted || (wasOnTheWay && hasAsked && way.turnedBack.includes(state))) return seen;
      if (state === "DELETED" || state === "DELETING") {
        throw new PwafError("not-found", `The warehouse ${name} has been deleted.`, {
          hint: "Select another warehouse.",
        });
      }
      wasOnTheWay ||= state === way.through;
      if (!hasAsked && way.from.includes(state)) {
        hasAsked = true;
        await (wanted === "RUNNING" ? client.startWarehouse(id, signal) : client.stopWarehouse(id, signal));
        continue;
      }
      report(state);
      if (waited >= timeout) {
        const minutes = Math.round(timeout / 60_000);
        throw new PwafError("timeout", `The warehouse ${name} did not ${way.verb} within ${minutes} minutes.`, {
          hint: "Look at it in the workspace, or select another one.",
        });
      }
      await sleep(interval, undefined, { signal });
      waited += interval;
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    if (wanted === "RUNNING" && hasAsked && takeBack) await client.stopWarehouse(id);
    throw new PwafError("cancelled", "Cancelled.");
  }
}

interface Way {
  readonly verb: string;
  /** States in which the workspace is asked. */
  readonly from: readonly string[];
  readonly through: string;
  /** States that say, once it was on its way, that somebody wants the opposite. */
  readonly turnedBack: readonly string[];
}

const ways: Readonly<Record<"RUNNING" | "STOPPED", Way>> = {
  RUNNING: { verb: "start", from: ["STOPPED"], through: "STARTING", turnedBack: ["STOPPING", "STOPPED"] },
  STOPPED: { verb: "stop", from: ["RUNNING", "STARTING"], through: "STOPPING", turnedBack: ["STARTING", "RUNNING"] },
};
