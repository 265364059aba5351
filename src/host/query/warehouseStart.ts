import { setTimeout as sleep } from "node:timers/promises";
import { PwafError } from "../../core/base/errors.ts";
import type { Warehouse, WorkspaceClient } from "../../workspace/rest/workspaceClient.ts";

export interface StartOptions {
  /** Told of each state on the way. */
  readonly report: (state: string) => void;
  readonly signal: AbortSignal;
  /** Milliseconds between two looks, and in all. */
  readonly interval?: number;
  readonly timeout?: number;
}

/** True when statements can be sent as they are. A starting warehouse takes them too, but may answer 503 for minutes. */
export const isRunning = (warehouse: Warehouse): boolean => warehouse.state === "RUNNING";

/** Starts a warehouse that sleeps and waits until it runs. */
export async function startAndWait(
  client: Pick<WorkspaceClient, "warehouse" | "startWarehouse">,
  warehouse: Warehouse,
  { report, signal, interval = 2000, timeout = 15 * 60_000 }: StartOptions,
): Promise<Warehouse> {
  let asked = false;
  let current = warehouse;
  for (let waited = 0; !isRunning(current); waited += interval) {
    if (current.state === "DELETED" || current.state === "DELETING") {
      throw new PwafError("not-found", `The warehouse ${current.name} has been deleted.`, {
        hint: "Select another warehouse.",
      });
    }
    if (waited >= timeout) {
      throw new PwafError(
        "timeout",
        `The warehouse ${current.name} did not start within ${Math.round(timeout / 60_000)} minutes.`,
        {
          hint: "Look at it in the workspace, or select another one.",
        },
      );
    }
    if (current.state === "STOPPED" && !asked) {
      asked = true;
      await client.startWarehouse(current.id, signal);
    }
    report(current.state);
    await sleep(interval, undefined, { signal });
    current = await client.warehouse(current.id, signal);
  }
  return current;
}
