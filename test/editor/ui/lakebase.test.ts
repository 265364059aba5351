import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Emulator } from "../../../src/emulator/emulator.ts";
import { startEmulator } from "../../../src/emulator/emulator.ts";
import { temporaryFolder } from "../bed/places.ts";
import { STEP_MS, stopAtFirstFailure, useEditor } from "../bed/suite.ts";

/** From a project of Lakebase to a role for a colleague; each step begins where the last one ended. */
describe("Lakebase", function () {
  this.timeout(STEP_MS);
  stopAtFirstFailure();

  let emulator: Emulator;

  const editor = useEditor(async () => {
    emulator = await startEmulator({ httpPort: 0, httpsPort: 0 });
    const project = await temporaryFolder("project");
    await writeFile(join(project, "pwaf.json"), JSON.stringify({ isv: "Acme", product: "Loader", version: "1.2.0" }));
    const configFile = join(await temporaryFolder("home"), "databrickscfg");
    const { httpsUrl, caFile } = emulator;
    await writeFile(configFile, `[dev]\nhost = ${httpsUrl}\ntoken = ${emulator.createToken()}\n`);
    return { folder: project, env: { DATABRICKS_CONFIG_FILE: configFile, NODE_EXTRA_CA_CERTS: caFile } };
  });
  after(() => emulator.close());

  it("shows projects, branches, endpoints, databases and roles, and instances of the older generation", async () => {
    const { workbench } = editor();
    await workbench.openContainer("PWAF Toolkit");
    const view = workbench.view("Lakebase");
    for (const other of ["Profiles", "Catalog", "Call Paths"]) await workbench.view(other).fold();
    await view.unfold();
    await view.waitForRow("Order desk");
    assert.equal(await view.description("legacy-orders"), "Provisioned · available · CU_2");
    await view.expand("Order desk");
    assert.equal(await view.description("production"), "default · protected");
    await view.expand("production");
    assert.equal(await view.description("primary"), "active · 1–4 CU");
    assert.equal(await view.description("reports"), "scaled to zero · read-only · 0.5–2 CU");
    await view.expand("Databases");
    await view.waitForRow("databricks_postgres");
    await view.expand("Roles");
    await view.waitForRow("ada.lindqvist@emulated.example");
    await workbench.screenshot("lakebase");
  });

  it("tests a connection step by step, and says at which one it failed", async () => {
    const { workbench } = editor();
    const view = workbench.view("Lakebase");
    const test = async (token: string, title: RegExp) => {
      await view.inlineAction("primary", "Test connection");
      await workbench.quickInput.pick(/Test connection/, "Personal access token");
      await workbench.quickInput.answer("Personal access token", token);
      await workbench.page.locator(".quick-input-title", { hasText: title }).waitFor();
    };
    await test(emulator.createToken(), /connected/);
    await workbench.page.getByText("tagged Acme_Loader/1.2.0").first().waitFor();
    await workbench.screenshot("lakebase-test");
    await workbench.page.keyboard.press("Escape");
    await test(emulator.createToken({ user: "bruno.chen@emulated.example" }), /failed at “Connect”/);
    await workbench.screenshot("lakebase-test-failed");
    await workbench.quickInput.accept();
    const why = await workbench.messages.waitForDialog("has no OAuth role");
    assert.match(why, /Nobody has made a role of the name \w+/);
    await workbench.screenshot("lakebase-test-why");
    await workbench.messages.clickDialogButton("has no OAuth role", "Create role");
    await workbench.quickInput.waitFor("E-mail address");
    await workbench.page.keyboard.press("Escape");
  });

  it("runs SQL on the database in the grid of results", async () => {
    const { workbench } = editor();
    await workbench.view("Lakebase").inlineAction("primary", "Open SQL editor");
    await workbench.tabs().filter({ hasText: "Untitled-1" }).waitFor();
    await workbench.command("PWAF: Run SQL");
    const results = await workbench.webview("Query Results");
    await results.getByRole("gridcell", { name: "ada.lindqvist@emulated.example" }).waitFor();
    await workbench.screenshot("lakebase-sql");
  });

  it("reads statements as PostgreSQL does, and asks for their parameters", async () => {
    const { workbench } = editor();
    await workbench.editor.replaceAll("SELECT 'C:\\';\nSELECT $$two; of $$ || :what::text AS said;\n");
    await workbench.editor.clickCodeLens(/Run$/, 1);
    await workbench.quickInput.answer("Value of :what", "2");
    const results = await workbench.webview("Query Results");
    await results.getByRole("gridcell", { name: "two; of 2" }).waitFor();
  });

  it("keeps a session for the editor, and shows its open transaction", async () => {
    const { workbench } = editor();
    const results = await workbench.webview("Query Results");
    const count = "SELECT count(*) AS orders FROM shop.orders";
    await workbench.editor.replaceAll(`BEGIN;\nDELETE FROM shop.orders WHERE id > 1;\n${count};\n`);
    await workbench.command("PWAF: Run all SQL of the file");
    await workbench.waitForStatus("Lakebase · in transaction");
    await results.getByRole("gridcell", { name: "1", exact: true }).waitFor();
    await workbench.screenshot("lakebase-transaction");
    await workbench.editor.replaceAll(`ROLLBACK;\n${count};\n`);
    await workbench.command("PWAF: Run all SQL of the file");
    await results.getByRole("gridcell", { name: "500", exact: true }).waitFor();
    await workbench.waitForStatus(/Lakebase$/);
  });

  it("shows the SQL of a role, and makes it when told to", async () => {
    const { workbench } = editor();
    const view = workbench.view("Lakebase");
    await view.inlineAction("Roles", "Create role for an identity");
    await workbench.quickInput.answer("E-mail address", "bruno.chen@emulated.example");
    await workbench.quickInput.pick("What the role may do", "Read");
    await workbench.quickInput.answer("Schema", "shop");
    const question = await workbench.messages.waitForDialog("Create a role for bruno.chen");
    assert.match(question, /databricks_create_role\('bruno\.chen@emulated\.example', 'USER'\)/);
    await workbench.screenshot("lakebase-role");
    await workbench.messages.clickDialogButton("Create a role for bruno.chen", "Run");
    await view.waitForRow("bruno.chen@emulated.example");
  });
});
