import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Volume, VolumeFile } from "../catalog/model.ts";
import { sampleTime } from "./define.ts";

/** How many files the folder with many files has: more than one page of the Files API. */
const manyFiles = 2500;

/** A file whose content is made once, when somebody looks. */
function file(path: string, make: () => string | Promise<Buffer>): VolumeFile {
  let content: Promise<Buffer> | undefined;
  return {
    path,
    modifiedAt: sampleTime,
    content: () => (content ??= Promise.resolve(make()).then((made) => Buffer.from(made))),
  };
}

function csv(rows: number): string {
  const lines = Array.from(
    { length: rows },
    (_, i) => `${500_000 + i},${1000 + (i % 500)},"${i % 3 === 0 ? 'said ""yes"", twice' : "plain"}",${i}.50`,
  );
  return ["order_id,customer_id,note,total", ...lines, ""].join("\n");
}

/** Written by DuckDB, as other tools would read it. */
async function parquet(): Promise<Buffer> {
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const folder = await mkdtemp(join(tmpdir(), "pwaf-parquet-"));
  const instance = await DuckDBInstance.create(":memory:");
  try {
    const path = join(folder, "orders.parquet");
    const connection = await instance.connect();
    await connection.run(
      `COPY (SELECT 500000 + i AS order_id, 'Customer ' || i AS customer, i / 4 AS total, DATE '2026-01-01' + CAST(i % 90 AS INTEGER) AS day
       FROM range(2000) AS r(i)) TO '${path.replaceAll("'", "''")}' (FORMAT parquet)`,
    );
    connection.closeSync();
    return await readFile(path);
  } finally {
    instance.closeSync();
    await rm(folder, { recursive: true, force: true });
  }
}

export const salesVolumes: readonly Volume[] = [
  {
    name: "exports",
    kind: "MANAGED",
    comment: "Nightly exports",
    files: [
      file("README.txt", () => "Written every night at two.\nKept for ninety days.\n"),
      file("2026/01/orders.csv", () => csv(200)),
      file("2026/01/orders.parquet", parquet),
      file("2026/01/orders.json", () => `${JSON.stringify({ night: "2026-01-14", files: 2, late: null }, null, 2)}\n`),
      file("2026/02/orders.csv", () => csv(60_000)),
      file("odd names/it's 100% größe.txt", () => "A name that must be encoded\n"),
      file("odd names/empty.bin", () => ""),
      ...Array.from({ length: manyFiles }, (_, i) =>
        file(`many/part-${String(i).padStart(5, "0")}.json`, () => `{"part": ${i}}\n`),
      ),
    ],
  },
  { name: "landing", kind: "EXTERNAL", comment: "Nothing has been delivered yet" },
];
