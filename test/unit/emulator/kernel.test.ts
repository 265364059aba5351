import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { runningEmulator } from "./running.ts";
import { openSession } from "./sqlClient.ts";

type Sql = Awaited<ReturnType<typeof openSession>>;
type Row = Record<string, unknown>;

const orders = { catalogName: "main", schemaName: "sales", tableName: "orders" };

/** The Statement Execution API as the Node driver's kernel uses it, held against the same driver over Thrift. */
describe("emulator: the kernel of the Node driver", () => {
  let kernel: Sql | undefined;
  let thrift: Sql | undefined;
  after(async () => {
    await kernel?.close();
    await thrift?.close();
  });
  const emulator = runningEmulator();
  before(async function () {
    const library = `@databricks/databricks-sql-kernel-${process.platform}-${process.arch}${process.platform === "linux" ? "-gnu" : ""}`;
    try {
      createRequire(import.meta.url).resolve(library);
    } catch {
      console.log(`    ${library} is not at hand: the driver has no kernel here`);
      return this.skip();
    }
    kernel = await openSession(emulator.current, { kernel: true, exact: true });
    thrift = await openSession(emulator.current, { exact: true });
  });

  async function both<T>(ask: (sql: Sql) => Promise<T>): Promise<[T, T]> {
    assert.ok(kernel && thrift);
    return [await ask(kernel), await ask(thrift)];
  }

  for (const [what, query] of [
    ["little", "SELECT 1 AS x, 'é' AS s, CAST(NULL AS STRING) AS n"],
    ["nothing", "SELECT * FROM main.`odd names`.empty"],
    ["every type", "SELECT * FROM main.`odd names`.all_types"],
    ["a result in files", "SELECT id, 'row ' || id AS text, id % 3 = 0 AS third FROM range(45000)"],
  ] as const) {
    it(`brings ${what} as Thrift does`, async () => {
      const [found, wanted] = await both((sql) => sql.rows(query));
      assert.deepEqual(found, wanted);
    });
  }

  it("lists tables, columns and keys as Thrift does", async () => {
    const sorted = (rows: unknown[]) => (rows as Row[]).map((row) => JSON.stringify(row)).sort();
    for (const call of ["getTables", "getPrimaryKeys"] as const) {
      const [found, wanted] = await both(async ({ session }) => (await session[call](orders)).fetchAll());
      assert.deepEqual(sorted(found), sorted(wanted));
      assert.equal(found.length, 1);
    }
    const [columns, wanted] = await both(async ({ session }) => {
      const found = (await (await session.getColumns(orders)).fetchAll()) as Row[];
      return found.map((row) => [row["COLUMN_NAME"], row["TYPE_NAME"], row["REMARKS"], row["IS_NULLABLE"]]);
    });
    assert.deepEqual(columns, wanted);
  });

  it("says why a statement fails", async () => {
    assert.ok(kernel);
    await assert.rejects(kernel.rows("SELECT 1/0"), /\[DIVIDE_BY_ZERO\]/);
    await assert.rejects(kernel.rows("SELECT * FROM nope"), /\[TABLE_OR_VIEW_NOT_FOUND\]/);
  });
});
