import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "../bed/places.ts";
import { STEP_MS, useEditor } from "../bed/suite.ts";

const files: Readonly<Record<string, string>> = {
  "acme/__init__.py": "",
  "acme/settings.py": 'USER_AGENT = "Acme_Loader/1.2.0"\n',
  "acme/orders.py": `import os
from databricks import sql
from acme.settings import USER_AGENT


def orders():
    return sql.connect(
        server_hostname=os.environ["DATABRICKS_HOST"],
        http_path=os.environ["DATABRICKS_HTTP_PATH"],
        auth_type="databricks-oauth",
        user_agent_entry=USER_AGENT,
    )
`,
  "acme/backfill.py": `import os
from databricks import sql


def backfill():
    return sql.connect(
        server_hostname=os.environ["DATABRICKS_HOST"],
        http_path=os.environ["DATABRICKS_HTTP_PATH"],
        auth_type="databricks-oauth",
    )
`,
  "acme/tenant.py": `from databricks import sql


def connect(host, path, entry, credentials):
    return sql.connect(
        server_hostname=host, http_path=path, credentials_provider=credentials, user_agent_entry=entry
    )
`,
  "web/revenue.ts": `import { DBSQLClient } from "@databricks/sql";

export async function revenue(host: string, path: string) {
  const client = new DBSQLClient();
  return await client.connect({ host, path, authType: "databricks-oauth", userAgentEntry: "Acme Loader" });
}
`,
  "pwaf.json": '{ "isv": "Acme", "product": "Loader", "version": "1.2.0" }\n',
};

describe("call paths", function () {
  this.timeout(STEP_MS);
  this.bail(true);

  let project: string;
  const editor = useEditor(async () => {
    project = await temporaryFolder("project");
    for (const folder of ["acme", "web"]) await mkdir(join(project, folder));
    for (const [path, text] of Object.entries(files)) await writeFile(join(project, path), text);
    const home = await temporaryFolder("home");
    return {
      folder: project,
      env: { DATABRICKS_CONFIG_FILE: join(home, "databrickscfg") },
      settings: { "pwaf.lint.scope": "openFiles" },
    };
  });
  const view = () => editor().workbench.view("Call Paths");

  it("offers to look for clients, before anything was looked at", async () => {
    const { workbench } = editor();
    await workbench.openContainer("PWAF Toolkit");
    await view().waitForWelcome("See every place where your code reaches Databricks");
    await workbench.screenshot("call-paths-empty");
  });

  it("lists every client by kind, with how it is tagged and signed in", async () => {
    const { workbench } = editor();
    await view().clickWelcomeButton("Check workspace");
    await view().waitForRow("orders.py:7");
    assert.deepEqual(await view().names(), [
      "SQL Connector for Python",
      "backfill.py:6",
      "orders.py:7",
      "tenant.py:5",
      "SQL Driver for Node.js",
      "revenue.ts:5",
    ]);
    assert.equal(await view().description("orders.py:7"), "Acme_Loader/1.2.0 · OAuth U2M");
    assert.match(await view().description("backfill.py:6"), /^no User-Agent · /);
    await workbench.screenshot("call-paths");
  });
});
