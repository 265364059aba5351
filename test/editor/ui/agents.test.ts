import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Frame } from "playwright-core";
import type { Emulator } from "../../../src/emulator/emulator.ts";
import { startEmulator } from "../../../src/emulator/emulator.ts";
import { temporaryFolder } from "../bed/places.ts";
import { STEP_MS, stopAtFirstFailure, useEditor } from "../bed/suite.ts";
import { until } from "../bed/until.ts";
import { assertNowhere } from "../bed/written.ts";

const functions = "/api/2.0/mcp/functions/main/sales";

/** From the list of MCP endpoints to the tools of one, to an agent of the editor that uses it. */
describe("MCP endpoints", function () {
  this.timeout(STEP_MS);
  stopAtFirstFailure();

  let emulator: Emulator;
  let token: string;
  let tools: Frame;

  const editor = useEditor(async () => {
    emulator = await startEmulator({ httpPort: 0, httpsPort: 0 });
    token = emulator.createToken();
    const project = await temporaryFolder("project");
    await writeFile(join(project, "pwaf.json"), JSON.stringify({ isv: "Acme", product: "Loader", version: "1.2.0" }));
    const configFile = join(await temporaryFolder("home"), "databrickscfg");
    const { httpUrl, oauth } = emulator;
    const profiles = [
      `[dev]\nhost = ${httpUrl}\ntoken = ${token}`,
      `[narrow]\nhost = ${httpUrl}\nauth_type = oauth-m2m\nclient_id = ${oauth.m2mClientId}\nclient_secret = ${oauth.m2mClientSecret}\nscopes = sql`,
    ];
    await writeFile(configFile, `${profiles.join("\n\n")}\n`, { mode: 0o600 });
    // Its list of MCP servers is one of them.
    const settings = { "chat.disableAIFeatures": false };
    return { folder: project, env: { DATABRICKS_CONFIG_FILE: configFile }, settings };
  });
  after(() => emulator.close());

  async function switchTo(profile: string): Promise<void> {
    const { workbench } = editor();
    await workbench.command("PWAF: Switch profile");
    await workbench.quickInput.pick("Profile for this workspace", profile);
    await workbench.waitForStatus(profile);
  }

  const view = () => editor().workbench.view("Connections & Agents");
  /** Calls of the editor's own MCP client to the endpoint. */
  const calls = () => emulator.requests.entries.filter(({ path }) => path === functions);

  it("lists what the workspace leads to", async () => {
    const { workbench } = editor();
    await workbench.openContainer("PWAF Toolkit");
    await workbench.view("Profiles").waitForRow("dev");
    await switchTo("dev");
    for (const other of ["Profiles", "Catalog", "Call Paths"]) await workbench.view(other).fold();
    await view().unfold();
    await view().expand("Managed by Databricks");
    await view().waitForRow("AI Search: main.ops.tickets_index");
    await view().waitForRow("Genie: Sales questions");
    await view().expand("Apps");
    await view().waitForRow("App mcp-parcels");
    await view().expand("Behind connections");
    await view().waitForRow("Connection support_desk");
    await view().expand("Unity Catalog functions");
    await view().expand("main");
    await view().waitForRow("Functions of main.sales");
  });

  it("shows the tools of an endpoint with what they take", async () => {
    const { workbench } = editor();
    await view().inlineAction("Functions of main.sales", "Show tools");
    tools = await workbench.webview("Functions of main.sales");
    await tools.getByText("main__sales__net_price").click();
    await tools.getByRole("row", { name: "gross number SQL type decimal(10,2)" }).waitFor();
    await workbench.screenshot("mcp-tools");
  });

  it("offers it to agents of the editor, which reach it with a token that is written nowhere", async () => {
    const { workbench } = editor();
    await tools.getByRole("button", { name: "Offer to agents" }).click();
    await tools.getByRole("button", { name: "Stop offering to agents" }).waitFor();
    assert.equal(await view().description("Functions of main.sales"), "offered");
    emulator.requests.clear();
    await workbench.command("MCP: List Servers");
    await workbench.quickInput.pick("Select an MCP Server", "Databricks dev: Functions of main.sales");
    await workbench.quickInput.pick("Select action for", "Start Server");
    await until("a call of the editor", async () => calls().find(({ status }) => status === 200));
    assert.deepEqual([...new Set(calls().map(({ auth }) => auth))], ["pat"]);
    assert.deepEqual([...new Set(calls().map(({ userAgent }) => userAgent))], ["Acme_Loader/1.2.0"]);
    await assertNowhere([token], editor());
  });

  it("names the scope that a token lacks, and leads to the profile", async () => {
    const { workbench } = editor();
    await switchTo("narrow");
    await tools.getByRole("button", { name: "Reload" }).click();
    await tools.getByRole("button", { name: "Sign in" }).click();
    await tools.getByText("The token lacks the OAuth scope “unity-catalog”.").first().waitFor();
    await tools.getByRole("button", { name: "Edit scopes of profile" }).click();
    const form = await workbench.webview("Profile narrow");
    assert.equal(await form.getByLabel("Scopes").inputValue(), "sql");
  });
});
