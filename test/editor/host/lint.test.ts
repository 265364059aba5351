import assert from "node:assert/strict";
import * as vscode from "vscode";
import { until } from "../bed/until.ts";
import { extension } from "./extension.ts";

const connection = `import os
from databricks import sql


def connect():
    return sql.connect(server_hostname=os.environ["H"], http_path="x", auth_type="databricks-oauth")
`;

const tagged = `import os
from databricks import sql
from tags import USER_AGENT


def connect():
    return sql.connect(
        server_hostname=os.environ["H"], http_path="x", auth_type="databricks-oauth", user_agent_entry=USER_AGENT
    )
`;

/** The linter as VS Code sees it; each test has a file of its own. */
describe("the linter", () => {
  before(async () => {
    await write("pwaf.json", '{ "isv": "Acme", "product": "Loader", "version": "1.2.0" }\n');
    await extension().activate();
  });
  afterEach(async () => {
    // Else what is on disk, and found there from now on, is what the editor happened to save by itself.
    await vscode.workspace.saveAll();
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });
  after(async () => {
    for (const [name] of await vscode.workspace.fs.readDirectory(root()))
      await vscode.workspace.fs.delete(vscode.Uri.joinPath(root(), name), { recursive: true });
  });

  it("checks while somebody types, and links to the page of the rule", async () => {
    const document = await open("typed.py", "import os\n");
    await replaceAll(document, connection);
    const [found] = await waitForRules(document.uri, ["ua-missing-python-sql"]);
    assert.equal(found?.source, "pwaf");
    const { target } = found.code as { target: vscode.Uri };
    assert.equal((await vscode.workspace.fs.stat(target)).type, vscode.FileType.File);
    await replaceAll(document, "import os\n");
    await waitForRules(document.uri, []);
  });

  it("fixes on save what is safe", async () => {
    const config = vscode.workspace.getConfiguration("editor");
    await config.update(
      "codeActionsOnSave",
      { "source.fixAll.pwaf": "explicit" },
      vscode.ConfigurationTarget.Workspace,
    );
    const document = await open("saved.py", "");
    await replaceAll(document, connection);
    await waitForRules(document.uri, ["ua-missing-python-sql"]);
    await document.save();
    assert.match(document.getText(), /user_agent_entry="Acme_Loader\/1\.2\.0"/);
    await config.update("codeActionsOnSave", undefined, vscode.ConfigurationTarget.Workspace);
  });

  it("keeps fixes, ignoring and turning off apart", async () => {
    const document = await open("actions.py", connection);
    const [found] = await waitForRules(document.uri, ["ua-missing-python-sql"]);
    const actions = await quickFixes(document, found);
    assert.deepEqual(
      actions.map(({ title, isPreferred }) => [title, isPreferred === true]),
      [
        ["Set user_agent_entry to Acme_Loader/1.2.0", true],
        ["Ignore ua-missing-python-sql on this line", false],
        ["Turn ua-missing-python-sql off in pwaf.json", false],
        ["Show the page of ua-missing-python-sql", false],
      ],
    );
  });

  it("turns a rule off in pwaf.json without disturbing the rest", async () => {
    const document = await open("off.py", connection);
    await waitForRules(document.uri, ["ua-missing-python-sql"]);
    void vscode.commands.executeCommand("pwaf.lint.turnOffRule", document.uri, "ua-missing-python-sql");
    await waitForRules(document.uri, []);
    const config = JSON.parse(await read("pwaf.json")) as object;
    assert.deepEqual(config, {
      isv: "Acme",
      product: "Loader",
      version: "1.2.0",
      rules: { "ua-missing-python-sql": "off" },
    });
    await write("pwaf.json", '{ "isv": "Acme", "product": "Loader", "version": "1.2.0" }\n');
    await waitForRules(document.uri, ["ua-missing-python-sql"]);
  });

  it("follows a constant into another file, also while that file is edited", async () => {
    const tags = await open("tags.py", 'USER_AGENT = "Acme_Loader/1.2.0"\n');
    const document = await open("imports.py", tagged);
    const [hover] = await hoverAt(document, "connect(\n");
    assert.match(hover ?? "", /User-Agent comes from \[tags\.py, line 1\].*`Acme_Loader\/1\.2\.0`/);
    await replaceAll(tags, '# the tag\nUSER_AGENT = "Acme Loader"\n');
    const rules = await until("the finding of the importing file", async () => {
      const found = rulesOf(document.uri);
      return Promise.resolve(found.length > 0 ? found : undefined);
    });
    assert.deepEqual(rules, ["ua-invalid-format"]);
  });

  it("completes and explains the rules of an ignore comment", async () => {
    const document = await open(
      "ignored.py",
      connection.replace("    return", "    # pwaf-ignore ua-missing-\n    return"),
    );
    const position = at(document, "ua-missing-", "end");
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      "vscode.executeCompletionItemProvider",
      document.uri,
      position,
    );
    const labels = list.items.map(({ label }) => (typeof label === "string" ? label : label.label));
    assert.ok(labels.includes("ua-missing-python-sql"), labels.join(", "));
    await replaceAll(
      document,
      connection.replace("    return", "    # pwaf-ignore ua-missing-python-sql: a test\n    return"),
    );
    await waitForRules(document.uri, []);
    const [hover] = await hoverAt(document, "missing-python-sql: a test");
    assert.match(hover ?? "", /sets no User-Agent/);
  });

  it("shows the findings of a notebook at its cells", async () => {
    const notebook = await openNotebook("book.ipynb", [
      "%pip install x\n",
      "import os\nfrom databricks import sql\n",
      'c = sql.connect(server_hostname="h", http_path="x", auth_type="databricks-oauth")',
    ]);
    const last = notebook.cellAt(2).document;
    const [found] = await waitForRules(last.uri, ["ua-missing-python-sql"]);
    assert.equal(last.getText(found?.range), "sql.connect");
    assert.deepEqual(rulesOf(notebook.uri), []);
  });

  it("waits for the save where the setting says so", async () => {
    const config = vscode.workspace.getConfiguration();
    await config.update("pwaf.lint.run", "onSave", vscode.ConfigurationTarget.Workspace);
    // In a browser the editor saves by itself after a second.
    await config.update("files.autoSave", "off", vscode.ConfigurationTarget.Workspace);
    try {
      // Their first checks, which opening them asks for, are over before they are edited.
      const notebook = await openNotebook("waiting.ipynb", [connection]);
      const cell = notebook.cellAt(0).document;
      const document = await open("waiting.py", connection);
      for (const { uri } of [cell, document]) await waitForRules(uri, ["ua-missing-python-sql"]);
      await replaceAll(cell, "import os\n");
      const asked = lightBulbAsks(document, "import os\n");
      await replaceAll(document, "import os\n");
      await vscode.window.showTextDocument(document, { selection: new vscode.Range(0, 3, 0, 3) });
      await asked;
      // A file that is saved after them has its turn, so the first ones would have had it too.
      const other = await open("other.py", "import os\n");
      await replaceAll(other, connection);
      await other.save();
      await waitForRules(other.uri, ["ua-missing-python-sql"]);
      for (const { uri } of [cell, document]) assert.deepEqual(rulesOf(uri), ["ua-missing-python-sql"]);
      await document.save();
      await notebook.save();
      for (const { uri } of [cell, document]) await waitForRules(uri, []);
    } finally {
      await config.update("pwaf.lint.run", undefined, vscode.ConfigurationTarget.Workspace);
      await config.update("files.autoSave", undefined, vscode.ConfigurationTarget.Workspace);
    }
  });

  it("stops a scan on command, keeps what was found by then, and scans all when asked again", async () => {
    const files = Array.from({ length: 120 }, (_, index) => vscode.Uri.joinPath(root(), "many", `client${index}.py`));
    await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(root(), "many"));
    await Promise.all(files.map((file) => vscode.workspace.fs.writeFile(file, new TextEncoder().encode(connection))));
    const found = () => files.filter((file) => rulesOf(file).length > 0).length;
    const all = () => until("findings in all files", () => Promise.resolve(found() === files.length || undefined));
    await all();

    const config = vscode.workspace.getConfiguration("pwaf.lint");
    await config.update("scope", "openFiles", vscode.ConfigurationTarget.Workspace);
    await until("no findings", () => Promise.resolve(found() === 0 || undefined));
    const listener = vscode.languages.onDidChangeDiagnostics(() => {
      if (found() > 0) void vscode.commands.executeCommand("pwaf.lint.cancelScan");
    });
    // A scan that is not stopped ends with a message, which nobody here answers.
    await vscode.commands.executeCommand("pwaf.lint.scan");
    listener.dispose();
    const kept = found();
    assert.ok(kept > 0 && kept < files.length, `${kept} of ${files.length} files`);

    await config.update("scope", undefined, vscode.ConfigurationTarget.Workspace);
    await all();
  });

  it("scans what no editor shows, and forgets what is deleted", async () => {
    const file = vscode.Uri.joinPath(root(), "closed.py");
    await write("closed.py", connection);
    await waitForRules(file, ["ua-missing-python-sql"]);
    await vscode.workspace.fs.delete(file);
    await waitForRules(file, []);
  });
});

function root(): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error("the test needs a folder");
  return folder.uri;
}

async function write(name: string, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(root(), name), new TextEncoder().encode(text));
}

async function read(name: string): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(root(), name)));
}

async function open(name: string, text: string): Promise<vscode.TextDocument> {
  await write(name, text);
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(root(), name));
  await vscode.window.showTextDocument(document, { preview: false });
  return document;
}

/** A notebook of cells with Python, in no editor. */
async function openNotebook(name: string, cells: readonly string[]): Promise<vscode.NotebookDocument> {
  const rest = { metadata: {}, outputs: [], execution_count: null };
  const notebook = {
    cells: cells.map((source) => ({ cell_type: "code", source, ...rest })),
    metadata: { language_info: { name: "python" } },
    nbformat: 4,
    nbformat_minor: 5,
  };
  await write(name, JSON.stringify(notebook));
  return await vscode.workspace.openNotebookDocument(vscode.Uri.joinPath(root(), name));
}

async function replaceAll(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

function ours(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === "pwaf");
}

function rulesOf(uri: vscode.Uri): string[] {
  return ours(uri).map(({ code }) => (typeof code === "object" ? String(code.value) : ""));
}

async function waitForRules(uri: vscode.Uri, expected: readonly string[]): Promise<vscode.Diagnostic[]> {
  try {
    return await until(`the rules ${expected.join(", ")}`, () =>
      Promise.resolve(JSON.stringify(rulesOf(uri)) === JSON.stringify(expected) ? ours(uri) : undefined),
    );
  } catch (cause) {
    throw new Error(`expected ${JSON.stringify(expected)}, found ${JSON.stringify(rulesOf(uri))}`, { cause });
  }
}

/** The editor asks by itself, for its light bulb, what can be done about the document with this text. */
async function lightBulbAsks(document: vscode.TextDocument, text: string): Promise<void> {
  await new Promise<void>((resolve) => {
    const listener = vscode.languages.registerCodeActionsProvider(
      { pattern: document.uri.fsPath },
      {
        provideCodeActions(asked, _range, { triggerKind }) {
          if (triggerKind !== vscode.CodeActionTriggerKind.Automatic || asked.getText() !== text) return [];
          listener.dispose();
          resolve();
          return [];
        },
      },
    );
  });
}

async function quickFixes(
  document: vscode.TextDocument,
  diagnostic: vscode.Diagnostic | undefined,
): Promise<vscode.CodeAction[]> {
  assert.ok(diagnostic);
  const all = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    document.uri,
    diagnostic.range,
    vscode.CodeActionKind.QuickFix.value,
  );
  // Other extensions have quick fixes for Python too.
  return all.filter(({ title }) => /user_agent_entry|ua-missing/.test(title));
}

function at(document: vscode.TextDocument, text: string, side: "start" | "end" = "start"): vscode.Position {
  const index = document.getText().indexOf(text);
  assert.ok(index >= 0, text);
  return document.positionAt(side === "start" ? index : index + text.length);
}

/** Our hovers over a text, once the file has been checked. */
async function hoverAt(document: vscode.TextDocument, text: string): Promise<string[]> {
  return await until(`a hover over ${text}`, async () => {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      "vscode.executeHoverProvider",
      document.uri,
      at(document, text),
    );
    const texts = hovers.flatMap(({ contents }) => contents).map((content) => (content as vscode.MarkdownString).value);
    return texts.length > 0 ? texts : undefined;
  });
}
