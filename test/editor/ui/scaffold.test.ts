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
    await workbench.openFile("main.py");
    await workbench.command("PWAF: Add a Databricks connector");
    await workbench.quickInput.pick("Connector", "Databricks SQL Connector for Python");
    await workbench.quickInput.waitFor("How does the program sign in?");
    assert.equal((await workbench.quickInput.entries())[0], "OAuth M2M");
    await workbench.quickInput.pick("How does the program sign in?", "OAuth M2M");
    // There is no pwaf.json yet: the answers make it, just before the preview that changes it.
    await workbench.quickInput.answer("Your company", "Acme");
    await workbench.quickInput.answer("Your product", "Loader");
    await workbench.quickInput.answer("Its version", "1.2.0");
    await workbench.page.getByRole("button", { name: "Apply" }).first().waitFor();
    await workbench.command("View: Toggle Maximized Panel");
    await workbench.page.locator(".bulk-edit-panel .monaco-list-row", { hasText: "pwaf.json" }).waitFor();
    await workbench.screenshot("add-connector");
    assert.equal(existsSync(join(project, "app/databricks_connector")), false);
    assert.equal(await readFile(join(project, "app/main.py"), "utf8"), files["app/main.py"]);
  });

  it("writes them when the user says so", async () => {
    const { workbench } = editor();
    // New files are ticked; what changes a file that is there is not.
    for (const name of ["main.py", "pwaf.json", "README.md", "requirements.txt"]) {
      const row = workbench.page.locator(".bulk-edit-panel .monaco-list-row[aria-level='1']", { hasText: name });
      const box = row.locator(".edit-checkbox");
      assert.equal(await box.getAttribute("aria-checked"), "false", name);
      // The mark that folds the row lies above it.
      await box.dispatchEvent("click");
    }
    await workbench.page.getByRole("button", { name: "Apply" }).first().click();
    await until("the files of the connector", async () => {
      await workbench.command("File: Save All Files");
      const main = await readFile(join(project, "app/main.py"), "utf8");
      return main.includes("app.include_router(databricks_router)") || undefined;
    });
    const config = await readFile(join(project, "app/databricks_connector/config.py"), "utf8");
    assert.match(config, /USER_AGENT = "Acme_Loader\/1\.2\.0"/);
    assert.match(await readFile(join(project, "pwaf.json"), "utf8"), /"app\.databricks_connector\.check"/);
    assert.match(await readFile(join(project, "requirements.txt"), "utf8"), /databricks-sql-connector\[pyarrow\]==/);
    assert.match(await readFile(join(project, ".env.example"), "utf8"), /^DATABRICKS_CLIENT_SECRET=$/m);
  });

  it("overwrites nothing when it is asked again", async () => {
    const { workbench } = editor();
    await workbench.command("PWAF: Add a Databricks connector");
    await workbench.quickInput.pick("Connector", "Databricks SQL Connector for Python");
    await workbench.quickInput.pick("How does the program sign in?", "Personal access token");
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
