import assert from "node:assert/strict";
import type { ColumnStatistics, PaneMessage, TableDetailProtocol, TableInfo } from "../../src/protocol/tableDetail.ts";
import { factColumns, factPage } from "./harness/pages.ts";
import type { Panel, PanelOptions } from "./harness/panel.ts";
import { PanelRig } from "./harness/panel.ts";

const status: ColumnStatistics = {
  name: "status <b>",
  type: "STRING",
  rows: 2400,
  nulls: 24,
  distinct: { count: 5, isEstimate: false },
  min: "delivered",
  max: "shipped",
  top: [
    { value: "delivered", count: 1000 },
    { value: "", count: 3 },
  ],
};
const amount: ColumnStatistics = {
  name: "amount",
  type: "DOUBLE",
  rows: 2400,
  nulls: 0,
  distinct: { count: 2300, isEstimate: true },
  min: "0.5",
  max: "9.5",
  histogram: [
    { from: "0.5", to: "5", count: 2000 },
    { from: "5", to: "9.5", count: 400 },
  ],
};

const table: TableInfo = {
  fullName: "main.sales.<b>orders</b>",
  tableType: "MATERIALIZED_VIEW",
  owner: "data@example.com",
  comment: "Orders <script>document.title = 'broken'</script>",
  format: "DELTA",
  updatedAt: Date.UTC(2024, 4, 1, 12),
  createdBy: "ada@example.com",
  location: "s3://bucket/orders",
  definition: "SELECT 1 AS <i>",
  properties: [["delta.minReaderVersion", "1"]],
  constraints: [
    { kind: "primaryKey", name: "orders_pk", columns: ["order_id"] },
    { kind: "foreignKey", name: "fk", columns: ["a", "b"], parentTable: "main.x.y", parentColumns: ["c", "d"] },
    { kind: "check", name: "positive", expression: "amount > 0" },
  ],
  columns: [
    { name: "order_id", type: "BIGINT", nullable: false, primaryKey: 1, comment: "Key of the order" },
    { name: "<img src=x onerror=alert(1)>", type: "STRING", nullable: true },
    { name: "amount", type: "DECIMAL(18,2)", nullable: true, mask: "main.sec.hide", comment: "In <i>euro</i>" },
  ],
};

describe("table detail panel", () => {
  let rig: PanelRig | undefined;
  let panel: Panel<TableDetailProtocol>;

  before(async () => {
    rig = await PanelRig.start();
  });
  after(async () => {
    await rig?.stop();
  });
  afterEach(async () => {
    await panel.close();
    assert.deepEqual(panel.troubles, [], "console errors or breaches of the content security policy");
  });

  async function open(options: PanelOptions = {}): Promise<void> {
    assert(rig);
    panel = await rig.open<TableDetailProtocol>("tableDetail", { height: 520, ...options });
  }
  const text = (selector: string): Promise<string> => panel.page.locator(selector).innerText();
  const tab = (name: RegExp): ReturnType<Panel<TableDetailProtocol>["page"]["getByRole"]> =>
    panel.page.getByRole("tab", { name });
  const sample = { columns: factColumns, page: factPage(0, 100), truncated: true } as const;
  const loaded = <T>(value: T) => ({ kind: "loaded", value }) as const;
  async function show<K extends PaneMessage["id"]>(id: K, state: Extract<PaneMessage, { id: K }>["state"]) {
    await panel.send("pane", { id, state } as PaneMessage);
  }

  it("shows what a table is, names and comments as text", async () => {
    await open();
    await show("description", loaded(table));
    const header = await text("header");
    for (const part of [table.fullName, "materialized view", table.owner, table.comment, "DELTA", "2024"]) {
      assert.ok(header.includes(part ?? ""), part);
    }
    assert.deepEqual(await panel.page.getByRole("columnheader").allInnerTexts(), [
      "Name",
      "Type",
      "Nullable",
      "Key",
      "Comment",
    ]);
    assert.deepEqual(await panel.page.locator("tbody tr").first().locator("th, td").allInnerTexts(), [
      "order_id",
      "BIGINT",
      "no",
      "PK",
      "Key of the order",
    ]);
    assert.equal(await panel.page.locator("main img, main script, main b, main i").count(), 0);
    assert.equal(await panel.page.title(), "A panel");
  });

  it("lets each half load, fail and be empty on its own", async () => {
    await open();
    await show("description", { kind: "loading", what: "Loading main.sales.orders…" });
    await show("sample", { kind: "loading", what: "Starting the warehouse…" });
    assert.match(await text("#panel-columns"), /Loading main\.sales\.orders/);
    await tab(/Sample rows/).click();
    await panel.page.getByRole("button", { name: "Cancel" }).click();
    assert.deepEqual(panel.payloads("cancel"), [{ pane: "sample" }]);

    await show("description", loaded(table));
    assert.match(await text("#panel-sample"), /Starting the warehouse/);
    const error = {
      message: "The warehouse is stopped.",
      hint: "Start it.",
      action: { id: "start", title: "Start warehouse" },
    };
    await show("sample", { kind: "error", error });
    await panel.page.getByRole("button", { name: "Start warehouse" }).click();
    assert.deepEqual(panel.payloads("action"), [{ pane: "sample", id: "start" }]);
    assert.equal(await tab(/Columns/).innerText(), "Columns\n3");

    const none = { firstRow: 0, rowCount: 0, arrow: new ArrayBuffer(0) };
    await show("sample", loaded({ ...sample, page: none, truncated: false }));
    await panel.page.getByText("No rows", { exact: true }).waitFor();
    assert.match(await text("#panel-sample"), /id\s+BIGINT/);

    await show("description", { kind: "error", error: { message: "You may not see this table." } });
    await tab(/Columns/).click();
    assert.match(await text("#panel-columns"), /You may not see this table/);
  });

  it("shows sample rows and says that there are more", async () => {
    await open();
    await show("description", loaded(table));
    await show("sample", loaded(sample));
    await tab(/Sample rows/).click();
    await panel.page.getByText("order 3", { exact: true }).waitFor();
    assert.match(await text("#panel-sample"), /First 100 rows/);
    await panel.page.getByRole("grid", { name: "Sample rows" }).focus();
    await panel.page.keyboard.press("ArrowRight");
    await panel.page.keyboard.press("Control+c");
    assert.deepEqual(panel.payloads("copy"), [{ text: "order 0" }]);
  });

  it("says so when the sample cannot be read", async () => {
    await open();
    await show("sample", loaded({ ...sample, page: { firstRow: 0, rowCount: 5, arrow: new ArrayBuffer(40) } }));
    await tab(/Sample rows/).click();
    assert.match(await text("#panel-sample"), /The rows could not be read/);
  });

  it("filters columns by name, type and comment", async () => {
    await open();
    await show("description", loaded(table));
    const shown = (): Promise<number> => panel.page.locator("tbody tr:visible").count();
    for (const [wanted, count] of [
      ["ORDER", 1],
      ["decimal", 1],
      ["euro", 1],
      ["", 3],
      ["nothing like it", 0],
    ] as const) {
      await panel.page.getByRole("searchbox").fill(wanted);
      assert.equal(await shown(), count, wanted);
    }
    await panel.page.getByText("No column matches.").waitFor();
  });

  it("moves between tabs by keyboard, and reloads", async () => {
    await open();
    await show("description", loaded(table));
    await tab(/Columns/).focus();
    await panel.page.keyboard.press("ArrowRight");
    assert.equal(await tab(/Sample rows/).getAttribute("aria-selected"), "true");
    assert.ok(await panel.page.getByRole("tabpanel", { name: /Sample rows/ }).isVisible());
    await panel.page.keyboard.press("Home");
    assert.ok(await panel.page.getByRole("tabpanel", { name: /Columns/ }).isVisible());
    await panel.page.getByRole("button", { name: "Reload" }).click();
    assert.deepEqual(panel.payloads("reload"), [undefined]);
  });

  it("remembers tab and filter", async () => {
    await open({ memory: { tab: "sample", filter: "amount" } });
    await show("description", loaded(table));
    assert.equal(await tab(/Sample rows/).getAttribute("aria-selected"), "true");
    await tab(/Columns/).click();
    assert.equal(await panel.page.locator("tbody tr:visible").count(), 1);
    assert.deepEqual(panel.memory, { tab: "columns", filter: "amount" });
  });

  it("holds from 300 pixels to 4K", async () => {
    for (const width of [300, 3840]) {
      await open({ width });
      await show("description", loaded({ ...table, fullName: `main.sales.${"x".repeat(200)}` }));
      assert.equal(await panel.page.evaluate(() => document.documentElement.scrollWidth), width);
      const row = await panel.page.locator("tbody tr").first().boundingBox();
      assert.ok(row && row.width <= width && row.height < 120);
      if (width === 300) await panel.close();
    }
  });

  it("asks for a part when its tab is looked at", async () => {
    await open();
    await panel.sees("show");
    for (const name of [/Permissions/, /Lineage/, /DDL/, /History/, /Statistics/]) await tab(name).click();
    assert.deepEqual(
      panel.payloads("show").map(({ pane }) => pane),
      ["description", "permissions", "lineage", "ddl", "history"],
    );
  });

  it("shows tags and masks beside columns, and says when tags cannot be read", async () => {
    await open();
    await show("description", loaded(table));
    const tags = [
      { name: "gold", value: "" },
      { column: "amount", name: "pii", value: "maybe" },
    ];
    await show("tags", loaded(tags));
    assert.match(await text("header"), /gold/);
    assert.match(await panel.page.locator("tbody tr").nth(2).innerText(), /mask: main\.sec\.hide\s+pii: maybe/);
    await panel.page.getByRole("searchbox").fill("pii");
    assert.equal(await panel.page.locator("tbody tr:visible").count(), 1);
    await panel.page.getByRole("button", { name: "Copy names" }).click();
    assert.deepEqual(panel.payloads("copy"), [{ text: "amount" }]);
    await show("tags", { kind: "error", error: { message: "No warehouse." } });
    await panel.page.getByRole("button", { name: "Try again" }).click();
    assert.deepEqual(panel.payloads("load"), [{ pane: "tags" }]);
  });

  it("asks for files and size of a table that has them, when its details are looked at", async () => {
    await open();
    await tab(/Details/).click();
    await show("description", loaded(table));
    assert.ok(!JSON.stringify(panel.payloads("show")).includes("storage"), "a materialized view");
    await show("description", loaded({ ...table, tableType: "MANAGED" }));
    assert.deepEqual(panel.payloads("show").at(-1), { pane: "storage" });
    const storage = panel.page.locator(".storage");
    await show("storage", {
      kind: "error",
      error: { message: "No warehouse.", action: { id: "again", title: "Try again" } },
    });
    await storage.getByRole("button", { name: "Try again" }).click();
    assert.deepEqual(panel.payloads("action"), [{ pane: "storage", id: "again" }]);
    const unknown = { readerVersion: undefined, writerVersion: undefined, features: undefined };
    const some = { files: 1234, bytes: 5_600_000_000, partitionColumns: [], clusteringColumns: ["<b>day"] };
    await show("storage", loaded({ ...unknown, ...some }));
    assert.deepEqual(await storage.locator("tbody tr").allInnerTexts(), [
      "Size\t5.6 GB (5,600,000,000 bytes)",
      "Files\t1,234",
      "Partitioned by\tnothing",
      "Clustered by\t<b>day",
    ]);
  });

  it("shows details, constraints and where permissions come from", async () => {
    await open();
    await show("description", loaded(table));
    await tab(/Details/).click();
    const shown = await text("#panel-details");
    for (const part of ["s3://bucket/orders", "ada@example.com", "SELECT 1 AS <i>", "delta.minReaderVersion"]) {
      assert.ok(shown.includes(part), part);
    }
    await panel.page.getByRole("button", { name: "Copy location" }).click();
    assert.deepEqual(panel.payloads("copy"), [{ text: "s3://bucket/orders" }]);
    await tab(/Constraints/).click();
    assert.match(await text("#panel-constraints"), /Foreign key\s+fk\s+a, b → main\.x\.y \(c, d\)[\s\S]*amount > 0/);
    await tab(/Permissions/).click();
    const from = { type: "CATALOG", name: "main" };
    await show(
      "permissions",
      loaded([
        { principal: "users", privilege: "USE CATALOG", from },
        { principal: "ada", privilege: "SELECT" },
      ]),
    );
    const cells = await panel.page.locator("#panel-permissions tbody tr").allInnerTexts();
    assert.deepEqual(
      cells.map((line) => line.split("\t")),
      [
        ["ada", "SELECT", "this table"],
        ["users", "USE CATALOG", "catalog main"],
      ],
    );
    await panel.page.getByRole("button", { name: "Build grants…" }).click();
    assert.deepEqual(panel.payloads("buildGrants"), [undefined]);
    await show("permissions", loaded([]));
    assert.match(await text("#panel-permissions"), /No privilege is granted that you may see/);
  });

  it("leads along the lineage, and copies and opens the DDL", async () => {
    await open();
    await tab(/Lineage/).click();
    const upstream = [{ fullName: "main.raw.orders", type: "TABLE" }];
    await show("lineage", loaded({ upstream, downstream: [], source: "From somewhere." }));
    assert.match(await text("#panel-lineage"), /Made from \(1\)[\s\S]*Goes into \(0\)\s+No table/);
    await panel.page.getByRole("button", { name: "main.raw.orders" }).click();
    assert.deepEqual(panel.payloads("openTable"), [{ fullName: "main.raw.orders" }]);
    await tab(/DDL/).click();
    await show("ddl", loaded("CREATE TABLE a.b.c"));
    await panel.page.getByRole("button", { name: "Copy", exact: true }).click();
    await panel.page.getByRole("button", { name: "Open in editor" }).click();
    assert.deepEqual(panel.payloads("copy"), [{ text: "CREATE TABLE a.b.c" }]);
    assert.deepEqual(panel.payloads("openSql"), [{ sql: "CREATE TABLE a.b.c" }]);
  });

  it("waits with a query after a restart until its button is pressed", async () => {
    await open({ memory: { tab: "history" } });
    const offer = { note: "Not fetched by itself.", button: "Fetch the history" };
    await show("history", { kind: "idle", offer });
    await panel.page.getByRole("button", { name: "Fetch the history" }).click();
    assert.deepEqual(panel.payloads("load"), [{ pane: "history" }]);
  });

  it("computes statistics when asked, shows each column as it comes, and says what was run", async () => {
    await open({ height: 900 });
    await show("description", loaded(table));
    await tab(/Statistics/).click();
    await panel.page.getByRole("combobox", { name: "Columns" }).selectOption("amount");
    await panel.page.getByLabel("Over").selectOption("all rows");
    await panel.page.getByRole("button", { name: "Compute statistics" }).click();
    assert.deepEqual(panel.payloads("computeStatistics"), [{ columns: ["amount"] }]);
    const statements = ["SELECT 1", "SELECT 2"];
    await panel.send("statistics", { phase: "running", columns: [status], total: 2, statements });
    assert.match(await text("#panel-statistics"), /1 of 2 columns…/);
    await panel.page.getByRole("button", { name: "Cancel" }).click();
    assert.deepEqual(panel.payloads("cancelStatistics"), [undefined]);
    await panel.send("statistics", { phase: "done", columns: [status, amount], total: 2, statements });
    const shown = await text("#panel-statistics");
    for (const part of [
      "Computed over 2,400 rows, 2 columns.",
      "status <b>",
      "24 of 2,400 (1%)",
      "about 2,300",
      "empty text",
      "What was run: 2 statements",
    ]) {
      assert.ok(shown.includes(part), part);
    }
    const picture = panel.page.getByRole("img", { name: /Histogram of amount from 0\.5 to 9\.5; most rows, 2,000/ });
    assert.equal(await picture.locator("rect").count(), 2);
    await panel.send("statistics", {
      phase: "failed",
      columns: [],
      total: 2,
      statements,
      error: { message: "No warehouse.", action: { id: "again", title: "Try again" } },
    });
    await panel.page.getByRole("button", { name: "Try again" }).click();
    assert.deepEqual(panel.payloads("action"), [{ pane: "statistics", id: "again" }]);
    assert.equal(await panel.page.locator(".statistics-card").count(), 0);
  });

  for (const width of [300, 3840]) {
    it(`holds every tab at ${width} pixels`, async () => {
      await open({ width, height: 700 });
      await show("description", loaded(table));
      await panel.send("statistics", { phase: "done", columns: [status, amount], total: 2, statements: ["SELECT 1"] });
      await show("ddl", loaded(`CREATE TABLE ${"x".repeat(300)}`));
      for (const name of ["Columns", "Sample rows", "Statistics", "Details", "Constraints", "DDL"]) {
        await tab(new RegExp(`^${name}`)).click();
        const wide = await panel.page.evaluate(() => document.documentElement.scrollWidth);
        assert.equal(wide, width, name);
      }
    });
  }
});
