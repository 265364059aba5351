import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Emulator } from "../../../src/emulator/emulator.ts";
import { startEmulator } from "../../../src/emulator/emulator.ts";
import { temporaryFolder } from "../bed/places.ts";
import { STEP_MS, stopAtFirstFailure, useEditor } from "../bed/suite.ts";
import { until } from "../bed/until.ts";

/** Programs of a user: they call the workspace that their environment names, with what it has to sign in. */
const callers = {
  "check.mjs": `
import { fetchMe, signIn } from "./workspace.mjs";
console.log("workspace says", await fetchMe("Acme_Loader/1.2.0", await signIn()));
`,
  "sync.mjs": `
import { fetchMe, signIn } from "./workspace.mjs";
const token = await signIn();
console.log("workspace says", await fetchMe("Acme_Loader/1.2.0", token));
console.log("and again", await fetchMe("node-fetch/3.3.2", token));
`,
  "workspace.mjs": `
const { DATABRICKS_HOST: host, DATABRICKS_TOKEN: token, DATABRICKS_CLIENT_ID: id, DATABRICKS_CLIENT_SECRET: secret } = process.env;
export async function signIn() {
  if (secret === undefined) return token;
  const body = new URLSearchParams({ grant_type: "client_credentials", scope: "all-apis", client_id: id, client_secret: secret });
  return (await (await fetch(host + "/oidc/v1/token", { method: "POST", body })).json()).access_token;
}
export async function fetchMe(userAgent, bearer) {
  const headers = { Authorization: "Bearer " + bearer, "User-Agent": userAgent };
  return (await fetch(host + "/api/2.0/preview/scim/v2/Me", { headers })).status;
}
`,
  // Runs for longer than anybody waits, and so does its child; both turn a deaf ear to being asked to end.
  "patient.mjs": `
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
process.on("SIGTERM", () => {});
const script = "process.on('SIGTERM', () => {}); setTimeout(() => {}, 120_000); console.log('ready')";
const child = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "inherit"] });
child.stdout.once("data", () => writeFileSync("pids.json", JSON.stringify([process.pid, child.pid])));
setTimeout(() => {}, 120_000);
`,
  "loader.py": `
from databricks import sql

connection = sql.connect(server_hostname=host, http_path=path, access_token=oauth_token(), user_agent_entry="Acme_Loader/1.2.0")
`,
};

const config = `{
  "isv": "Acme",
  "product": "Loader",
  "version": "1.2.0",
  "conformance": [
    { "connector": "rest", "auth": "pat", "command": ["node", "check.mjs"] },
    { "connector": "rest", "auth": "m2m", "command": ["node", "check.mjs"] },
    { "connector": "rest", "auth": "m2m", "name": "sync", "command": ["node", "sync.mjs"] }
  ]
}
`;

/** Proves in the Testing view that programs name themselves as pwaf.json promises. */
describe("conformance in the Testing view", function () {
  this.timeout(STEP_MS);
  stopAtFirstFailure();

  let emulator: Emulator;
  let project: string;

  const editor = useEditor(async () => {
    emulator = await startEmulator({ httpPort: 0, httpsPort: 0 });
    project = await temporaryFolder("project");
    for (const [name, text] of Object.entries({ ...callers, "pwaf.json": config }))
      await writeFile(join(project, name), text);
    const configFile = join(await temporaryFolder("home"), "databrickscfg");
    const service = `client_id = ${emulator.oauth.m2mClientId}\nclient_secret = ${emulator.oauth.m2mClientSecret}\n`;
    const profiles = `[dev]\nhost = ${emulator.httpUrl}\ntoken = ${emulator.createToken()}\n\n[service]\nhost = ${emulator.httpUrl}\n${service}`;
    await writeFile(configFile, profiles, { mode: 0o600 });
    return { folder: project, env: { DATABRICKS_CONFIG_FILE: configFile } };
  });
  after(() => emulator.close());

  const rows = () => editor().workbench.page.locator(".test-explorer .monaco-list-row");
  /** The row of the Testing view that says so to a screen reader: `OAuth M2M (Passed), in 1.2s`. */
  const waitForRow = (label: string) =>
    rows()
      .and(editor().workbench.page.locator(`[aria-label^="${label}"]`))
      .first()
      .waitFor();

  it("shows connector and sign-in, and runs them against a profile that is asked for", async () => {
    const { workbench } = editor();
    await workbench.openFile("pwaf.json");
    await workbench.openContainer("Testing");
    await waitForRow("REST API (Not yet run)");
    await workbench.command("Test: Run All Tests");
    await workbench.quickInput.pick("Run conformance against", "dev");
    await waitForRow("REST API (Failed)");
    await rows().first().click();
    await workbench.page.keyboard.press("ArrowRight");
    await waitForRow("Personal access token (Passed)");
    await waitForRow("OAuth M2M (Passed)");
    await waitForRow("OAuth M2M: sync (Failed)");
    const seen = emulator.requests.entries.filter(({ path }) => path.endsWith("/Me"));
    assert.deepEqual(seen.map(({ userAgent }) => userAgent).sort(), [
      ...Array<string>(3).fill("Acme_Loader/1.2.0"),
      "node-fetch/3.3.2",
    ]);
  });

  it("says at the line in pwaf.json what is wrong, and which rule finds such code", async () => {
    const { workbench } = editor();
    await workbench.editor.focus();
    await workbench.editor.goTo(8);
    await workbench.command("Test: Peek Output");
    const peek = workbench.page.locator(".test-output-peek, .zone-widget").first();
    await peek.getByText("GET /api/2.0/preview/scim/v2/Me is untagged.").first().waitFor();
    await peek.getByText("ua-missing-http").first().waitFor();
    await workbench.screenshot("conformance");
    await workbench.page.keyboard.press("Escape");
  });

  it("runs again what failed, once it is mended", async () => {
    const { workbench } = editor();
    await writeFile(join(project, "sync.mjs"), callers["sync.mjs"].replace("node-fetch/3.3.2", "Acme_Loader/1.2.0"));
    emulator.requests.clear();
    await workbench.command("Test: Rerun Failed Tests");
    await waitForRow("OAuth M2M: sync (Passed)");
    await waitForRow("REST API (Passed)");
    const seen = emulator.requests.entries.filter(({ path }) => path.endsWith("/Me"));
    assert.equal(seen.length, 2);
  });

  it("stops what is running, its children with it, and runs it again afterwards", async () => {
    const { workbench } = editor();
    await writeFile(join(project, "sync.mjs"), callers["patient.mjs"]);
    await workbench.command("Test: Run All Tests");
    const pids = await until("the program and its child", async () => {
      const text = await readFile(join(project, "pids.json"), "utf8").catch(() => "");
      return text === "" ? undefined : (JSON.parse(text) as number[]);
    });
    assert.equal(pids.length, 2);
    await workbench.command("Test: Cancel Test Run");
    await waitForRow("OAuth M2M: sync (Skipped)");
    await until("the end of both", () => Promise.resolve(pids.some(isAlive) ? undefined : true));
    await writeFile(join(project, "sync.mjs"), callers["check.mjs"]);
    await workbench.command("Test: Run All Tests");
    await waitForRow("OAuth M2M: sync (Passed)");
    await waitForRow("REST API (Passed)");
  });

  it("saves a report that tells of the error and that it is gone", async () => {
    const { workbench } = editor();
    await workbench.command("PWAF: Save conformance report");
    await until(
      "the path to save to",
      async () => (await workbench.quickInput.value()).endsWith("build_report.md") || undefined,
    );
    await workbench.quickInput.accept();
    await workbench.waitForTab("Preview build_report.md");
    const report = await readFile(join(project, "build_report.md"), "utf8");
    assert.match(report, /\| Result \| 3 passed \|/);
    assert.match(report, /\| `rest\/m2m\/sync` \| GET .* is untagged\..* \| ([\d-]+) \| \1 \|/);
  });

  it("proposes entries for the clients in the code, and writes them when they are wanted", async () => {
    const { workbench } = editor();
    await workbench.command("PWAF: Add conformance entries");
    await workbench.quickInput.waitFor("Commands can be changed afterwards");
    // The question is there before what it offers, and accepting that is accepting nothing.
    assert.deepEqual(await workbench.quickInput.entries(), [
      "Databricks SQL Connector for Python, OAuth M2M",
      "Databricks SQL Connector for Python, OAuth U2M",
      "REST API, OAuth U2M",
    ]);
    await workbench.quickInput.accept();
    await workbench.waitForTab("Add conformance entries");
    await workbench.page.locator(".monaco-diff-editor .modified").getByText('"python-sql"').first().waitFor();
    assert.equal(await readFile(join(project, "pwaf.json"), "utf8"), config);
    await workbench.page.locator('.editor-actions .action-label[aria-label^="Apply change"]').click();
    await waitForRow("Databricks SQL Connector for Python (Not yet run)");
    const written = await readFile(join(project, "pwaf.json"), "utf8");
    assert.ok(written.startsWith(config.slice(0, config.lastIndexOf("}\n  ]") + 1)), written);
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
