import assert from "node:assert/strict";
import { silentLogger } from "../../../../src/core/base/logger.ts";
import { completionPlace } from "../../../../src/core/sql/completionPlace.ts";
import type { Namespace } from "../../../../src/core/sql/useStatement.ts";
import { CatalogNames } from "../../../../src/host/sqlLanguage/catalogNames.ts";
import { meaningAt } from "../../../../src/host/sqlLanguage/meaning.ts";
import { sqlContext } from "../../../../src/host/sqlLanguage/sqlContext.ts";
import type { Suggestion } from "../../../../src/host/sqlLanguage/suggest.ts";
import { suggest } from "../../../../src/host/sqlLanguage/suggest.ts";
import { createWorkspaceClient } from "../../../../src/workspace/rest/workspaceClient.ts";
import { runningEmulator } from "../../emulator/running.ts";

describe("names of the catalog in SQL", () => {
  const emulator = runningEmulator({ scale: { schemas: 3, tables: 4500 } });
  let now = 0;
  let names: CatalogNames;

  beforeEach(() => {
    now = 0;
    emulator.current.requests.clear();
    emulator.current.faults.clear();
    const token = emulator.current.createToken();
    const client = createWorkspaceClient({
      host: emulator.current.httpUrl,
      token: async () => token,
      productVersion: "1.0.0",
      log: silentLogger,
      timing: { now: () => 0, random: () => 0, sleep: async () => undefined },
    });
    names = new CatalogNames(
      async () => client,
      silentLogger,
      () => now,
    );
  });

  /** `|` marks the cursor. */
  async function suggestions(marked: string, session: Namespace = {}): Promise<readonly Suggestion[]> {
    const context = sqlContext(marked.replace("|", ""), marked.indexOf("|"), session);
    assert.ok(context, "no statement");
    const place = completionPlace(marked.replace("|", "").slice(context.statement.start), context.offset);
    assert.ok(place, "no place");
    return (await suggest(place, context, names)).items;
  }
  const offered = async (marked: string, session?: Namespace) =>
    (await suggestions(marked, session)).map(({ kind, insert }) => `${kind} ${insert}`);

  it("go from catalogs to columns", async () => {
    assert.ok((await offered("SELECT * FROM |")).includes("catalog main"));
    assert.deepEqual(
      (await offered("SELECT * FROM main.|")).filter((name) => /sales|odd/.test(name)),
      ["schema `odd names`", "schema sales"],
    );
    assert.ok((await offered("SELECT * FROM main.sales.|")).includes("table orders"));
    assert.deepEqual((await offered("SELECT main.sales.orders.| FROM main.sales.orders")).slice(0, 2), [
      "column order_id",
      "column customer_id",
    ]);
  });

  it("follow USE statements above, else the session", async () => {
    assert.ok((await offered("USE CATALOG main; USE SCHEMA sales; SELECT * FROM o|")).includes("table orders"));
    assert.ok((await offered("SELECT * FROM sales.o|", { catalog: "main" })).includes("table orders"));
    const inSession = await offered("SELECT * FROM o|", { catalog: "main", schema: "sales" });
    assert.ok(inSession.includes("table orders") && inSession.includes("schema ops"));
    assert.ok(!(await offered("SELECT * FROM sales.o|")).includes("table orders"), "of a catalog that is not known");
  });

  it("give columns of the tables in FROM, by alias or all", async () => {
    const sql = (selected: string) =>
      `SELECT ${selected} FROM main.sales.orders AS o JOIN main.sales.customers c ON c.customer_id = o.customer_id`;
    assert.deepEqual((await offered(sql("c.|"))).slice(0, 2), ["column customer_id", "column name"]);
    const all = await offered(sql("|"));
    for (const name of ["alias o", "alias c", "column order_id", "column email"]) assert.ok(all.includes(name), name);
    assert.equal(all.filter((name) => name === "column customer_id").length, 1);
    assert.deepEqual(await offered(sql("x.|")), []);
  });

  it("say what a column is, and quote where SQL needs it", async () => {
    const [column] = await suggestions('SELECT | FROM main.`odd names`.`it\'s "quoted"`');
    assert.deepEqual(column, {
      kind: "column",
      name: "the 'value'",
      insert: "`the 'value'`",
      detail: `string · it's "quoted"`,
    });
  });

  it("are asked for once, and again after minutes", async () => {
    await offered("SELECT * FROM main.|");
    await offered("SELECT * FROM main.s|");
    assert.equal(emulator.current.requests.entries.length, 1);
    now += 6 * 60_000;
    await offered("SELECT * FROM main.|");
    assert.equal(emulator.current.requests.entries.length, 2);
  });

  it("are found by their beginning where there are too many to list", async () => {
    const sql = "SELECT * FROM scale.schema_00001.table_0149";
    const context = sqlContext(sql, sql.length, {});
    assert.ok(context);
    const place = completionPlace(sql, sql.length);
    assert.ok(place);
    const { items, isComplete } = await suggest(place, context, names);
    assert.equal(isComplete, false, "the next key must ask again");
    assert.deepEqual(
      items.map(({ name }) => name),
      Array.from({ length: 10 }, (_, i) => `table_0149${i}`),
    );
  });

  it("are missing in silence when the workspace refuses, and not asked for at every key", async () => {
    assert.deepEqual(await offered("SELECT * FROM payroll.|"), []);
    await offered("SELECT * FROM payroll.x|");
    assert.equal(emulator.current.requests.entries.length, 1);
    emulator.current.faults.add({ match: "GET /api/2.1/unity-catalog/schemas", kind: "status", status: 500 });
    assert.deepEqual(await offered("SELECT * FROM main.|"), []);
    now += 31_000;
    assert.ok((await offered("SELECT * FROM main.|")).includes("schema sales"));
  });

  /** What the name at `|` stands for. */
  async function meant(marked: string, session: Namespace = {}): Promise<string | undefined> {
    const context = sqlContext(marked.replace("|", ""), marked.indexOf("|"), session);
    const found = context && (await meaningAt(context, names));
    return found && `${found.meaning.kind} ${found.meaning.path.join(".")}`;
  }

  const cases: readonly (readonly [marked: string, meaning: string | undefined, session?: Namespace])[] = [
    ["SELECT * FROM main.sales.ord|ers", "table main.sales.orders"],
    ["SELECT * FROM ma|in.sales.orders", "catalog main"],
    ["SELECT * FROM main.sa|les.orders", "schema main.sales"],
    ["SELECT * FROM ord|ers", "table main.sales.orders", { catalog: "main", schema: "sales" }],
    ["SELECT * FROM sa|les.orders", "schema main.sales", { catalog: "main" }],
    ["SELECT * FROM ord|ers", undefined],
    ["USE main.sales; SELECT o|.order_id FROM orders o", "table main.sales.orders"],
    ["USE main.sales; SELECT o.ORDER|_ID FROM orders o", "column main.sales.orders.order_id"],
    ["SELECT cit|y FROM main.sales.orders JOIN main.sales.customers", "column main.sales.customers.city"],
    ["SELECT main.sales.orders.no|te FROM main.sales.orders", "column main.sales.orders.note"],
    ["SELECT no_such|_column FROM main.sales.orders", undefined],
    ["SELECT * FROM main.sales.no_such|_table", undefined],
  ];
  for (const [marked, meaning, session] of cases) {
    it(`mean something: ${marked}${session ? ` in ${JSON.stringify(session)}` : ""}`, async () =>
      assert.equal(await meant(marked, session), meaning));
  }
});
