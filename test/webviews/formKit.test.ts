import assert from "node:assert/strict";
import { connectionForms } from "../../src/core/formKit/connectionForm.ts";
import { formKitState } from "../../src/host/formKit/formKitState.ts";
import type { FormKitProtocol } from "../../src/protocol/formKit.ts";
import { snippetsOf } from "../connectors/snippetFiles.ts";
import type { Panel, PanelOptions } from "./harness/panel.ts";
import { PanelRig } from "./harness/panel.ts";

const forms = connectionForms([Object.fromEntries(snippetsOf("python"))]);

describe("connection form panel", () => {
  let rig: PanelRig | undefined;
  let panel: Panel<FormKitProtocol>;

  before(async () => {
    rig = await PanelRig.start();
  });
  after(async () => {
    await rig?.stop();
  });
  afterEach(async () => {
    await panel.close();
    assert.deepEqual(panel.troubles, [], "console errors or breaches of the content security policy");
  });

  async function open(id: string, options: PanelOptions = {}): Promise<void> {
    assert(rig);
    panel = await rig.open<FormKitProtocol>("formKit", { height: 900, ...options });
    await panel.sees("ready");
    await show(id);
  }
  async function show(id: string): Promise<void> {
    await panel.send("state", formKitState(forms, id) ?? assert.fail());
  }
  const preview = () => panel.page.getByRole("form", { name: "Preview of the form" });

  it("shows the form of a client and a way to sign in, and says what is wrong with a value", async () => {
    await open("python-sql/m2m");
    assert.match(await preview().innerText(), /Workspace URL[\s\S]*HTTP path[\s\S]*Client ID[\s\S]*Client secret/);
    assert.match(await panel.page.locator("main").innerText(), /4 fields are to be filled in\./);
    await panel.page.getByLabel("HTTP path").fill("my warehouse");
    assert.match(await preview().innerText(), /Expected something like \/sql\/1\.0/);
    await panel.page.getByLabel("HTTP path").fill("/sql/1.0/warehouses/abc");
    assert.doesNotMatch(await preview().innerText(), /Expected something/);
    await panel.page.getByLabel("Workspace URL").fill("acme.cloud.databricks.com");
    await panel.page.getByLabel("Client ID").fill("abc");
    const secret = panel.page.getByLabel("Client secret");
    await secret.fill("not a secret");
    assert.equal(await secret.getAttribute("type"), "password");
    assert.match(await preview().innerText(), /It must not hold spaces\./);
    await secret.fill("none");
    assert.match(await panel.page.locator("main").innerText(), /The form is complete\./);
  });

  it("asks nobody for what the product fills in", async () => {
    await open("python-sql/u2m-token");
    const token = panel.page.getByLabel("Access token");
    assert.equal(await token.getAttribute("placeholder"), "filled in by the product");
    assert.equal(await token.isEditable(), false);
    assert.match(await panel.page.locator("main").innerText(), /2 fields are to be filled in\./);
  });

  it("asks the host for another form, and remembers which one is shown", async () => {
    await open("python-sql/m2m");
    await panel.page.getByLabel("Connector").selectOption("python-sdk");
    assert.deepEqual(panel.payloads("chooseConnector"), [{ connector: "python-sdk" }]);
    await show("python-sdk/m2m");
    await panel.page.getByLabel("Sign-in").selectOption("python-sdk/pat");
    assert.deepEqual(panel.payloads("chooseWay"), [{ id: "python-sdk/pat" }]);
    await show("python-sdk/pat");
    assert.match(await preview().innerText(), /Personal access token/);
    assert.equal(await panel.page.getByLabel("Connector").inputValue(), "python-sdk");
  });

  it("copies the form as a schema and as a table", async () => {
    await open("python-sql/m2m");
    await panel.page.getByRole("button", { name: "Copy", exact: true }).click();
    await panel.page.getByRole("tab", { name: "Markdown" }).click();
    assert.match(await panel.page.getByRole("tabpanel").innerText(), /\| Label \| Key \| Required \|/);
    await panel.page.getByRole("button", { name: "Copy", exact: true }).click();
    await panel.page.getByRole("button", { name: "Open in editor" }).click();
    assert.deepEqual(panel.payloads("copy"), [{ what: "schema" }, { what: "markdown" }]);
    assert.deepEqual(panel.payloads("openInEditor"), [{ what: "markdown" }]);
  });

  for (const theme of ["light", "highContrast"] as const) {
    it(`fits into 300 pixels (${theme})`, async () => {
      await open("python-sql/m2m", { theme, width: 300 });
      const overflow = await panel.page.evaluate(() => {
        const main = document.querySelector("main");
        return main ? main.scrollWidth - main.clientWidth : -1;
      });
      assert.equal(overflow, 0);
    });
  }
});
