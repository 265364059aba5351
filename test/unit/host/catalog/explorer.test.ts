import assert from "node:assert/strict";
import type { ErrorReason } from "../../../../src/core/base/errors.ts";
import type { Fault } from "../../../../src/emulator/faults.ts";
import type { CatalogNode, NamedNode } from "../../../../src/host/catalog/catalogNode.ts";
import { isContainer, isNamed } from "../../../../src/host/catalog/catalogNode.ts";
import { locate } from "../../../../src/host/catalog/locate.ts";
import { nodeFacts } from "../../../../src/host/catalog/nodeFacts.ts";
import { browserPath, codeName } from "../../../../src/host/catalog/nodeName.ts";
import { nodeText } from "../../../../src/host/catalog/nodeText.ts";
import { runningEmulator } from "../../emulator/running.ts";
import { emulatedModel, labels, lines, open } from "./catalogBed.ts";

describe("the explorer's tree", () => {
  const emulator = runningEmulator({ scale: { schemas: 10_000, tables: 100_000 } });
  beforeEach(() => {
    emulator.current.requests.clear();
    emulator.current.faults.clear();
  });
  const model = (pageSize?: number) => emulatedModel(emulator.current, pageSize);

  it("tells kinds of catalogs apart, and has what belongs to none below them", async () => {
    assert.deepEqual(lines(await model().roots()), [
      "crm | foreign · crm_postgres",
      "main",
      "payroll | browse only",
      "samples",
      "scale",
      "system | system",
      "weather | shared · north_sea_weather.forecasts",
      "SQL warehouses",
      "External locations",
      "Connections",
    ]);
  });

  const lists: readonly (readonly [way: readonly string[], ...expected: string[]])[] = [
    [["main", "sales"], "Tables", "Volumes", "Functions", "Models"],
    [
      ["main", "sales", "Tables"],
      "clicks | streaming table",
      "customers",
      "order_items",
      "orders",
      "orders_by_channel | materialized view",
      "products",
      "revenue_by_region | view",
    ],
    [["crm", "public", "Tables"], "contacts | foreign table"],
    [["main", "sales", "Volumes"], "exports", "landing | external"],
    [["main", "sales", "Volumes", "exports"], "2026", "README.txt | 50 B", "many", "odd names"],
    [["main", "sales", "Volumes", "exports", "2026", "02"], "orders.csv | 2.0 MB"],
    [["main", "sales", "Volumes", "landing"], "Nothing in this volume"],
    [
      ["main", "sales", "Functions"],
      "is_domestic | (country string) → boolean",
      "net_price | (gross decimal(10,2), vat double) → decimal(10,2)",
    ],
    [["main", "sales", "Models"], "churn | champion → 2, challenger → 3", "demand"],
    [
      ["main", "sales", "Models", "churn"],
      "Version 1",
      "Version 2 | champion",
      "Version 3 | challenger",
      "Version 4 | failed registration",
    ],
    [["main", "sales", "Models", "demand"], "Nothing in this model"],
    [["main", "default", "Tables"], "No tables"],
    [["main", "default", "Functions"], "No functions"],
    [
      ["SQL warehouses"],
      "Starter Warehouse | running · 2X-Small · serverless",
      "Nightly Warehouse | stopped · 2X-Small · serverless",
    ],
    [["External locations"], "landing | s3://emulated-bucket/landing", "archive | s3://emulated-archive"],
    [["Connections"], "crm_postgres | postgresql", "support_desk | http"],
  ];
  for (const [way, ...expected] of lists) {
    it(`lists ${way.join(" › ")}`, async () => {
      const tree = model();
      assert.deepEqual(lines(await tree.children(await open(tree, ...way))), expected);
    });
  }

  it("loads a folder of 2500 files page by page", async () => {
    const tree = model(1000);
    const folder = await open(tree, "main", "sales", "Volumes", "exports", "many");
    assert.equal((await tree.children(folder)).length, 1001);
    const first = await tree.loadMore(folder);
    assert.equal(first && codeName(first as NamedNode), "/Volumes/main/sales/exports/many/part-01000.json");
    await tree.loadMore(folder);
    assert.equal((await tree.children(folder)).length, 2500);
  });

  it("takes a page that is far larger than asked for, and an empty one with more behind it", async () => {
    const tree = model(10);
    const answer = (body: unknown) =>
      emulator.current.faults.add({
        match: "GET /api/2.1/unity-catalog/schemas",
        kind: "answer",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
    const main = (await tree.roots()).find((node) => nodeText(node).label === "main");
    assert.ok(main && isContainer(main));
    answer({ schemas: [], next_page_token: "x" });
    answer({ schemas: Array.from({ length: 20_000 }, (_, i) => ({ name: `s${i}` })) });
    assert.equal((await tree.children(main)).length, 20_000);
    assert.equal(emulator.current.requests.entries.filter(({ path }) => path.endsWith("/schemas")).length, 2);
  });

  it("says no permission where there is none, and what would help", async () => {
    const tree = model();
    const [node] = await tree.children(await open(tree, "payroll"));
    assert.ok(node?.kind === "error");
    assert.equal(nodeText(node).label, "No permission");
    assert.match(node.error.hint ?? "", /grant you USE CATALOG/);
  });

  /** Every list, with the beginning of its request. */
  const requests: readonly (readonly [way: readonly string[], path: string])[] = [
    [["main"], "/api/2.1/unity-catalog/schemas"],
    [["main", "sales", "Tables"], "/api/2.1/unity-catalog/tables?"],
    [["main", "sales", "Volumes"], "/api/2.1/unity-catalog/volumes"],
    [["main", "sales", "Volumes", "exports"], "/api/2.0/fs/directories"],
    [["main", "sales", "Functions"], "/api/2.1/unity-catalog/functions"],
    [["main", "sales", "Models"], "/api/2.1/unity-catalog/models"],
    [["main", "sales", "Models", "churn"], "/api/2.1/unity-catalog/models/main.sales.churn/versions"],
    [["SQL warehouses"], "/api/2.0/sql/warehouses"],
    [["External locations"], "/api/2.1/unity-catalog/external-locations"],
    [["Connections"], "/api/2.1/unity-catalog/connections"],
  ];
  const faults: readonly (readonly [fault: Omit<Fault, "match">, reason: ErrorReason])[] = [
    [{ kind: "status", status: 403 }, "forbidden"],
    [{ kind: "status", status: 429, times: 9 }, "throttled"],
    [{ kind: "status", status: 500 }, "server"],
    [{ kind: "reset", times: 9 }, "dropped"],
  ];
  for (const [way, path] of requests) {
    it(`shows a failure in ${way.join(" › ")} as a node, and loads the list on a second try`, async () => {
      for (const [fault, reason] of faults) {
        const tree = model();
        const above = way.slice(0, -1);
        const nodes = above.length === 0 ? await tree.roots() : await tree.children(await open(tree, ...above));
        const parent = nodes.find((node) => nodeText(node).label === way.at(-1));
        assert.ok(parent && isContainer(parent));
        emulator.current.faults.add({ match: `GET ${path.replace("?", "")}`, ...fault });
        const [failed] = await tree.children(parent);
        assert.equal(failed?.kind === "error" && failed.error.reason, reason, JSON.stringify(fault));
        emulator.current.faults.clear();
        await tree.retry(failed?.parent);
        const again = await tree.children(parent);
        assert.ok(again.length > 0 && again.every(({ kind }) => kind !== "error"));
      }
    });
  }

  it("gives every object a name for code, and a page for the browser", async () => {
    const tree = model();
    const named = async (way: readonly string[], label: string) => {
      const nodes = way.length === 0 ? await tree.roots() : await tree.children(await open(tree, ...way));
      const node = nodes.find((candidate) => nodeText(candidate).label === label);
      assert.ok(node && isNamed(node), label);
      return [codeName(node), browserPath(node)];
    };
    const odd = ["main", "odd names", "Tables"];
    assert.deepEqual(await named([], "main"), ["main", "/explore/data/main"]);
    assert.deepEqual(await named(odd, "back`tick"), [
      "main.`odd names`.`back``tick`",
      "/explore/data/main/odd%20names/back%60tick",
    ]);
    assert.deepEqual(await named(["main", "sales", "Volumes"], "exports"), [
      "main.sales.exports",
      "/explore/data/volumes/main/sales/exports",
    ]);
    assert.deepEqual(await named(["main", "sales", "Volumes", "exports", "2026", "01"], "orders.csv"), [
      "/Volumes/main/sales/exports/2026/01/orders.csv",
      "/explore/data/volumes/main/sales/exports?volumePath=%2FVolumes%2Fmain%2Fsales%2Fexports%2F2026%2F01%2F",
    ]);
    assert.deepEqual(await named(["main", "sales", "Functions"], "net_price"), [
      "main.sales.net_price",
      "/explore/data/functions/main/sales/net_price",
    ]);
    assert.deepEqual(await named(["main", "sales", "Models", "churn"], "Version 3"), [
      "models:/main.sales.churn/3",
      "/explore/data/models/main/sales/churn/version/3",
    ]);
    const [path, page] = await named(["SQL warehouses"], "Starter Warehouse");
    assert.equal(path, emulator.current.httpPath);
    assert.equal(page, `/sql/warehouses/${emulator.current.warehouseId}`);
  });

  it("says in a tooltip what there is to say", async () => {
    const tree = model();
    const facts = async (way: readonly string[], label: string) => {
      const node = (await tree.children(await open(tree, ...way))).find((each) => nodeText(each).label === label);
      assert.ok(node && isNamed(node));
      return nodeFacts(node).map(({ name, value }) => `${name}: ${value}`);
    };
    assert.deepEqual(await facts(["main", "sales", "Models", "churn"], "Version 2"), [
      "Status: READY",
      "Run: 0a12",
      "Created: 2026-01-17 09:30 UTC",
      "By: ada.lindqvist@emulated.example",
    ]);
    assert.deepEqual(await facts(["External locations"], "archive"), [
      "URL: s3://emulated-archive",
      "Credential: archive_role",
      "Writing: not allowed",
      "Owner: data-platform@emulated.example",
    ]);
  });

  it("finds an object on a page that is not loaded, without loading what is before it", async () => {
    const tree = model(200);
    const table = await locate(tree, { kind: "table", path: ["SCALE", "schema_09999", "table_00009"] });
    assert.deepEqual(table.path, ["scale", "schema_09999", "table_00009"]);
    assert.equal(emulator.current.requests.entries.length, 4);
    const schemas = await tree.children(await open(tree, "scale"));
    assert.deepEqual(labels(schemas).slice(-2), ["schema_09999", "Load more…"]);
    const column = await locate(tree, { kind: "column", path: ["scale", "schema_09999", "table_00009", "amount"] });
    assert.equal(column.kind, "column");
    await assert.rejects(locate(tree, { kind: "table", path: ["scale", "schema_09999", "nope"] }), {
      reason: "not-found",
    });
    await assert.rejects(locate(tree, { kind: "schema", path: ["payroll", "x"] }), { reason: "forbidden" });
  });

  it("offers, for each kind, what can be done with it", async () => {
    const tree = model();
    const contexts = (nodes: readonly CatalogNode[]) =>
      Object.fromEntries(nodes.map((node) => [node.kind, nodeText(node).context]));
    const found = {
      ...contexts(await tree.roots()),
      ...contexts(await tree.children(await open(tree, "main"))),
      ...contexts(await tree.children(await open(tree, "main", "sales", "Tables"))),
      ...contexts(await tree.children(await open(tree, "main", "sales", "Volumes"))),
      ...contexts(await tree.children(await open(tree, "SQL warehouses"))),
    };
    assert.deepEqual(found, {
      catalog: "catalog container named grantable markable",
      group: "group container",
      schema: "schema container named grantable markable",
      table: "table container named grantable markable",
      volume: "volume container named grantable markable",
      warehouse: "warehouse named stopped",
    });
  });
});
