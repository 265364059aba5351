import assert from "node:assert/strict";
import { arrangedQuery } from "../../../../src/core/sql/arrangedQuery.ts";
import type { Emulator } from "../../../../src/emulator/emulator.ts";
import { startEmulator } from "../../../../src/emulator/emulator.ts";

/** What “Run on server” sends, on an engine. */
describe("arranged queries on a workspace", () => {
  let emulator: Emulator;

  before(async () => {
    emulator = await startEmulator({ httpPort: 0, httpsPort: 0 });
  });
  after(() => emulator.close());

  async function run(statement: string): Promise<{ names: string[]; rows: unknown }> {
    const response = await fetch(`${emulator.httpUrl}/api/2.0/sql/statements`, {
      method: "POST",
      headers: { authorization: `Bearer ${emulator.createToken()}`, "content-type": "application/json" },
      body: JSON.stringify({ statement, warehouse_id: emulator.warehouseId, wait_timeout: "30s" }),
    });
    const answer = (await response.json()) as {
      manifest: { schema: { columns: { name: string }[] } };
      result: { data_array: unknown };
    };
    return { names: answer.manifest.schema.columns.map(({ name }) => name), rows: answer.result.data_array };
  }

  it("keep columns apart that share a name, and give the names back", async () => {
    const columns = [
      { name: "id", type: "BIGINT" },
      { name: "id", type: "BIGINT" },
      { name: "s", type: "STRING" },
    ];
    const sql = arrangedQuery("SELECT id, 10 - id AS id, 'O''Hara ' || id AS s FROM range(5) -- all", columns, {
      sort: [{ column: 1, direction: "ascending" }],
      filters: [
        { column: 0, test: ">", text: "1" },
        { column: 2, test: "contains", text: "o'hara" },
      ],
    });
    assert.deepEqual(await run(sql), {
      names: ["id", "id", "s"],
      rows: [
        ["4", "6", "O'Hara 4"],
        ["3", "7", "O'Hara 3"],
        ["2", "8", "O'Hara 2"],
      ],
    });
  });

  it("stand around a query that begins with WITH", async () => {
    const columns = [
      { name: "id", type: "BIGINT" },
      { name: "d", type: "DATE" },
    ];
    const query = "WITH a AS (SELECT id, DATE'2024-01-01' AS d FROM range(3)) SELECT * FROM a";
    const sql = arrangedQuery(query, columns, {
      sort: [{ column: 0, direction: "descending" }],
      filters: [
        { column: 1, test: "=", text: "2024-01-01" },
        { column: 0, test: "<=", text: "1" },
      ],
    });
    assert.deepEqual((await run(sql)).rows, [
      ["1", "2024-01-01"],
      ["0", "2024-01-01"],
    ]);
  });
});
