import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Frame } from "playwright-core";
import type { Emulator } from "../../../src/emulator/emulator.ts";
import { startEmulator } from "../../../src/emulator/emulator.ts";
import { control } from "../bed/keys.ts";
import type { PageElement } from "../bed/pageElement.ts";
import { temporaryFolder } from "../bed/places.ts";
import { STEP_MS, stopAtFirstFailure, useEditor } from "../bed/suite.ts";
import { until } from "../bed/until.ts";

const script = `-- Which regions sell much?
SELECT region, sum(orders) AS orders, sum(revenue) AS revenue
FROM revenue_by_region
WHERE month >= :since AND revenue > :min_revenue
GROUP BY region
ORDER BY region;

SELECT current_catalog() AS catalog, current_schema() AS schema;
`;
const slow = "SELECT pwaf_sleep(300)";

/** Statements with parameters, several results, pinned ones, the history: in one editor, each step where the last one ended. */
describe("SQL files", function () {
  this.timeout(STEP_MS);
  stopAtFirstFailure();

  let emulator: Emulator;

  const editor = useEditor(async () => {
    emulator = await startEmulator({ httpPort: 0, httpsPort: 0 });
    const folder = await temporaryFolder("project");
    await writeFile(join(folder, "regions.sql"), script);
    const configFile = join(await temporaryFolder("home"), "databrickscfg");
    await writeFile(configFile, `[dev]\nhost = ${emulator.httpUrl}\ntoken = ${emulator.createToken()}\n`, {
      mode: 0o600,
    });
    return { folder, env: { DATABRICKS_CONFIG_FILE: configFile }, settings: { "pwaf.query.onError": "continue" } };
  });
  after(() => emulator.close());

  const results = (): Promise<Frame> => editor().workbench.webview("Query Results");
  const tabTexts = async (): Promise<string[]> => (await results()).getByRole("tab").allInnerTexts();

  it("says where statements run, and lets the user choose", async () => {
    const { workbench } = editor();
    await workbench.openFile("regions.sql");
    await workbench.statusItem("No warehouse").click();
    await workbench.quickInput.waitFor("SQL warehouse for dev");
    assert.deepEqual(await workbench.quickInput.entries(), ["Starter Warehouse", "Nightly Warehouse"]);
    await workbench.screenshot("sql-warehouse");
    await workbench.quickInput.accept();
    await workbench.waitForStatus("Starter Warehouse");
    await workbench.statusItem("Default catalog").click();
    await workbench.quickInput.pick("Catalog, or type", "main");
    await workbench.quickInput.pick("Schema of main", "sales");
    await workbench.waitForStatus("main.sales");
  });

  it("asks for parameters, typed, and gives each statement a result of its own", async () => {
    const { workbench } = editor();
    await workbench.editor.clickCodeLens("Run all");
    await workbench.quickInput.waitFor("Value of :since");
    await workbench.quickInput.type("2024-03-01");
    await workbench.screenshot("sql-parameters");
    await workbench.quickInput.answer("Value of :since", "2024-03-01");
    await workbench.quickInput.answer("Value of :min_revenue", "100");
    const page = await results();
    await page.getByRole("gridcell", { name: "sales", exact: true }).waitFor();
    assert.equal((await tabTexts()).length, 2);
    await page.getByRole("tab").first().click();
    await page.getByRole("gridcell", { name: "EMEA" }).first().waitFor();
    await workbench.screenshot("sql-results");
    const ran = emulator.statements.entries.find(({ sql }) => sql.includes(":min_revenue"));
    assert.equal(ran?.outcome, "finished", "values are sent beside the statement");
  });

  it("remembers the values, and keeps a pinned result beside the next", async () => {
    const { workbench } = editor();
    await workbench.command("PWAF: Pin result");
    await workbench.editor.focus();
    await workbench.editor.goTo(3);
    await workbench.page.keyboard.press(control("Enter"));
    await workbench.quickInput.waitFor("Value of :since");
    assert.equal(await workbench.quickInput.value(), "2024-03-01");
    await workbench.quickInput.accept();
    await workbench.quickInput.answer("Value of :min_revenue", "200");
    const tabs = (await results()).getByRole("tab");
    await until("the pinned result and the new one", async () => {
      if ((await tabs.count()) !== 2) return undefined;
      const [first, second] = [
        await tabs.nth(0).getAttribute("aria-label"),
        await tabs.nth(1).getAttribute("aria-label"),
      ];
      return (first?.includes("pinned") === true && second?.includes("running") === false) || undefined;
    });
    await workbench.screenshot("sql-pinned");
  });

  it("cancels on the server", async () => {
    const { workbench } = editor();
    await workbench.editor.replaceAll(slow);
    await workbench.page.keyboard.press(control("Enter"));
    await until("the statement runs", async () => emulator.statements.entries.at(-1)?.sql === slow || undefined);
    await workbench.command("PWAF: Cancel query");
    await (await results()).getByText("Query cancelled").first().waitFor();
    const ran = emulator.statements.entries.at(-1);
    await until("it has ended on the server", async () => ran?.outcome === "canceled" || undefined);
  });

  it("shows what ran, here and in the workspace, and runs it again", async () => {
    const { workbench } = editor();
    await workbench.command("PWAF: Show query history");
    await workbench.quickInput.waitFor("Statements run from this workspace folder");
    const entries = await workbench.quickInput.entries();
    assert.match(entries[0] ?? "", /pwaf_sleep/);
    assert.equal(entries.filter((label) => label.startsWith("SELECT")).length, 4);
    await workbench.screenshot("sql-history");
    emulator.faults.add({ match: "GET /api/2.0/sql/history/queries", kind: "status", status: 500 });
    const rows = workbench.page.locator(".quick-input-list .monaco-list-row");
    await rows.filter({ hasText: "My statements in the Databricks workspace" }).click();
    await workbench.quickInput.waitFor("Your statements in the Databricks workspace");
    await rows.filter({ hasText: "Try again" }).last().click();
    await until("the workspace's list", async () => {
      const labels = await workbench.quickInput.entries();
      return labels.some((label) => label.includes("current_catalog")) || undefined;
    });
    const row = rows.filter({ hasText: "current_catalog" }).first();
    await row.hover();
    await row.getByRole("button", { name: "Run again" }).click();
    await workbench.waitForTab("Untitled-1");
    await (await results()).getByRole("gridcell", { name: "sales", exact: true }).waitFor();
  });

  it("starts a warehouse that sleeps", async () => {
    const { workbench } = editor();
    await workbench.statusItem("Starter Warehouse").click();
    await workbench.quickInput.pick("SQL warehouse for dev", "Nightly Warehouse");
    await workbench.waitForStatus("Nightly Warehouse");
    await workbench.editor.focus();
    await workbench.page.keyboard.press(control("Enter"));
    await workbench.messages.waitForNotification("Starting warehouse Nightly Warehouse");
    await (await results()).getByText("dev · Nightly Warehouse").first().waitFor();
    await (await results()).getByRole("gridcell", { name: "sales", exact: true }).waitFor();
  });

  it("goes on after an error where the setting says so, and marks what failed", async () => {
    const { workbench } = editor();
    await workbench.editor.replaceAll("SELECT * FROM nowhere;\nSELECT 1 AS one;\nSELECT 1/0;\n");
    await workbench.editor.clickCodeLens("Run all");
    const tabs = (await results()).getByRole("tab");
    await until("both errors", async () => ((await workbench.editor.squiggles("error")) === 2 ? true : undefined));
    const labels = await tabs.evaluateAll((all: PageElement[]) => all.map((tab) => tab.getAttribute("aria-label")));
    assert.deepEqual(
      labels.map((label) => /, (failed|pinned)/.exec(label ?? "")?.[1]),
      ["pinned", "failed", undefined, "failed"],
    );
    await workbench.screenshot("sql-errors");
  });

  it("shows the results of the editor in view, and forgets the history when asked to", async () => {
    const { workbench } = editor();
    await workbench.openFile("regions.sql");
    await (await results()).getByText("Query cancelled").first().waitFor();
    await workbench.command("PWAF: Clear query history");
    await workbench.command("PWAF: Show query history");
    await workbench.quickInput.waitFor("Statements run from this workspace folder");
    assert.equal((await workbench.quickInput.entries())[0], "Nothing has been run from here yet.");
    await workbench.quickInput.cancel();
    const offered = await workbench.quickInput.offeredCommands("PWAF: Clear query history");
    assert.equal(offered.includes("PWAF: Clear query history"), false);
  });
});
