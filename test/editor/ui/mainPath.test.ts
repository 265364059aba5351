import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Frame, Page } from "playwright-core";
import type { Emulator } from "../../../src/emulator/emulator.ts";
import { startEmulator } from "../../../src/emulator/emulator.ts";
import { picturePath, root, temporaryFolder } from "../bed/places.ts";
import { STEP_MS, stopAtFirstFailure, useEditor } from "../bed/suite.ts";
import { renderSample } from "../bed/sampleProject.ts";
import { until } from "../bed/until.ts";
import type { Problem } from "../bed/workbench.ts";

/** The sample signs in with what the emulator hands out; without these, the Problems view shows all others at once. */
const rules = { "auth-pat-used": "off", "secret-databricks-pat": "off", "secret-databricks-oauth": "off" };

/** What stands in the configuration file at first: nothing that is a profile. */
const noProfiles = "; kept by hand\n[__settings__]\nauth_storage = plaintext\n";

/** What another tool then adds to it. */
const before = `${noProfiles}\n[staging]\nhost = https://staging.cloud.databricks.com   # do not touch\nauth_type = databricks-cli\n`;

/** The path of a new user, by mouse and keyboard, in one editor; each step begins where the last one ended. */
describe("the main path", function () {
  this.timeout(STEP_MS);
  stopAtFirstFailure();

  let emulator: Emulator;
  let project: string;
  let configFile: string;

  const editor = useEditor(async () => {
    emulator = await startEmulator({ httpPort: 0, httpsPort: 0 });
    project = await temporaryFolder("project");
    await renderSample(project, emulator);
    await mkdir(join(project, "drafts"));
    for (const [file] of snippetCases) await writeFile(join(project, "drafts", file), "");
    configFile = join(await temporaryFolder("home"), "databrickscfg");
    await writeFile(configFile, noProfiles, { mode: 0o600 });
    return {
      folder: project,
      env: { DATABRICKS_CONFIG_FILE: configFile, NODE_EXTRA_CA_CERTS: emulator.caFile },
      settings: { "pwaf.signIn.timeoutSeconds": 60, "pwaf.lint.rules": rules },
    };
  });
  after(() => emulator.close());

  it("shows the gaps of the project that is opened", async () => {
    const { workbench } = editor();
    await workbench.openFile("shipments.py");
    await workbench.showProblems();
    const expected = ["auth-mixed-env", "ua-invalid-format", "ua-missing-node-sql", "ua-missing-python-sql"];
    await workbench.waitForProblems("those of the whole project", (problems) =>
      expected.every((rule) => has(problems, rule)),
    );
  });

  it("is the same on the command line", async () => {
    const { workbench } = editor();
    const onCommandLine = await lintByCommandLine(project);
    await workbench.waitForProblems(onCommandLine.join(", "), (problems) => {
      const inEditor = problems.map(({ code, line }) => `${code}:${line}`).sort();
      return JSON.stringify(inEditor) === JSON.stringify(onCommandLine);
    });
  });

  it("asks once for the product's identity and inserts it by quick fix", async () => {
    const { workbench } = editor();
    await workbench.openFile("shipments.py");
    await workbench.editor.goTo(9, 12);
    await workbench.editor.quickFix("Set the product's identity and insert it");
    await workbench.quickInput.answer("Your company", "Acme");
    await workbench.quickInput.answer("Your product", "Loader");
    await workbench.quickInput.waitFor("pyproject.toml says 1.2.0");
    await workbench.quickInput.accept();
    await workbench.editor.waitForText('user_agent_entry="Acme_Loader/1.2.0",');
    await workbench.waitForProblems(
      "nothing untagged in Python",
      (problems) => !has(problems, "ua-missing-python-sql"),
    );
    assert.deepEqual(JSON.parse(await readFile(join(project, "pwaf.json"), "utf8")), {
      isv: "Acme",
      product: "Loader",
      version: { from: "pyproject.toml" },
    });
    await workbench.editor.save();
    await workbench.openFile("revenue.ts");
    await workbench.editor.goTo(6, 12);
    const fixes = await workbench.editor.openQuickFixes();
    await workbench.screenshot("lint");
    await fixes.filter({ hasText: "Acme_Loader/1.2.0" }).click();
    await workbench.editor.waitForText('userAgentEntry: "Acme_Loader/1.2.0",');
    await workbench.waitForProblems("nothing untagged", (problems) => !has(problems, "ua-missing-node-sql"));
    await workbench.editor.save();
    await workbench.closeAllEditors();
  });

  it("welcomes who has no profile, and follows the configuration file", async () => {
    const { workbench } = editor();
    await workbench.openContainer("PWAF Toolkit");
    const profiles = workbench.view("Profiles");
    await profiles.waitForWelcome("Connect to a Databricks workspace");
    await workbench.screenshot("welcome");
    await profiles.clickWelcomeLink("Get started");
    const walkthrough = workbench.page.locator(".gettingStartedContainer");
    await walkthrough.getByRole("button", { name: "Add profile", exact: true }).click();
    await workbench.quickInput.waitFor("Add profile");
    await workbench.screenshot("walkthrough");
    await workbench.quickInput.cancel();
    await workbench.closeAllEditors();
    await workbench.view("Call Paths").fold();
    await writeFile(configFile, before);
    await workbench.view("Profiles").waitForRow("staging");
  });

  it("adds the emulated workspace to the configuration file, without disturbing it", async () => {
    const { workbench } = editor();
    await workbench.view("Profiles").titleAction("Add profile");
    await addEmulatedProfile();
    await workbench.waitForStatus("emulated");
    const after = await readFile(configFile, "utf8");
    assert.ok(after.startsWith(before), `the file began with\n${after}`);
    const added = after.slice(before.length);
    assert.match(added, new RegExp(`^\\s*\\[emulated\\]\\nhost *= *${literally(emulator.httpsUrl)}\\n`));
    assert.match(added, new RegExp(`warehouse_id *= *${emulator.warehouseId}\\n`));
    assert.doesNotMatch(added, /token|secret/);
    assert.equal((await stat(configFile)).mode & 0o777, 0o600);
  });

  it("signs in through the browser and the URI handler, and runs what was asked for too early", async () => {
    const { workbench, externalPage } = editor();
    const page = await externalPage(() => workbench.messages.clickNotificationButton("Added profile", "Sign in"));
    await page.getByRole("button", { name: "Sign in" }).waitFor();
    await page.screenshot({ path: await picturePath("sign-in") });
    await workbench.page.bringToFront();
    await workbench.openFile("queries.sql");
    await workbench.page.keyboard.press("Control+Enter");
    const results = await resultsPanel();
    await results.getByText("Nobody is signed in").first().waitFor();
    await workbench.screenshot("signed-out-result");
    await page.bringToFront();
    await consent(page, "Allow");
    await workbench.view("Catalog").waitForRow("main");
    await page.close();
    await results.getByText("You are signed in now.").waitFor();
    await workbench.screenshot("signed-in-result");
    await results.getByRole("button", { name: "Run again" }).click();
    await results.getByRole("gridcell", { name: "EMEA" }).first().waitFor();
    await workbench.closeAllEditors();
    await workbench.hidePanel();
    const { requests } = emulator;
    assert.ok(
      requests.entries.some(({ path, status }) => path === "/oidc/v1/token" && status === 200),
      "no code was exchanged",
    );
  });

  it("lists catalogs, schemas, tables and columns", async () => {
    const { workbench } = editor();
    const catalog = workbench.view("Catalog");
    // The tree needs the room.
    await workbench.view("Profiles").fold();
    await catalog.expand("main");
    await catalog.expand("sales");
    await catalog.waitForRow("revenue_by_region");
    await catalog.expand("orders");
    await catalog.waitForRow("order_id");
    assert.match(await catalog.description("order_id"), /bigint/i);
    await workbench.screenshot("catalog");
  });

  it("previews a table: columns and sample rows", async () => {
    const { workbench } = editor();
    await workbench.view("Catalog").inlineAction("orders", "Preview table");
    const panel = await workbench.webview("main.sales.orders");
    await panel.getByText("When the order was placed (UTC)").waitFor();
    await workbench.screenshot("table-columns");
    await panel.getByRole("tab", { name: /Sample rows/ }).click();
    await panel.getByRole("gridcell", { name: "500000" }).first().waitFor();
    await workbench.screenshot("table");
    await workbench.closeAllEditors();
    await workbench.view("Profiles").unfold();
  });

  it("runs a statement of a .sql file by its code lens", async () => {
    const { workbench } = editor();
    await workbench.openFile("queries.sql");
    await workbench.editor.clickCodeLens("Run", 0);
    const results = await resultsPanel();
    await results.getByRole("gridcell", { name: "EMEA" }).first().waitFor();
    await results.getByText(/rows/).first().waitFor();
    await workbench.screenshot("results");
  });

  it("shows the server's message at the place of an SQL error", async () => {
    const { workbench } = editor();
    await workbench.editor.replaceAll("SELECT 1;\n\nSELECT order_id\nFROM main.sales.no_such_table;\n");
    await workbench.editor.goTo(4, 8);
    await workbench.page.keyboard.press("Control+Enter");
    const results = await resultsPanel();
    await results.getByText("TABLE_OR_VIEW_NOT_FOUND").first().waitFor();
    await workbench.screenshot("sql-error");
    const problems = await workbench.waitForProblems("the SQL error", (shown) =>
      shown.some((problem) => problem.message.includes("no_such_table")),
    );
    assert.equal(problems.find((problem) => problem.message.includes("no_such_table"))?.line, 4);
  });

  it("cancels a running statement on the server", async () => {
    const { workbench } = editor();
    await workbench.editor.replaceAll("SELECT count(*) FROM range(10000000000) AS a CROSS JOIN range(1000) AS b;\n");
    await workbench.editor.goTo(1, 3);
    await workbench.page.keyboard.press("Control+Enter");
    const results = await resultsPanel();
    await results.getByRole("button", { name: "Cancel" }).click();
    await results.getByText("Query cancelled").first().waitFor();
    await until(
      "the cancel at the server",
      async () => emulator.requests.entries.some(({ rpc }) => rpc === "CancelOperation") || undefined,
    );
    await workbench.screenshot("cancelled");
  });

  it("inserts a snippet with identity and profile, in which the linter finds nothing", async () => {
    const { workbench } = editor();
    await workbench.closeAllEditors();
    for (const [file, connector, auth] of snippetCases) {
      await workbench.openFile(file);
      await workbench.command("PWAF: Insert connector snippet");
      await workbench.quickInput.pick("Connector", connector);
      await workbench.quickInput.pick("How does the program sign in?", auth);
      await workbench.editor.waitForText(/fetch/);
      await workbench.editor.goTo(1);
      await workbench.editor.waitForText("Acme_Loader/1.2.0");
      assert.match(await workbench.editor.text(), new RegExp(literally(new URL(emulator.httpsUrl).host)));
      await workbench.editor.save();
    }
    await workbench.screenshot("snippet");
    const found = await lintByCommandLine(join(project, "drafts"));
    assert.deepEqual(
      found.filter((finding) => finding.startsWith("ua-")),
      [],
    );
  });

  it("writes no secret to its log, and tags its own calls", async () => {
    const { console } = editor();
    const written = console.join("\n");
    assert.doesNotMatch(written, /eyJ[\w-]{10,}\.[\w-]{10,}/);
    const own = emulator.requests.entries.filter(({ path }) => /^\/(api|sql)\//.test(path));
    assert.ok(own.length > 5);
    for (const { path, userAgent } of own) assert.match(userAgent, /PwafToolkit_VSCode\/\d/, path);
  });

  async function addEmulatedProfile(): Promise<void> {
    const { quickInput } = editor().workbench;
    await quickInput.pick("Choose a workspace", emulator.httpsUrl);
    await quickInput.pick("How do you sign in?", "OAuth in the browser (recommended)");
    await quickInput.waitFor("SQL warehouse");
    assert.equal(await quickInput.value(), emulator.warehouseId);
    await quickInput.accept();
    await quickInput.answer("Name of the profile", "emulated");
  }

  async function resultsPanel(): Promise<Frame> {
    return await editor().workbench.webview(/Results/);
  }
});

const snippetCases = [
  ["pat.py", "Databricks SQL Connector for Python", "Personal access token"],
  ["m2m.py", "Databricks SQL Connector for Python", "OAuth M2M"],
  ["u2m.py", "Databricks SQL Connector for Python", "User's OAuth token"],
  ["pat.ts", "Databricks SQL Driver for Node.js", "Personal access token"],
  ["m2m.ts", "Databricks SQL Driver for Node.js", "OAuth M2M"],
  ["u2m.ts", "Databricks SQL Driver for Node.js", "User's OAuth token"],
] as const;

function has(problems: readonly Problem[], rule: string): boolean {
  return problems.some((problem) => problem.code === rule);
}

async function consent(page: Page, answer: "Allow" | "Deny"): Promise<void> {
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("button", { name: answer }).click();
}

/** Findings of `pwaf lint` as `rule:line`. */
async function lintByCommandLine(folder: string): Promise<string[]> {
  const args = [join(root, "bin", "pwaf.mjs"), "lint", folder, "--format", "json"];
  for (const [rule, severity] of Object.entries(rules)) args.push("--rule", `${rule}=${severity}`);
  const { stdout } = await promisify(execFile)(process.execPath, args).catch((error: unknown) => {
    // Exit code 1 says that there are findings.
    const failed = error as { code?: number; stdout: string };
    if (failed.code !== 1) throw error;
    return failed;
  });
  const report = JSON.parse(stdout) as { files: { findings: { rule: string; line: number }[] }[] };
  return report.files.flatMap(({ findings }) => findings.map(({ rule, line }) => `${rule}:${line}`)).sort();
}

/** A text as part of a regular expression. */
function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
