import assert from "node:assert/strict";
import { runningEmulator } from "./running.ts";
import { openSession } from "./sqlClient.ts";

type Sql = Awaited<ReturnType<typeof openSession>>;
type Call = Awaited<ReturnType<Sql["session"]["getTypeInfo"]>>;
type Row = Record<string, unknown>;

const sales = { catalogName: "main", schemaName: "sales" };

describe("emulator: catalog calls of the stock Node driver", () => {
  let sql: Sql;
  after(() => sql.close());
  const emulator = runningEmulator();
  before(async () => {
    sql = await openSession(emulator.current);
  });

  const rows = async (call: Promise<Call>) => {
    const operation = await call;
    const found = (await operation.fetchAll()) as Row[];
    await operation.close();
    return found;
  };
  const values = (found: readonly Row[], ...names: string[]) => found.map((row) => names.map((name) => row[name]));

  it("describe columns", async () => {
    const found = await rows(sql.session.getColumns({ ...sales, tableName: "orders", columnName: "%o%" }));
    assert.deepEqual(values(found, "COLUMN_NAME", "DATA_TYPE", "TYPE_NAME", "ORDINAL_POSITION", "IS_NULLABLE"), [
      ["order_id", -5, "BIGINT", 0, "NO"],
      ["customer_id", -5, "BIGINT", 1, "NO"],
      ["ordered_at", 93, "TIMESTAMP", 3, "YES"],
      ["total", 3, "DECIMAL(12,2)", 5, "YES"],
      ["note", 12, "STRING", 7, "YES"],
    ]);
    const [exotic] = await rows(
      sql.session.getColumns({
        catalogName: "main",
        schemaName: "odd names",
        tableName: "all\\_types",
        columnName: "c_struct",
      }),
    );
    assert.equal(exotic?.["TYPE_NAME"], "STRUCT<a: INT, b: STRUCT<c: STRING, d: ARRAY<DATE>>>");
    assert.equal(Object.keys(exotic).length, 23);
  });

  it("find tables by pattern and type", async () => {
    const found = await rows(sql.session.getTables({ ...sales, tableName: "order_", tableTypes: ["TABLE"] }));
    assert.deepEqual(values(found, "TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "TABLE_TYPE"), [
      ["main", "sales", "orders", "TABLE"],
    ]);
    assert.deepEqual(values(await rows(sql.session.getTableTypes()), "TABLE_TYPE"), [["TABLE"], ["VIEW"]]);
  });

  it("name types", async () => {
    const found = await rows(sql.session.getTypeInfo());
    assert.deepEqual(
      values(found, "TYPE_NAME", "DATA_TYPE", "PRECISION", "NUM_PREC_RADIX").filter(([name]) =>
        /^(DECIMAL|STRING|INT)$/.test(String(name)),
      ),
      [
        ["INT", 4, 10, 10],
        ["STRING", 12, null, null],
        ["DECIMAL", 3, 38, 10],
      ],
    );
  });

  it("list functions", async () => {
    const found = await rows(sql.session.getFunctions({ ...sales, functionName: "%" }));
    assert.deepEqual(values(found, "FUNCTION_CAT", "FUNCTION_SCHEM", "FUNCTION_NAME", "SPECIFIC_NAME"), [
      ["main", "sales", "net_price", "main.sales.net_price"],
      ["main", "sales", "is_domestic", "main.sales.is_domestic"],
    ]);
  });

  it("tell keys, and which tables they join", async () => {
    const keys = await rows(sql.session.getPrimaryKeys({ ...sales, tableName: "orders" }));
    assert.deepEqual(values(keys, "TABLE_NAME", "COLUMN_NAME", "KEY_SEQ", "PK_NAME"), [
      ["orders", "order_id", 1, "orders_pk"],
    ]);
    const found = await rows(
      sql.session.getCrossReference({
        parentCatalogName: "main",
        parentSchemaName: "sales",
        parentTableName: "customers",
        foreignCatalogName: "main",
        foreignSchemaName: "sales",
        foreignTableName: "orders",
      }),
    );
    assert.deepEqual(
      values(found, "PKTABLE_NAME", "PKCOLUMN_NAME", "FKTABLE_NAME", "FKCOLUMN_NAME", "FK_NAME", "PK_NAME"),
      [["customers", "customer_id", "orders", "customer_id", "orders_customer_fk", "customers_pk"]],
    );
  });
});
