import { spawn } from "node:child_process";
import { join } from "node:path";
import { root } from "../test/editor/bed/places.ts";
import type { Scale } from "../src/emulator/catalog/store.ts";
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
  /** Nodes that the editor drew at most after a page. */
  readonly shownAtOnce: number;
  readonly heap: number;
}

const longest = 150;
const largest = 50e6;

/** What `catalogInProcess.ts` is told. */
export interface CatalogTask {
  readonly host: string;
  readonly token: string;
  readonly pageSize: number;
  /** What is expanded to its end: the schemas of the catalog, or the tables of its first schema. */
  readonly level: "schemas" | "tables";
  /** A table that is found at last. */
  readonly last: readonly string[];
}

export const catalogScale = scaleRow("a catalog with 10 000 schemas", "schemas", { schemas: 10_000, tables: 100_000 });
export const schemaScale = scaleRow("a schema with 100 000 tables", "tables", { schemas: 1, tables: 100_000 });

/** The emulated workspace runs here, the tree in a process of its own. */
function scaleRow(name: string, level: CatalogTask["level"], full: Scale): BenchRow {
  return {
    name,
    budget: "≤ 150 ms beyond the server, ≤ 50 MB",
    async run({ quick }) {
      const scale = quick ? { schemas: full.schemas / 10, tables: full.tables / 10 } : full;
      const emulator = await startEmulator({ httpPort: 0, httpsPort: 0, scale });
      try {
        const number = (index: number): string => String(index - 1).padStart(5, "0");
        const last = ["scale", `schema_${number(scale.schemas)}`, `table_${number(scale.tables / scale.schemas)}`];
        const times = await expand({
          host: emulator.httpUrl,
          token: emulator.createToken(),
          pageSize: 200,
          level,
          last,
        });
        // One slow page on a shared machine says nothing.
        const worst = percentile(times.beyond, 95);
        return {
          measured: `${milliseconds(worst)}, ${(times.heap / 1e6).toFixed(1)} MB`,
          withinBudget: worst <= longest && times.reveal <= longest && times.filter <= longest && times.heap <= largest,
          detail:
            `p95 of ${times.pages} pages, ${times.entries} entries, ${times.shownAtOnce} drawn at once; median ${milliseconds(median(times.beyond))} beyond ` +
            `${milliseconds(median(times.bare))}; reveal ${milliseconds(times.reveal)}, filter ${milliseconds(times.filter)}`,
        };
      } finally {
        await emulator.close();
      }
    },
  };
}

async function expand(task: CatalogTask): Promise<CatalogTimes> {
  const child = spawn(process.execPath, ["--expose-gc", join(root, "bench", "catalogInProcess.ts")], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, PWAF_BENCH: JSON.stringify(task) },
  });
  return JSON.parse(await firstLine(child.stdout)) as CatalogTimes;
}
