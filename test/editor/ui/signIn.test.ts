import assert from "node:assert/strict";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import type { Emulator } from "../../../src/emulator/emulator.ts";
import { startEmulator } from "../../../src/emulator/emulator.ts";
import type { AskedSession } from "../bed/askingExtension.ts";
import { makeAskingExtension } from "../bed/askingExtension.ts";
import { picturePath, temporaryFolder } from "../bed/places.ts";
import { STEP_MS, stopAtFirstFailure, useEditor } from "../bed/suite.ts";
import { until } from "../bed/until.ts";
import { assertNowhere } from "../bed/written.ts";

/** All ways into a workspace that an editor in the browser has, what other extensions get of it, and how it ends. */
describe("signing in", function () {
  this.timeout(STEP_MS);
  stopAtFirstFailure();

  let emulator: Emulator;
  let asking: string;
  let token: string;
  /** Everything secret that was seen on the way. */
  const secrets = new Set<string>();

  const editor = useEditor(async () => {
    emulator = await startEmulator({ httpPort: 0, httpsPort: 0 });
    // Always about to expire, so that every call renews them.
    emulator.oidc.rules.accessTokenSeconds = 50;
    asking = await makeAskingExtension();
    token = emulator.createToken();
    const home = await temporaryFolder("home");
    const configFile = join(home, "databrickscfg");
    const { clientId, confidentialClientId, confidentialClientSecret, redirectUrl } = emulator.oauth;
    secrets.add(token).add(confidentialClientSecret);
    const profiles = [
      ...["[builtin]", `host = ${emulator.httpUrl}`, "auth_type = databricks-cli", ""],
      ...["[custom]", `host = ${emulator.httpUrl}`, "auth_type = external-browser"],
      ...[`client_id = ${clientId}`, `redirect_url = ${redirectUrl}`, ""],
      ...["[secretive]", `host = ${emulator.httpUrl}`, "auth_type = external-browser"],
      ...[`client_id = ${confidentialClientId}`, `redirect_url = ${redirectUrl}`],
      ...[`client_secret = ${confidentialClientSecret}`, ""],
      ...["[person]", `host = ${emulator.httpUrl}`, "auth_type = pat", ""],
    ];
    await writeFile(configFile, profiles.join("\n"), { mode: 0o600 });
    return {
      folder: await temporaryFolder("project"),
      otherExtensions: [asking],
      // No Databricks CLI of this machine may answer.
      env: { DATABRICKS_CONFIG_FILE: configFile, HOME: home, PATH: "/nowhere" },
      settings: { "pwaf.signIn.timeoutSeconds": 60 },
    };
  });
  before(async () => {
    const { page, workbench } = editor();
    page.context().on("request", (request) => {
      const { searchParams } = new URL(request.url());
      for (const name of ["code", "state"]) {
        const value = searchParams.get(name);
        if (value !== null && value !== "") secrets.add(value);
      }
    });
    await workbench.openContainer("PWAF Toolkit");
    await workbench.view("Call Paths").fold();
    await workbench.view("Profiles").waitForRow("builtin");
    await waitUntilSpoken("person", /signed out/);
  });
  after(() => emulator.close());

  it("takes the address that the user pastes, where nothing better works, and says why", async () => {
    const { workbench } = editor();
    const page = await startSignIn("builtin");
    // Nobody listens at the built-in app's address: the browser shows an error page, and the address.
    const answered = page.waitForRequest((request) => request.url().startsWith("http://localhost:8020"));
    await consent(page);
    const address = (await answered).url();
    await editor().page.bringToFront();
    await workbench.quickInput.waitFor("the browser's localhost is not the machine where this extension runs");
    await workbench.screenshot("sign-in-paste-question");
    await workbench.quickInput.type(address.replace("state=", "state=x"));
    await until("what is wrong", async () => /cannot be used/.test(await workbench.quickInput.message()) || undefined);
    await workbench.screenshot("sign-in-paste");
    await workbench.quickInput.type(address);
    await workbench.quickInput.accept();
    await waitUntilSpoken("builtin", /active.*, signed in/);
    await workbench.view("Catalog").waitForRow("main");
    await page.close();
  });

  it("uses the secret of an app that has one", async () => {
    const page = await startSignIn("secretive");
    await consent(page);
    await waitUntilSpoken("secretive", /, signed in/);
    await page.close();
  });

  it("takes a personal access token", async () => {
    const { workbench } = editor();
    await workbench.view("Profiles").inlineAction("person", "Sign in");
    await workbench.quickInput.answer("Personal access token", token);
    await waitUntilSpoken("person", /, signed in/);
  });

  it("shows which redirect URIs an app needs for this editor, and copies one", async () => {
    const { page, workbench } = editor();
    await workbench.view("Profiles").contextMenu("custom", "Show redirect URIs to register");
    await workbench.quickInput.waitFor("Redirect URIs for custom");
    assert.deepEqual(await workbench.quickInput.entries(), [emulator.oauth.redirectUrl]);
    await workbench.screenshot("sign-in-redirects");
    await workbench.quickInput.accept();
    await workbench.waitForStatus(/Copied/);
    const clipboard = await page.evaluate("navigator.clipboard.readText()");
    assert.equal(clipboard, emulator.oauth.redirectUrl);
  });

  it("gives another extension a session with its scopes and no more, once the user agrees", async () => {
    const page = await ask("sql", "custom");
    await consent(page);
    const session = await answer();
    secrets.add(session.accessToken);
    assert.equal(session.status, 200);
    assert.equal(session.account.id, `${emulator.httpUrl}#custom`);
    assert.ok(session.scopes.includes("sql") && !session.scopes.includes("all-apis"), session.scopes.join());
    await page.close();
    // The profile itself.
    await waitUntilSpoken("custom", /signed out/);
  });

  it("is listed in the Accounts menu, and ends there", async () => {
    const { page, workbench } = editor();
    await page.locator(".activitybar .action-item .codicon-accounts-view-bar-icon").click();
    const menu = page.locator(".monaco-menu").first();
    const entry = menu.locator(".action-label", { hasText: /^person \(.+@.+\)/ });
    await entry.hover();
    const signOut = page.locator(".monaco-menu .action-label", { hasText: "Sign Out" });
    await signOut.waitFor();
    await workbench.screenshot("sign-in-accounts");
    // By keyboard: a menu ignores clicks for a moment after it has opened.
    await signOut.hover();
    await page.locator(".monaco-menu .action-item.focused", { hasText: /^Sign Out$/ }).waitFor();
    await page.keyboard.press("Enter");
    await workbench.messages.clickDialogButton(/Sign out of/i, "Sign Out");
    await waitUntilSpoken("person", /signed out/);
  });

  it("goes on while the workspace is away, and says once when it has ended", async () => {
    const { workbench } = editor();
    await workbench.view("Catalog").waitForRow("main");
    emulator.faults.add({ match: "POST /oidc/v1/token", kind: "status", status: 503 });
    await workbench.command("PWAF: Refresh catalog");
    await until("a failed renewal", async () => tokenAnswers().includes(503) || undefined);
    await workbench.view("Catalog").waitForRow("main");
    emulator.faults.clear();
    assert.deepEqual(await workbench.messages.notifications(), []);
    emulator.oidc.revokeRefreshTokens();
    await workbench.command("PWAF: Refresh catalog");
    const said = await workbench.messages.waitForNotification(/Could not keep you signed in to builtin/);
    assert.match(said, /no longer accepts its refresh token/);
    await workbench.screenshot("sign-in-ended");
    assert.equal((await workbench.messages.notifications()).length, 1);
    await workbench.messages
      .notification(/keep you signed in/)
      .locator(".monaco-button", { hasText: "Sign in" })
      .waitFor();
  });

  it("has left no secret anywhere but in secret storage", async () => {
    assert.ok(secrets.size > 6, `only ${secrets.size} secrets were seen`);
    await assertNowhere(secrets, editor(), { "the emulator's request log": JSON.stringify(emulator.requests.entries) });
  });

  /** What a screen reader says of a profile tells its state; and a row that is drawn anew cannot be clicked. */
  async function waitUntilSpoken(profile: string, text: RegExp): Promise<void> {
    const row = editor().workbench.view("Profiles").row(profile);
    await until(
      `${profile} to be ${text}`,
      async () => text.test((await row.getAttribute("aria-label")) ?? "") || undefined,
    );
  }

  function tokenAnswers(): number[] {
    return emulator.requests.entries.filter(({ path }) => path === "/oidc/v1/token").map(({ status }) => status);
  }

  async function startSignIn(profile: string): Promise<Page> {
    const { externalPage, workbench } = editor();
    return await externalPage(() => workbench.view("Profiles").inlineAction(profile, "Sign in"));
  }

  /** Lets the other extension ask; gives the page where the user signs in. */
  async function ask(scopes: string, profile: string): Promise<Page> {
    const { externalPage, workbench } = editor();
    await rm(join(asking, "answer.json"), { force: true });
    await workbench.command("Asking: Ask for a session");
    await workbench.quickInput.answer("Scopes to ask for", scopes);
    await workbench.messages.waitForDialog(/wants to sign in using Databricks/);
    await workbench.screenshot("sign-in-other-extension");
    await workbench.messages.clickDialogButton(/wants to sign in/, "Allow");
    return await externalPage(() => workbench.quickInput.pick("Profile to sign in to", profile));
  }

  async function answer(): Promise<AskedSession> {
    const path = join(asking, "answer.json");
    const text = await until("the session", async () => await readFile(path, "utf8").catch(() => undefined));
    assert.doesNotMatch(text, /"error"/);
    return JSON.parse(text) as AskedSession;
  }
});

async function consent(page: Page): Promise<void> {
  await page
    .getByRole("button", { name: "Sign in" })
    .or(page.getByRole("button", { name: "Allow" }))
    .first()
    .waitFor();
  await page.screenshot({ path: await picturePath("sign-in-page") });
  const signIn = page.getByRole("button", { name: "Sign in" });
  if (await signIn.isVisible()) await signIn.click();
  await page.getByRole("button", { name: "Allow" }).click();
}
