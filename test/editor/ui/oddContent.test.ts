import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Frame } from "playwright-core";
import { sqlName } from "../../../src/core/base/sqlName.ts";
import type { Emulator } from "../../../src/emulator/emulator.ts";
import { startEmulator } from "../../../src/emulator/emulator.ts";
import { temporaryFolder } from "../bed/places.ts";
import { STEP_MS, useEditor } from "../bed/suite.ts";

const connectionLine = 9001;

/** Ten thousand lines, with brackets that never close before and after the connection. */
const brokenProgram = [
  "from databricks import sql",
  ...Array.from({ length: connectionLine - 3 }, (_, i) => (i % 97 === 5 ? `def broken_${i}(:` : `value_${i} = ${i}`)),
  "def open():",
  '    return sql.connect(server_hostname=host, http_path=path, auth_type="databricks-oauth")',
  ...Array.from({ length: 1000 }, (_, i) => (i % 97 === 5 ? `if value_${i} ==` : `other_${i} = ${i}`)),
].join("\n");

/** Names, cells and programs that break naive tools, in the themes and sizes that people use. */
describe("odd content", function () {
  this.timeout(STEP_MS);

  let emulator: Emulator;
  const editor = useEditor(async () => {
    emulator = await startEmulator({ httpPort: 0, httpsPort: 0 });
    const project = await temporaryFolder("project");
    const configFile = join(await temporaryFolder("home"), "databrickscfg");
    const { httpsUrl, warehouseId, caFile } = emulator;
    const token = emulator.createToken();
    await writeFile(configFile, `[odd]\nhost = ${httpsUrl}\ntoken = ${token}\nwarehouse_id = ${warehouseId}\n`);
    await writeFile(join(project, "broken.py"), brokenProgram);
    return { folder: project, env: { DATABRICKS_CONFIG_FILE: configFile, NODE_EXTRA_CA_CERTS: caFile } };
  });
  after(() => emulator.close());

  it("opens the catalog of a profile whose token is in the file", async () => {
    const { workbench } = editor();
    await workbench.openContainer("PWAF Toolkit");
    // The tree needs the room.
    for (const other of ["Profiles", "Call Paths"]) await workbench.view(other).fold();
    const catalog = workbench.view("Catalog");
    await catalog.expand("main");
    await catalog.expand("odd names");
  });

  const tables = [
    ['it\'s "quoted"', "row 2"],
    ["back`tick", "2"],
    ["<b>html</b>", "<script>alert(1)</script>"],
  ] as const;
  for (const [name, cell] of tables) {
    it(`previews the table ${name}: its name and cells are text`, async () => {
      const { workbench } = editor();
      const sample = await previewRows("odd names", name);
      await sample.getByRole("gridcell", { name: cell, exact: true }).first().waitFor();
      assert.equal(await sample.locator("td script, [role=gridcell] :is(b, i, img, script)").count(), 0);
      await workbench.closeAllEditors();
    });
  }

  it("clips a cell of one megabyte and shows it whole on request", async () => {
    const { workbench } = editor();
    const sample = await previewRows("odd names", "huge_cell");
    const cell = sample.getByRole("gridcell", { name: /^0123456789abcde/ }).first();
    await cell.waitFor();
    assert.ok(((await cell.textContent()) ?? "").length < 10_000);
    await cell.dblclick();
    const viewer = sample.getByRole("dialog");
    await viewer.getByText("1,048,576 characters").waitFor();
    assert.equal((await viewer.getByRole("textbox").inputValue()).length, 1_048_576);
    await viewer.getByRole("button", { name: "Close" }).click();
    await workbench.closeAllEditors();
  });

  it("finds the gap in a long program with syntax errors", async () => {
    const { workbench } = editor();
    await workbench.openFile("broken.py");
    const found = await workbench.waitForProblems("the untagged connection", (problems) =>
      problems.some(({ code }) => code === "ua-missing-python-sql"),
    );
    assert.equal(found.find(({ code }) => code === "ua-missing-python-sql")?.line, connectionLine);
    await workbench.closeAllEditors();
  });

  it("holds its layout in other themes and in a narrow window", async () => {
    const { workbench } = editor();
    const catalog = workbench.view("Catalog");
    await catalog.row("odd names").locator(".monaco-tl-twistie").click();
    await catalog.expand("sales");
    const sample = await previewRows("sales", "orders");
    await sample.getByRole("gridcell").first().waitFor();
    for (const theme of ["light", "highContrast"] as const) {
      await workbench.setTheme(theme);
      await workbench.screenshot(`${theme}-rows`);
      await sample.getByRole("tab", { name: /Columns/ }).click();
      await workbench.screenshot(`${theme}-columns`);
      await sample.getByRole("tab", { name: /Sample rows/ }).click();
    }
    await workbench.setTheme("dark");
    await workbench.resize(760, 560);
    const cell = sample.getByRole("gridcell").first();
    await cell.waitFor();
    await workbench.screenshot("narrow");
    const [box, body] = [await cell.boundingBox(), await sample.locator("body").boundingBox()];
    assert.ok(box && body && box.x >= body.x && box.width > 0 && box.width <= body.width);
  });

  async function previewRows(schema: string, table: string): Promise<Frame> {
    const { workbench } = editor();
    await workbench.view("Catalog").inlineAction(table, "Preview table");
    const sample = await workbench.webview(sqlName(["main", schema, table]));
    await sample.getByRole("tab", { name: /Sample rows/ }).click();
    return sample;
  }
});
