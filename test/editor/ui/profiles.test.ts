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

/** The life of profiles and tokens in a configuration file that somebody else has written. */
describe("profiles", function () {
  this.timeout(STEP_MS);
  stopAtFirstFailure();

  let emulator: Emulator;
  let configFile: string;
  let token: string;
  /** The configuration file at first. */
  let theirs: string;

  const editor = useEditor(async () => {
    emulator = await startEmulator({ httpPort: 0, httpsPort: 0 });
    token = emulator.createToken({ comment: "forever" });
    theirs = `; kept by hand\n[dev]\nhost = ${emulator.httpUrl}   # emulated\ntoken = ${token}\n\n[staging]\nhost = https://staging.cloud.databricks.com\nx_team = data\n`;
    const project = await temporaryFolder("project");
    await writeFile(join(project, ".env"), `A=1\nDATABRICKS_TOKEN=${token}\n`);
    configFile = join(await temporaryFolder("home"), "databrickscfg");
    await writeFile(configFile, theirs, { mode: 0o600 });
    return { folder: project, env: { DATABRICKS_CONFIG_FILE: configFile }, settings: { "pwaf.lint.enabled": false } };
  });
  after(() => emulator.close());

  const file = () => readFile(configFile, "utf8");
  const fileBecomes = (expected: string) =>
    until(`the configuration file ${JSON.stringify(expected)}`, async () => (await file()) === expected || undefined);
  const form = (title: string) => editor().workbench.webview(title);
  const save = (page: Frame, button: string) => page.getByRole("button", { name: button, exact: true }).click();

  async function apply(): Promise<void> {
    const { messages, page } = editor().workbench;
    await page.locator('.editor-actions .action-label[aria-label^="Apply change"]').click();
    await messages.notification("makes the change").waitFor({ state: "hidden" });
  }

  async function undo(what: string): Promise<void> {
    const { messages } = editor().workbench;
    await messages.waitForNotification(what);
    await messages.clickNotificationButton(what, "Undo");
  }

  it("shows a change before it is saved, and takes it back to the byte", async () => {
    const { workbench } = editor();
    await workbench.openContainer("PWAF Toolkit");
    await workbench.view("Call Paths").fold();
    // The list is drawn anew once it is known who is signed in.
    await workbench.view("Profiles").row("dev").locator(".codicon-pass-filled").waitFor();
    await workbench.view("Profiles").inlineAction("dev", "Edit profile");
    const page = await form("Profile dev");
    await page.locator("#field-warehouse_id").fill("/sql/1.0/warehouses/abcdef0123456789");
    await page.locator(".diff-line.added", { hasText: "warehouse_id = abcdef0123456789" }).waitFor();
    assert.ok(!(await page.content()).includes(token));
    await workbench.screenshot("profile-form");
    assert.equal(await file(), theirs, "nothing is written before it is saved");
    await save(page, "Save");
    await fileBecomes(theirs.replace(`${token}\n`, `${token}\nwarehouse_id = abcdef0123456789\n`));
    await undo("Changed profile dev");
    await fileBecomes(theirs);
  });

  it("shows a change of a section that somebody else has written, and drops it when it is not wanted", async () => {
    const { workbench } = editor();
    await workbench.view("Profiles").contextMenu("staging", "Rename profile");
    await workbench.quickInput.answer("Rename profile staging", "preview");
    await workbench.waitForTab("Rename staging to preview");
    await workbench.page.locator(".monaco-diff-editor .line-insert").first().waitFor();
    await workbench.screenshot("profile-change");
    await workbench.messages.clickNotificationButton("Rename staging to preview?", "Cancel");
    await workbench.page.locator(".monaco-diff-editor").waitFor({ state: "hidden" });
    assert.equal(await file(), theirs);
  });

  it("changes nothing but what it has shown", async () => {
    const { workbench } = editor();
    await workbench.view("Profiles").contextMenu("staging", "Rename profile");
    await workbench.quickInput.answer("Rename profile staging", "preview");
    await workbench.waitForTab("Rename staging to preview");
    const meanwhile = theirs.replace("x_team = data", "x_team = other");
    await writeFile(configFile, meanwhile);
    await apply();
    await workbench.messages.waitForNotification("Another program has changed [staging] meanwhile");
    assert.equal(await file(), meanwhile);
    await workbench.messages.dismissNotification("Another program has changed [staging] meanwhile");
    await writeFile(configFile, theirs);
  });

  it("renames a profile when the change is wanted", async () => {
    const { workbench } = editor();
    await workbench.view("Profiles").contextMenu("staging", "Rename profile");
    await workbench.quickInput.answer("Rename profile staging", "preview");
    await workbench.waitForTab("Rename staging to preview");
    await apply();
    await fileBecomes(theirs.replace("[staging]", "[preview]"));
    await workbench.view("Profiles").waitForRow("preview");
    await undo("Renamed profile staging to preview");
    await fileBecomes(theirs);
  });

  it("duplicates a profile, without its secret", async () => {
    await editor().workbench.view("Profiles").contextMenu("dev", "Duplicate profile");
    const page = await form("Profile dev");
    await page.locator("#field-name").fill("twin");
    await save(page, "Save");
    await fileBecomes(`${theirs}\n[twin]\nhost = ${emulator.httpUrl}   # emulated\nauth_type = pat\n`);
    await editor().workbench.view("Profiles").waitForRow("twin");
    await undo("Duplicated profile dev as twin");
    await fileBecomes(theirs);
    await editor().workbench.view("Profiles").row("twin").waitFor({ state: "detached" });
  });

  it("makes a profile the default of the Databricks tools", async () => {
    const { workbench } = editor();
    await workbench.view("Profiles").contextMenu("staging", "Make default profile");
    await workbench.waitForTab("Make staging the default profile");
    await apply();
    await fileBecomes(`${theirs}\n[__settings__]\ndefault_profile = staging\n`);
    await undo("Made staging the default profile");
    await fileBecomes(theirs);
  });

  it("moves a token from the file to secret storage, and still signs in with it", async () => {
    const { workbench } = editor();
    await workbench.view("Profiles").contextMenu("dev", "Move secrets to secret storage");
    await workbench.waitForTab("Move the secrets of dev");
    await workbench.page.locator(".monaco-diff-editor .line-delete").first().waitFor();
    const shown = await workbench.page.locator(".monaco-diff-editor").innerText();
    assert.ok(!shown.includes(token) && shown.includes("••••"), shown);
    await apply();
    await fileBecomes(theirs.replace(`token = ${token}\n`, "auth_type = pat\n"));
    await workbench.messages.dismissNotification("Moved token of dev");
    await workbench.view("Profiles").contextMenu("dev", "Test profile");
    const said = await workbench.messages.waitForNotification("Profile dev works");
    assert.match(
      said,
      /@emulated\.example at http:\/\/127\.0\.0\.1:\d+, signed in with a personal access token\. .* in \d+ ms/,
    );
    await workbench.messages.dismissNotification("Profile dev works");
  });

  it("says what to do when a profile does not work", async () => {
    const { workbench } = editor();
    const before = await file();
    const refused = "dapi" + "1f".repeat(16);
    await writeFile(configFile, `${before}\n[expired]\nhost = ${emulator.httpUrl}\ntoken = ${refused}\n`);
    await workbench.view("Profiles").row("expired").locator(".codicon-pass-filled").waitFor();
    // The list is drawn anew for whatever is learned of a new profile. A command given in that moment asks to be given again.
    const said = await until("what came of the test", async () => {
      await workbench.view("Profiles").contextMenu("expired", "Test profile");
      const text = await workbench.messages.waitForNotification(/Could not use profile expired|was just changing/);
      if (!text.includes("was just changing")) return text;
      await workbench.messages.dismissNotification("was just changing");
      return undefined;
    });
    assert.ok(said.includes(emulator.httpUrl) && !said.includes(refused), said);
    await workbench.messages.notification(said.slice(0, 30)).getByText("Sign in", { exact: true }).waitFor();
    await workbench.messages.dismissNotification("Could not use profile expired");
    await writeFile(configFile, before);
    await workbench.view("Profiles").row("expired").waitFor({ state: "detached" });
  });

  it("does not overwrite what another program changes while the form is open", async () => {
    const { workbench } = editor();
    await workbench.view("Profiles").inlineAction("staging", "Edit profile");
    const page = await form("Profile staging");
    await page.locator("#field-cluster_id").fill("mine");
    await page.locator(".diff-line.added", { hasText: "cluster_id = mine" }).waitFor();
    const now = await file();
    await writeFile(configFile, now.replace("https://staging.", "https://other."));
    await page.getByText("Another program has changed this profile").waitFor();
    await save(page, "Load it anew");
    await until(
      "the other host",
      async () => (await page.locator("#field-host").inputValue()).includes("other.") || undefined,
    );
    await page.locator("#field-cluster_id").fill("mine");
    await page.locator(".diff-line.added", { hasText: "cluster_id = mine" }).waitFor();
    await save(page, "Save");
    await fileBecomes(
      now
        .replace("https://staging.", "https://other.")
        .replace("x_team = data\n", "x_team = data\ncluster_id = mine\n"),
    );
    await workbench.messages.dismissNotification("Changed profile staging");
  });

  it("removes a profile, and brings it back", async () => {
    const { workbench } = editor();
    const before = await file();
    await workbench.view("Profiles").contextMenu("staging", "Remove profile");
    // This window has written the section last, so a question is enough.
    await workbench.messages.clickDialogButton("Remove profile “staging”?", "Remove");
    await workbench.view("Profiles").row("staging").waitFor({ state: "detached" });
    await undo("Removed profile staging");
    await fileBecomes(before);
    await workbench.view("Profiles").waitForRow("staging");
  });

  it("adds a service principal by the form, its secret in no file, and tests it", async () => {
    const { workbench } = editor();
    const { m2mClientId, m2mClientSecret } = emulator.oauth;
    const before = await file();
    await workbench.command("PWAF: Add profile");
    await workbench.quickInput.answer(/paste (?:an|the) address/i, emulator.httpUrl);
    await workbench.quickInput.pick("How do you sign in?", "Another way…");
    const page = await form("New profile");
    await page.locator("#field-name").fill("robot");
    await page.locator("#auth-type").selectOption("oauth-m2m");
    await page.locator("#field-client_id").fill(m2mClientId);
    await page.locator("#field-client_secret").fill(m2mClientSecret);
    await page.getByText("secret storage: Client secret.").waitFor();
    await save(page, "Save and test");
    const section = `[robot]\nhost = ${emulator.httpUrl}\nauth_type = oauth-m2m\nclient_id = ${m2mClientId}\n`;
    await fileBecomes(`${before}\n${section}`);
    const said = await workbench.messages.waitForNotification("Added profile robot. Profile robot works");
    assert.ok(said.includes(`${m2mClientId} at ${emulator.httpUrl}, signed in as a service principal`), said);
    const signIn = workbench.messages.notification("Added profile robot").getByRole("button", { name: "Sign in" });
    assert.equal(await signIn.count(), 0, "who is signed in is not asked to");
    await undo("Added profile robot");
    await fileBecomes(before);
  });

  it("lists tokens and what lies in files, makes one and revokes it", async () => {
    const { workbench } = editor();
    await workbench.view("Profiles").click("dev");
    const tokens = workbench.view("Tokens");
    await workbench.view("Catalog").fold();
    await tokens.unfold();
    await tokens.waitForRow("forever");
    assert.equal(await tokens.description("forever"), "never expires");
    await workbench.page.locator(".pane", { hasText: "Tokens" }).getByText("personal access token").first().waitFor();
    await tokens.titleAction("Create personal access token");
    await workbench.quickInput.answer("What is the token for?", "for a test");
    await workbench.quickInput.pick("How long is it valid?", "7 days");
    await workbench.messages.waitForDialog("never shows it again");
    await workbench.messages.clickDialogButton("never shows it again", "Copy");
    await tokens.waitForRow("for a test");
    assert.equal(await tokens.description("for a test"), "expires in 7 days");
    await workbench.screenshot("tokens");
    await tokens.inlineAction("for a test", "Revoke token");
    await workbench.messages.clickDialogButton("Revoke the token “for a test”?", "Revoke");
    await tokens.row("for a test").waitFor({ state: "detached" });
  });

  it("has left no secret of a form, a preview or a file anywhere", async () => {
    await assertNowhere([token, emulator.oauth.m2mClientSecret], editor());
  });
});
