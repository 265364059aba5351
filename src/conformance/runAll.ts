import type { ConformanceEntry } from "../core/conformance/entry.ts";
import type { ConformanceResult } from "../core/conformance/result.ts";
import { runTasks } from "../core/conformance/schedule.ts";
import type { RunContext } from "./runEntry.ts";
import { runEntry } from "./runEntry.ts";

export interface RunEvents {
  readonly onStart?: (entry: ConformanceEntry) => void;
  readonly onResult?: (result: ConformanceResult) => void;
}

/** Runs entries side by side, each behind a recorder of its own. Results are in the order of the entries. */
export async function runAll(
  entries: readonly ConformanceEntry[],
  context: RunContext,
  { jobs, onStart, onResult }: RunEvents & { readonly jobs: number },
): Promise<ConformanceResult[]> {
  const results = new Map<ConformanceEntry, ConformanceResult>();
  const tasks = entries.map((entry) => ({
    alone: entry.alone,
    run: async () => {
      if (!context.signal.aborted) onStart?.(entry);
      const result = await runEntry(entry, context);
      results.set(entry, result);
      onResult?.(result);
    },
  }));
  await runTasks(tasks, jobs);
  return entries.flatMap((entry) => results.get(entry) ?? []);
}
