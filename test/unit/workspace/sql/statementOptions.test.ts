import assert from "node:assert/strict";
import type { Emulator } from "../../../../src/emulator/emulator.ts";
import { startEmulator } from "../../../../src/emulator/emulator.ts";
import { PwafError } from "../../../../src/core/base/errors.ts";
import type { SqlConnection, SqlStatement } from "../../../../src/workspace/sql/types.ts";
import { allPages, firstRow, warehouse, workCalls } from "./emulated.ts";
import type { TestClient } from "./testClient.ts";
import { noAbort, testClient } from "./testClient.ts";

describe("what a statement is given besides its text", function () {
  this.timeout(60_000);
  let emulator: Emulator;
  let test: TestClient;
  let connection: SqlConnection;

  before(async () => {
    emulator = await startEmulator({ httpPort: 0, httpsPort: 0 });
    test = testClient();
    connection = warehouse(emulator);
  });
  after(async () => {
    test.client.dispose();
    await emulator.close();
  });

  async function row(statement: SqlStatement): Promise<unknown[]> {
    const result = await test.client.execute(connection, statement, noAbort);
    return firstRow((await allPages(result))[0]);
  }
  const place = (options: Omit<SqlStatement, "sql">): Promise<unknown[]> =>
    row({ sql: "SELECT current_catalog(), current_schema()", ...options });

  it("parameters arrive as values of their types, whatever they hold", async () => {
    const parameters = [
      { name: "text", type: "STRING", value: "it's; DROP TABLE t -- :big" },
      { name: "big", type: "BIGINT", value: "9007199254740993" },
      { name: "dec", type: "DECIMAL(5,2)", value: "123.45" },
      { name: "day", type: "DATE", value: "2024-02-29" },
      { name: "yes", type: "BOOLEAN", value: "true" },
      { name: "nothing", type: "STRING", value: null },
    ];
    const sql = `SELECT :text, :big, CAST(:dec AS STRING), CAST(:day + INTERVAL 1 DAY AS STRING), :yes,
      :nothing IS NULL, ':big' -- :text`;
    const [text, big, dec, day, ...rest] = await row({ sql, parameters });
    assert.deepEqual([text, big, dec], ["it's; DROP TABLE t -- :big", 9007199254740993n, "123.45"]);
    assert.match(String(day), /^2024-03-01/);
    assert.deepEqual(rest, [true, true, ":big"]);
  });

  it("a marker without a value is refused by the server, not filled in", async () => {
    await assert.rejects(row({ sql: "SELECT :missing" }), (error) => {
      assert.ok(error instanceof PwafError);
      assert.match(error.message, /UNBOUND_SQL_PARAMETER/);
      return true;
    });
  });

  it("a named session begins where it is told and goes where USE leads it", async () => {
    const session = "file:///a.sql";
    assert.deepEqual(await place({ session, catalog: "main", schema: "sales" }), ["main", "sales"]);
    await row({ sql: "USE SCHEMA default", session });
    assert.deepEqual(await place({ session, catalog: "main", schema: "sales" }), ["main", "default"]);
    assert.deepEqual(await place({ session: "file:///b.sql", catalog: "main", schema: "sales" }), ["main", "sales"]);
  });

  it("statements of one session go to one session on the server", async () => {
    emulator.requests.clear();
    for (let i = 0; i < 3; i++) await row({ sql: "SELECT 1", session: "one" });
    assert.equal(workCalls(emulator).filter((call) => call === "OpenSession").length, 1);
  });
});
