import assert from "node:assert/strict";
import * as vscode from "vscode";
import { Emitter } from "../../../src/core/base/emitter.ts";
import { attributionTool } from "../../../src/host/readyQueries/attributionTool.ts";
import type { Services } from "../../../src/host/services.ts";
import { until } from "../bed/until.ts";
import { extension } from "./extension.ts";

const untagged = `import os
from databricks import sql

connection = sql.connect(server_hostname=os.environ["H"], http_path="x", auth_type="databricks-oauth")
`;

/** What agents of the editor get; each file is gone after the tests. */
describe("tools for agents", () => {
  before(async () => {
    await write("pwaf.json", '{ "isv": "Acme", "product": "Loader", "version": "1.2.0", "ignore": ["skipped.py"] }\n');
    await write("load.py", untagged);
    await write("skipped.py", untagged);
    await extension().activate();
    // An earlier suite has the extension running, which hears of the new pwaf.json when the editor's watcher tells.
    await until("the identity", async () => /Fix \(safe\)/.test(await ask("pwaf_check_code", {})) || undefined);
  });
  after(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    for (const [name] of await vscode.workspace.fs.readDirectory(root()))
      await vscode.workspace.fs.delete(vscode.Uri.joinPath(root(), name), { recursive: true });
    // The next suite begins when nothing of this one is found any more.
    await until("no findings", () =>
      Promise.resolve(vscode.languages.getDiagnostics().every(([, found]) => found.length === 0) || undefined),
    );
  });

  async function ask(tool: string, input: object): Promise<string> {
    const { content } = await vscode.lm.invokeTool(tool, { input, toolInvocationToken: undefined });
    return content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : "")).join("");
  }

  it("find what is wrong in a file or in all, with the page of the rule and the edit that mends it", async () => {
    for (const input of [{}, { path: "load.py" }, { path: vscode.Uri.joinPath(root(), "load.py").path }]) {
      const text = await ask("pwaf_check_code", input);
      assert.match(text, /^1 finding: 1 error\.\n\nload\.py:4:14 error ua-missing-python-sql: /, JSON.stringify(input));
      assert.match(text, /Fix \(safe\).*\n {4}at 4:\d+ insert ".*user_agent_entry=\\"Acme_Loader\/1\.2\.0\\"/);
      const page = /Rule: (\S+)/.exec(text)?.[1] ?? "";
      assert.equal((await vscode.workspace.fs.stat(vscode.Uri.parse(page, true))).type, vscode.FileType.File);
    }
  });

  it("see what has been typed and not saved", async () => {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(root(), "load.py"));
    const type = async (text: string) => {
      const edit = new vscode.WorkspaceEdit();
      edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
      await vscode.workspace.applyEdit(edit);
    };
    await type("import os\n");
    assert.equal(await ask("pwaf_check_code", {}), "No findings.");
    assert.equal(await ask("pwaf_check_code", { path: "load.py" }), "No findings.");
    await type(untagged);
    await document.save();
  });

  it("list clients", async () => {
    assert.match(
      await ask("pwaf_call_paths", {}),
      /^load\.py:4:14 Databricks SQL Connector for Python; User-Agent: not set; signs in by OAuth U2M$/,
    );
  });

  it("say why there is nothing to tell, and look at nothing outside of the workspace", async () => {
    for (const path of ["nowhere.py", "skipped.py", "../outside.py", "/etc/passwd", "load.py/../../x.py"])
      assert.match(await ask("pwaf_check_code", { path }), /is no file of the workspace that the linter checks/, path);
  });

  it("explain an error, without the secret that stands beside it", async () => {
    const secret = "dapi" + "0".repeat(32);
    const text = await ask("pwaf_explain_error", { text: `curl -H "Authorization: Bearer ${secret}"\ninvalid_client` });
    assert.match(text, /Cause {2}/);
    assert.ok(!text.includes(secret));
    assert.match(await ask("pwaf_explain_error", { text: "all is well" }), /No known error/);
  });

  it("ask before anything runs on a warehouse, with the query and where it runs", async () => {
    const nothing = new Emitter<never>().event;
    const needs = {
      identities: { of: async () => undefined },
      lint: { files: [] },
      scan: { state: { kind: "finished" }, onDidChange: nothing },
      sql: { describeTarget: async () => "dev · Starter", execute: () => assert.fail("nobody agreed") },
    } as unknown as Pick<Services, "identities" | "lint" | "scan" | "sql">;
    const tool = attributionTool(needs);
    const asked = await tool.confirmation?.({ hours: 3 });
    const message = asked?.message;
    assert.ok(message instanceof vscode.MarkdownString);
    assert.match(
      message.value.replaceAll("&nbsp;", " "),
      /dev · Starter and looks 3 hours back[\s\S]*FROM system\.access\.audit/,
    );
    // Without a product there is nothing to ask for.
    const { token } = new vscode.CancellationTokenSource();
    await assert.rejects(tool.run({}, token), /The product has no name yet/);
  });
});

function root(): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, "a folder should be open");
  return folder.uri;
}

async function write(name: string, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(root(), name), new TextEncoder().encode(text));
}
