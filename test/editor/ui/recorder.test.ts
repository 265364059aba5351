import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Frame } from "playwright-core";
import type { Emulator } from "../../../src/emulator/emulator.ts";
import { startEmulator } from "../../../src/emulator/emulator.ts";
import { temporaryFolder } from "../bed/places.ts";
import { STEP_MS, stopAtFirstFailure, useEditor } from "../bed/suite.ts";
import { until } from "../bed/until.ts";

/** A program that knows nothing of recorders: it calls the workspace that its environment names. */
const program = `
const headers = { Authorization: "Bearer " + process.env.DATABRICKS_TOKEN };
const call = async (path, userAgent) => {
  const answer = await fetch(process.env.DATABRICKS_HOST + path, { headers: { ...headers, "User-Agent": userAgent } });
  console.log(path, answer.status);
};
await call("/api/2.1/unity-catalog/catalogs", "Acme_Loader/1.2.0");
await call("/api/2.0/preview/scim/v2/Me", "python-requests/2.32.0");
`;

/** Shows what a program of the user sends, first without a workspace and then in front of one. */
describe("the User-Agent recorder", function () {
  this.timeout(STEP_MS);
  stopAtFirstFailure();

  let emulator: Emulator;
  let project: string;
  let panel: Frame;
  let runs = 0;

  const editor = useEditor(async () => {
    emulator = await startEmulator({ httpPort: 0, httpsPort: 0 });
    project = await temporaryFolder("project");
    await writeFile(join(project, "call.mjs"), program);
    const configFile = join(await temporaryFolder("home"), "databrickscfg");
    await writeFile(configFile, `[dev]\nhost = ${emulator.httpUrl}\ntoken = ${emulator.createToken()}\n`, {
      mode: 0o600,
    });
    return { folder: project, env: { DATABRICKS_CONFIG_FILE: configFile } };
  });
  after(() => emulator.close());

  /** Runs the program in the recorder's terminal; gives what it printed. */
  async function runProgram(token: string): Promise<string> {
    const { page } = editor().workbench;
    await panel.getByRole("button", { name: "Open terminal" }).click();
    const input = page.locator(".terminal-wrapper.active textarea.xterm-helper-textarea");
    await input.waitFor({ state: "attached" });
    const output = join(project, `output-${++runs}.txt`);
    await input.focus();
    const quoted = `'${process.execPath}' call.mjs > ${output} 2>&1; echo done >> ${output}`;
    await page.keyboard.type(`${token === "" ? "" : `export DATABRICKS_TOKEN=${token}; `}${quoted}\n`);
    return until("the program's output", async () => {
      const text = await readFile(output, "utf8").catch(() => "");
      return text.includes("done") ? text : undefined;
    });
  }

  it("records a program without a workspace", async () => {
    const { workbench } = editor();
    await workbench.openContainer("PWAF Toolkit");
    await workbench.view("Profiles").waitForRow("dev");
    await workbench.command("PWAF: Record User-Agents");
    panel = await workbench.webview("User-Agent recorder");
    await panel.getByText("Nothing has been called yet.").waitFor();
    await panel.getByRole("button", { name: "Start recording" }).click();
    await panel.getByText("Recording at").first().waitFor();
    const output = await runProgram("");
    assert.match(output, /catalogs 400\n.*Me 400/);
    await panel.getByText("2 calls: 1 tagged, 1 untagged").first().waitFor();
    assert.deepEqual(await panel.locator("mark").allInnerTexts(), ["Acme_Loader/1.2.0"]);
    assert.deepEqual(await panel.locator(".call.untagged button").allInnerTexts(), ["ua-missing-http"]);
    await workbench.command("View: Hide Panel");
    await workbench.screenshot("recorder");
  });

  it("leads to the page of the rule that finds such code", async () => {
    await panel.getByRole("button", { name: "ua-missing-http" }).click();
    await editor().workbench.waitForTab("Preview ua-missing-http.md");
    await editor().workbench.command("PWAF: Record User-Agents");
  });

  it("records in front of a workspace, which answers", async () => {
    panel = await editor().workbench.webview("User-Agent recorder");
    await panel.getByRole("button", { name: "Stop" }).click();
    await panel.getByLabel("Pass calls on to").selectOption(emulator.httpUrl);
    await panel.getByRole("button", { name: "Start recording" }).click();
    await panel.getByText("Recording at").first().waitFor();
    const output = await runProgram(emulator.createToken());
    assert.match(output, /catalogs 200\n.*Me 200/);
    await panel.getByText("2 calls: 1 tagged, 1 untagged").first().waitFor();
    assert.deepEqual(emulator.requests.entries.map(({ userAgent, status }) => [userAgent, status]).slice(-2), [
      ["Acme_Loader/1.2.0", 200],
      ["python-requests/2.32.0", 200],
    ]);
  });

  it("keeps what it recorded when its tab is closed, and has stopped then", async () => {
    const { workbench } = editor();
    await workbench.command("View: Hide Panel");
    await workbench.closeAllEditors();
    await workbench.command("PWAF: Record User-Agents");
    panel = await workbench.webview("User-Agent recorder");
    await panel.getByText("2 calls: 1 tagged, 1 untagged").first().waitFor();
    await panel.getByRole("button", { name: "Start recording" }).waitFor();
  });
});
