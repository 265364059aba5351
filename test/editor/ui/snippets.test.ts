import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { control } from "../bed/keys.ts";
import { temporaryFolder } from "../bed/places.ts";
import { STEP_MS, stopAtFirstFailure, useEditor } from "../bed/suite.ts";
import { until } from "../bed/until.ts";

const manifest = '{\n  "name": "acme-loader",\n  "dependencies": {\n    "pg": "^8.16.0"\n  }\n}\n';

const files: Readonly<Record<string, string>> = {
  "pwaf.json": '{ "isv": "Acme", "product": "Loader", "version": "1.2.0" }\n',
  "package.json": manifest,
  "src/orders.ts":
    'import { DBSQLClient } from "@databricks/sql";\nimport { Pool } from "pg";\n\nexport const pool = new Pool();\n\n',
  "src/rates.ts": 'import { readFile } from "node:fs/promises";\n\nexport const rates = readFile("rates.json");\n\n',
};

describe("connector snippets", function () {
  this.timeout(STEP_MS);
  stopAtFirstFailure();

  let project: string;
  const editor = useEditor(async () => {
    project = await temporaryFolder("project");
    await mkdir(join(project, "src"));
    for (const [path, text] of Object.entries(files)) await writeFile(join(project, path), text);
    const home = await temporaryFolder("home");
    return { folder: project, env: { DATABRICKS_CONFIG_FILE: join(home, "databrickscfg") } };
  });

  it("are chosen by client and sign-in, with a way back", async () => {
    const { workbench } = editor();
    await workbench.openFile("orders.ts");
    await workbench.editor.focus();
    await workbench.page.keyboard.press(control("End"));
    await workbench.command("PWAF: Insert connector snippet");
    await workbench.quickInput.waitFor("Connector");
    assert.deepEqual(await workbench.quickInput.entries(), [
      "Databricks SQL Driver for Node.js",
      "Databricks SDK for JavaScript",
      "REST API",
      "Lakebase (Postgres)",
    ]);
    await workbench.screenshot("snippet-client");
    await workbench.quickInput.pick("Connector", "Databricks SQL Driver for Node.js");
    await workbench.quickInput.waitFor("How does the program sign in?");
    const ways = await workbench.quickInput.entries();
    assert.deepEqual([ways[0], ways.at(-1)], ["OAuth M2M", "Personal access token"]);
    await workbench.screenshot("snippet-sign-in");
    await workbench.quickInput.pick("How does the program sign in?", "OAuth M2M");
  });

  it("import what the file lacks, once, and carry the product's identity", async () => {
    const { workbench } = editor();
    const text = await workbench.editor.waitForText("Acme_Loader/1.2.0");
    assert.equal(text.match(/^import /gm)?.length, 2, text);
    const saved = await savedFile("src/orders.ts");
    assert.ok(saved.startsWith(`${files["src/orders.ts"] ?? ""}const userAgent = "Acme_Loader/1.2.0";\n`), saved);
  });

  it("offer their package for the project's manifest, and show the change first", async () => {
    const { workbench } = editor();
    const { messages } = workbench;
    const question = await messages.waitForNotification("package.json");
    assert.equal(question, "package.json does not ask for @databricks/sql 2.1.0 yet.");
    await messages.clickNotificationButton("package.json", "Show the change");
    const preview = workbench.page.getByRole("button", { name: "Apply" }).first();
    await preview.waitFor();
    await workbench.screenshot("snippet-package");
    assert.equal(await readFile(join(project, "package.json"), "utf8"), manifest);
    await workbench.page
      .locator(".bulk-edit-panel .monaco-list-row input[type=checkbox], .bulk-edit-panel .edit-checkbox")
      .first()
      .check();
    await preview.click();
    const changed = manifest.replace('"^8.16.0"', '"^8.16.0",\n    "@databricks/sql": "^2.1.0"');
    await until("the package in package.json", async () => {
      await workbench.command("File: Save All Files");
      return (await readFile(join(project, "package.json"), "utf8")) === changed || undefined;
    });
  });

  it("put new imports to those of the file, and ask for no package that is there", async () => {
    const { workbench } = editor();
    await workbench.openFile("rates.ts");
    await workbench.editor.focus();
    await workbench.page.keyboard.press(control("End"));
    await workbench.command("PWAF: Insert connector snippet");
    await workbench.quickInput.pick("Connector", "Databricks SQL Driver for Node.js");
    await workbench.quickInput.pick("How does the program sign in?", "OAuth U2M in the browser");
    await workbench.editor.waitForText("oauthClientId");
    const [first, second, third] = (await savedFile("src/rates.ts")).split("\n");
    assert.deepEqual(
      [first, second, third],
      ['import { readFile } from "node:fs/promises";', 'import { DBSQLClient } from "@databricks/sql";', ""],
    );
    assert.deepEqual(await workbench.messages.notifications(), []);
  });

  it("ask for the language of a new file, and look for its package at the top of the project", async () => {
    const { workbench } = editor();
    await workbench.closeAllEditors();
    await workbench.command("PWAF: Insert connector snippet");
    await workbench.quickInput.pick("Language of a new file", "TypeScript");
    await workbench.quickInput.pick("Connector", "Databricks SDK for JavaScript");
    await workbench.quickInput.pick("How does the program sign in?", "OAuth M2M");
    await workbench.editor.waitForText('import { WorkspaceClient } from "@databricks/sdk-experimental";');
    const question = await workbench.messages.waitForNotification("package.json");
    assert.match(question, /^package\.json does not ask for @databricks\/sdk-experimental \d/);
  });

  /** What a file holds once what was inserted is saved. */
  async function savedFile(path: string): Promise<string> {
    await editor().workbench.editor.save();
    return await until(`the snippet in ${path}`, async () => {
      const text = await readFile(join(project, path), "utf8");
      return text === files[path] ? undefined : text;
    });
  }
});
