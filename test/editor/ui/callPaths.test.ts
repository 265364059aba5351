import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { root, temporaryFolder } from "../bed/places.ts";
import { STEP_MS, stopAtFirstFailure, useEditor } from "../bed/suite.ts";
import { until } from "../bed/until.ts";

const files: Readonly<Record<string, string>> = {
  "acme/__init__.py": "",
  "acme/settings.py": '"""How Databricks tells our calls from others."""\n\nUSER_AGENT = "Acme_Loader/1.2.0"\n',
  "acme/orders.py": `import os
from databricks import sql
from acme.settings import USER_AGENT


def orders():
    return sql.connect(
        server_hostname=os.environ["DATABRICKS_HOST"],
        http_path=os.environ["DATABRICKS_HTTP_PATH"],
        auth_type="databricks-oauth",
        user_agent_entry=USER_AGENT,
    )
`,
  "acme/backfill.py": `import os
from databricks import sql


def backfill():
    return sql.connect(
        server_hostname=os.environ["DATABRICKS_HOST"],
        http_path=os.environ["DATABRICKS_HTTP_PATH"],
        auth_type="databricks-oauth",
    )
`,
  "acme/tenant.py": `from databricks import sql


def connect(host, path, entry, credentials):
    return sql.connect(
        server_hostname=host, http_path=path, credentials_provider=credentials, user_agent_entry=entry
    )
`,
  "web/revenue.ts": `import { DBSQLClient } from "@databricks/sql";

export async function revenue(host: string, path: string) {
  const client = new DBSQLClient();
  return await client.connect({ host, path, authType: "databricks-oauth", userAgentEntry: "Acme Loader" });
}
`,
  "pwaf.json": '{ "isv": "Acme", "product": "Loader", "version": "1.2.0" }\n',
};

describe("call paths", function () {
  this.timeout(STEP_MS);
  stopAtFirstFailure();

  let project: string;
  const editor = useEditor(async () => {
    project = await temporaryFolder("project");
    for (const folder of ["acme", "web"]) await mkdir(join(project, folder));
    for (const [path, text] of Object.entries(files)) await writeFile(join(project, path), text);
    const home = await temporaryFolder("home");
    return {
      folder: project,
      env: { DATABRICKS_CONFIG_FILE: join(home, "databrickscfg") },
      settings: { "pwaf.lint.scope": "openFiles" },
    };
  });
  const view = () => editor().workbench.view("Call Paths");

  it("offers to look for clients, before anything was looked at", async () => {
    const { workbench } = editor();
    await workbench.openContainer("PWAF Toolkit");
    await view().waitForWelcome("See every place where your code reaches Databricks");
    await workbench.screenshot("call-paths-empty");
  });

  it("shows what is open, and says that this is not all", async () => {
    const { workbench } = editor();
    await workbench.openFile("tenant.py");
    await view().waitForRow("tenant.py:5");
    await view().waitForMessage("Not all files have been checked.");
    await workbench.closeAllEditors();
  });

  it("lists every client by kind, with how it is tagged and signed in", async () => {
    await view().clickWelcomeButton("Check workspace");
    await view().waitForRow("orders.py:7");
    assert.deepEqual(await view().names(), [
      "SQL Connector for Python",
      "backfill.py:6",
      "orders.py:7",
      "tenant.py:5",
      "SQL Driver for Node.js",
      "revenue.ts:5",
    ]);
    assert.equal(await view().description("orders.py:7"), "Acme_Loader/1.2.0 · OAuth U2M");
    assert.match(await view().description("backfill.py:6"), /^no User-Agent · /);
  });

  it("shows where a User-Agent comes from, also in another file, and goes there", async () => {
    const { workbench } = editor();
    await view().expand("orders.py:7");
    assert.equal(await view().description("User-Agent"), "Acme_Loader/1.2.0 · acme/settings.py:3");
    assert.equal(await view().description("Authentication"), "OAuth U2M");
    await view().inlineAction("User-Agent", "Go to where it is set");
    await workbench.waitForTab("settings.py");
  });

  it("goes to the code of a row", async () => {
    const { workbench } = editor();
    await view().click("tenant.py:5");
    await workbench.waitForTab("tenant.py");
    await workbench.waitForStatus(/Ln 5, Col \d+ \(11 selected\)/);
    await view().expand("backfill.py:6");
    await workbench.screenshot("call-paths");
  });

  it("fixes a gap and follows at once", async () => {
    const { workbench } = editor();
    await view().inlineAction("backfill.py:6", "Fix");
    await workbench.waitForTab("backfill.py");
    await workbench.editor.waitForText('user_agent_entry="Acme_Loader/1.2.0"');
    await until("the description to change", async () => {
      return (await view().description("backfill.py:6")).startsWith("Acme_Loader/1.2.0") || undefined;
    });
  });

  it("shows only the gaps, and says so when there is none", async () => {
    const { workbench } = editor();
    await view().titleAction("Filter call paths");
    await workbench.quickInput.pick("Filter call paths", "Gaps only");
    await until("the gaps alone", async () =>
      JSON.stringify(await view().names()) === JSON.stringify(["SQL Driver for Node.js", "revenue.ts:5"])
        ? true
        : undefined,
    );
    await workbench.screenshot("call-paths-filtered");
    await view().titleAction("Clear the filter");
    await view().waitForRow("orders.py:7");
  });

  it("groups by file", async () => {
    const { workbench } = editor();
    await view().titleAction("Group call paths by file");
    await view().waitForRow("orders.py");
    assert.equal(await view().description("orders.py"), "acme");
    await workbench.setTheme("light");
    await view().expand("sql.connect", 1);
    await workbench.screenshot("call-paths-by-file");
    await workbench.resize(640, 800);
    await workbench.screenshot("call-paths-narrow");
    await workbench.resize(1280, 800);
    await workbench.setTheme("dark");
    await view().titleAction("Group call paths by client");
    await view().waitForRow("orders.py:7");
  });

  it("copies what `pwaf sites --format markdown` prints", async () => {
    const { workbench } = editor();
    await workbench.editor.focus();
    await workbench.editor.save();
    await workbench.command("PWAF: Copy call paths as Markdown");
    const args = [join(root, "bin", "pwaf.mjs"), "sites", ".", "--format", "markdown"];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: project });
    assert.equal(await workbench.page.evaluate("navigator.clipboard.readText()"), stdout);
    assert.match(stdout, /\| ✓ \| `acme\/orders\.py:7` \|/);
  });

  it("explains a client under the pointer", async () => {
    const { workbench } = editor();
    await workbench.openFile("orders.py");
    await workbench.editor.goTo(7, 18);
    await workbench.command("Show or Focus Hover");
    const hover = workbench.page.locator(".monaco-hover:visible", { hasText: "User-Agent comes from" });
    await hover.waitFor();
    assert.match(await hover.innerText(), /acme\/settings\.py, line 3: Acme_Loader\/1\.2\.0/);
    await workbench.screenshot("lint-hover");
  });

  it("says in the language status how the open file fares", async () => {
    const { workbench } = editor();
    await workbench.openFile("backfill.py");
    await workbench.page.locator(`[id="status.languageStatus"]`).click();
    const status = workbench.page.locator(".monaco-hover:visible .hover-language-status", { hasText: "PWAF" });
    await status.waitFor();
    assert.equal(await status.innerText(), "PWAF: 0 problems\n1 Databricks client");
    await workbench.screenshot("lint-status");
    await workbench.page.keyboard.press("Escape");
  });

  it("fixes the whole workspace after a look at each place", async () => {
    const { workbench } = editor();
    await writeFile(join(project, "acme", "extra.py"), files["acme/backfill.py"] ?? "");
    await view().waitForRow("extra.py:6");
    await workbench.command("PWAF: Fix all problems in workspace");
    await workbench.messages.waitForDialog("Apply 2 safe fixes in 2 files?");
    await workbench.screenshot("fix-workspace");
    await workbench.messages.clickDialogButton("safe fixes", "Apply");
    await until("the fixed file", async () =>
      (await view().description("extra.py:6")).startsWith("Acme_Loader/1.2.0") ? true : undefined,
    );
  });

  it("reviews suggestions in the editor's own preview, and changes nothing before that", async () => {
    const { workbench } = editor();
    const text = files["web/revenue.ts"]?.replace("Acme Loader", "some thing");
    await writeFile(join(project, "web", "other.ts"), text ?? "");
    await writeFile(join(project, "acme", "later.py"), files["acme/backfill.py"] ?? "");
    await view().waitForRow("other.ts:5");
    await view().waitForRow("later.py:6");
    await workbench.command("PWAF: Fix all problems in workspace");
    await workbench.messages.waitForDialog("1 suggestion");
    await workbench.messages.clickDialogButton("1 suggestion", "Review each");
    await workbench.page.locator(".bulk-edit-panel", { hasText: "Acme_Loader/1.2.0" }).waitFor();
    const ticked = (file: string) =>
      workbench.page
        .locator(".bulk-edit-panel .monaco-list-row", { hasText: file })
        .locator(".edit-checkbox")
        .getAttribute("aria-checked");
    assert.deepEqual([await ticked("later.py"), await ticked("other.ts")], ["true", "false"]);
    await workbench.screenshot("fix-review");
    await workbench.page.locator(".bulk-edit-panel .monaco-button", { hasText: "Discard" }).click();
    assert.match(await readFile(join(project, "web", "other.ts"), "utf8"), /some thing/);
  });
});

describe("call paths of a folder that is not trusted", function () {
  this.timeout(STEP_MS);

  const editor = useEditor(async () => {
    const project = await temporaryFolder("project");
    for (const folder of ["acme", "web"]) await mkdir(join(project, folder));
    for (const [path, text] of Object.entries(files)) await writeFile(join(project, path), text);
    const home = await temporaryFolder("home");
    return {
      folder: project,
      trusted: false,
      env: { DATABRICKS_CONFIG_FILE: join(home, "databrickscfg") },
      settings: { "security.workspace.trust.startupPrompt": "never" },
    };
  });

  it("are found, with their gaps", async () => {
    const { workbench } = editor();
    await workbench.waitForStatus("Restricted Mode");
    await workbench.openContainer("PWAF Toolkit");
    const view = workbench.view("Call Paths");
    await view.waitForRow("backfill.py:6");
    assert.match(await view.description("backfill.py:6"), /^no User-Agent · /);
    assert.equal(await view.description("orders.py:7"), "Acme_Loader/1.2.0 · OAuth U2M");
  });
});
