import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Emulator } from "../../../src/emulator/emulator.ts";
import { startEmulator } from "../../../src/emulator/emulator.ts";
import { control } from "../bed/keys.ts";
import { temporaryFolder } from "../bed/places.ts";
import { STEP_MS, stopAtFirstFailure, useEditor } from "../bed/suite.ts";
import { until } from "../bed/until.ts";

/** What a user does with the catalog, in one editor; each step begins where the last one ended. */
describe("the explorer", function () {
  this.timeout(STEP_MS);
  stopAtFirstFailure();

  let emulator: Emulator;

  const editor = useEditor(async () => {
    emulator = await startEmulator({ httpPort: 0, httpsPort: 0, scale: { schemas: 10_000, tables: 100_000 } });
    const project = await temporaryFolder("project");
    await writeFile(join(project, "orders.sql"), "USE CATALOG main;\n\nSELECT o. FROM sales.orders AS o;\n");
    const configFile = join(await temporaryFolder("home"), "databrickscfg");
    const profile = `[dev]\nhost = ${emulator.httpUrl}\ntoken = ${emulator.createToken()}\nwarehouse_id = ${emulator.warehouseId}\n`;
    await writeFile(configFile, profile, { mode: 0o600 });
    return { folder: project, env: { DATABRICKS_CONFIG_FILE: configFile } };
  });
  after(() => emulator.close());

  const catalog = () => editor().workbench.view("Catalog");

  it("shows what a workspace holds, each kind as what it is", async () => {
    const { workbench } = editor();
    await workbench.resize(1280, 1100);
    await workbench.openContainer("PWAF Toolkit");
    for (const name of ["Call Paths", "Profiles"]) await workbench.view(name).fold();
    await catalog().waitForRow("main");
    assert.equal(await catalog().description("crm"), "foreign · crm_postgres");
    assert.equal(await catalog().description("payroll"), "browse only");
    assert.equal(await catalog().description("weather"), "shared · north_sea_weather.forecasts");
    await catalog().expand("payroll");
    await catalog().waitForRow("No permission");
    await catalog().expand("main");
    await catalog().expand("sales");
    await catalog().waitForRow("orders_by_channel");
    assert.equal(await catalog().description("orders_by_channel"), "materialized view");
    assert.equal(await catalog().description("clicks"), "streaming table");
    await catalog().expand("Volumes");
    await catalog().expand("exports");
    await catalog().waitForRow("README.txt");
    await catalog().expand("Functions");
    await catalog().expand("Models");
    await catalog().expand("churn");
    await workbench.screenshot("explorer");
  });

  it("filters what is loaded and says so", async () => {
    const { workbench } = editor();
    await catalog().titleAction("Filter catalog");
    await workbench.quickInput.answer("Filter catalog", "ord");
    await until("only what matches", async () => ((await catalog().names()).includes("clicks") ? undefined : true));
    assert.deepEqual(
      (await catalog().names()).filter((name) => name.includes("ord")),
      ["order_items", "orders", "orders_by_channel"],
    );
    await workbench.screenshot("explorer-filter");
    await catalog().titleAction("Clear the filter");
    await catalog().waitForRow("clicks");
  });

  it("finds by search what no page has brought yet, and leads there", async () => {
    const { workbench } = editor();
    await catalog().titleAction("Search catalog");
    await workbench.quickInput.waitFor("Search catalog");
    await workbench.quickInput.type("scale.schema_09999.table");
    const hit = workbench.page.locator(".quick-input-list .monaco-list-row", { hasText: "table_00003" });
    await hit.waitFor();
    await workbench.quickInput.waitFor("searched on the server: scale");
    await workbench.screenshot("explorer-search");
    await hit.click();
    await catalog().waitForRow("table_00003");
    const pages = emulator.requests.entries.filter(({ path }) => path.endsWith("/unity-catalog/schemas")).length;
    assert.ok(pages < 5, `${pages} pages of schemas were loaded to get there`);
  });

  it("keeps favourites at the top", async () => {
    await catalog().contextMenu("table_00003", "Add to favourites");
    await catalog().titleAction("Collapse All");
    await catalog().expand("Favourites");
    await catalog().inlineAction("table_00003", "Remove from favourites");
    await catalog().row("Favourites").waitFor({ state: "detached" });
  });

  it("stops a warehouse and starts it again, with a way to cancel", async () => {
    const { workbench } = editor();
    await catalog().expand("SQL warehouses");
    assert.match(await catalog().description("Starter Warehouse"), /^running/);
    await catalog().inlineAction("Starter Warehouse", "Stop warehouse");
    await workbench.page.locator(".notification-toast", { hasText: "Stopping warehouse Starter Warehouse" }).waitFor();
    await until("a stopped warehouse", async () =>
      (await catalog().description("Starter Warehouse")).startsWith("stopped") ? true : undefined,
    );
    await catalog().inlineAction("Starter Warehouse", "Start warehouse");
    await until("a running warehouse", async () =>
      (await catalog().description("Starter Warehouse")).startsWith("running") ? true : undefined,
    );
  });

  it("completes names in SQL files, tells of them on hover, and leads from them to the catalog", async () => {
    const { workbench } = editor();
    await workbench.openFile("orders.sql");
    await workbench.editor.focus();
    await workbench.editor.goTo(3, 10);
    await workbench.page.keyboard.press("Control+Space");
    const offered = workbench.page.locator(".suggest-widget .monaco-list-row", { hasText: "order_id" });
    await offered.waitFor();
    await workbench.screenshot("explorer-completion");
    await offered.click();
    await workbench.editor.waitForText("SELECT o.order_id FROM");
    await workbench.editor.goTo(3, 32);
    await workbench.command("Show or Focus Hover");
    await workbench.page.locator(".monaco-hover", { hasText: "Who ordered" }).waitFor();
    await workbench.screenshot("explorer-hover");
    await workbench.command("PWAF: Reveal name in catalog");
    await catalog().row("orders").and(workbench.page.locator(".selected")).waitFor();
  });

  it("copies a name, inserts it, and drags it into the editor", async () => {
    const { workbench } = editor();
    await catalog().click("customers");
    await workbench.page.keyboard.press(control("C"));
    await workbench.waitForStatus("Copied main.sales.customers");
    await workbench.editor.replaceAll("SELECT * FROM ");
    await workbench.page.keyboard.press(control("V"));
    await workbench.editor.waitForText("SELECT * FROM main.sales.customers");
    await workbench.editor.replaceAll("SELECT * FROM ");
    await catalog().contextMenu("products", "Insert name into editor");
    await workbench.editor.waitForText("SELECT * FROM main.sales.products");
    await workbench.editor.replaceAll("SELECT * FROM ");
    await catalog().dragTo("orders", workbench.page.locator(".editor-group-container.active .view-line").first());
    await workbench.editor.waitForText("SELECT * FROM main.sales.orders");
  });

  it("completes in the schema that a statement has led to, though it stands in the file no more", async () => {
    const { workbench } = editor();
    await workbench.editor.replaceAll("USE SCHEMA main.ops");
    await workbench.editor.clickCodeLens("Run");
    await workbench.waitForStatus("main.ops");
    // The names come when nobody waits for them any more, and while a word of the file is on offer.
    emulator.faults.add({ match: "GET /api/2.1/unity-catalog/table", kind: "slow", delayMs: 1500 });
    await workbench.editor.replaceAll("SELECT tickle FROM tick");
    await workbench.page.keyboard.press("Control+Space");
    const offered = (name: string) =>
      workbench.page.locator(".suggest-widget .monaco-list-row").filter({ hasText: name });
    await offered("tickle").waitFor();
    await offered("tickets").click();
    await workbench.editor.waitForText("SELECT tickle FROM tickets");
  });
});
