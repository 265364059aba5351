import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createReadStream } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { DuckDBInstance } from "@duckdb/node-api";
import { tableFromArrays, tableToIPC } from "@uwdata/flechette";
import * as arrow from "apache-arrow";
import { exportRows } from "../../../../src/workspace/sql/export/exportRows.ts";
import type { ExportFormat } from "../../../../src/workspace/sql/exportTypes.ts";
import { exportFormats } from "../../../../src/workspace/sql/exportTypes.ts";
import { runningEmulator } from "../../emulator/running.ts";
import { warehouse } from "./emulated.ts";
import { noAbort, testClient } from "./testClient.ts";

const rows = 1_000_001;
/** As JavaScript values more than twice what the process may have. */
const sql = `SELECT id, concat('a text to fill memory, number ', id) AS s FROM range(${rows})`;

const mkfifo = promisify(execFile);

describe("An export of a million rows", function () {
  this.timeout(120_000);
  const emulator = runningEmulator();
  let folder: string;
  before(async () => (folder = await mkdtemp(join(tmpdir(), "pwaf-export-"))));
  after(() => rm(folder, { recursive: true }));

  for (const format of exportFormats) {
    it(`as ${format} fits into 64 MB, with no row lost and none twice`, async () => {
      const { client } = testClient({ env: { ...process.env, NODE_OPTIONS: "--max-old-space-size=64" } });
      const file = join(folder, `rows.${format}`);
      try {
        const options = { format, file };
        const all = await client.exportResult(warehouse(emulator.current), { sql }, options, noAbort);
        assert.equal(all.rows, rows);
      } finally {
        client.dispose();
      }
      assert.deepEqual(await countAndSum(format, file), [BigInt(rows), (BigInt(rows) * BigInt(rows - 1)) / 2n]);
    });
  }
});

describe("An export to a slow disk", () => {
  it("asks for no more than the next page while one is written", async function () {
    if (process.platform === "win32") {
      process.stdout.write("      skipped: Windows has no pipes in the file system\n");
      this.skip();
    }
    const folder = await mkdtemp(join(tmpdir(), "pwaf-export-"));
    try {
      const places = { target: join(folder, "rows.arrow"), partial: join(folder, "rows.part") };
      await mkfifo("mkfifo", [places.partial]);
      const page = tableToIPC(tableFromArrays({ id: new Float64Array(100_000) }), { format: "stream" })!.slice().buffer;
      const pages = 20;
      let asked = 0;
      const source = {
        execute: async () => [{ name: "id", type: "DOUBLE" }],
        nextPage: async () => ({ firstRow: 0, rowCount: 100_000, arrow: page, last: ++asked === pages }),
        emptyPage: page,
        isCancelled: false,
      };
      const exporting = exportRows(source, "arrow", places, () => undefined);
      let read = 0;
      for await (const bytes of createReadStream(places.partial)) {
        read += (bytes as Buffer).byteLength;
        assert.ok(asked <= read / page.byteLength + 3, `${asked} pages asked for, ${read / page.byteLength} written`);
      }
      // A pipe cannot be brought to disk, which is the last step.
      await assert.rejects(exporting, { reason: "file" });
      assert.deepEqual([asked, Math.round(read / page.byteLength)], [pages, pages]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

async function countAndSum(format: ExportFormat, file: string): Promise<[bigint, bigint]> {
  if (format === "arrow") {
    let [count, sum] = [0n, 0n];
    for (const batch of arrow.RecordBatchReader.from(await readFile(file))) {
      const ids = batch.getChildAt(0)?.toArray() as BigInt64Array;
      count += BigInt(ids.length);
      for (const id of ids) sum += id;
    }
    return [count, sum];
  }
  const source = { csv: "read_csv", jsonl: "read_json", parquet: "read_parquet" }[format];
  const duck = await (await DuckDBInstance.create(":memory:")).connect();
  const result = await duck.runAndReadAll(`SELECT count(DISTINCT id), sum(id) FROM ${source}('${file}')`);
  duck.closeSync();
  const [count, sum] = result.getRows()[0] ?? [];
  return [BigInt(String(count)), BigInt(String(sum))];
}
