import assert from "node:assert/strict";
import type { TRowSet } from "@databricks/sql/thrift/TCLIService_types.js";
import { tableFromIPC } from "@uwdata/flechette";
import type { Emulator } from "../../../../src/emulator/emulator.ts";
import { startEmulator } from "../../../../src/emulator/emulator.ts";
import { arrowFromColumns } from "../../../../src/workspace/sql/columnResults.ts";
import { connectDriver } from "../../../../src/workspace/sql/driverConnection.ts";
import { resultColumns, thriftColumns } from "../../../../src/workspace/sql/resultColumns.ts";
import { warehouse } from "./emulated.ts";

/** A warehouse may always answer in columns, most surely to a client that says it cannot read Arrow: this one. */
describe("results in columns", () => {
  let emulator: Emulator;
  before(async () => {
    emulator = await startEmulator({ httpPort: 0, httpsPort: 0 });
  });
  after(() => emulator.close());

  async function run(sql: string) {
    const { token, ...target } = warehouse(emulator);
    const context = { token: async () => await token(), renewal: () => async () => false, log: () => undefined };
    const client = await connectDriver({ ...target, key: "" }, context);
    client.getConfig().arrowEnabled = false;
    const session = await client.openSession();
    const operation = await session.executeStatement(sql);
    const schema = (await operation.getSchema()) ?? undefined;
    const format: string = (await operation.getResultMetadata()).resultFormat;
    assert.equal(format, "COLUMN_BASED");
    const source = (operation as unknown as { _data: { fetchNext(options: { limit: number }): Promise<TRowSet> } })
      ._data;
    const rows = await source.fetchNext({ limit: 1000 });
    await client.close();
    const { arrow, rowCount } = arrowFromColumns(thriftColumns(schema), rows);
    const table = tableFromIPC(arrow, { useBigInt: true });
    assert.equal(table.numRows, rowCount);
    return {
      columns: resultColumns(schema, undefined).map(({ name, type }) => `${name} ${type}`),
      values: table.children.map((column) => Array.from({ length: rowCount }, (_, i) => column.at(i) as unknown)),
    };
  }

  it("become Arrow with exact values", async () => {
    const { columns, values } =
      await run(`SELECT 9007199254740993 AS big, CAST(7 AS INT) AS i, CAST(3 AS SMALLINT) AS s, CAST(1 AS TINYINT) AS t,
      CAST('12345678901234567890.12' AS DECIMAL(38,2)) AS dec, CAST(1.5 AS DOUBLE) AS d, CAST(0.1 AS FLOAT) AS f, true AS yes,
      DATE '2024-02-29' AS day, X'00ff' AS bytes, 'ä🧱' AS text`);
    assert.deepEqual(columns, [
      "big BIGINT",
      "i INT",
      "s SMALLINT",
      "t TINYINT",
      "dec DECIMAL(38,2)",
      "d DOUBLE",
      "f FLOAT",
      "yes BOOLEAN",
      "day DATE",
      "bytes BINARY",
      "text STRING",
    ]);
    assert.deepEqual(
      values.map(([value]) => value),
      [
        9007199254740993n,
        7,
        3,
        1,
        "12345678901234567890.12",
        1.5,
        Math.fround(0.1),
        true,
        "2024-02-29",
        Uint8Array.of(0, 255),
        "ä🧱",
      ],
    );
  });

  it("keep NULL apart from anything else, over many rows", async () => {
    const { values } = await run(
      "SELECT CASE WHEN id % 3 = 0 THEN NULL ELSE id END AS n, CASE WHEN id % 2 = 0 THEN NULL ELSE '' END AS s FROM range(20) ORDER BY id",
    );
    const ids = Array.from({ length: 20 }, (_, i) => i);
    assert.deepEqual(values, [
      ids.map((id) => (id % 3 === 0 ? null : BigInt(id))),
      ids.map((id) => (id % 2 === 0 ? null : "")),
    ]);
  });

  it("keep columns of the same name apart", async () => {
    const { columns, values } = await run("SELECT 1 AS a, 'two' AS a");
    assert.deepEqual(
      [columns, values],
      [
        ["a INT", "a STRING"],
        [[1], ["two"]],
      ],
    );
  });

  it("may be empty", async () => {
    const { columns, values } = await run("SELECT id, 'x' AS s FROM range(0)");
    assert.deepEqual(
      [columns, values],
      [
        ["id BIGINT", "s STRING"],
        [[], []],
      ],
    );
  });
});
