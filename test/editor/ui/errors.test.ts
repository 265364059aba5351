import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Emulator } from "../../../src/emulator/emulator.ts";
import { startEmulator } from "../../../src/emulator/emulator.ts";
import { control } from "../bed/keys.ts";
import { temporaryFolder } from "../bed/places.ts";
import { STEP_MS, stopAtFirstFailure, useEditor } from "../bed/suite.ts";
import { until } from "../bed/until.ts";

/** A program that fails as psycopg does at Lakebase; only its first line tells that it is Lakebase. */
const program = `
console.log("connecting to ep-calm-1234.database.us-east-1.cloud.databricks.com as acme_loader");
console.error('FATAL:  role "acme_loader" does not exist');
process.exit(1);
`;

/** Errors of a terminal and of a query, explained in a real editor. */
describe("errors explained", function () {
  this.timeout(STEP_MS);
  stopAtFirstFailure();

  let emulator: Emulator;

  const editor = useEditor(async () => {
    emulator = await startEmulator({ httpPort: 0, httpsPort: 0 });
    const folder = await temporaryFolder("project");
    await writeFile(join(folder, "load.mjs"), program);
    await writeFile(join(folder, "audit.sql"), "SELECT * FROM system.access.audit LIMIT 10;\n");
    const configFile = join(await temporaryFolder("home"), "databrickscfg");
    const token = emulator.createToken({ user: "bruno.chen@emulated.example" });
    await writeFile(configFile, `[dev]\nhost = ${emulator.httpUrl}\ntoken = ${token}\n`, { mode: 0o600 });
    return {
      folder,
      env: { DATABRICKS_CONFIG_FILE: configFile },
      // What is drawn on a canvas no test can find.
      settings: {
        "terminal.integrated.gpuAcceleration": "off",
        "pwaf.errors.notify": true,
        // A link of the terminal explains itself in a tip.
        "workbench.hover.delay": 100,
      },
    };
  });
  after(() => emulator.close());

  it("tells when a command has failed with a known error", async () => {
    const { workbench } = editor();
    await workbench.openContainer("PWAF Toolkit");
    await workbench.view("Profiles").waitForRow("dev");
    await workbench.command("Terminal: Create New Terminal");
    const { page } = workbench;
    // The prompt shows that the shell tells of its commands from here on.
    await page.locator(".terminal-wrapper.active .xterm-rows", { hasText: /[$#]/ }).waitFor();
    await page.locator(".terminal-wrapper.active textarea.xterm-helper-textarea").focus();
    await page.keyboard.type("node load.mjs\n");
    const message = await workbench.messages.waitForNotification("The command failed");
    assert.match(message, /The principal has no OAuth role in this database/);
  });

  it("underlines it in the terminal, and explains it on a click", async () => {
    const { workbench } = editor();
    const { page } = workbench;
    await workbench.messages.dismissNotification("The command failed");
    const error = page.locator(".terminal-wrapper.active .xterm-rows span", { hasText: "does not exist" }).last();
    // The terminal catches the mouse in a layer above its text.
    const place = { position: { x: 150, y: 5 }, force: true };
    await error.hover(place);
    await page.locator(".monaco-hover", { hasText: "Explain: The principal has no OAuth role" }).waitFor();
    await workbench.screenshot("errors-link");
    await error.click({ ...place, modifiers: ["ControlOrMeta"] });
    const text = await workbench.messages.waitForDialog("has no OAuth role");
    assert.match(text, /Nobody has made a role of the name \w+/);
    assert.match(text, /Fix: As the owner run CREATE EXTENSION/);
    await workbench.screenshot("errors-terminal");
    await workbench.messages.clickDialogButton("has no OAuth role", "Open page");
    await until("the page, at this error", async () => {
      for (const frame of page.frames()) {
        const heading = frame.getByRole("heading", { name: "lakebase-role", exact: true });
        if (frame.isDetached() || (await heading.count()) === 0) continue;
        const box = await heading.boundingBox();
        if (box && box.y > 0 && box.y < 450) return true;
      }
      return undefined;
    });
    await workbench.screenshot("errors-page");
  });

  it("explains a query that fails, with a button for what helps", async () => {
    const { workbench } = editor();
    await workbench.closeAllEditors();
    await workbench.openFile("audit.sql");
    await workbench.statusItem("No warehouse").click();
    await workbench.quickInput.pick("SQL warehouse for dev", "Starter Warehouse");
    await workbench.waitForStatus("Starter Warehouse");
    await workbench.editor.focus();
    await workbench.page.keyboard.press(control("Enter"));
    const results = await workbench.webview("Query Results");
    await results.getByText("The principal lacks USE SCHEMA on system.access.").waitFor();
    await workbench.screenshot("errors-query");
    await results.getByRole("button", { name: "Build grants" }).click();
    await (await workbench.webview("Build grants")).getByText("None yet").waitFor();
  });

  it("explains what is typed, and says so while it is", async () => {
    const { workbench } = editor();
    await workbench.closeAllEditors();
    await workbench.command("PWAF: Explain an error");
    await workbench.quickInput.waitFor("The message, or what happens");
    await workbench.quickInput.type("~/.databrickscfg has no prod profile configured");
    await workbench.page.getByText("The configuration file has no such profile").first().waitFor();
    await workbench.screenshot("errors-ask");
    await workbench.quickInput.accept();
    await workbench.messages.clickDialogButton("names the profile prod", "Open configuration file");
    await workbench.waitForTab("databrickscfg");
  });
});
