// Measures the driver alone and the painted grid, one after the other, on the same emulated workspace. Prints one line of JSON.
import { join } from "node:path";
import { QueryRunner } from "../../../src/host/query/queryRunner.ts";
import type { ResultsProtocol } from "../../../src/protocol/results.ts";
import { panelId } from "../../../src/webviews/results/resultTabs.ts";
import { createSqlClient } from "../../../src/workspace/sql/sqlClient.ts";
import type { SqlConnection } from "../../../src/workspace/sql/types.ts";
import { root } from "../../editor/bed/places.ts";
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
const panel = await rig.open<ResultsProtocol>("results", { streamed: true });
let queries = 0;
let runner: QueryRunner | undefined;

// Once each, so that both have their session, and the emulator its plan.
await bareFirst();
await (await ours.execute(connection, { sql }, new AbortController().signal)).close();
// The panel's first result finds it cold, as no later one does.
const firstPainted = await painted();
const bareTimes: number[] = [];
const paintedTimes: number[] = [];
for (let round = 0; round < repeat; round++) {
  bareTimes.push(await bareFirst());
  paintedTimes.push(await painted());
}
await runner?.all(queries);
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
  firstPainted,
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

/** The host's own runner at the other end of the panel. Messages travel as in the editor: bytes to the page, posted there. */
function runnerOf(queryId: number): QueryRunner {
  const runner = new QueryRunner({
    execute: (statement, signal) => ours.execute(connection, statement, signal),
    describeTarget: () => Promise.resolve("bench"),
    maxRows: () => rows,
    maxBytes: () => Infinity,
    now: () => Date.now(),
    nextId: () => queryId,
    viewError: (error) => ({ message: String(error) }),
    failed: console.error,
  });
  runner.onDidChange((state) => panel.stream?.send("state", state));
  runner.onDidLoad((page) => panel.stream?.send("page", page));
  return runner;
}

/** From the statement to the frame that shows its first rows, whose time is taken in the page. */
async function painted(): Promise<number> {
  runner?.dispose();
  const queryId = ++queries;
  runner = runnerOf(queryId);
  const shown = panel.page.evaluate(frameWithRows, `#${panelId(queryId)} [role=gridcell]`);
  const tab = { queryId, kind: "running", title: "SELECT", file: "bench.sql", sql, pinned: false } as const;
  const started = performance.timeOrigin + performance.now();
  panel.stream?.send("tabs", { tabs: [tab], shown: queryId });
  await runner.run({ sql });
  return (await shown) - started;
}

/** Runs in the page: when the first rows are on the screen, in milliseconds since 1970. */
async function frameWithRows(cell: string): Promise<number> {
  const isThere = (): boolean => document.querySelector(cell) !== null;
  await new Promise<void>((done) => {
    const watch = new MutationObserver(() => {
      if (!isThere()) return;
      watch.disconnect();
      done();
    });
    watch.observe(document.body, { childList: true, subtree: true });
  });
  await new Promise((frame) => requestAnimationFrame(frame));
  // Heard once the frame has been laid out and painted.
  await new Promise<void>((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done();
    port2.postMessage(undefined);
  });
  return performance.timeOrigin + performance.now();
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
