import assert from "node:assert/strict";
import { silentLogger } from "../../../../src/core/base/logger.ts";
import type { Page, PageRequest, WorkspaceClient } from "../../../../src/workspace/rest/workspaceClient.ts";
import { createWorkspaceClient } from "../../../../src/workspace/rest/workspaceClient.ts";
import { runningEmulator } from "../../emulator/running.ts";
import { TestServer } from "./server.ts";

const page = { pageSize: 1000 };
const exports = "/Volumes/main/sales/exports";

async function all<T>(list: (page: PageRequest) => Promise<Page<T>>, pageSize: number): Promise<T[]> {
  const items: T[] = [];
  let pageToken: string | undefined;
  do {
    const got = await list({ pageSize, ...(pageToken === undefined ? {} : { pageToken }) });
    items.push(...got.items);
    pageToken = got.nextPageToken;
  } while (pageToken !== undefined);
  return items;
}

function clientAt(host: string, token = "t"): WorkspaceClient {
  return createWorkspaceClient({
    host,
    token: async () => token,
    productVersion: "1.0.0",
    log: silentLogger,
    timing: { now: () => 0, random: () => 0, sleep: async () => undefined },
  });
}

describe("workspace client: what a catalog holds beside tables", () => {
  const emulator = runningEmulator({ scale: { schemas: 20, tables: 5000 } });
  const client = () => clientAt(emulator.current.httpUrl, emulator.current.createToken());

  it("tells kinds of catalogs apart", async () => {
    const { items } = await client().catalogs(page);
    const told = items.map(({ name, type, connectionName, providerName, shareName, browseOnly }) => [
      name,
      type,
      connectionName ?? providerName ?? browseOnly,
      shareName,
    ]);
    assert.deepEqual(told, [
      ["crm", "FOREIGN_CATALOG", "crm_postgres", undefined],
      ["main", "MANAGED_CATALOG", undefined, undefined],
      ["payroll", "MANAGED_CATALOG", true, undefined],
      ["samples", "MANAGED_CATALOG", undefined, undefined],
      ["scale", "MANAGED_CATALOG", undefined, undefined],
      ["system", "SYSTEM_CATALOG", undefined, undefined],
      ["weather", "DELTASHARING_CATALOG", "north_sea_weather", "forecasts"],
    ]);
  });

  it("reads functions with their signature", async () => {
    const { items } = await client().functions("main", "sales", page);
    const price = items.find(({ name }) => name === "net_price");
    assert.deepEqual(price, await client().catalogFunction("main.sales.net_price"));
    assert.deepEqual(price.parameters, [
      { name: "gross", type: "decimal(10,2)" },
      { name: "vat", type: "double" },
    ]);
    assert.equal(price.returns, "decimal(10,2)");
    assert.equal(price.language, "SQL");
    assert.match(price.body ?? "", /CAST\(gross/);
  });

  it("reads models, their aliases and versions, page by page", async () => {
    const workspace = client();
    const models = await all((request) => workspace.models("main", "sales", request), 1);
    assert.deepEqual(
      models.map(({ name, aliases }) => [name, aliases.map((alias) => `${alias.name}=${alias.version}`)]),
      [
        ["churn", ["champion=2", "challenger=3"]],
        ["demand", []],
      ],
    );
    const versions = await all((request) => workspace.modelVersions("main.sales.churn", request), 3);
    assert.deepEqual(
      versions.map(({ version, status }) => `${version} ${status}`),
      ["1 READY", "2 READY", "3 READY", "4 FAILED_REGISTRATION"],
    );
    assert.deepEqual(await workspace.model("main.sales.demand"), models[1]);
    assert.deepEqual((await workspace.modelVersions("main.sales.demand", page)).items, []);
  });

  it("reads volumes, external locations and connections", async () => {
    const workspace = client();
    const { items } = await workspace.volumes("main", "sales", page);
    assert.deepEqual(
      items.map(({ name, type }) => [name, type]),
      [
        ["exports", "MANAGED"],
        ["landing", "EXTERNAL"],
      ],
    );
    assert.deepEqual(await workspace.volume("main.sales.exports"), items[0]);
    const locations = await all((request) => workspace.externalLocations(request), 1);
    assert.deepEqual(
      locations.map(({ name, url, readOnly }) => [name, url, readOnly]),
      [
        ["landing", "s3://emulated-bucket/landing", undefined],
        ["archive", "s3://emulated-archive", true],
      ],
    );
    const [connection] = (await workspace.connections(page)).items;
    assert.deepEqual([connection?.name, connection?.type], ["crm_postgres", "POSTGRESQL"]);
  });

  it("finds tables by patterns that the server applies", async () => {
    const workspace = client();
    const found = await workspace.findTables("main", { schema: "sales", table: "ord%" }, page);
    assert.deepEqual(
      found.items.map(({ fullName, type }) => [fullName, type]),
      [
        ["main.sales.order_items", "MANAGED"],
        ["main.sales.orders", "MANAGED"],
        ["main.sales.orders_by_channel", "MATERIALIZED_VIEW"],
      ],
    );
    const many = await workspace.findTables("scale", { table: "table_0%" }, { pageSize: 10 });
    assert.equal(many.items.length, 10);
    assert.notEqual(many.nextPageToken, undefined);
  });

  it("lists folders and files with their sizes, page by page", async () => {
    const workspace = client();
    const top = await workspace.files(exports, page);
    assert.deepEqual(
      top.items.map(({ name, isFolder, size }) => [name, isFolder, size]),
      [
        ["2026", true, undefined],
        ["README.txt", false, 50],
        ["many", true, undefined],
        ["odd names", true, undefined],
      ],
    );
    const many = await all((request) => workspace.files(`${exports}/many`, request), 1000);
    assert.equal(many.length, 2500);
    assert.equal(many[2499]?.path, `${exports}/many/part-02499.json`);
    assert.deepEqual((await workspace.files("/Volumes/main/sales/landing", page)).items, []);
  });

  it("reads a part of a file, less where it ends, nothing where it is empty", async () => {
    const workspace = client();
    const text = async (path: string, from: number, to: number) => {
      const { bytes, size } = await workspace.filePart(`${exports}/${path}`, { from, to });
      return [new TextDecoder().decode(bytes), size];
    };
    assert.deepEqual(await text("README.txt", 0, 7), ["Written", 50]);
    assert.deepEqual(await text("README.txt", 37, 1000), ["ninety days.\n", 50]);
    assert.deepEqual(await text("odd names/empty.bin", 0, 100), ["", 0]);
    assert.deepEqual(await text("odd names/it's 100% größe.txt", 0, 6), ["A name", 28]);
    const parquet = await workspace.filePart(`${exports}/2026/01/orders.parquet`, { from: 0, to: 4 });
    assert.equal(new TextDecoder().decode(parquet.bytes), "PAR1");
  });

  it("says which file or folder is not there", async () => {
    for (const call of [
      client().files(`${exports}/nope`, page),
      client().filePart(`${exports}/nope.txt`, { from: 0, to: 1 }),
      client().files("/Volumes/main/sales/nope", page),
    ]) {
      await assert.rejects(call, { reason: "not-found", message: /nope/ });
    }
  });

  it("stops a warehouse", async () => {
    const workspace = client();
    await workspace.stopWarehouse(emulator.current.warehouseId);
    assert.match((await workspace.warehouse(emulator.current.warehouseId)).state, /^STOPP/);
  });

  it("repeats a file's request as any other, and asks with a token", async () => {
    const path = `${exports}/README.txt`;
    for (const fault of [
      { kind: "status", status: 503 },
      { kind: "status", status: 429 },
      { kind: "reset" },
    ] as const) {
      emulator.current.faults.add({ match: "GET /api/2.0/fs/files", ...fault });
      const { size } = await client().filePart(path, { from: 0, to: 1 });
      assert.equal(size, 50);
    }
    await assert.rejects(clientAt(emulator.current.httpUrl, "wrong").filePart(path, { from: 0, to: 1 }), {
      reason: "unauthenticated",
    });
  });
});

describe("workspace client: a server that does not know ranges", () => {
  it("is read as far as needed, and no further", async () => {
    let sent = 0;
    await using server = await TestServer.start((response) => {
      response.writeHead(200, { "content-type": "application/octet-stream" });
      const chunk = Buffer.alloc(64 << 10, "x");
      const send = () => {
        while (!response.destroyed && sent < 64 << 20) {
          sent += chunk.length;
          if (!response.write(chunk)) return;
        }
        response.end();
      };
      response.on("drain", send);
      send();
    });
    const { bytes, size } = await clientAt(server.host).filePart("/Volumes/a/b/c/d", { from: 10, to: 100_000 });
    assert.equal(bytes.byteLength, 99_990);
    assert.equal(size, undefined);
    assert.ok(sent < 32 << 20, `${sent} bytes were sent`);
  });
});
