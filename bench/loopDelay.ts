import { once } from "node:events";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { Worker } from "node:worker_threads";

/** Longest time, in milliseconds, for which an event loop did not come round: ours, and that of a thread that has nothing to do. */
export interface LoopDelay {
  readonly ours: number;
  readonly idle: number;
}

/** An idle thread says how long the machine alone keeps anybody waiting. */
const idleThread = `
  const { monitorEventLoopDelay } = require("node:perf_hooks");
  const { parentPort } = require("node:worker_threads");
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  parentPort.postMessage(0);
  parentPort.once("message", () => {
    delay.disable();
    parentPort.postMessage(delay.max / 1e6);
  });
`;

/** Measures both while something runs. */
export async function loopDelay(run: () => Promise<unknown>): Promise<LoopDelay> {
  const worker = new Worker(idleThread, { eval: true });
  await once(worker, "message");
  // A fresh one each time, because the time between two uses would count as a stall.
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await run();
  delay.disable();
  worker.postMessage("enough");
  const [idle] = (await once(worker, "message")) as [number];
  await worker.terminate();
  return { ours: delay.max / 1e6, idle };
}
