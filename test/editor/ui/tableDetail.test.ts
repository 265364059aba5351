import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Frame } from "playwright-core";
import type { Emulator } from "../../../src/emulator/emulator.ts";
import { startEmulator } from "../../../src/emulator/emulator.ts";
import { temporaryFolder } from "../bed/places.ts";
import { STEP_MS, stopAtFirstFailure, useEditor } from "../bed/suite.ts";

/** What a table is, who may use it, and how somebody else comes to use it; each step begins where the last one ended. */
describe("table detail and grants", function () {
  this.timeout(STEP_MS);
  stopAtFirstFailure();

  let emulator: Emulator;
  let table: Frame;

  const editor = useEditor(async () => {
    emulator = await startEmulator({ httpPort: 0, httpsPort: 0 });
    const project = await temporaryFolder("project");
    const configFile = join(await temporaryFolder("home"), "databrickscfg");
    const { httpsUrl, warehouseId, caFile } = emulator;
    const token = emulator.createToken();
    await writeFile(configFile, `[dev]\nhost = ${httpsUrl}\ntoken = ${token}\nwarehouse_id = ${warehouseId}\n`);
    return { folder: project, env: { DATABRICKS_CONFIG_FILE: configFile, NODE_EXTRA_CA_CERTS: caFile } };
  });
  after(() => emulator.close());

  it("computes statistics on the warehouse when asked, and draws them", async () => {
    const { workbench } = editor();
    await workbench.openContainer("PWAF Toolkit");
    await workbench.view("Catalog").waitForRow("main");
    await workbench.command("PWAF: Preview table");
    await workbench.quickInput.answer("Full name of a table or view", "main.ops.tickets");
    table = await workbench.webview("main.ops.tickets");
    await table.getByRole("row", { name: /ticket_id/ }).waitFor();
    await table.getByRole("tab", { name: "Statistics" }).click();
    await table.getByRole("button", { name: "Compute statistics" }).click();
    await table.getByText("Computed over 400 rows, 7 columns.").first().waitFor();
    assert.equal(await table.getByRole("img", { name: /^Histogram of / }).count(), 4);
    await workbench.screenshot("table-statistics");
  });

  for (const [tab, shown] of [
    ["Details", "Table features"],
    ["DDL", "CREATE TABLE main.ops.tickets"],
    ["History", "All 1 row"],
    ["Lineage", "Made from (0)"],
    ["Constraints", "Primary key"],
  ] as const) {
    it(`shows ${tab}`, async () => {
      await table.getByRole("tab", { name: tab }).click();
      await table.getByRole("tabpanel", { name: tab }).getByText(shown).first().waitFor();
    });
  }

  it("goes from the permissions of a table to what a service principal lacks, and grants it after a question", async () => {
    const { workbench } = editor();
    const permissions = table.getByRole("tabpanel", { name: "Permissions" });
    await table.getByRole("tab", { name: "Permissions" }).click();
    await permissions.getByText("schema main.ops").first().waitFor();
    await permissions.getByRole("button", { name: "Build grants…" }).click();
    const grants = await workbench.webview("Build grants");
    await grants.getByText("main.ops.tickets", { exact: true }).waitFor();
    await grants.getByRole("button", { name: "Choose a principal…" }).click();
    await workbench.quickInput.pick("Service principal", "acme-loader");
    await grants.getByRole("cell", { name: "missing" }).first().waitFor();
    await workbench.screenshot("grants");
    await grants.getByRole("button", { name: "Run…" }).click();
    const question = await workbench.messages.waitForDialog("Run 2 GRANT statements");
    assert.match(question, /GRANT USE SCHEMA ON SCHEMA main\.ops TO `9f3d1c52-/);
    await workbench.messages.clickDialogButton("Run 2 GRANT statements", "Run");
    await grants.getByText("Nothing is missing.").waitFor();
    await grants.getByText("SELECT on TABLE main.ops.tickets: granted").waitFor();
  });

  it("previews a file of a volume", async () => {
    const { workbench } = editor();
    await workbench.command("PWAF: Preview volume file");
    await workbench.quickInput.answer("Path of a file", "/Volumes/main/sales/exports/2026/01/orders.parquet");
    const file = await workbench.webview("orders.parquet");
    await file.getByText("First 1,000 of 2,000 rows.").first().waitFor();
    await file.getByRole("gridcell", { name: "Customer 3", exact: true }).hover();
    await workbench.screenshot("volume-file");
  });
});
