import * as vscode from "vscode";
import { Disposable } from "../../core/base/disposable.ts";
import { Emitter } from "../../core/base/emitter.ts";
import { readyQueries } from "../../core/readyQueries/readyQueries.ts";
import type { ReadyQuery, ReadyQueryFolder } from "../../core/readyQueries/readyQuery.ts";
import type { Services } from "../services.ts";

export type ReadyQueryNode =
  | { readonly kind: "folder"; readonly folder: ReadyQueryFolder }
  | { readonly kind: "query"; readonly query: ReadyQuery };

/** Feeds the view `pwaf.readyQueries`: folders of queries. Empty while nobody is signed in. */
export class ReadyQueriesTree extends Disposable implements vscode.TreeDataProvider<ReadyQueryNode> {
  readonly #sessions: Services["sessions"];
  readonly #changed = this.own(new Emitter<undefined>());
  readonly onDidChangeTreeData = this.#changed.event;

  constructor({ sessions }: Pick<Services, "sessions">) {
    super();
    this.#sessions = sessions;
    this.own(sessions.onDidChange(() => this.#changed.fire(undefined)));
  }

  async getChildren(node?: ReadyQueryNode): Promise<ReadyQueryNode[]> {
    await this.#sessions.ready;
    if (node?.kind === "folder") return node.folder.queries.map((query) => ({ kind: "query", query }));
    if (node || this.#sessions.current.kind !== "signedIn") return [];
    return readyQueries.map((folder) => ({ kind: "folder", folder }));
  }

  getTreeItem(node: ReadyQueryNode): vscode.TreeItem {
    const { Collapsed, None } = vscode.TreeItemCollapsibleState;
    if (node.kind === "folder") {
      const item = new vscode.TreeItem(node.folder.title, Collapsed);
      item.id = node.folder.title;
      item.iconPath = new vscode.ThemeIcon("folder");
      item.contextValue = "folder";
      return item;
    }
    const { id, title, about } = node.query;
    const item = new vscode.TreeItem(title, None);
    item.id = id;
    item.iconPath = new vscode.ThemeIcon("search");
    item.contextValue = "query";
    item.tooltip = [title, ...about].join("\n");
    item.command = { command: "pwaf.readyQuery.open", title: "Open", arguments: [node] };
    return item;
  }
}
