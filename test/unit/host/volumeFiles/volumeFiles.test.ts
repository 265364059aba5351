import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import { tableFromIPC } from "@uwdata/flechette";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { silentLogger } from "../../../../src/core/base/logger.ts";
import { parseDelimited } from "../../../../src/host/volumeFiles/delimited.ts";
import { previewFile } from "../../../../src/host/volumeFiles/filePreview.ts";
import { parquetHead } from "../../../../src/host/volumeFiles/parquetHead.ts";
import { fileKind, textOf } from "../../../../src/host/volumeFiles/sniff.ts";
import { parseVolumePath, volumePathOf } from "../../../../src/host/volumeFiles/volumePath.ts";
import type { FilePreview } from "../../../../src/protocol/volumeFile.ts";
import { createWorkspaceClient } from "../../../../src/workspace/rest/workspaceClient.ts";
import { runningEmulator } from "../../emulator/running.ts";

const never = new AbortController().signal;

function rowsOf({ contents }: FilePreview): (string | null)[][] {
  assert.ok(contents.kind === "rows", contents.kind);
  const table = tableFromIPC(new Uint8Array(contents.page.arrow));
  const columns = contents.columns.map((_, i) => table.getChildAt<string | null>(i));
  return Array.from({ length: table.numRows }, (_, row) => columns.map((column) => column.at(row)));
}

describe("preview of files in the emulated workspace", () => {
  const emulator = runningEmulator();

  async function preview(path: string): Promise<FilePreview> {
    const token = emulator.current.createToken();
    const host = emulator.current.httpUrl;
    const client = createWorkspaceClient({
      host,
      token: async () => token,
      productVersion: "1.2.3",
      log: silentLogger,
    });
    return await previewFile(client, `/Volumes/main/sales/exports/${path}`, never);
  }

  it("a small CSV whole", async () => {
    const file = await preview("2026/01/orders.csv");
    const rows = rowsOf(file);
    assert.deepEqual(
      [rows.length, rows[0], file.note],
      [200, ["500000", "1000", 'said "yes", twice', "0.50"], "All 200 rows."],
    );
  });

  it("of a big CSV only the head, by one range", async () => {
    emulator.current.requests.clear();
    const file = await preview("2026/02/orders.csv");
    assert.equal(rowsOf(file).length, 1000);
    assert.match(file.note, /^First 1,000 rows\. The first 256 kB of 1\.\d MB\.$/);
    assert.ok((file.size ?? 0) > 1e6);
    assert.equal(emulator.current.requests.entries.filter(({ path }) => path.includes("/fs/files/")).length, 1);
  });

  it("the first rows of a Parquet file, with its types", async () => {
    const file = await preview("2026/01/orders.parquet");
    assert.ok(file.contents.kind === "rows");
    assert.deepEqual(
      file.contents.columns.map(({ name, type }) => [name, type]),
      [
        ["order_id", "BIGINT"],
        ["customer", "STRING"],
        ["total", "DOUBLE"],
        ["day", "DATE"],
      ],
    );
    assert.deepEqual(rowsOf(file)[5], ["500005", "Customer 5", "1.25", "2026-01-06"]);
    assert.equal(file.note, "First 1,000 of 2,000 rows.");
  });

  it("JSON, text with an odd name, and an empty file", async () => {
    const json = await preview("2026/01/orders.json");
    assert.ok(json.contents.kind === "text" && json.contents.text.includes('"late": null'));
    const text = await preview("odd names/it's 100% größe.txt");
    assert.deepEqual(text.contents, { kind: "text", text: "A name that must be encoded\n" });
    assert.deepEqual((await preview("odd names/empty.bin")).contents, { kind: "empty" });
  });

  it("says what the workspace says of a file that is not there", async () => {
    await assert.rejects(preview("nothing.csv"), { reason: "not-found" });
  });
});

describe("Parquet files", () => {
  /** Written by DuckDB. */
  async function written(query: string, options = ""): Promise<Uint8Array> {
    const folder = await mkdtemp(join(tmpdir(), "pwaf-parquet-"));
    const instance = await DuckDBInstance.create(":memory:");
    try {
      const path = join(folder, "file.parquet");
      const connection = await instance.connect();
      await connection.run(`COPY (${query}) TO '${path}' (FORMAT parquet${options})`);
      connection.closeSync();
      return await readFile(path);
    } finally {
      instance.closeSync();
      await rm(folder, { recursive: true, force: true });
    }
  }
  const head = (bytes: Uint8Array, limit = 10) =>
    parquetHead(bytes.length, async (from, to) => bytes.subarray(from, to), limit);

  it("keep decimals, 64-bit integers and microseconds exact", async () => {
    const { columns, rows } = await head(
      await written(`SELECT 9007199254740993::BIGINT AS big, -12.345::DECIMAL(5,3) AS small, 0.07::DECIMAL(18,2) AS cents,
        123456789012345678901234567890123456.78::DECIMAL(38,2) AS huge, TIMESTAMP '1969-12-31 23:59:59.999999' AS at,
        DATE '2026-02-28' AS day, 'x'::BLOB AS bytes, [1, NULL] AS list, {'a': 9007199254740993::BIGINT} AS struct, NULL::INTEGER AS none, true AS flag`),
    );
    assert.deepEqual(
      columns.map(({ type }) => type),
      [
        "BIGINT",
        "DECIMAL(5,3)",
        "DECIMAL(18,2)",
        "DECIMAL(38,2)",
        "TIMESTAMP_NTZ",
        "DATE",
        "BINARY",
        "ARRAY",
        "STRUCT",
        "INT",
        "BOOLEAN",
      ],
    );
    assert.deepEqual(rows[0], [
      "9007199254740993",
      "-12.345",
      "0.07",
      "123456789012345678901234567890123456.78",
      "1969-12-31 23:59:59.999999",
      "2026-02-28",
      "78",
      "[1,null]",
      '{"a":"9007199254740993"}',
      null,
      "true",
    ]);
  });

  for (const codec of ["UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD", "BROTLI"]) {
    it(`compressed with ${codec}`, async () => {
      const bytes = await written("SELECT i, 'text ' || i AS t FROM range(5000) AS r(i)", `, COMPRESSION '${codec}'`);
      const { rows, rowCount } = await head(bytes, 3);
      assert.deepEqual([rows.length, rows[2], rowCount], [3, ["2", "text 2"], 5000]);
    });
  }

  it("are fetched in parts", async () => {
    const bytes = await written("SELECT i FROM range(500000) AS r(i)", ", ROW_GROUP_SIZE 50000");
    let fetched = 0;
    const { rows } = await parquetHead(
      bytes.length,
      async (from, to) => {
        fetched += to - from;
        return bytes.subarray(from, to);
      },
      10,
    );
    assert.equal(rows.length, 10);
    assert.ok(fetched < bytes.length / 2, `${fetched} of ${bytes.length} bytes`);
  });

  it("that are broken say so", async () => {
    const bytes = (await written("SELECT 1 AS a")).slice(0, -20);
    await assert.rejects(head(bytes), /./);
  });
});

describe("what a file is", () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  for (const [path, head, expected] of [
    ["a.csv", bytes("a,b"), "delimited"],
    ["a.TSV", bytes("a\tb"), "delimited"],
    ["a.json", bytes("{}"), "json"],
    ["a.log", bytes("größe"), "text"],
    ["a.csv", new Uint8Array(), "empty"],
    ["a", bytes("PAR1..."), "parquet"],
    ["a.txt", bytes("MZ is no program"), "text"],
    ["a.csv", gzipSync("a,b"), "gzip archive"],
    ["a.png", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0]), "PNG image"],
    ["a.bin", new Uint8Array([0, 1, 2]), "Binary file of a kind that is not known here"],
  ] as const) {
    it(`${path}: ${expected}`, () => {
      const kind = fileKind(path, head);
      assert.equal(kind.kind === "binary" ? kind.what : kind.kind, expected);
    });
  }

  it("reads UTF-16 by its mark, and leaves out half a character at the end", () => {
    assert.equal(textOf(new Uint8Array([0xff, 0xfe, 0x61, 0])), "a");
    assert.equal(textOf(bytes("aß").subarray(0, 2)), "a");
    assert.equal(textOf(new Uint8Array([0x61, 0xff, 0x61])), undefined);
  });
});

describe("delimited text", () => {
  for (const [text, header, rows] of [
    ["a,b\n1,2\n", ["a", "b"], [["1", "2"]]],
    ["a;b\r\n1;\r\n", ["a", "b"], [["1", ""]]],
    ['a,b\n"x, ""y""\nz",2', ["a", "b"], [['x, "y"\nz', "2"]]],
    ["a\tb\n1\n", ["a", "b"], [["1", null]]],
    ["a,b\n1,2,3\n", ["a", "b", "column 3"], [["1", "2", "3"]]],
    ["a,b\n\n1,2\n", ["a", "b"], [["1", "2"]]],
    ["", [], []],
  ] as const) {
    it(JSON.stringify(text), () => {
      const found = parseDelimited(text, { isCut: false });
      assert.deepEqual([found.header, found.rows], [header, rows]);
    });
  }

  it("leaves out the line in which the text was cut", () => {
    assert.deepEqual(parseDelimited("a,b\n1,2\n3,", { isCut: true }).rows, [["1", "2"]]);
    assert.deepEqual(parseDelimited('a,b\n1,2\n3,"4', { isCut: true }).rows, [["1", "2"]]);
    assert.deepEqual(parseDelimited("a,b\n1,2\n3,4", { isCut: false }).rows.length, 2);
  });
});

describe("paths of volumes", () => {
  it("takes paths and files of the catalog tree, nothing else", () => {
    assert.equal(parseVolumePath(" dbfs:/Volumes/a/b/c/d.csv "), "/Volumes/a/b/c/d.csv");
    assert.equal(volumePathOf({ kind: "file", path: ["a", "b", "c", "x y", "d.csv"] }), "/Volumes/a/b/c/x y/d.csv");
    for (const other of [
      "/Volumes/a/b/c",
      "/tmp/x",
      "Volumes/a/b/c/d",
      "/Volumes/a/b/c/../d",
      "",
      7,
      null,
      { kind: "folder", path: ["a", "b", "c", "d"] },
    ])
      assert.equal(volumePathOf(other), undefined);
  });
});
