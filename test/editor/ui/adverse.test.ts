import assert from "node:assert/strict";
import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import type { Emulator } from "../../../src/emulator/emulator.ts";
import { startEmulator } from "../../../src/emulator/emulator.ts";
import { temporaryFolder } from "../bed/places.ts";
import { STEP_MS, useEditor } from "../bed/suite.ts";
import { until } from "../bed/until.ts";
import { deadAddress, startUntrustedServer } from "../bed/untrustedServer.ts";

/** What a user meets when the workspace, the network, a file or another program does not behave. */
describe("in adverse conditions", function () {
  this.timeout(STEP_MS);

  let emulator: Emulator;
  let untrusted: Awaited<ReturnType<typeof startUntrustedServer>>;
  let unreachable: string;
  let project: string;
  let configFile: string;
  let profiles: string;
  const answers: URL[] = [];

  const editor = useEditor(async () => {
    [emulator, untrusted, unreachable] = await Promise.all([
      startEmulator({ httpPort: 0, httpsPort: 0 }),
      startUntrustedServer(),
      deadAddress(),
    ]);
    project = await temporaryFolder("project");
    configFile = join(await temporaryFolder("home"), "databrickscfg");
    const token = emulator.createToken();
    const { clientId, redirectUrl } = emulator.oauth;
    profiles = [
      ...["[browser]", `host = ${emulator.httpsUrl}`, "auth_type = external-browser"],
      ...[`client_id = ${clientId}`, `redirect_url = ${redirectUrl}`, `warehouse_id = ${emulator.warehouseId}`, ""],
      ...["[token]", `host = ${emulator.httpsUrl}`, `token = ${token}`, `warehouse_id = ${emulator.warehouseId}`, ""],
      ...["[away]", `host = ${unreachable}`, `token = ${token}`, ""],
      ...["[untrusted]", `host = ${untrusted.url}`, `token = ${token}`, ""],
    ].join("\n");
    await writeFile(configFile, profiles, { mode: 0o600 });
    return {
      folder: project,
      env: { DATABRICKS_CONFIG_FILE: configFile, NODE_EXTRA_CA_CERTS: emulator.caFile },
      settings: { "pwaf.signIn.timeoutSeconds": 15 },
    };
  });
  before(async () => {
    const { page, workbench } = editor();
    // The authorization request names the editor's own address in its state; a page that knows it can answer.
    page.context().on("request", (request) => {
      const url = new URL(request.url());
      if (url.searchParams.has("code_challenge")) answers.push(callbackIn(url.searchParams.get("state") ?? ""));
    });
    await workbench.openContainer("PWAF Toolkit");
    await workbench.view("Call Paths").fold();
    await workbench.view("Profiles").waitForRow("browser");
    await switchTo("browser");
  });
  after(async () => {
    await untrusted.close();
    await emulator.close();
  });

  it("says that nobody answered in the browser", async () => {
    const page = await startSignIn();
    await shows(/The browser did not answer within 15 seconds/, "adverse-timeout");
    await nobodyIsSignedIn();
    await page.close();
  });

  it("says that the user denied", async () => {
    const page = await startSignIn();
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("button", { name: "Deny" }).click();
    await shows(/denied/, "adverse-denied");
    await nobodyIsSignedIn();
    await page.close();
  });

  const foreign: readonly [string, RegExp, (callback: URL) => void][] = [
    [
      "with a state of another sign-in",
      /no sign-in that was started here/,
      ({ searchParams }) => {
        const state = JSON.stringify({ n: "x".repeat(43), u: "http://127.0.0.1/" });
        searchParams.set("state", Buffer.from(state).toString("base64url"));
        searchParams.set("code", foreignCode);
      },
    ],
    ["without a state", /it has no state/, ({ searchParams }) => searchParams.set("code", foreignCode)],
    [
      "at an unknown path",
      /An address was opened that this extension does not know/,
      ({ searchParams }) => {
        searchParams.set("vscode-path", "/auth/other");
        searchParams.set("code", foreignCode);
      },
    ],
  ];
  for (const [name, message, change] of foreign)
    it(`refuses an answer ${name}; Cancel ends the sign-in`, async function () {
      if (process.env["PWAF_DESKTOP_CODE"] !== undefined) {
        console.log("      skipped: a desktop's address is no page that a second browser page can open");
        this.skip();
      }
      const { workbench } = editor();
      const page = await startSignIn();
      const callback = answers.at(-1);
      assert.ok(callback, "no authorization request was seen");
      change(callback);
      await page.goto(callback.href);
      await shows(message, `adverse-${name.split(" ").at(-1) ?? ""}`);
      await workbench.messages.clickNotificationButton("waiting for the browser", "Cancel");
      await workbench.messages.notification("waiting for the browser").waitFor({ state: "hidden" });
      await nobodyIsSignedIn();
      await page.close();
    });

  it("still lets the user in after all that", async () => {
    const page = await startSignIn();
    // The browser still knows the user who signed in and denied.
    await page.getByRole("button", { name: "Allow" }).click();
    await editor().workbench.view("Catalog").waitForRow("main");
    await page.close();
  });

  it("says that a workspace cannot be reached", async () => {
    await showsInCatalog("away", "Cannot connect", unreachable, "adverse-unreachable");
  });

  it("does not talk to a server with an untrusted certificate", async () => {
    await showsInCatalog("untrusted", "Certificate not trusted", untrusted.url, "adverse-tls");
    assert.equal(untrusted.requests(), 0);
  });

  it("shows why catalogs cannot be listed, and lists them at the next try", async () => {
    const catalog = editor().workbench.view("Catalog");
    await switchTo("token");
    await catalog.waitForRow("main");
    const failures = [
      [403, "No permission"],
      [503, "Not available for now"],
      [429, "Too many requests"],
    ] as const;
    for (const [status, label] of failures) {
      // A server that asks for more patience than a person has is not asked again by itself.
      emulator.faults.add({ match: "GET /api/2.1/unity-catalog/catalogs", kind: "status", status, retryAfter: 600 });
      await catalog.titleAction("Refresh catalog");
      await catalog.waitForRow(label);
      assert.match(await catalog.description(label), /Injected fault/);
      await editor().workbench.screenshot(`adverse-${status}`);
      await catalog.click(label);
      await catalog.waitForRow("main");
      assert.deepEqual(emulator.faults.list, []);
    }
  });

  it("names the line of a malformed configuration file and keeps the rest of it", async () => {
    const { workbench } = editor();
    const view = workbench.view("Profiles");
    const malformed = `${profiles}\n[token]\nhost = https://second.cloud.databricks.com\n\nneither key nor value\n`;
    await writeFile(configFile, malformed);
    const problem = "Configuration file has a problem";
    await view.waitForRow(problem);
    const line = malformed.split("\n").lastIndexOf("[token]") + 1;
    assert.match(await view.description(problem), new RegExp(`Line ${line}\\b`));
    for (const name of ["browser", "token", "away", "untrusted"]) await view.waitForRow(name);
    await workbench.screenshot("adverse-config");
    await view.titleAction("Add profile");
    await workbench.quickInput.waitFor("Paste the address of your workspace");
    await workbench.quickInput.type("https://third.cloud.databricks.com");
    await workbench.quickInput.accept();
    await workbench.quickInput.pick("How do you sign in?", "OAuth in the browser (recommended)");
    await workbench.quickInput.waitFor("SQL warehouse");
    await workbench.quickInput.accept();
    await workbench.quickInput.answer("Name of the profile", "third");
    const written = await until("the added profile or a refusal", async () => {
      const text = await readFile(configFile, "utf8");
      return text.includes("[third]") || (await workbench.messages.notifications()).length > 0 ? text : undefined;
    });
    await workbench.screenshot("adverse-config-add");
    assert.ok(written.startsWith(malformed), written);
    assert.match(written.slice(malformed.length), /^\s*\[third\]\nhost *= *https:\/\/third\.cloud\.databricks\.com\n/);
    assert.equal((await stat(configFile)).mode & 0o777, 0o600);
    await writeFile(configFile, profiles);
    await view.row("third").waitFor({ state: "hidden" });
  });

  it("has written no secret anywhere", async () => {
    const { console, logs } = editor();
    const own = await ownLog(logs);
    assert.match(own, /signed in to profile browser/);
    const secrets = [/eyJ[\w-]{10,}\.[\w-]{10,}/, new RegExp(`${["da", "pi"].join("")}[0-9a-f]{8}`)];
    for (const text of [own, console.join("\n")]) {
      for (const secret of secrets) assert.doesNotMatch(text, secret);
      assert.ok(!text.includes(foreignCode), "the code of an answer");
      for (const { searchParams } of answers)
        assert.ok(!text.includes(searchParams.get("state") ?? foreignCode), "the state of an answer");
    }
  });

  async function startSignIn(): Promise<Page> {
    const { externalPage, workbench } = editor();
    const page = await externalPage(() => workbench.view("Profiles").inlineAction("browser", "Sign in"));
    await page.getByRole("button", { name: /Sign in|Allow/ }).waitFor();
    return page;
  }

  /** Waits for a notification and takes its picture. */
  async function shows(message: RegExp, picture: string): Promise<void> {
    const { workbench } = editor();
    await workbench.messages.waitForNotification(message);
    await workbench.screenshot(picture);
  }

  /** Puts the notifications away too. */
  async function nobodyIsSignedIn(): Promise<void> {
    await editor().workbench.command("Notifications: Clear All Notifications");
    await editor().workbench.view("Catalog").waitForWelcome("Sign in to browse catalogs");
  }

  /** By keyboard: the hover of one row may lie over another. */
  async function switchTo(profile: string): Promise<void> {
    const { workbench } = editor();
    await workbench.command("PWAF: Switch profile");
    await workbench.quickInput.pick("Profile for this workspace", profile);
    await workbench.waitForStatus(profile);
  }

  async function showsInCatalog(profile: string, label: string, reason: string, picture: string): Promise<void> {
    const { workbench } = editor();
    const catalog = workbench.view("Catalog");
    await switchTo(profile);
    const row = await catalog.waitForRow(label);
    assert.ok((await catalog.description(label)).includes(reason));
    await row.hover();
    await workbench.screenshot(picture);
  }
});

/** Made up, and long enough to be found again in a log. */
const foreignCode = `code-${"0123456789".repeat(3)}`;

/** The editor's address in the state of a sign-in. */
function callbackIn(state: string): URL {
  const { u } = JSON.parse(Buffer.from(state, "base64url").toString("utf8")) as { u: string };
  return new URL(u);
}

/** The extension's own log, wherever VS Code has put it. */
async function ownLog(logs: readonly string[]): Promise<string> {
  for (const folder of logs) {
    if (!(await stat(folder)).isDirectory()) continue;
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const file = entries.find(({ name }) => name === "PWAF Toolkit.log");
    if (file) return await readFile(join(file.parentPath, file.name), "utf8");
  }
  throw new Error("the extension has no log");
}
