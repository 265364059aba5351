// Measures the driver alone and our client, one after the other, on the same emulated workspace. Prints one line of JSON.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSqlClient } from "../src/workspace/sql/sqlClient.ts";
import type { ExportFormat } from "../src/workspace/sql/exportTypes.ts";
import type { SqlConnection } from "../src/workspace/sql/types.ts";
import { root } from "../test/editor/bed/places.ts";
import type { SqlTimes } from "./sqlRows.ts";
import type { BenchWorkspace } from "./bareDriver.ts";
import { bareSession, benchUserAgent, serviceToken } from "./bareDriver.ts";
import type { LoopDelay } from "./loopDelay.ts";
import { loopDelay } from "./loopDelay.ts";
import { median } from "./row.ts";

interface Task {
  readonly workspace: BenchWorkspace;
  readonly rows: number;
  readonly repeat: number;
}

const PAGE = 10_000;
const { workspace, rows, repeat } = JSON.parse(process.env["PWAF_BENCH"] ?? "{}") as Task;
const sql = `SELECT id, CAST(id AS INT) AS i, id * 1.5D AS d, concat('order ', id) AS s FROM range(${rows})`;
const token = await serviceToken(workspace);
const { hostname: host, port } = new URL(workspace.httpsUrl);

const bare = await bareSession(workspace, token);
const log = { debug() {}, info() {}, warn: console.error, error: console.error };
const ours = createSqlClient({ driverPath: join(root, "dist", "sqlDriver.js"), log });
const connection: SqlConnection = {
  host,
  port: Number(port),
  httpPath: workspace.httpPath,
  userAgent: benchUserAgent,
  token: async () => token,
};

// Once each, so that both have their session, and the emulator its plan.
await bareFirst();
await ourFirst();
const first = await alternate(repeat, bareFirst, ourFirst);
const stalls: LoopDelay[] = [];
const all = await alternate(repeat, bareAll, async () => {
  let time = 0;
  stalls.push(await loopDelay(async () => (time = await ourAll())));
  return time;
});
const folder = await mkdtemp(join(tmpdir(), "pwaf-bench-"));
const exported = await alternate(
  repeat,
  () => exportTo("arrow"),
  () => exportTo("csv"),
);
await rm(folder, { recursive: true });
const times: SqlTimes = {
  rows,
  bareFirst: first[0],
  ourFirst: first[1],
  bareAll: all[0],
  ourAll: all[1],
  toArrow: exported[0],
  toCsv: exported[1],
  stall: median(stalls.map(({ ours: own }) => own)),
  idleStall: median(stalls.map(({ idle }) => idle)),
};
process.stdout.write(`${JSON.stringify(times)}\n`, () => process.exit());

/** Medians of two measurements, taken in turns so that both meet the same disturbances. */
async function alternate(
  count: number,
  one: () => Promise<number>,
  other: () => Promise<number>,
): Promise<[number, number]> {
  const results: [number, number][] = [];
  for (let round = 0; round < count; round++) results.push([await one(), await other()]);
  return [median(results.map(([time]) => time)), median(results.map(([, time]) => time))];
}

async function bareFirst(): Promise<number> {
  const started = performance.now();
  const operation = await bare.executeStatement(sql, { maxRows: 1000, useCloudFetch: false });
  await operation.fetchChunk({ maxRows: 1000 });
  const time = performance.now() - started;
  await operation.close();
  return time;
}

async function ourFirst(): Promise<number> {
  const started = performance.now();
  const result = await ours.execute(connection, { sql, firstRows: 1000 }, new AbortController().signal);
  await result.nextPage(1000);
  const time = performance.now() - started;
  await result.close();
  return time;
}

/** The driver's own reader of raw row sets (version 2.1.0), so that nothing is decoded. */
interface RawRows {
  readonly _data: { fetchNext(options: { limit: number }): Promise<unknown>; hasMore(): Promise<boolean> };
}

async function bareAll(): Promise<number> {
  const started = performance.now();
  const operation = await bare.executeStatement(sql, { maxRows: PAGE, useCloudFetch: false, useLZ4Compression: false });
  await operation.finished();
  const { _data: raw } = operation as unknown as RawRows;
  while (await raw.hasMore()) await raw.fetchNext({ limit: PAGE });
  await operation.close();
  return performance.now() - started;
}

async function exportTo(format: ExportFormat): Promise<number> {
  const started = performance.now();
  const options = { format, file: join(folder, `rows.${format}`) };
  const all = await ours.exportResult(connection, { sql, cloudFetch: true }, options, new AbortController().signal);
  if (all.rows !== rows) throw new Error(`${all.rows} rows were written instead of ${rows}`);
  return performance.now() - started;
}

async function ourAll(): Promise<number> {
  const started = performance.now();
  const result = await ours.execute(connection, { sql, firstRows: PAGE }, new AbortController().signal);
  let seen = 0;
  for (let page = await result.nextPage(PAGE); page; page = await result.nextPage(PAGE)) seen += page.rowCount;
  if (seen !== rows) throw new Error(`${seen} rows came instead of ${rows}`);
  return performance.now() - started;
}
