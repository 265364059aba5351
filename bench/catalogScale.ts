import { spawn } from "node:child_process";
import { join } from "node:path";
import { root } from "../test/editor/bed/places.ts";
import { startEmulator } from "../src/emulator/emulator.ts";
import { firstLine } from "./firstLine.ts";
import type { BenchRow } from "./row.ts";
import { median, milliseconds, percentile } from "./row.ts";

/** What `catalogInProcess.ts` prints; milliseconds and bytes. */
export interface CatalogTimes {
  readonly entries: number;
  readonly pages: number;
  /** Per page: what the tree took beyond the bare request. */
  readonly beyond: readonly number[];
  readonly bare: readonly number[];
  /** Finding a table on a page that is not loaded. */
  readonly reveal: number;
  /** Filtering all that is loaded. */
  readonly filter: number;
  readonly shown: number;
  readonly heap: number;
}

const longest = 150;
const largest = 50e6;

/** The emulated workspace runs here, the tree in a process of its own. */
export const catalogScale: BenchRow = {
  name: "a catalog with 10 000 schemas",
  budget: "≤ 150 ms beyond the server, ≤ 50 MB",
  async run({ quick }) {
    const scale = quick ? { schemas: 2000, tables: 20_000 } : { schemas: 10_000, tables: 100_000 };
    const emulator = await startEmulator({ httpPort: 0, httpsPort: 0, scale });
    try {
      const task = { host: emulator.httpUrl, token: emulator.createToken(), pageSize: 200 };
      const child = spawn(process.execPath, ["--expose-gc", join(root, "bench", "catalogInProcess.ts")], {
        stdio: ["ignore", "pipe", "inherit"],
        env: { ...process.env, PWAF_BENCH: JSON.stringify(task) },
      });
      const times = JSON.parse(await firstLine(child.stdout)) as CatalogTimes;
      // One slow page on a shared machine says nothing.
      const worst = percentile(times.beyond, 95);
      return {
        measured: `${milliseconds(worst)}, ${(times.heap / 1e6).toFixed(1)} MB`,
        withinBudget: worst <= longest && times.reveal <= longest && times.filter <= longest && times.heap <= largest,
        detail:
          `p95 of ${times.pages} pages, ${times.entries} entries; median ${milliseconds(median(times.beyond))} beyond ` +
          `${milliseconds(median(times.bare))}; reveal ${milliseconds(times.reveal)}, filter ${milliseconds(times.filter)}`,
      };
    } finally {
      await emulator.close();
    }
  },
};
