import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Frame, Locator } from "playwright-core";
import type { Emulator } from "../../../src/emulator/emulator.ts";
import { startEmulator } from "../../../src/emulator/emulator.ts";
import { control } from "../bed/keys.ts";
import { temporaryFolder } from "../bed/places.ts";
import { STEP_MS, stopAtFirstFailure, useEditor } from "../bed/suite.ts";
import { until } from "../bed/until.ts";

/** More rows than the first two pages (1 000 and 10 000) hold, with an exact sum: 30 000 · 29 999 / 2. */
const many = `SELECT 'order ' || id AS name, id, CAST(id AS DECIMAL(18,2)) AS amount, id % 7 AS weekday,
       TIMESTAMP'2024-02-29 12:34:56.000001' AS ordered_at
FROM range(30000)`;

/** The grid of results where people use it: sort there and here, sum, chart, export, and in every theme. */
describe("the grid of results", function () {
  this.timeout(STEP_MS);
  stopAtFirstFailure();

  let emulator: Emulator;
  let folder: string;

  const editor = useEditor(async () => {
    emulator = await startEmulator({ httpPort: 0, httpsPort: 0 });
    folder = await temporaryFolder("project");
    await writeFile(join(folder, "orders.sql"), many);
    await writeFile(
      join(folder, "nothing.sql"),
      "SELECT region, orders FROM main.sales.revenue_by_region WHERE orders < 0",
    );
    await writeFile(join(folder, "wrong.sql"), "SELECT revenu FROM main.sales.revenue_by_region");
    const configFile = join(await temporaryFolder("home"), "databrickscfg");
    const { httpUrl, warehouseId } = emulator;
    await writeFile(
      configFile,
      `[dev]\nhost = ${httpUrl}\ntoken = ${emulator.createToken()}\nwarehouse_id = ${warehouseId}\n`,
      { mode: 0o600 },
    );
    return { folder, env: { DATABRICKS_CONFIG_FILE: configFile } };
  });
  after(() => emulator.close());

  const results = (): Promise<Frame> => editor().workbench.webview("Query Results");

  /** A text in the result that is in view, not in what a screen reader is told. */
  const shown = (page: Frame, text: string | RegExp): Locator => page.locator("main:visible").getByText(text).first();

  async function run(file: string): Promise<Frame> {
    const { workbench } = editor();
    await workbench.openFile(file);
    await workbench.editor.clickCodeLens("Run");
    return await results();
  }

  it("sorts what is loaded and says so, then lets the warehouse sort all of it", async () => {
    const { workbench } = editor();
    const page = await run("orders.sql");
    await page.getByRole("gridcell", { name: "order 3", exact: true }).waitFor();
    await page.getByRole("columnheader", { name: "id" }).click({ button: "right" });
    await page.getByRole("menuitemcheckbox", { name: "Sort descending" }).click();
    await shown(page, "Sorted 11,000 loaded rows; the result has more").waitFor();
    await page.getByRole("gridcell", { name: "order 10999", exact: true }).waitFor();
    await page.getByRole("button", { name: "Run on server" }).click();
    await page.getByRole("gridcell", { name: "order 29999", exact: true }).waitFor();
    assert.match(emulator.statements.entries.at(-1)?.sql ?? "", /\) AS result\nORDER BY result\.`id` DESC$/);
    await workbench.command("PWAF: Close result");
    await shown(page, "Sorted 11,000 loaded rows; the result has more").waitFor();
    await page.getByRole("button", { name: /^Sorted by id/ }).click();
  });

  it("adds up a column of all rows exactly, and draws numbers", async () => {
    const { workbench } = editor();
    await workbench.command("View: Toggle Maximized Panel");
    const page = await results();
    await page.getByRole("button", { name: "Load all" }).click();
    await shown(page, "of 30,000 rows").waitFor();
    await page.getByRole("columnheader", { name: "amount" }).click();
    await shown(page, "30,000 cells · Sum 449985000.00 · Average 14999.5").waitFor();
    await workbench.screenshot("results-grid");
    await page.getByRole("gridcell", { name: "order 2", exact: true }).click();
    for (let i = 0; i < 9; i++) await workbench.page.keyboard.press("Shift+ArrowDown");
    for (let i = 0; i < 3; i++) await workbench.page.keyboard.press("Shift+ArrowRight");
    await page.getByRole("button", { name: "Chart" }).click();
    await page.getByRole("img", { name: /^Bar chart of id, amount, weekday by name, 10 points/ }).waitFor();
    await workbench.screenshot("results-chart");
    await workbench.page.keyboard.press("Escape");
  });

  it("finds a text by the keys of an editor", async () => {
    const { workbench } = editor();
    const page = await results();
    await page.getByRole("grid", { name: "Query results" }).focus();
    await workbench.page.keyboard.press(control("f"));
    await page.getByRole("textbox", { name: "Find in loaded rows" }).fill("order 2999");
    await shown(page, "1 of 11").waitFor();
    await page.getByRole("gridcell", { name: "order 2999", exact: true }).waitFor();
    await workbench.page.keyboard.press("Escape");
  });

  it("exports all rows to a file and offers to open it", async () => {
    const { workbench } = editor();
    const page = await results();
    await page.getByRole("button", { name: "Export" }).click();
    await workbench.quickInput.pick("The statement runs again", "CSV");
    const file = join(folder, "exported.csv");
    await until(
      "the dialog for a file",
      async () => (await workbench.quickInput.value()).includes("orders.csv") || undefined,
    );
    await workbench.quickInput.type(file);
    await workbench.quickInput.accept();
    const message = await workbench.messages.waitForNotification(/Exported \d/);
    assert.match(message, /^Exported 30,000 rows, [\d.]+ MB to exported\.csv$/);
    const lines = (await readFile(file, "utf8")).trimEnd().split(/\r?\n/);
    assert.equal(lines.length, 30_001);
    assert.match(lines[1] ?? "", /^order 0,0,0\.00,0,2024-02-29 12:34:56\.000001/);
    await workbench.messages.clickNotificationButton(/Exported \d/, "Open");
    await workbench.waitForTab("exported.csv");
  });

  it("looks right in other themes, in a narrow window, without rows and with an error", async () => {
    const { workbench } = editor();
    const page = await results();
    for (const theme of ["light", "highContrast"] as const) {
      await workbench.setTheme(theme);
      await page.getByRole("gridcell").first().waitFor();
      await workbench.screenshot(`results-${theme}`);
    }
    await workbench.setTheme("dark");
    const nothing = await run("nothing.sql");
    await shown(nothing, "No rows").waitFor();
    await workbench.screenshot("results-empty");
    const wrong = await run("wrong.sql");
    await shown(wrong, "revenu").waitFor();
    await workbench.screenshot("results-error");
    await run("orders.sql");
    await workbench.resize(480, 620);
    await page.getByRole("gridcell").first().waitFor();
    await workbench.screenshot("results-narrow");
  });
});
