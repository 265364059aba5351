import { besideEmulator } from "./besideEmulator.ts";
import type { BenchRow } from "./row.ts";
import { milliseconds } from "./row.ts";

/** What `measureGrid.ts` prints; milliseconds and bytes. */
export interface GridTimes {
  readonly rows: number;
  readonly bareFirst: number;
  readonly painted: number;
  /** The same for the first statement that the panel shows. */
  readonly firstPainted: number;
  /** From a move of the scroll bar to the rows there: bare elements with a number in each, and the grid's cells. */
  readonly bareJump: number;
  readonly jump: number;
  /** 95 of 100 jumps take at most this long. */
  readonly slowJump: number;
  /** JavaScript heap and Arrow bytes of the page. */
  readonly heap: number;
}

let measured: Promise<GridTimes> | undefined;

/** One run serves all rows about the grid. */
function times(): Promise<GridTimes> {
  // The same in a quick run: with fewer rows the driver has its first page so soon that the ratio tells of the panel's start alone.
  return (measured ??= besideEmulator("test/webviews/harness/measureGrid.ts", { rows: 1_000_000, repeat: 9 }));
}

/** Not for any machine: up to a whole frame of the screen is waited for, half a driver's first page where all else is quick. */
export const gridFirstRows: BenchRow = {
  name: "first rows painted in the grid",
  budget: "≤ 1.5 × bare driver",
  async run() {
    const { bareFirst, painted, firstPainted, rows } = await times();
    return {
      measured: `${milliseconds(painted)} (${(painted / bareFirst).toFixed(2)} ×)`,
      withinBudget: painted <= 1.5 * bareFirst,
      detail:
        `1000 of ${rows} rows, up to the frame that shows them; bare driver ${milliseconds(bareFirst)}; ` +
        `first result of a panel ${milliseconds(firstPainted)}`,
    };
  },
};

export const gridJump: BenchRow = {
  name: "jump to any row of the grid",
  budget: "≤ 2 × bare elements",
  holdsAnywhere: true,
  async run() {
    const { bareJump, jump, slowJump, rows } = await times();
    return {
      measured: `${milliseconds(jump)} (${(jump / bareJump).toFixed(2)} ×)`,
      withinBudget: jump <= 2 * bareJump,
      detail: `60 jumps among ${rows} rows, p95 ${milliseconds(slowJump)}; as many bare elements ${milliseconds(bareJump)}`,
    };
  },
};

export const gridHeap: BenchRow = {
  name: "memory of the grid's page",
  budget: "≤ 150 MB",
  holdsAnywhere: true,
  async run() {
    const { heap, rows } = await times();
    const detail = `${rows} rows of four columns: JavaScript heap and Arrow bytes`;
    return { measured: `${(heap / 1e6).toFixed(0)} MB`, withinBudget: heap <= 150e6, detail };
  },
};
