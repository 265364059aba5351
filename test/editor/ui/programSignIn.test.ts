import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Emulator } from "../../../src/emulator/emulator.ts";
import { startEmulator } from "../../../src/emulator/emulator.ts";
import { accountId } from "../../../src/emulator/identity.ts";
import { temporaryFolder } from "../bed/places.ts";
import { STEP_MS, stopAtFirstFailure, useEditor } from "../bed/suite.ts";

const ada = "ada.lindqvist@emulated.example";

/** Programs sign in without a browser: a service principal by its secret, a person by an identity token of a program. */
describe("sign-in of programs", function () {
  this.timeout(STEP_MS);
  stopAtFirstFailure();

  let emulator: Emulator;
  let configFile: string;
  let config: string;

  const editor = useEditor(async () => {
    emulator = await startEmulator({ httpPort: 0, httpsPort: 0 });
    const { testClouds, oidc, oauth, httpUrl } = emulator;
    oidc.federation.add({ issuer: testClouds.identityProvider.issuer });
    const home = await temporaryFolder("home");
    const script = join(home, "identity.cjs");
    const token = await testClouds.identityProvider.token({ subject: ada, audience: accountId });
    await writeFile(script, `console.log(${JSON.stringify(token)})`);
    configFile = join(home, "databrickscfg");
    const robot = `[robot]\nhost = ${httpUrl}\nauth_type = oauth-m2m\nclient_id = ${oauth.m2mClientId}\n`;
    const command = `"${process.execPath}" "${script}"`;
    config = `${robot}\n[federated]\nhost = ${httpUrl}\nauth_type = command-oidc\noidc_token_command = ${command}\n`;
    await writeFile(configFile, config, { mode: 0o600 });
    const folder = await temporaryFolder("project");
    return { folder, env: { DATABRICKS_CONFIG_FILE: configFile }, settings: { "pwaf.lint.enabled": false } };
  });
  after(() => emulator.close());

  const signIn = async (profile: string) => {
    const { workbench } = editor();
    await workbench.view("Profiles").inlineAction(profile, "Sign in");
  };

  /** What a screen reader hears of the profile. */
  const becomes = async (profile: string, state: string) => {
    const { workbench } = editor();
    await workbench.page.locator(`[aria-label*="${state}"]`).and(workbench.view("Profiles").row(profile)).waitFor();
  };

  it("explains a secret that is wrong, and keeps nothing of it", async () => {
    const { workbench } = editor();
    await workbench.openContainer("PWAF Toolkit");
    await signIn("robot");
    await workbench.quickInput.waitFor("Client secret for");
    await workbench.screenshot("programSecret");
    await workbench.quickInput.answer("Client secret for", "wrong-secret");
    const said = await workbench.messages.waitForNotification("Could not sign in to robot");
    assert.match(said, /client id and secret of the service principal/);
    assert.ok(!said.includes("wrong-secret"));
    await workbench.screenshot("programRefused");
    await workbench.messages.dismissNotification("Could not sign in to robot");
  });

  it("signs a service principal in, and out; its secret stays out of the file and is not asked for again", async () => {
    const { workbench } = editor();
    await signIn("robot");
    await workbench.quickInput.answer("Client secret for", emulator.oauth.m2mClientSecret);
    await workbench.waitForStatus(`Signed in to robot as ${emulator.oauth.m2mClientId}`);
    // The first sign-in makes the profile the active one, which draws its row anew.
    await becomes("robot", "active");
    await workbench.view("Profiles").contextMenu("robot", "Sign out");
    await becomes("robot", "signed out");
    await signIn("robot");
    await becomes("robot", "signed in");
    assert.equal(await readFile(configFile, "utf8"), config);
  });

  it("runs the program of the user's own file for an identity token", async () => {
    const { workbench } = editor();
    await signIn("federated");
    await workbench.waitForStatus(`Signed in to federated as ${ada}`);
    await workbench.screenshot("programSignedIn");
  });
});
