import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { Emulator } from "../../../src/emulator/emulator.ts";
import { startEmulator } from "../../../src/emulator/emulator.ts";
import { temporaryFolder } from "../bed/places.ts";
import { STEP_MS, stopAtFirstFailure, useEditor } from "../bed/suite.ts";
import { until } from "../bed/until.ts";
import { webviewShowing } from "../bed/webviewFrames.ts";

/** Who may use a connection, how that is stopped, and whether a product's calls have arrived; each step begins where the last one ended. */
describe("connections and ready queries", function () {
  this.timeout(STEP_MS);
  stopAtFirstFailure();

  let emulator: Emulator;
  let project: string;
  const bruno = "bruno.chen@emulated.example";
  /** Bodies that the other service got. */
  const received: string[] = [];
  const service = createServer((request, response) => {
    void text(request).then((body) => {
      received.push(body);
      response.end('{"open": 3}');
    });
  });

  const editor = useEditor(async () => {
    emulator = await startEmulator({ httpPort: 0, httpsPort: 0 });
    await new Promise<void>((resolve) => service.listen(0, "127.0.0.1", resolve));
    const { port } = service.address() as AddressInfo;
    emulator.secrets.set("desk/token", "fake-" + "token");
    await run(
      `CREATE CONNECTION desk_api TYPE HTTP OPTIONS (host 'http://127.0.0.1', port '${port}', base_path '/v1',
       bearer_token secret('desk', 'token')) COMMENT 'Tickets of the support desk'`,
    );
    project = await temporaryFolder("project");
    await writeFile(join(project, "pwaf.json"), JSON.stringify({ isv: "Acme", product: "Loader", version: "1.2.0" }));
    await writeFile(
      join(project, "load.py"),
      `from databricks import sql\n\nsql.connect(server_hostname="h", http_path="p", user_agent_entry="Acme_Loader/1.2.0")\n`,
    );
    const configFile = join(await temporaryFolder("home"), "databrickscfg");
    const { httpsUrl, warehouseId, caFile } = emulator;
    await writeFile(
      configFile,
      `[dev]\nhost = ${httpsUrl}\ntoken = ${emulator.createToken()}\nwarehouse_id = ${warehouseId}\n`,
    );
    return { folder: project, env: { DATABRICKS_CONFIG_FILE: configFile, NODE_EXTRA_CA_CERTS: caFile } };
  });
  after(() => emulator.close());
  after(() => service.close());

  /** A statement from elsewhere, by a program that names itself as the Python connector does. */
  async function run(statement: string): Promise<void> {
    const answer = await fetch(`${emulator.httpUrl}/api/2.0/sql/statements`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${emulator.createToken()}`,
        "content-type": "application/json",
        "user-agent": "PyDatabricksSqlConnector/4.0.3 (Acme_Loader/1.2.0)",
      },
      body: JSON.stringify({ statement, warehouse_id: emulator.warehouseId, wait_timeout: "30s" }),
    });
    const { status } = (await answer.json()) as { status?: { state?: string } };
    assert.equal(status?.state, "SUCCEEDED", statement);
  }

  it("shows what connections are and who may use them, and no secret", async () => {
    const { workbench } = editor();
    await workbench.openContainer("PWAF Toolkit");
    for (const other of ["Profiles", "Catalog", "Call Paths"]) await workbench.view(other).fold();
    const view = workbench.view("Connections & Agents");
    await view.unfold();
    await view.waitForRow("desk_api");
    assert.equal(await view.description("desk_api"), "http");
    await view.expand("desk_api");
    await view.waitForRow("admins");
    assert.equal(await view.description("admins"), "ALL PRIVILEGES");
    assert.equal(await view.description("base_path"), "/v1");
  });

  it("says that there is none, or why a list could not be read, and reads it again on a click", async () => {
    const { workbench } = editor();
    const view = workbench.view("Connections & Agents");
    const answer = (list: string, status: number, body: object) =>
      emulator.faults.add({
        match: `GET /api/2.1/unity-catalog/${list}`,
        kind: "answer",
        status,
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
        // Until it is cleared: the view may read once more by itself, when it learns who is signed in.
        times: 100,
      });
    const deny = (list: string, message: string) => answer(list, 403, { error_code: "PERMISSION_DENIED", message });
    answer("connections", 200, {});
    await view.titleAction("Refresh connections");
    await view.waitForRow("No connection that you may see");
    emulator.faults.clear();
    const closed = "User does not have USE METASTORE on Metastore 'emulated'.";
    deny("connections", closed);
    await view.titleAction("Refresh connections");
    await view.waitForRow(closed);
    await until("the rows to go", async () => (await view.row("desk_api").count()) === 0 || undefined);
    await workbench.screenshot("connections-error");
    emulator.faults.clear();
    await view.click(closed);
    await view.waitForRow("desk_api");
    assert.equal(await view.row(closed).count(), 0);
    // One list that fails leaves the others in their places.
    const hidden = "User does not have MANAGE on Connection 'desk_api'.";
    deny("effective-permissions/connection", hidden);
    await view.expand("desk_api");
    await view.waitForRow(hidden);
    await view.waitForRow("base_path");
    emulator.faults.clear();
    await view.inlineAction(hidden, "Refresh connections");
    await view.waitForRow("admins");
  });

  it("allows somebody the use, shows the SQL first, and asks the workspace afterwards", async () => {
    const { workbench } = editor();
    const view = workbench.view("Connections & Agents");
    await view.inlineAction("desk_api", "Allow use of connection");
    await workbench.quickInput.answer("Allow the use of desk_api", bruno);
    const question = "Allow the use of desk_api on";
    const detail = await workbench.messages.waitForDialog(question);
    assert.ok(detail.includes(`GRANT USE CONNECTION ON CONNECTION desk_api TO \`${bruno}\``), detail);
    await workbench.messages.clickDialogButton(question, "Allow");
    await workbench.messages.waitForNotification(`${bruno} may use the connection desk_api now`);
    await view.waitForRow(bruno);
    await workbench.screenshot("connections");
  });

  it("calls the other service", async () => {
    const { workbench } = editor();
    await workbench.view("Connections & Agents").inlineAction("desk_api", "Call through connection");
    await workbench.quickInput.pick("How?", "GET");
    await workbench.quickInput.answer("Path below", "/tickets");
    await workbench.messages.waitForNotification("desk_api answered 200 to GET /tickets.");
  });

  it("calls it with a body", async () => {
    const { workbench } = editor();
    await workbench.view("Connections & Agents").inlineAction("desk_api", "Call through connection");
    await workbench.quickInput.pick("How?", "POST");
    await workbench.quickInput.answer("Path below", "/tickets");
    await workbench.quickInput.answer("Body, in JSON", "{open:");
    await workbench.quickInput.answer("Write JSON, such as", '{"text": "it\'s open"}');
    await workbench.messages.waitForNotification("desk_api answered 200 to POST /tickets.");
    assert.deepEqual(JSON.parse(received.at(-1) ?? ""), { text: "it's open" });
  });

  it("revokes the use at once", async () => {
    const { workbench } = editor();
    const view = workbench.view("Connections & Agents");
    await view.inlineAction(bruno, "Revoke use of connection now");
    const question = "Revoke the use of desk_api on";
    const detail = await workbench.messages.waitForDialog(question);
    assert.match(detail, /REVOKE USE CONNECTION ON CONNECTION desk_api FROM/);
    await workbench.screenshot("connections-revoke");
    await workbench.messages.clickDialogButton(question, "Revoke now");
    await workbench.messages.waitForNotification(`${bruno} may not use the connection desk_api any more`);
    await until("the row to go", async () => (await view.row(bruno).count()) === 0 || undefined);
    await workbench.command("Notifications: Clear All Notifications");
  });

  it("runs a ready query with its parameters", async () => {
    const { workbench } = editor();
    await workbench.view("Connections & Agents").fold();
    const view = workbench.view("Ready Queries");
    await view.unfold();
    await view.expand("Attribution");
    await view.inlineAction("What one product called", "Run ready query");
    // What is likely stands there already: a day, and the product's own name.
    await workbench.quickInput.waitFor("Value of :hours");
    assert.equal(await workbench.quickInput.value(), "24");
    await workbench.quickInput.accept();
    await workbench.quickInput.waitFor("Value of :user_agent");
    assert.equal(await workbench.quickInput.value(), "Acme_Loader");
    await workbench.quickInput.accept();
    const results = await workbench.webview("Query Results");
    await results
      .getByRole("gridcell", { name: /^PyDatabricksSqlConnector\/4\.0\.3 \(Acme_Loader/ })
      .first()
      .waitFor();
    await workbench.screenshot("ready-queries");
  });

  it("checks whether the calls of the code have arrived under the product's name", async () => {
    const { workbench } = editor();
    await workbench.command("PWAF: Check attribution");
    await workbench.quickInput.pick("How far back?", "The last 24 hours");
    await webviewShowing(workbench.page, "1 of 1 client in the code arrived with the name");
    await workbench.hidePanel();
    await workbench.screenshot("attribution");
  });

  it("saves the report where somebody wants it, and asks nothing when it is closed", async () => {
    const { workbench } = editor();
    await workbench.command("PWAF: Save report");
    await until(
      "the path to save to",
      async () => (await workbench.quickInput.value()).endsWith("attribution-of-acme_loader.md") || undefined,
    );
    await workbench.quickInput.accept();
    await workbench.messages.waitForNotification("Saved as attribution-of-acme_loader.md.");
    const saved = await readFile(join(project, "attribution-of-acme_loader.md"), "utf8");
    assert.match(saved, /^# Attribution of Acme_Loader\n/);
    const tab = workbench.tabs().filter({ hasText: "Attribution of Acme_Loader" });
    assert.equal(await tab.count(), 1);
    await workbench.command("View: Close Editor");
    await tab.waitFor({ state: "detached" });
  });
});
