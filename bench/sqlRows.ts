import { besideEmulator } from "./besideEmulator.ts";
import type { BenchRow, BenchSize } from "./row.ts";
import { milliseconds } from "./row.ts";

/** What `sqlInProcess.ts` prints; milliseconds. */
export interface SqlTimes {
  readonly rows: number;
  readonly bareFirst: number;
  readonly ourFirst: number;
  readonly bareAll: number;
  readonly ourAll: number;
  /** The same rows to a file: the server's own Arrow, and text. */
  readonly toArrow: number;
  readonly toCsv: number;
  /** Longest time for which the process that asks for rows was not responsive. */
  readonly stall: number;
  /** The same of a thread that had nothing to do meanwhile. */
  readonly idleStall: number;
}

let measured: Promise<SqlTimes> | undefined;

/** One run serves all rows about SQL. */
function times({ quick }: BenchSize): Promise<SqlTimes> {
  return (measured ??= besideEmulator("bench/sqlInProcess.ts", { rows: quick ? 100_000 : 1_000_000, repeat: 5 }));
}

export const firstRows: BenchRow = {
  name: "first rows of a large result",
  budget: "≤ 1.5 × bare driver",
  holdsAnywhere: true,
  async run(size) {
    const { bareFirst, ourFirst, rows } = await times(size);
    return ratio(ourFirst, bareFirst, 1.5, `1000 of ${rows} rows; bare driver`);
  },
};

export const allRows: BenchRow = {
  name: "all rows of a large result",
  budget: "≤ 1.3 × bare Arrow",
  holdsAnywhere: true,
  async run(size) {
    const { bareAll, ourAll, rows } = await times(size);
    return ratio(ourAll, bareAll, 1.3, `${rows} rows in pages of 10 000; bare driver without decoding`);
  },
};

export const exportRows: BenchRow = {
  name: "all rows of a large result to a file",
  budget: "≤ 1.5 × bare Arrow",
  holdsAnywhere: true,
  async run(size) {
    const { bareAll, toArrow, toCsv, rows } = await times(size);
    return ratio(
      toArrow,
      bareAll,
      1.5,
      `${rows} rows as Arrow (as CSV ${milliseconds(toCsv)}); bare driver writing nothing`,
    );
  },
};

export const hostStall: BenchRow = {
  name: "stall while all rows pass",
  budget: "≤ 20 ms beyond idle",
  holdsAnywhere: true,
  async run(size) {
    const { stall, idleStall, rows } = await times(size);
    return {
      measured: `${Math.max(0, stall - idleStall).toFixed(1)} ms`,
      withinBudget: stall - idleStall <= 20,
      detail: `event loop of the process that asks for ${rows} rows ${stall.toFixed(1)} ms, of an idle thread beside it ${idleStall.toFixed(1)} ms`,
    };
  },
};

function ratio(ours: number, bare: number, limit: number, what: string) {
  return {
    measured: `${milliseconds(ours)} (${(ours / bare).toFixed(2)} ×)`,
    withinBudget: ours <= limit * bare,
    detail: `${what} ${milliseconds(bare)}`,
  };
}
