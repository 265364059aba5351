import assert from "node:assert/strict";
import type { ProfileFormProtocol } from "../../src/protocol/profileForm.ts";
import { ProfileFormModel } from "../../src/host/profiles/profileFormModel.ts";
import type { DraftOrigin } from "../../src/core/profiles/profileDraft.ts";
import { MemorySecretStorage } from "../unit/host/memorySecrets.ts";
import type { Panel, PanelOptions } from "./harness/panel.ts";
import { PanelRig } from "./harness/panel.ts";

const token = "dapi" + "0".repeat(32);
const cfg = `; mine\n[dev]\nhost = https://a.b # keep\nauth_type = pat\ntoken = ${token}\nx_unknown = 1\n\n[prod]\nhost = https://c.d\n`;

describe("profile form", () => {
  let rig: PanelRig | undefined;
  let panel: Panel<ProfileFormProtocol>;
  /** The configuration file. */
  let file = cfg;

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

  /** Opens the form with the host's own model behind it, as the panel of the editor has. */
  async function open(origin: DraftOrigin, options: PanelOptions = {}): Promise<void> {
    assert(rig);
    file = cfg;
    const opened = await rig.open<ProfileFormProtocol>("profileForm", { width: 1100, height: 900, ...options });
    panel = opened;
    const vault = new MemorySecretStorage();
    const model = new ProfileFormModel({
      origin,
      path: "/home/ada/.databrickscfg",
      text: () => Promise.resolve(file),
      storage: vault.open(),
      change: (change) => {
        file = change.edit(file);
        return Promise.resolve();
      },
    });
    opened.onSent = async ({ type, payload }) => {
      if (type === "ready" || type === "reload") await opened.send("page", await model.load());
      if (type === "change") await opened.send("state", await model.check(payload.draft, payload.round));
      if (type === "save") await model.save(payload.draft);
    };
    await opened.send("page", await model.load());
    await field("Name").waitFor();
  }

  const field = (label: string) => panel.page.getByLabel(label, { exact: false }).first();
  const change = () => panel.page.getByRole("list", { name: "Change of the file" });
  const press = (name: string) => panel.page.getByRole("button", { name, exact: true }).click();
  const status = (text: string) => panel.page.locator(".form-status", { hasText: text }).waitFor();

  it("shows what a change does to the file while it is typed, and nothing of a secret", async () => {
    await open({ kind: "edit", name: "dev" });
    assert.equal(await field("Workspace (needed)").inputValue(), "https://a.b");
    await status("No changes");
    await field("SQL warehouse").fill("/sql/1.0/warehouses/abcdef0123456789");
    await change().getByText("warehouse_id = abcdef0123456789").waitFor();
    assert.match(await change().innerText(), /host = https:\/\/a\.b # keep/);
    assert.ok(!(await panel.page.content()).includes(token));
    await press("Save");
    await panel.sees("save");
    assert.equal(file, cfg.replace("x_unknown = 1\n", "x_unknown = 1\nwarehouse_id = abcdef0123456789\n"));
  });

  it("offers to move a secret out of the file", async () => {
    await open({ kind: "edit", name: "dev" });
    await panel.page.getByText("everybody who reads it can use").waitFor();
    await panel.page.getByLabel("Keep secrets in the file").uncheck();
    await panel.page.getByText("Goes to this editor's secret storage: Personal access token.").waitFor();
    assert.match(await change().innerText(), /token = •+/);
    assert.ok(!(await panel.page.content()).includes(token));
    await press("Save");
    await panel.sees("save");
    assert.equal(file, cfg.replace(`token = ${token}\n`, ""));
  });

  it("takes what is pasted apart, and names the profile after it", async () => {
    await open({ kind: "new" });
    await field("Workspace (needed)").fill(
      "jdbc:databricks://adb-1.2.azuredatabricks.net:443;httpPath=/sql/1.0/warehouses/abcdef0123456789;PWD=x",
    );
    await change().getByText("[adb-1]").waitFor();
    const lines = await change().innerText();
    for (const line of ["host = https://adb-1.2.azuredatabricks.net", "warehouse_id = abcdef0123456789"])
      assert.ok(lines.includes(line), line);
    assert.ok(!lines.includes("PWD"));
  });

  it("says what is wrong when a field is left, and goes there when it is saved", async () => {
    await open({ kind: "new" });
    await field("Workspace (needed)").fill("nonsense");
    await status("1 field");
    assert.equal(await panel.page.getByText("host name of a workspace").count(), 0, "still typing");
    await press("Save");
    await panel.page.getByText("host name of a workspace").waitFor();
    assert.equal(await panel.page.evaluate(() => document.activeElement?.id), "field-host");
    assert.deepEqual(panel.payloads("save"), []);
    assert.equal(await field("Workspace (needed)").getAttribute("aria-invalid"), "true");
  });

  it("shows the fields of the way to sign in that is chosen, and keeps what was typed", async () => {
    await open({ kind: "edit", name: "prod" });
    await field("Account id").fill("x");
    await panel.page.getByLabel("How to sign in").selectOption("oauth-m2m");
    await field("Client id (needed)").waitFor();
    assert.equal(await field("Account id").inputValue(), "x");
    await field("Client id (needed)").fill("app");
    await field("Client secret").fill("s" + "3cret");
    await panel.page.getByText("secret storage: Client secret.").waitFor();
    await change().getByText("auth_type = oauth-m2m").waitFor();
    assert.doesNotMatch(await change().innerText(), /s3cret/);
    await panel.page.getByRole("button", { name: "Show Client secret" }).click();
    assert.equal(await field("Client secret").getAttribute("type"), "text");
  });

  it("adds any field that the tools know, and goes there", async () => {
    await open({ kind: "edit", name: "prod" });
    await panel.page.getByLabel("Add another field").selectOption("rate_limit");
    await panel.page.locator("#field-rate_limit:focus").waitFor();
    await panel.page.keyboard.type("10");
    await change().getByText("rate_limit = 10").waitFor();
    await panel.page.keyboard.press("Enter");
    await panel.sees("save");
    assert.match(file, /\[prod\]\nhost = https:\/\/c\.d\nrate_limit = 10\n/);
  });

  it("does not overwrite what another program has changed meanwhile", async () => {
    await open({ kind: "edit", name: "prod" });
    file = cfg.replace("https://c.d", "https://theirs.example");
    await field("Account id").fill("mine");
    await panel.page.getByText("Another program has changed this profile").waitFor();
    await press("Save");
    assert.deepEqual(panel.payloads("save"), []);
    await press("Load it anew");
    await panel.page.waitForFunction(
      () => (document.getElementById("field-host") as HTMLInputElement).value === "https://theirs.example",
    );
    assert.equal(await field("Account id").inputValue(), "");
  });

  it("stands in a narrow window without a sideways scroll", async () => {
    await open({ kind: "edit", name: "dev" }, { width: 380, height: 700, theme: "light" });
    await field("SQL warehouse").fill("abcdef0123456789");
    await change().getByText("warehouse_id").waitFor();
    const { inside, outside } = await panel.page.evaluate(() => ({
      inside: document.body.scrollWidth,
      outside: window.innerWidth,
    }));
    assert.ok(inside <= outside, `${inside} <= ${outside}`);
  });
});
