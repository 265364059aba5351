import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { ErrorReason } from "../../../../src/core/base/errors.ts";
import { silentLogger } from "../../../../src/core/base/logger.ts";
import { startEmulator } from "../../../../src/emulator/emulator.ts";
import type { Emulator } from "../../../../src/emulator/emulator.ts";
import type { Fault } from "../../../../src/emulator/faults.ts";
import { CatalogModel } from "../../../../src/host/catalog/catalogModel.ts";
import type { CatalogNode, ColumnEntry, ContainerNode, TableEntry } from "../../../../src/host/catalog/catalogNode.ts";
import { isContainer } from "../../../../src/host/catalog/catalogNode.ts";
import { nodeText } from "../../../../src/host/catalog/nodeText.ts";
import type { WorkspaceClient } from "../../../../src/workspace/rest/workspaceClient.ts";
import { createWorkspaceClient } from "../../../../src/workspace/rest/workspaceClient.ts";

const clientModule = new URL("../../../../src/workspace/rest/workspaceClient.ts", import.meta.url).href;

describe("catalog of the emulated workspace", () => {
  let emulator: Emulator;
  let slept: number[] = [];

  before(async () => {
    emulator = await startEmulator({ httpPort: 0, httpsPort: 0, scale: { schemas: 1000, tables: 5000 } });
  });
  after(() => emulator.close());
  beforeEach(() => {
    emulator.faults.clear();
    emulator.requests.clear();
    slept = [];
  });

  function client(token = emulator.createToken()): WorkspaceClient {
    return createWorkspaceClient({
      host: emulator.httpUrl,
      token: async () => token,
      productVersion: "1.2.3",
      log: silentLogger,
      timing: { now: () => Date.now(), random: () => 0, sleep: async (ms) => void slept.push(ms) },
    });
  }

  function model(pageSize: number, connect = client()): CatalogModel {
    const made = new CatalogModel({ client: async () => connect, pageSize: () => pageSize, log: silentLogger });
    made.setScope("dev");
    return made;
  }

  /** All children of a node, however many pages they come in. */
  async function all(tree: CatalogModel, parent?: ContainerNode): Promise<CatalogNode[]> {
    let nodes = await tree.children(parent);
    while (nodes.at(-1)?.kind === "more") {
      await tree.loadMore(parent);
      nodes = await tree.children(parent);
    }
    return nodes;
  }

  it("shows every object of the sample, whatever its name and the size of a page", async () => {
    const found: string[][] = [];
    for (const pageSize of [2, 1000]) {
      const tree = model(pageSize);
      const names: string[] = [];
      const walk = async (parent?: ContainerNode): Promise<void> => {
        for (const node of await all(tree, parent)) {
          if (node.kind === "error") assert.fail(node.error.message);
          if (node.kind === "catalog" && ["scale", "payroll"].includes(node.path[0])) continue;
          names.push(nodeText(node).spoken);
          // Thousands of files, two at a time, would say no more and take long.
          if (isContainer(node) && node.path.at(-1) !== "many") await walk(node);
        }
      };
      await walk();
      found.push(names);
    }
    assert.deepEqual(found[0], found[1]);
    const names = found[0] ?? [];
    for (const odd of ['it\'s "quoted", table', "back`tick, table", "<b>html</b>, table", "größe_数据_🚀, table"]) {
      assert.ok(names.includes(odd), `${odd} is missing`);
    }
    assert.ok(names.some((name) => /, view$/.test(name)));
    assert.ok(names.some((name) => /primary key column of type/.test(name)));
    assert.ok(names.includes("<i>col</i>, column of type string"));
  });

  it("describes tables with awkward names", async () => {
    const tree = model(1000);
    const connect = client();
    const catalogs = (await all(tree)).filter(isContainer);
    const schemas = (await Promise.all(catalogs.map((catalog) => all(tree, catalog)))).flat();
    const odd = schemas.filter(isContainer).find(({ path }) => path[1] === "odd names");
    assert.ok(odd);
    const [tables] = (await all(tree, odd)).filter(isContainer);
    for (const node of await all(tree, tables)) {
      const { path } = node as TableEntry;
      const table = await connect.table(path.join("."));
      assert.equal(table.fullName, path.join("."));
      const columns = (await all(tree, node as TableEntry)) as ColumnEntry[];
      assert.deepEqual(
        columns.map(({ info }) => info),
        table.columns,
      );
    }
  });

  it("expands a catalog with a thousand schemas one page at a time", async () => {
    const tree = model(200);
    const scale = (await all(tree)).filter(isContainer).find(({ path }) => path[0] === "scale");
    emulator.requests.clear();
    assert.equal((await tree.children(scale)).length, 201);
    assert.equal(emulator.requests.entries.length, 1);
    assert.equal((await all(tree, scale)).length, 1000);
    assert.equal(emulator.requests.entries.length, 5);
  });

  it("is seen by the workspace under its own name", async () => {
    const connect = client();
    assert.match((await connect.me()).userName, /@/);
    assert.equal(
      (await connect.warehouses()).some(({ id }) => id === emulator.warehouseId),
      true,
    );
    const warehouse = await connect.warehouse(emulator.warehouseId);
    assert.equal(warehouse.httpPath, emulator.httpPath);
    await connect.startWarehouse(emulator.warehouseId);
    for (const { userAgent, auth } of emulator.requests.entries) {
      assert.match(userAgent, /^PwafToolkit_VSCode\/1\.2\.3 databricks-sdk-js\//);
      assert.equal(auth, "pat");
    }
    assert.equal(emulator.requests.entries.length, 4);
  });

  it("asks for a sign-in when the token has expired or is wrong", async () => {
    for (const token of [emulator.createToken({ lifetimeSeconds: -1 }), "nonsense"]) {
      const [node] = await model(10, client(token)).children();
      assert.equal(node?.kind === "error" && node.error.reason, "unauthenticated");
    }
  });

  const list = "GET /api/2.1/unity-catalog/catalogs";
  const faults: readonly [Omit<Fault, "match">, ErrorReason | "loaded", readonly number[]][] = [
    [{ kind: "status", status: 403 }, "forbidden", []],
    [{ kind: "status", status: 404 }, "not-found", []],
    [{ kind: "status", status: 500 }, "server", []],
    [{ kind: "status", status: 429, retryAfter: 3, times: 2 }, "loaded", [3000, 3000]],
    [{ kind: "status", status: 503, times: 1 }, "loaded", [1000]],
    [{ kind: "status", status: 503, times: 9 }, "unavailable", [1000, 2000, 3000, 4000]],
    [{ kind: "status", status: 429, retryAfter: 600 }, "throttled", []],
    [{ kind: "reset", times: 1 }, "loaded", [1000]],
    [{ kind: "reset", times: 9 }, "dropped", [1000, 2000, 3000, 4000]],
    [{ kind: "html" }, "bad-response", []],
    [{ kind: "slow", delayMs: 30 }, "loaded", []],
  ];
  for (const [fault, outcome, waits] of faults) {
    it(`${JSON.stringify(fault)} ends in: ${outcome}`, async () => {
      emulator.faults.add({ match: list, ...fault });
      const tree = model(10);
      const [node] = await tree.children();
      assert.equal(node?.kind === "error" ? node.error.reason : "loaded", outcome);
      assert.deepEqual(slept, waits);
      emulator.faults.clear();
      if (node?.kind === "error") await tree.retry(node.parent);
      assert.equal((await tree.children())[0]?.kind, "catalog", "a retry after the fault is over loads the list");
    });
  }

  it("refuses the emulator's own certificate authority until the computer trusts it", async () => {
    const script = `
      import { createWorkspaceClient } from ${JSON.stringify(clientModule)};
      const log = { debug() {}, info() {}, warn() {}, error() {} };
      const client = createWorkspaceClient({ host: process.env.HOST, token: async () => process.env.SAMPLE, productVersion: "1.0.0", log });
      console.log(await client.me().then((me) => me.userName, (error) => error.reason));`;
    const run = async (environment: Record<string, string>) => {
      const env = { ...process.env, HOST: emulator.httpsUrl, SAMPLE: emulator.createToken(), ...environment };
      const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script], {
        env,
      });
      return stdout.trim();
    };
    assert.equal(await run({}), "tls");
    assert.equal(emulator.requests.entries.length, 0, "a request reached a server that was not trusted");
    assert.match(await run({ NODE_EXTRA_CA_CERTS: emulator.caFile }), /@/);
  });
});
