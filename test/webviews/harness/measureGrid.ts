// Measures the driver alone and the painted grid, one after the other, on the same emulated workspace. Prints one line of JSON.
import { join } from "node:path";
import type { ResultsProtocol, ResultsState } from "../../../src/protocol/results.ts";
import { createSqlClient } from "../../../src/workspace/sql/sqlClient.ts";
import type { ArrowPage, SqlConnection } from "../../../src/workspace/sql/types.ts";
import { root } from "../../editor/bed/places.ts";
import type { Panel } from "./panel.ts";
import { PanelRig } from "./panel.ts";
import type { BenchWorkspace } from "../../../bench/bareDriver.ts";
import { bareSession, benchUserAgent, serviceToken } from "../../../bench/bareDriver.ts";
import type { GridTimes } from "../../../bench/resultsGrid.ts";
import { median, percentile } from "../../../bench/row.ts";

interface Task {
  readonly workspace: BenchWorkspace;
  readonly rows: number;
  readonly repeat: number;
}

const { workspace, rows, repeat } = JSON.parse(process.env["PWAF_BENCH"] ?? "{}") as Task;
const sql = `SELECT id, CAST(id AS INT) AS i, id * 1.5D AS d, concat('order ', id) AS s FROM range(${rows})`;
const token = await serviceToken(workspace);
const bare = await bareSession(workspace, token);
const { hostname: host, port } = new URL(workspace.httpsUrl);
const connection: SqlConnection = {
  host,
  port: Number(port),
  httpPath: workspace.httpPath,
  userAgent: benchUserAgent,
  token: () => Promise.resolve(token),
};
const log = { debug() {}, info() {}, warn: console.error, error: console.error };
const ours = createSqlClient({ driverPath: join(root, "dist", "sqlDriver.js"), log });
const rig = await PanelRig.start();

// Once each, so that both have their session, and the emulator its plan.
await bareFirst();
await (await painted()).panel.close();
const bareTimes: number[] = [];
const paintedTimes: number[] = [];
for (let round = 0; round < repeat; round++) {
  bareTimes.push(await bareFirst());
  const { time, panel } = await painted();
  paintedTimes.push(time);
  await panel.close();
}
const { panel, result, columns } = await painted();
for (let page = await result.nextPage(10_000); page; page = await result.nextPage(10_000))
  await give(panel, columns, page);
await panel.page.waitForFunction(
  (count) => document.querySelector("[role=grid]")?.ariaRowCount === `${count + 1}`,
  rows,
);
const jumps: number[] = [];
const bareJumps: number[] = [];
for (let round = 0; round < 3; round++) {
  jumps.push(...(await panel.page.evaluate(jumpAround, { count: 20, selector: "[role=grid]" })));
  await panel.page.evaluate(makeBareGrid);
  bareJumps.push(...(await panel.page.evaluate(jumpAround, { count: 20, selector: "#bare" })));
  await panel.page.evaluate(() => document.querySelector("#bare")?.remove());
}
const session = await panel.page.context().newCDPSession(panel.page);
await session.send("HeapProfiler.collectGarbage");
const heap = (await session.send("Runtime.getHeapUsage")) as { usedSize: number; backingStorageSize?: number };
const times: GridTimes = {
  rows,
  bareFirst: median(bareTimes),
  painted: median(paintedTimes),
  bareJump: median(bareJumps),
  jump: median(jumps),
  slowJump: percentile(jumps, 95),
  heap: heap.usedSize + (heap.backingStorageSize ?? 0),
};
await rig.stop();
process.stdout.write(`${JSON.stringify(times)}\n`, () => process.exit());

async function bareFirst(): Promise<number> {
  const started = performance.now();
  const operation = await bare.executeStatement(sql, { maxRows: 1000, useCloudFetch: false });
  await operation.fetchChunk({ maxRows: 1000 });
  const time = performance.now() - started;
  await operation.close();
  return time;
}

/** From the statement to the frame that shows its first rows, in a panel that is open, as it is for all but the first statement. */
async function painted() {
  const open = await rig.open<ResultsProtocol>("results");
  const tab = { queryId: 1, kind: "running", title: "SELECT", file: "bench.sql", sql, pinned: false } as const;
  await open.send("tabs", { tabs: [tab], shown: 1 });
  const shown = open.page.evaluate(
    () =>
      new Promise<void>((done) => {
        const look = (): void => {
          if (document.querySelector("[role=gridcell]")) requestAnimationFrame(() => done());
          else requestAnimationFrame(look);
        };
        look();
      }),
  );
  const started = performance.now();
  const opened = await ours.execute(connection, { sql, firstRows: 1000 }, new AbortController().signal);
  const page = await opened.nextPage(1000);
  if (!page) throw new Error("no rows came");
  await give(open, opened.columns, page);
  await shown;
  return { time: performance.now() - started, panel: open, result: opened, columns: opened.columns };
}

async function give(
  to: Panel<ResultsProtocol>,
  columns: Extract<ResultsState, { kind: "rows" }>["columns"],
  { firstRow, rowCount, arrow, last }: ArrowPage,
): Promise<void> {
  const state = { kind: "rows", queryId: 1, sql, target: "bench", columns, loading: false, firstRowsMs: 0 } as const;
  await to.send("state", { ...state, loadedRows: firstRow + rowCount, complete: last });
  const { buffer, byteOffset, byteLength } = arrow;
  await to.send("page", { queryId: 1, firstRow, rowCount, arrow: buffer.slice(byteOffset, byteOffset + byteLength) });
}

/** Runs in the page: scrolls to places that no order leads to; milliseconds of each until its rows are drawn. */
async function jumpAround({ count, selector }: { count: number; selector: string }): Promise<number[]> {
  const grid = document.querySelector(selector);
  if (!grid) throw new Error("there is no grid");
  const frame = (): Promise<number> => new Promise((done) => requestAnimationFrame(done));
  const firstRow = (): Element | null => grid.querySelector(".grid-body [role=row]");
  const times: number[] = [];
  for (let i = 1; i <= count; i++) {
    await frame();
    const before = firstRow();
    const started = performance.now();
    // Multiples of the golden ratio spread evenly and are never near each other.
    grid.scrollTop = ((i * 0.618034) % 1) * (grid.scrollHeight - grid.clientHeight);
    while (firstRow() === before) await frame();
    times.push(performance.now() - started);
  }
  return times;
}

/** Runs in the page: over the grid, as many rows and cells as it shows, with nothing but a number in each. */
function makeBareGrid(): void {
  const rows = document.querySelectorAll("[role=grid] .grid-body [role=row]");
  const make = (style: string, ...children: (HTMLElement | string)[]): HTMLElement => {
    const element = document.createElement("div");
    element.style.cssText = style;
    element.append(...children);
    return element;
  };
  const body = make("position: absolute; top: 0");
  body.className = "grid-body";
  const bare = make("position: fixed; inset: 0; overflow: auto; z-index: 9", make("height: 20000000px"), body);
  bare.id = "bare";
  const draw = (): void => {
    const first = Math.floor(bare.scrollTop / 22);
    body.style.top = `${first * 22}px`;
    const drawn = [...rows].map(({ childElementCount }, i) => {
      const cells = Array.from({ length: childElementCount }, () => make("width: 100px", String(first + i)));
      const row = make("display: flex; height: 22px", ...cells);
      row.role = "row";
      return row;
    });
    body.replaceChildren(...drawn);
  };
  bare.addEventListener("scroll", draw);
  document.body.append(bare);
  draw();
}
