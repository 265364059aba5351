import assert from "node:assert/strict";
import { PwafError } from "../../src/core/base/errors.ts";
import type { Page, PageRequest, WorkspaceClient } from "../../src/workspace/rest/workspaceClient.ts";
import { createWorkspaceClient } from "../../src/workspace/rest/workspaceClient.ts";
import type { UnityCatalog } from "./bed/unityCatalog.ts";
import { startUnityCatalog, unityCatalogJars } from "./bed/unityCatalog.ts";

/** The first test: it starts the server that the others need. */
const meeting = "meet, or it is said why not";
const base = "/api/2.1/unity-catalog";

/** The catalog explorer's client against a server that we have not written. */
describe("Explorer's client and the open-source Unity Catalog server", function () {
  this.timeout(900_000);
  let peer: UnityCatalog | undefined;
  let client: WorkspaceClient;

  it(meeting, async function () {
    const found = await unityCatalogJars();
    if ("missing" in found) {
      process.stdout.write(`    skipped: ${found.missing}\n`);
      this.skip();
    }
    peer = await startUnityCatalog(found.jars);
    process.stdout.write(`    Unity Catalog server ${peer.version}\n`);
    const log = { debug() {}, info() {}, warn() {}, error() {} };
    client = createWorkspaceClient({ host: peer.host, token: async () => "none", productVersion: "0.1.0", log });
    await fill();
  });
  beforeEach(function () {
    if (peer === undefined && this.currentTest?.title !== meeting) this.skip();
  });
  after(() => peer?.close());

  async function create(path: string, what: object): Promise<void> {
    const answer = await fetch(`${peer?.host ?? ""}${base}/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(what),
    });
    assert.ok(answer.ok, `${path}: ${answer.status} ${await answer.text()}`);
  }

  /** Made by the server's own REST, so that what our client reads is the server's idea of it. */
  async function fill(): Promise<void> {
    const place = { catalog_name: "sales", schema_name: "raw" };
    await create("catalogs", { name: "sales", comment: "What was sold" });
    await create("catalogs", { name: "empty" });
    await create("schemas", { name: "raw", catalog_name: "sales", comment: "As it came" });
    for (let i = 0; i < 25; i++) {
      await create("schemas", { name: `s${String(i).padStart(2, "0")}`, catalog_name: "sales" });
    }
    await create("tables", {
      ...place,
      name: "orders",
      table_type: "EXTERNAL",
      data_source_format: "DELTA",
      storage_location: "file:///tmp/pwaf-peer/orders",
      comment: "One row an order",
      columns: [
        column(0, "id", "LONG", "bigint", "long", { nullable: false }),
        column(1, "price", "DECIMAL", "decimal(18,2)", "decimal(18,2)", { comment: "with tax" }),
        column(2, "day", "DATE", "date", "date", { partition_index: 0 }),
        column(3, "tags", "ARRAY", "array<string>", { type: "array", elementType: "string", containsNull: true }),
      ],
    });
    await create("volumes", {
      ...place,
      name: "files",
      volume_type: "EXTERNAL",
      storage_location: "file:///tmp/pwaf-peer/files",
      comment: "Uploads",
    });
    await create("functions", {
      function_info: {
        ...place,
        name: "twice",
        comment: "Doubles",
        input_params: {
          parameters: [{ name: "x", type_name: "INT", type_text: "int", type_json: '"integer"', position: 0 }],
        },
        data_type: "INT",
        full_data_type: "INT",
        routine_body: "EXTERNAL",
        routine_definition: "return 2 * x",
        parameter_style: "S",
        is_deterministic: true,
        sql_data_access: "NO_SQL",
        is_null_call: false,
        security_type: "DEFINER",
        specific_name: "twice",
        properties: "{}",
        external_language: "PYTHON",
      },
    });
    await create("models", { ...place, name: "churn", comment: "Who will leave" });
    await create("models/versions", {
      ...place,
      model_name: "churn",
      source: "file:///tmp/pwaf-peer/churn",
      run_id: "run-1",
      comment: "first",
    });
  }

  const all = <T>(list: (page: PageRequest) => Promise<Page<T>>, pageSize: number) => everyPage(list, pageSize);
  const names = (items: readonly { readonly name: string }[]): string[] => items.map(({ name }) => name).sort();

  it("lists catalogs, with comments", async () => {
    const catalogs = await all((page) => client.catalogs(page), 100);
    assert.deepEqual(names(catalogs), ["empty", "sales"]);
    assert.equal((await client.catalog("sales")).comment, "What was sold");
  });

  it("lists schemas, all pages, each once", async () => {
    let pages = 0;
    const schemas = await all(async (page) => {
      pages++;
      return await client.schemas("sales", page);
    }, 10);
    assert.deepEqual(names(schemas), [
      "raw",
      ...Array.from({ length: 25 }, (_, i) => `s${String(i).padStart(2, "0")}`),
    ]);
    assert.ok(pages >= 3, `${pages} pages`);
    assert.deepEqual(await all((page) => client.schemas("empty", page), 10), []);
    assert.equal((await client.schema("sales.raw")).comment, "As it came");
  });

  it("lists tables, and reads one with its columns", async () => {
    const [orders, ...others] = await all((page) => client.tables("sales", "raw", page), 10);
    assert.deepEqual([orders?.name, orders?.type, others], ["orders", "EXTERNAL", []]);
    const table = await client.table("sales.raw.orders");
    assert.equal(table.comment, "One row an order");
    assert.deepEqual(
      table.columns.map(({ name, type, nullable }) => [name, type, nullable]),
      [
        ["id", "bigint", false],
        ["price", "decimal(18,2)", true],
        ["day", "date", true],
        ["tags", "array<string>", true],
      ],
    );
    assert.equal(table.columns[1]?.comment, "with tax");
  });

  it("lists volumes, and reads one", async () => {
    assert.deepEqual(names(await all((page) => client.volumes("sales", "raw", page), 10)), ["files"]);
    const { type, comment, storageLocation } = await client.volume("sales.raw.files");
    assert.deepEqual([type, comment], ["EXTERNAL", "Uploads"]);
    assert.match(storageLocation ?? "", /^file:\/+tmp\/pwaf-peer\/files\/?$/);
  });

  it("lists functions, and reads one with its parameters", async () => {
    assert.deepEqual(names(await all((page) => client.functions("sales", "raw", page), 10)), ["twice"]);
    const twice = await client.catalogFunction("sales.raw.twice");
    assert.deepEqual(
      [twice.parameters.map(({ name, type }) => `${name} ${type}`), twice.returns, twice.body],
      [["x int"], "int", "return 2 * x"],
    );
  });

  it("lists models and their versions", async () => {
    assert.deepEqual(names(await all((page) => client.models("sales", "raw", page), 10)), ["churn"]);
    assert.equal((await client.model("sales.raw.churn")).comment, "Who will leave");
    const versions = await all((page) => client.modelVersions("sales.raw.churn", page), 10);
    assert.deepEqual(
      versions.map(({ version, comment, runId }) => [version, comment, runId]),
      [[1, "first", "run-1"]],
    );
  });

  it("tells what is not there from what failed", async () => {
    const asks: readonly (() => Promise<unknown>)[] = [
      () => client.catalog("nowhere"),
      () => client.schema("sales.nowhere"),
      () => client.table("sales.raw.nowhere"),
      () => client.catalogFunction("sales.raw.nowhere"),
      () => client.model("sales.raw.nowhere"),
    ];
    for (const ask of asks) {
      const error: unknown = await ask().then(
        () => assert.fail(`${String(ask)} found something`),
        (reason: unknown) => reason,
      );
      assert.ok(error instanceof PwafError, String(error));
      assert.deepEqual(
        [error.reason, /nowhere/.test(error.message)],
        ["not-found", true],
        `${String(ask)}: ${error.message}`,
      );
      assert.match(error.hint ?? "", /Refresh the catalog/);
    }
  });

  it("passes on what fails in the server: a volume that is not there, as of 0.7.0", async () => {
    await assert.rejects(client.volume("sales.raw.nowhere"), (error: unknown) => {
      assert.ok(error instanceof PwafError, String(error));
      // A later version may mend it.
      assert.ok(["server", "not-found"].includes(error.reason), error.reason);
      return true;
    });
  });

  it("says what the server lacks", async () => {
    await assert.rejects(client.connections({ pageSize: 10 }), { reason: "not-found" });
    await assert.rejects(client.findTables("sales", { table: "o%" }, { pageSize: 10 }), { reason: "not-found" });
  });
});

async function everyPage<T>(list: (page: PageRequest) => Promise<Page<T>>, pageSize: number): Promise<T[]> {
  const items: T[] = [];
  for (let pageToken: string | undefined; ;) {
    const page = await list({ pageSize, ...(pageToken === undefined ? {} : { pageToken }) });
    items.push(...page.items);
    pageToken = page.nextPageToken;
    if (pageToken === undefined) return items;
  }
}

/** @param json the type in the words of Spark's schema, which the server wants as well. */
function column(position: number, name: string, kind: string, text: string, json: unknown, more: object = {}): object {
  const field = { nullable: true, ...more };
  const typeJson = JSON.stringify({ name, type: json, nullable: field.nullable, metadata: {} });
  return { name, type_name: kind, type_text: text, type_json: typeJson, position, ...field };
}
