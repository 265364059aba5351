import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import { DisposableStore } from "../../core/base/disposable.ts";
import type { Services, Session } from "../services.ts";
import { CatalogModel } from "./catalogModel.ts";
import type { BranchNode, CatalogNode } from "./catalogNode.ts";
import { isContainer } from "./catalogNode.ts";
import { CatalogTree } from "./catalogTree.ts";
import { Favourites } from "./favourites.ts";
import { askFilter, showFilter } from "./filterBox.ts";
import type { ObjectName } from "./locate.ts";
import { locate } from "./locate.ts";
import { nodesOf, registerNameCommands } from "./nameCommands.ts";
import { pickFromSearch } from "./searchPick.ts";
import { registerWarehouseCommands } from "./warehouseCommands.ts";

type Needs = Pick<Services, "commands" | "log" | "profiles" | "sessions" | "settings" | "userState" | "workspaces">;

/** The view `pwaf.catalog` and its commands. */
export function registerCatalog(services: Needs): IDisposable {
  const { commands, log, sessions, settings, userState, workspaces } = services;
  const store = new DisposableStore();
  const favourites = new Favourites(
    userState,
    () => (sessions.current.kind === "signedIn" ? sessions.current.profile.name : undefined),
    (names) => {
      const text = `${names.join(", ")} ${names.length === 1 ? "is" : "are"} no more, and no favourite any longer.`;
      log.info(text);
      vscode.window.setStatusBarMessage(`PWAF: ${text}`, 10_000);
      model.redraw();
    },
  );
  const client = () => workspaces.client();
  const pageSize = () => settings.get("catalog.pageSize");
  const model: CatalogModel = store.add(new CatalogModel({ client, pageSize, favourites, log }));
  const tree = new CatalogTree(model, favourites, sessions.ready);
  const view = store.add(
    vscode.window.createTreeView("pwaf.catalog", {
      treeDataProvider: tree,
      dragAndDropController: tree,
      canSelectMany: true,
      showCollapseAll: true,
    }),
  );
  const nodes = nodesOf(view);

  let shown: string | undefined;
  const show = (session: Session) => {
    const wanted = session.kind === "signedIn" ? scopeOf(session) : undefined;
    if (wanted === shown) return;
    shown = wanted;
    model.setScope(session.kind === "signedIn" ? session.profile.name : undefined);
    showFilter(view, model.filter);
  };
  store.add(sessions.onDidChange(show));
  show(sessions.current);

  const reveal = async (node: BranchNode): Promise<void> => {
    if (model.filter !== "") filterBy("");
    await view.reveal(node, { select: true, focus: true });
  };
  const filterBy = (text: string): void => {
    model.filter = text;
    showFilter(view, text);
  };

  store.add(commands.register("pwaf.catalog.refresh", () => model.refresh()));
  store.add(
    commands.register("pwaf.catalog.refreshNode", (node?: CatalogNode) => {
      if (node !== undefined && isContainer(node)) model.refresh(node);
    }),
  );
  store.add(commands.register("pwaf.catalog.retry", (node?: CatalogNode) => model.retry(node?.parent)));
  store.add(
    commands.register("pwaf.catalog.loadMore", async (node?: CatalogNode) => {
      if (node === undefined) return;
      const first = await model.loadMore(node.parent);
      // Keyboard users go on where the list goes on, not at its top.
      if (first !== undefined && view.visible) await view.reveal(first, { select: true, focus: true });
    }),
  );
  store.add(commands.register("pwaf.catalog.filter", () => askFilter(model.filter, filterBy)));
  store.add(commands.register("pwaf.catalog.clearFilter", () => filterBy("")));
  store.add(
    commands.register("pwaf.catalog.search", async () => {
      const picked = await pickFromSearch({ model, client, log });
      if (picked === undefined) return;
      await reveal("node" in picked ? picked.node : await locate(model, { kind: "table", path: picked.hit.path }));
    }),
  );
  store.add(commands.register("pwaf.catalog.reveal", async (name: ObjectName) => reveal(await locate(model, name))));

  const mark = (change: (marked: readonly CatalogNode[]) => Promise<void>) => {
    return async (node?: CatalogNode, selected?: readonly CatalogNode[]): Promise<void> => {
      await change(nodes(node, selected));
      if (model.scope !== undefined) model.refresh(model.favouritesNode(model.scope));
      model.redraw();
    };
  };
  store.add(
    commands.register(
      "pwaf.catalog.addFavourite",
      mark((marked) => favourites.add(marked)),
    ),
  );
  store.add(
    commands.register(
      "pwaf.catalog.removeFavourite",
      mark((marked) => favourites.remove(marked)),
    ),
  );

  store.add(registerNameCommands(nodes, services));
  store.add(registerWarehouseCommands(model, services));
  return store;
}

/** A session in so far as the tree depends on it: a new token for the same person changes nothing. */
function scopeOf({ profile, userName }: Extract<Session, { kind: "signedIn" }>): string {
  return JSON.stringify([profile.name, profile.host, userName]);
}
