import * as vscode from "vscode";
import { viewError } from "../platform/errors.ts";
import type { CatalogModel } from "./catalogModel.ts";
import type { CatalogNode } from "./catalogNode.ts";
import { isContainer, isNamed } from "./catalogNode.ts";
import type { Favourites } from "./favourites.ts";
import { folded, partOf } from "./folded.ts";
import { nodeFacts } from "./nodeFacts.ts";
import { codeName } from "./nodeName.ts";
import { nodeText } from "./nodeText.ts";

/** Feeds the view `pwaf.catalog` from the model, and hands names to whatever a node is dragged to. */
export class CatalogTree
  implements vscode.TreeDataProvider<CatalogNode>, vscode.TreeDragAndDropController<CatalogNode>
{
  readonly onDidChangeTreeData: vscode.Event<CatalogNode | undefined>;
  readonly dragMimeTypes = ["text/plain"];
  readonly dropMimeTypes = [];
  readonly #model: CatalogModel;
  readonly #favourites: Favourites;
  readonly #ready: Promise<void>;

  /**
   * @param ready settles when it is known who is signed in. Until then no answer is better than an empty one: VS Code
   * keeps the first answer when a change is told before the view has been drawn.
   */
  constructor(model: CatalogModel, favourites: Favourites, ready: Promise<void>) {
    this.#model = model;
    this.#favourites = favourites;
    this.#ready = ready;
    this.onDidChangeTreeData = model.onDidChange;
  }

  async getChildren(node?: CatalogNode): Promise<CatalogNode[]> {
    await this.#ready;
    if (node === undefined) return await this.#model.roots();
    if (node.kind === "range") return [...node.entries];
    return isContainer(node) ? folded(await this.#model.children(node), node) : [];
  }

  async getParent(node: CatalogNode): Promise<CatalogNode | undefined> {
    const { parent } = node;
    if (parent === undefined || node.kind === "range") return parent;
    return partOf(node, await this.#model.children(parent), parent) ?? parent;
  }

  getTreeItem(node: CatalogNode): vscode.TreeItem {
    const { label, description, icon, context, spoken } = nodeText(node, this.#favourites.has(node));
    const item = new vscode.TreeItem(label, collapsibleState(node));
    item.id = node.id;
    item.iconPath = new vscode.ThemeIcon(icon, node.kind === "error" ? errorColor : undefined);
    item.contextValue = context;
    item.accessibilityInformation = { label: spoken };
    if (description !== undefined) item.description = description;
    const command = commandOf(node);
    if (command !== undefined) item.command = command;
    return item;
  }

  /** Only when the pointer rests on a node. */
  resolveTreeItem(item: vscode.TreeItem, node: CatalogNode): vscode.TreeItem {
    item.tooltip = tooltip(node);
    return item;
  }

  handleDrag(nodes: readonly CatalogNode[], data: vscode.DataTransfer): void {
    const names = nodes.filter(isNamed).map(codeName);
    if (names.length > 0) data.set("text/plain", new vscode.DataTransferItem(names.join(", ")));
  }
}

const errorColor = new vscode.ThemeColor("list.warningForeground");

/** The tables of a schema are what most come for: they need no click of their own. */
function collapsibleState(node: CatalogNode): vscode.TreeItemCollapsibleState {
  if (node.kind === "range") return vscode.TreeItemCollapsibleState.Collapsed;
  if (!isContainer(node)) return vscode.TreeItemCollapsibleState.None;
  const isOpen = node.kind === "group" && (node.of === "tables" || node.of === "favourites");
  return isOpen ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed;
}

/** What Enter or a click does. Selecting an object of the workspace does nothing: panels open on command only. */
function commandOf(node: CatalogNode): vscode.Command | undefined {
  if (node.kind === "more" && !node.loading) {
    return { command: "pwaf.catalog.loadMore", title: "Load more", arguments: [node] };
  }
  if (node.kind !== "error") return undefined;
  return node.error.reason === "unauthenticated"
    ? { command: "pwaf.signIn", title: "Sign in" }
    : { command: "pwaf.catalog.retry", title: "Try again", arguments: [node] };
}

/** `appendText` escapes: names and comments come from the workspace and must stay text. */
function tooltip(node: CatalogNode): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  if (node.kind === "error") {
    const { message, hint } = viewError(node.error);
    text.appendText(message);
    if (hint !== undefined) text.appendMarkdown("\n\n").appendText(hint);
    return text;
  }
  if (!isNamed(node)) return text.appendText(nodeText(node).label);
  text.appendCodeblock(codeName(node), "sql");
  for (const { name, value } of nodeFacts(node)) text.appendMarkdown(`\n\n${name}: `).appendText(value);
  if ("comment" in node.info) text.appendMarkdown("\n\n---\n\n").appendText(node.info.comment);
  return text;
}
