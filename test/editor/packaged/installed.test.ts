import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root, temporaryFolder } from "../bed/places.ts";
import { STEP_MS, useEditor } from "../bed/suite.ts";

const untagged = `import os

from databricks import sql

connection = sql.connect(
    server_hostname=os.environ["DATABRICKS_HOST"],
    http_path=os.environ["DATABRICKS_HTTP_PATH"],
    access_token=os.environ["DATABRICKS_TOKEN"],
)
`;

describe("the packaged extension, installed", function () {
  this.timeout(STEP_MS);
  const editor = useEditor(async () => {
    const work = await temporaryFolder("installed");
    const folder = join(work, "project");
    await mkdir(folder);
    await writeFile(join(folder, "load.py"), untagged);
    const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as { version: string };
    const installedVsix = join(root, "out", `pwaf-toolkit-${version}.vsix`);
    return { folder, installedVsix, env: { DATABRICKS_CONFIG_FILE: join(work, "databrickscfg") } };
  });

  it("welcomes a newcomer in its view", async () => {
    const { workbench } = editor();
    await workbench.openContainer("PWAF Toolkit");
    await workbench.view("Profiles").waitForWelcome("Connect to a Databricks workspace");
  });

  it("finds a gap, so the grammars are in the package", async () => {
    const { workbench } = editor();
    await workbench.openFile("load.py");
    const [problem] = await workbench.waitForProblems("the untagged connection", (problems) => problems.length > 0);
    assert.deepEqual(
      { ...problem, message: undefined },
      { file: "load.py", severity: "error", code: "ua-missing-python-sql", line: 5, message: undefined },
    );
  });

  it("shows nothing on its own account", async () => {
    assert.deepEqual(await editor().workbench.messages.notifications(), []);
  });
});
