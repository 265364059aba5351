import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { temporaryFolder } from "../bed/places.ts";
import { STEP_MS, stopAtFirstFailure, useEditor } from "../bed/suite.ts";
import { until } from "../bed/until.ts";

const files: Readonly<Record<string, string>> = {
  "requirements.txt": "fastapi==0.121.3\n",
  "app/__init__.py": "",
  "app/main.py":
    'from fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get("/")\ndef home():\n    return {"name": "Acme Loader"}\n',
  // Tagged; with a warning, because it signs in by a token.
  "app/orders.py":
    'import os\n\nfrom databricks import sql\n\nconnection = sql.connect(\n    server_hostname=os.environ["DATABRICKS_SERVER_HOSTNAME"],\n    http_path=os.environ["DATABRICKS_HTTP_PATH"],\n    access_token=os.environ["DATABRICKS_TOKEN"],\n    user_agent_entry="Acme_Loader/1.2.0",\n)\n',
  "README.md": "# Acme Loader\n",
};

describe("adding a connector to a project", function () {
  this.timeout(STEP_MS);
  stopAtFirstFailure();

  let project: string;
  const editor = useEditor(async () => {
    project = await temporaryFolder("project");
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(project, path)), { recursive: true });
      await writeFile(join(project, path), text);
    }
    const home = await temporaryFolder("home");
    return { folder: project, env: { DATABRICKS_CONFIG_FILE: join(home, "databrickscfg") } };
  });

  it("asks for client and sign-in, and shows the files before it writes any", async () => {
    const { workbench } = editor();
    await workbench.openFile("orders.py");
    await until("what the linter says", async () =>
      (await workbench.editor.squiggles("warning")) > 0 ? true : undefined,
    );
    await workbench.command("PWAF: Add a Databricks connector");
    await workbench.quickInput.pick("Connector", "Databricks SQL Connector for Python");
    await workbench.quickInput.waitFor("How does the program sign in?");
    assert.equal((await workbench.quickInput.entries())[0], "OAuth M2M");
    await workbench.quickInput.pick("How does the program sign in?", "OAuth M2M");
    // There is no pwaf.json yet: the answers make it, just before the preview that changes it. The code knows them.
    await workbench.quickInput.waitFor("First, who the connector is to Databricks");
    assert.match(await workbench.quickInput.message(), /The code says Acme_Loader\/1\.2\.0\. Your company/);
    const answers = { "Your company": "Acme", "Your product: Acme_": "Loader", "Its version: Acme_Loader/": "1.2.0" };
    for (const [question, answer] of Object.entries(answers)) {
      await workbench.quickInput.waitFor(question);
      assert.equal(await workbench.quickInput.value(), answer);
      await workbench.quickInput.accept();
    }
    await workbench.page.getByRole("button", { name: "Apply" }).first().waitFor();
    await workbench.command("View: Toggle Maximized Panel");
    await workbench.page.locator(".bulk-edit-panel .monaco-list-row", { hasText: "pwaf.json" }).waitFor();
    await workbench.screenshot("add-connector");
    assert.equal(existsSync(join(project, "app/databricks_connector")), false);
    assert.equal(await readFile(join(project, "app/main.py"), "utf8"), files["app/main.py"]);
  });

  it("writes them when the user says so, and names what was left out", async () => {
    const { workbench } = editor();
    const boxOf = (name: string) =>
      workbench.page
        .locator(".bulk-edit-panel .monaco-list-row[aria-level='1']", { hasText: name })
        .locator(".edit-checkbox");
    // What the next step needs is ticked; the user's own code and text wait.
    const ticks = { "pwaf.json": "true", "requirements.txt": "true", "README.md": "false", "main.py": "false" };
    for (const [name, isTicked] of Object.entries(ticks))
      assert.equal(await boxOf(name).getAttribute("aria-checked"), isTicked, name);
    // The mark that folds the row lies above it.
    await boxOf("main.py").dispatchEvent("click");
    await workbench.page.getByRole("button", { name: "Apply" }).first().click();
    const message = await workbench.messages.waitForNotification("Connector added");
    assert.match(message, /Left out, since not ticked: README\.md\. Next: .*pip install.*pwaf conform --emulator/);
    // The command line reads what is on the disk: nobody has to save.
    const main = await readFile(join(project, "app/main.py"), "utf8");
    assert.match(main, /^app\.include_router\(databricks_router\)$/m);
    assert.equal(await readFile(join(project, "README.md"), "utf8"), files["README.md"]);
    const config = await readFile(join(project, "app/databricks_connector/config.py"), "utf8");
    assert.match(config, /USER_AGENT = "Acme_Loader\/1\.2\.0"/);
    assert.match(await readFile(join(project, "pwaf.json"), "utf8"), /"app\.databricks_connector\.check"/);
    assert.match(await readFile(join(project, "requirements.txt"), "utf8"), /databricks-sql-connector\[pyarrow\]==/);
    assert.match(await readFile(join(project, ".env.example"), "utf8"), /^DATABRICKS_CLIENT_SECRET=$/m);
  });

  it("puts another one beside it, and adds none twice", async () => {
    const { workbench } = editor();
    await workbench.command("PWAF: Add a Databricks connector");
    await workbench.quickInput.pick("Connector", "Lakebase (Postgres)");
    await workbench.quickInput.pick("How does the program sign in?", "Lakebase with psycopg's pool, OAuth M2M");
    const folder = workbench.page.locator(".bulk-edit-panel .monaco-list-row", {
      hasText: "databricks_connector_lakebase",
    });
    await folder.first().waitFor();
    await workbench.page.getByRole("button", { name: "Discard" }).first().click();
    await folder.first().waitFor({ state: "detached" });
    await workbench.command("PWAF: Add a Databricks connector");
    await workbench.quickInput.pick("Connector", "Databricks SQL Connector for Python");
    await workbench.quickInput.pick("How does the program sign in?", "OAuth M2M");
    const message = await workbench.messages.waitForNotification("is there already");
    assert.match(message, /app\/databricks_connector\/__init__\.py is there already\./);
  });

  it("designs the form that the product asks its users with", async () => {
    const { workbench } = editor();
    await workbench.command("Notifications: Clear All Notifications");
    await workbench.closeAllEditors();
    await workbench.command("PWAF: Design a connection form");
    const page = await workbench.webview("Connection form");
    await page.getByLabel("HTTP path").fill("my warehouse");
    await page.getByText("Expected something like").waitFor();
    await workbench.screenshot("connection-form");
    await page.getByLabel("Sign-in").selectOption({ label: "OAuth U2M (in the browser)" });
    await page.getByLabel("OAuth app client ID").waitFor();
    await page.getByRole("tab", { name: "Markdown" }).click();
    await page.getByRole("button", { name: "Open in editor" }).click();
    await workbench.editor.waitForText("### Databricks SQL Connector for Python: OAuth U2M (in the browser)");
  });
});
