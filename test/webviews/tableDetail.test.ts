import assert from "node:assert/strict";
import type { TableDetailProtocol, TableInfo } from "../../src/protocol/tableDetail.ts";
import { factColumns, factPage } from "./harness/pages.ts";
import type { Panel, PanelOptions } from "./harness/panel.ts";
import { PanelRig } from "./harness/panel.ts";

const table: TableInfo = {
  fullName: "main.sales.<b>orders</b>",
  tableType: "MATERIALIZED_VIEW",
  owner: "data@example.com",
  comment: "Orders <script>document.title = 'broken'</script>",
  format: "DELTA",
  updatedAt: Date.UTC(2024, 4, 1, 12),
  columns: [
    { name: "order_id", type: "BIGINT", nullable: false, primaryKey: 1, comment: "Key of the order" },
    { name: "<img src=x onerror=alert(1)>", type: "STRING", nullable: true },
    { name: "amount", type: "DECIMAL(18,2)", nullable: true, comment: "In <i>euro</i>" },
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
  const sample = { kind: "loaded", columns: factColumns, page: factPage(0, 100), truncated: true } as const;

  it("shows what a table is, names and comments as text", async () => {
    await open();
    await panel.send("description", { kind: "loaded", table });
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
    await panel.send("description", { kind: "loading", what: "Loading main.sales.orders…" });
    await panel.send("sample", { kind: "loading", what: "Starting the warehouse…" });
    assert.match(await text("#panel-columns"), /Loading main\.sales\.orders/);
    await tab(/Sample rows/).click();
    await panel.page.getByRole("button", { name: "Cancel" }).click();
    assert.deepEqual(panel.payloads("cancel"), [undefined]);

    await panel.send("description", { kind: "loaded", table });
    assert.match(await text("#panel-sample"), /Starting the warehouse/);
    const error = {
      message: "The warehouse is stopped.",
      hint: "Start it.",
      action: { id: "start", title: "Start warehouse" },
    };
    await panel.send("sample", { kind: "error", error });
    await panel.page.getByRole("button", { name: "Start warehouse" }).click();
    assert.deepEqual(panel.payloads("action"), [{ id: "start" }]);
    assert.equal(await tab(/Columns/).innerText(), "Columns\n3");

    await panel.send("sample", {
      ...sample,
      page: { firstRow: 0, rowCount: 0, arrow: new ArrayBuffer(0) },
      truncated: false,
    });
    await panel.page.getByText("No rows", { exact: true }).waitFor();
    assert.match(await text("#panel-sample"), /id\s+BIGINT/);

    await panel.send("description", { kind: "error", error: { message: "You may not see this table." } });
    await tab(/Columns/).click();
    assert.match(await text("#panel-columns"), /You may not see this table/);
  });

  it("shows sample rows and says that there are more", async () => {
    await open();
    await panel.send("description", { kind: "loaded", table });
    await panel.send("sample", sample);
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
    await panel.send("sample", { ...sample, page: { firstRow: 0, rowCount: 5, arrow: new ArrayBuffer(40) } });
    await tab(/Sample rows/).click();
    assert.match(await text("#panel-sample"), /The sample rows could not be read/);
  });

  it("filters columns by name, type and comment", async () => {
    await open();
    await panel.send("description", { kind: "loaded", table });
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
    await panel.send("description", { kind: "loaded", table });
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
    await panel.send("description", { kind: "loaded", table });
    assert.equal(await tab(/Sample rows/).getAttribute("aria-selected"), "true");
    await tab(/Columns/).click();
    assert.equal(await panel.page.locator("tbody tr:visible").count(), 1);
    assert.deepEqual(panel.memory, { tab: "columns", filter: "amount" });
  });

  it("holds from 300 pixels to 4K", async () => {
    for (const width of [300, 3840]) {
      await open({ width });
      await panel.send("description", {
        kind: "loaded",
        table: { ...table, fullName: `main.sales.${"x".repeat(200)}` },
      });
      assert.equal(await panel.page.evaluate(() => document.documentElement.scrollWidth), width);
      const row = await panel.page.locator("tbody tr").first().boundingBox();
      assert.ok(row && row.width <= width && row.height < 120);
      if (width === 300) await panel.close();
    }
  });
});
