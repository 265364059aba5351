import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Frame } from "playwright-core";
import type { Emulator } from "../../../src/emulator/emulator.ts";
import { startEmulator } from "../../../src/emulator/emulator.ts";
import { temporaryFolder } from "../bed/places.ts";
import { STEP_MS, stopAtFirstFailure, useEditor } from "../bed/suite.ts";
import { until } from "../bed/until.ts";
import { assertNowhere } from "../bed/written.ts";

/** Another extension that wants variables in every terminal, as Databricks' own does. */
async function meddlingExtension(): Promise<string> {
  const folder = await temporaryFolder("meddling");
  const manifest = {
    publisher: "test",
    name: "meddling",
    version: "1.0.0",
    engines: { vscode: "^1.90.0" },
    main: "./main.js",
    activationEvents: ["*"],
  };
  await writeFile(join(folder, "package.json"), JSON.stringify(manifest));
  const main = `exports.activate = ({ environmentVariableCollection: variables }) => {
  variables.replace("DATABRICKS_HOST", "https://meddling.cloud.databricks.com");
  variables.replace("DATABRICKS_METADATA_SERVICE_URL", "http://127.0.0.1:1/meddling");
  variables.replace("MEDDLING", "is there");
};
`;
  await writeFile(join(folder, "main.js"), main);
  return folder;
}

/** Explains a mixed environment, and opens a terminal without the mixture, in a real editor. */
describe("the sign-in doctor", function () {
  this.timeout(STEP_MS);
  stopAtFirstFailure();

  let emulator: Emulator;
  let project: string;
  let token: string;
  let subjectToken: string;

  const editor = useEditor(async () => {
    emulator = await startEmulator({ httpPort: 0, httpsPort: 0 });
    project = await temporaryFolder("project");
    const configFile = join(await temporaryFolder("home"), "databrickscfg");
    token = emulator.createToken();
    await writeFile(configFile, `[dev]\nhost = ${emulator.httpUrl}\ntoken = ${token}\n`, { mode: 0o600 });
    await writeFile(join(project, ".env"), "DATABRICKS_HOST=https://other.cloud.databricks.com\n");
    return {
      folder: project,
      otherExtensions: [await meddlingExtension()],
      env: { DATABRICKS_CONFIG_FILE: configFile, DATABRICKS_CLIENT_ID: "left-behind" },
      settings: { "terminal.integrated.env.linux": { ARM_TENANT_ID: "from-settings" } },
    };
  });
  after(() => emulator.close());

  let panel: Frame;

  it("explains what is mixed, and shows no secret", async () => {
    const { workbench } = editor();
    await workbench.openContainer("PWAF Toolkit");
    await workbench.view("Profiles").waitForRow("dev");
    await workbench.command("PWAF: Diagnose sign-in");
    panel = await workbench.webview("Sign-in doctor");
    await panel.getByText("Settings for OAuth and a personal access token are mixed").waitFor();
    assert.match(await panel.locator(".doctor-subject").innerText(), /^Profile dev in this editor/);
    await panel.getByText("set: personal access token, of usual length").waitFor();
    assert.ok(!(await panel.locator("body").innerText()).includes(token));
    await workbench.screenshot("doctor");
  });

  it("opens the place of a value", async () => {
    const { workbench } = editor();
    await panel.getByRole("button", { name: "[dev] of" }).first().click();
    await workbench.waitForTab("databrickscfg");
  });

  it("opens a terminal with the variables of the profile and of nobody else", async () => {
    const { workbench } = editor();
    await workbench.command("PWAF: Open terminal for profile");
    const { page } = workbench;
    const input = page.locator(".terminal-wrapper.active textarea.xterm-helper-textarea");
    await input.waitFor({ state: "attached" });
    const output = join(project, "environment.txt");
    // A shell reads what is typed before its prompt is there as well.
    await input.focus();
    await page.keyboard.type(`env > ${output}\n`);
    const text = await until("the terminal's environment", async () => {
      const written = await readFile(output, "utf8").catch(() => "");
      return written.includes("PATH=") ? written : undefined;
    });
    const found = text.split("\n").filter((line) => /^(?:DATABRICKS|ARM_|GOOGLE|SPARK)/.test(line));
    assert.deepEqual(found.sort(), [
      "DATABRICKS_AUTH_TYPE=pat",
      `DATABRICKS_HOST=${emulator.httpUrl}`,
      `DATABRICKS_TOKEN=${token}`,
    ]);
  });

  it("finds that terminal in order", async () => {
    const { workbench } = editor();
    await workbench.command("PWAF: Diagnose sign-in");
    panel = await workbench.webview("Sign-in doctor");
    const place = panel.getByLabel("Environment");
    const label = await panel.locator("#place option", { hasText: "Databricks: dev" }).innerText();
    // The terminal has all that the profile says, so that no program needs to be told its name there.
    await panel.getByLabel("Profile").selectOption("");
    await place.selectOption({ label });
    await panel
      .getByText("Nothing is wrong")
      .or(panel.getByText(/other values than \.env/))
      .first()
      .waitFor();
    assert.equal(await panel.locator(".finding.error").count(), 0);
    assert.match(await panel.locator(".doctor-subject").innerText(), /^Terminal “Databricks: dev”/);
  });

  it("is there again after a reload, with a new look at everything", async () => {
    const { page, workbench } = editor();
    await workbench.command("View: Hide Panel");
    await page.locator(".part.panel").waitFor({ state: "hidden" });
    await editor().reload();
    await editor()
      .page.getByRole("tab", { name: /^Sign-in doctor/ })
      .click();
    panel = await editor().workbench.webview("Sign-in doctor");
    await panel.getByText("Settings for OAuth and a personal access token are mixed").waitFor();
  });

  it("tests token federation against the workspace", async () => {
    const { workbench } = editor();
    const { identityProvider } = emulator.testClouds;
    emulator.oidc.federation.add({ issuer: identityProvider.issuer });
    subjectToken = await identityProvider.token({ subject: "ada@example.com", audience: "wrong" });
    await workbench.command("PWAF: Test token federation");
    panel = await workbench.webview("Sign-in doctor");
    await panel.getByLabel("Identity token").fill(subjectToken);
    await panel
      .getByLabel("Federation policy")
      .fill(JSON.stringify({ issuer: identityProvider.issuer, audiences: ["acme"] }));
    await panel.getByRole("button", { name: "Compare" }).click();
    await panel.locator(".federation-result", { hasText: "1 of 6 differ." }).waitFor();
    await panel.getByRole("button", { name: "Try the exchange" }).click();
    await panel.locator(".federation-result .error-text", { hasText: "TOKEN_INVALID" }).waitFor();
    await panel.locator(".federation-result", { hasText: "The workspace refused the identity token" }).waitFor();
    await workbench.hidePanel();
    await workbench.screenshot("federation");
  });

  it("has left no token anywhere", async () => {
    const { page, workbench } = editor();
    // The configuration file is open, with the token that somebody has put there.
    await workbench.command("View: Close All Editors");
    await page.locator(".monaco-editor", { hasText: "[dev]" }).waitFor({ state: "detached" });
    await assertNowhere([token, subjectToken], editor());
  });
});
