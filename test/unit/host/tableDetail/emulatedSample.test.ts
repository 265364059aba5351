import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { tableFromIPC } from "@uwdata/flechette";
import { silentLogger } from "../../../../src/core/base/logger.ts";
import { startEmulator } from "../../../../src/emulator/emulator.ts";
import type { Emulator } from "../../../../src/emulator/emulator.ts";
import { readSample, sampleStatement } from "../../../../src/host/tableDetail/sampleRows.ts";
import type { TablePath } from "../../../../src/host/tableDetail/tablePath.ts";
import type { LoadedSample } from "../../../../src/host/tableDetail/tablePreview.ts";
import { createSqlClient } from "../../../../src/workspace/sql/sqlClient.ts";
import type { SqlClient } from "../../../../src/workspace/sql/types.ts";

const driverPath = fileURLToPath(new URL("../../../../src/workspace/sql/driverProcess.ts", import.meta.url));

describe("sample rows of the emulated workspace", () => {
  let emulator: Emulator;
  let sql: SqlClient;

  before(async () => {
    emulator = await startEmulator({ httpPort: 0, httpsPort: 0 });
    sql = createSqlClient({ driverPath, log: silentLogger });
  });
  after(async () => {
    sql.dispose();
    await emulator.close();
  });

  async function sample(path: TablePath): Promise<LoadedSample> {
    const token = emulator.createToken();
    const connection = {
      host: "127.0.0.1",
      port: Number(new URL(emulator.httpUrl).port),
      protocol: "http" as const,
      httpPath: emulator.httpPath,
      userAgent: "PwafToolkit_VSCode/0.1.0",
      token: async () => token,
    };
    const { signal } = new AbortController();
    return await readSample(await sql.execute(connection, sampleStatement(path), signal), signal);
  }

  for (const [name, rows, truncated] of [
    ['it\'s "quoted"', 3, false],
    ["back`tick", 3, false],
    ["<b>html</b>", 2, false],
    ["größe_数据_🚀", 3, false],
    ["huge_cell", 3, false],
    ["all_types", 3, false],
    ["wide", 100, true],
  ] as const) {
    it(`${name}: ${rows} rows${truncated ? " and more" : ""}`, async () => {
      const { columns, page, truncated: more } = await sample(["main", "odd names", name]);
      const table = tableFromIPC(new Uint8Array(page.arrow));
      assert.deepEqual([page.rowCount, table.numRows, more], [rows, rows, truncated]);
      assert.deepEqual(
        table.names,
        columns.map((column) => column.name),
      );
    });
  }

  it("shows the columns of an empty table", async () => {
    const { columns, page, truncated } = await sample(["main", "odd names", "empty"]);
    assert.deepEqual([columns.map(({ name }) => name), page.rowCount, truncated], [["id", "name"], 0, false]);
  });

  it("passes on what the warehouse says about a table that is not there", async () => {
    await assert.rejects(sample(["main", "odd names", "no`such table"]), { reason: "sql" });
  });
});
