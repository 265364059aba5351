import assert from "node:assert/strict";
import * as vscode from "vscode";
import { Emitter } from "../../../src/core/base/emitter.ts";
import { PwafError } from "../../../src/core/base/errors.ts";
import { silentLogger } from "../../../src/core/base/logger.ts";
import type { CatalogClient } from "../../../src/host/catalog/catalogModel.ts";
import { CatalogModel } from "../../../src/host/catalog/catalogModel.ts";
import type { CatalogNode } from "../../../src/host/catalog/catalogNode.ts";
import { CatalogTree } from "../../../src/host/catalog/catalogTree.ts";
import { Favourites } from "../../../src/host/catalog/favourites.ts";
import { CatalogNames } from "../../../src/host/sqlLanguage/catalogNames.ts";
import { NameCompletion } from "../../../src/host/sqlLanguage/nameCompletion.ts";
import { hoverText } from "../../../src/host/sqlLanguage/nameHover.ts";
import { sqlContext } from "../../../src/host/sqlLanguage/sqlContext.ts";
import { extension } from "./extension.ts";

const orders = {
  fullName: "main.sales.orders",
  tableType: "MANAGED",
  comment: "One row per [order](command:evil) <b>",
  columns: [
    { name: "order_id", type: "bigint", nullable: false, comment: "Order number" },
    { name: "my note", type: "string", nullable: true },
  ],
};

/** A workspace of one table; everything else is empty. */
function smallWorkspace(): CatalogClient {
  const none = async () => ({ items: [] });
  const missing = async (): Promise<never> => {
    throw new PwafError("not-found", "Not here.");
  };
  return {
    catalogs: async () => ({ items: [{ name: "main", comment: "[x](command:evil)" }, { name: "odd name" }] }),
    schemas: async () => ({ items: [{ name: "sales" }] }),
    tables: async () => ({ items: [{ name: "orders", type: "MANAGED" }] }),
    table: async () => orders,
    catalog: missing,
    schema: missing,
    volume: missing,
    catalogFunction: missing,
    model: missing,
    findTables: none,
    volumes: none,
    functions: none,
    models: none,
    modelVersions: none,
    externalLocations: none,
    connections: none,
    files: none,
    warehouses: async () => [],
  };
}

describe("the explorer in the editor", () => {
  let model: CatalogModel;
  let tree: CatalogTree;

  beforeEach(() => {
    const client = smallWorkspace();
    model = new CatalogModel({ client: async () => client, pageSize: () => 100, log: silentLogger });
    const noState = { get: () => undefined, set: async () => undefined };
    const favourites = new Favourites(
      noState,
      () => "dev",
      () => undefined,
    );
    tree = new CatalogTree(model, favourites, Promise.resolve());
    model.setScope("dev");
  });
  afterEach(() => model.dispose());

  async function nodeAt(...labels: readonly string[]): Promise<CatalogNode> {
    let node: CatalogNode | undefined;
    for (const label of labels) {
      node = (await tree.getChildren(node)).find((child) => tree.getTreeItem(child).label === label);
      assert.ok(node, label);
    }
    assert.ok(node);
    return node;
  }

  it("opens the tables of a schema by itself, and nothing else", async () => {
    const schema = await nodeAt("main", "sales");
    const states = (await tree.getChildren(schema)).map((child) => tree.getTreeItem(child).collapsibleState);
    const { Expanded, Collapsed, None } = vscode.TreeItemCollapsibleState;
    assert.deepEqual(states, [Expanded, Collapsed, Collapsed, Collapsed]);
    assert.equal(
      tree.getTreeItem(await nodeAt("main", "sales", "Tables", "orders", "order_id")).collapsibleState,
      None,
    );
  });

  it("shows what comes from the workspace as text", async () => {
    const node = await nodeAt("main");
    const { tooltip } = tree.resolveTreeItem(tree.getTreeItem(node), node);
    assert.ok(tooltip instanceof vscode.MarkdownString);
    assert.equal(tooltip.isTrusted, undefined);
    assert.ok(!tooltip.value.includes("[x](command:evil)"), tooltip.value);
  });

  it("hands names to what they are dragged to, quoted where SQL needs it", async () => {
    const data = new vscode.DataTransfer();
    const nodes = [
      await nodeAt("main", "sales", "Tables", "orders"),
      await nodeAt("odd name"),
      await nodeAt("Connections"),
    ];
    tree.handleDrag(nodes, data);
    assert.equal(await data.get("text/plain")?.asString(), "main.sales.orders, `odd name`");
  });

  it("can find the way up from a node, as revealing asks", async () => {
    const names: unknown[] = [];
    let node: CatalogNode | undefined = await nodeAt("main", "sales", "Tables", "orders", "order_id");
    for (; node; node = await tree.getParent(node)) names.push(tree.getTreeItem(node).label);
    assert.deepEqual(names, ["order_id", "orders", "Tables", "sales", "main"]);
  });
});

describe("names of the catalog in SQL files", () => {
  /** What the provider offers at the end of a text; `answer` delays the workspace. */
  async function completed(sql: string, answer: Promise<void> = Promise.resolve()) {
    const client = smallWorkspace();
    const names = new CatalogNames(async () => answer.then(() => client), silentLogger);
    const provider = new NameCompletion(names, (document, position) =>
      sqlContext(document.getText(), document.offsetAt(position), { catalog: "main", schema: "sales" }),
    );
    const document = await vscode.workspace.openTextDocument({ language: "sql", content: sql });
    return await provider.provideCompletionItems(document, document.positionAt(sql.length));
  }

  it("complete, replacing what is typed, with the backticks that SQL needs", async () => {
    const list = await completed("SELECT * FROM main.sales.orders AS o WHERE o.`my");
    const item = list?.items.find(({ label }) => label === "my note");
    assert.equal(item?.insertText, "`my note`");
    assert.equal(item.filterText, "`my note");
    assert.ok(item.range instanceof vscode.Range);
    assert.equal(item.range.start.character, "SELECT * FROM main.sales.orders AS o WHERE o.".length);
    assert.equal(list?.isIncomplete, false);
  });

  it("keep nobody waiting for a slow workspace, and come with the next key", async () => {
    const slow = new Emitter<void>();
    const list = await completed("SELECT * FROM ", new Promise((resolve) => slow.event(() => resolve())));
    assert.deepEqual([list?.items.length, list?.isIncomplete], [0, true]);
    slow.fire();
  });

  it("are told on hover as text", () => {
    const { value } = hoverText({ kind: "table", path: ["main", "sales", "orders"], table: orders });
    assert.match(value, /order_id  bigint not null  Order number/);
    for (const markup of ["[order](command:evil)", "<b>"]) assert.ok(!value.includes(markup), value);
  });

  it("are silent while nobody is signed in", async () => {
    await extension().activate();
    const document = await vscode.workspace.openTextDocument({ language: "sql", content: "SELECT * FROM main." });
    const position = new vscode.Position(0, 19);
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      "vscode.executeCompletionItemProvider",
      document.uri,
      position,
      ".",
    );
    const kinds = [vscode.CompletionItemKind.Module, vscode.CompletionItemKind.Struct];
    assert.deepEqual(
      list.items.filter(({ kind }) => kind !== undefined && kinds.includes(kind)),
      [],
    );
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      "vscode.executeHoverProvider",
      document.uri,
      new vscode.Position(0, 16),
    );
    assert.deepEqual(hovers, []);
  });
});
