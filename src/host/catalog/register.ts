import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import { DisposableStore } from "../../core/base/disposable.ts";
import { sqlName } from "../../core/base/sqlName.ts";
import type { Services, Session } from "../services.ts";
import { CatalogModel } from "./catalogModel.ts";
import type { CatalogNode } from "./catalogNode.ts";
import { isContainer, isNamed } from "./catalogNode.ts";
import { CatalogTree } from "./catalogTree.ts";

/** The view `pwaf.catalog` and its commands. */
export function registerCatalog({
  commands,
  log,
  sessions,
  settings,
  workspaces,
}: Pick<Services, "commands" | "log" | "sessions" | "settings" | "workspaces">): IDisposable {
  const store = new DisposableStore();
  const model = store.add(
    new CatalogModel({
      client: () => workspaces.client(),
      pageSize: () => settings.get("catalog.pageSize"),
      log,
    }),
  );
  const view = store.add(
    vscode.window.createTreeView("pwaf.catalog", {
      treeDataProvider: new CatalogTree(model, sessions.ready),
      canSelectMany: true,
      showCollapseAll: true,
    }),
  );

  let shown: string | undefined;
  const show = (session: Session) => {
    const wanted = session.kind === "signedIn" ? scopeOf(session) : undefined;
    if (wanted === shown) return;
    shown = wanted;
    model.setScope(session.kind === "signedIn" ? session.profile.name : undefined);
  };
  store.add(sessions.onDidChange(show));
  show(sessions.current);

  store.add(
    commands.register("pwaf.catalog.refresh", async (node?: CatalogNode) => {
      if (node?.kind === "error") await model.retry(node.parent);
      else model.refresh(node !== undefined && isContainer(node) ? node : undefined);
    }),
  );
  store.add(
    commands.register("pwaf.catalog.loadMore", async (node?: CatalogNode) => {
      if (node === undefined) return;
      const first = await model.loadMore(node.parent);
      // Keyboard users go on where the list goes on, not at its top.
      if (first !== undefined && view.visible) await view.reveal(first, { select: true, focus: true });
    }),
  );
  store.add(
    commands.register("pwaf.catalog.copyName", async (node?: CatalogNode, selected?: readonly CatalogNode[]) => {
      const nodes = selected ?? (node === undefined ? view.selection : [node]);
      const names = nodes.filter(isNamed).map(({ path }) => sqlName(path));
      if (names.length > 0) await vscode.env.clipboard.writeText(names.join("\n"));
    }),
  );
  return store;
}

/** A session in so far as the tree depends on it: a new token for the same person changes nothing. */
function scopeOf({ profile, userName }: Extract<Session, { kind: "signedIn" }>): string {
  return JSON.stringify([profile.name, profile.host, userName]);
}
