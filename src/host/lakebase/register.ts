import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import { DisposableStore } from "../../core/base/disposable.ts";
import { copyConnection, copyEnvironment } from "./copyConnection.ts";
import { createRole } from "./createRole.ts";
import type { LakebaseServices } from "./databaseTarget.ts";
import { generateCredential } from "./generateCredential.ts";
import type { LakebaseNode } from "./lakebaseNode.ts";
import { LakebaseTree } from "./lakebaseTree.ts";
import { openSql } from "./openSql.ts";
import { testConnection } from "./testConnection.ts";

/** The view `pwaf.lakebase` and its commands. */
export function registerLakebase(services: LakebaseServices): IDisposable {
  const { commands } = services;
  const store = new DisposableStore();
  const tree = store.add(new LakebaseTree(services));
  store.add(vscode.window.createTreeView("pwaf.lakebase", { treeDataProvider: tree, showCollapseAll: true }));
  store.add(commands.register("pwaf.lakebase.refresh", () => tree.refresh()));
  store.add(commands.register("pwaf.lakebase.copyConnection", (node?: LakebaseNode) => copyConnection(services, node)));
  store.add(
    commands.register("pwaf.lakebase.copyEnvironment", (node?: LakebaseNode) => copyEnvironment(services, node)),
  );
  store.add(
    commands.register("pwaf.lakebase.generateCredential", (node?: LakebaseNode) => generateCredential(services, node)),
  );
  store.add(commands.register("pwaf.lakebase.testConnection", (node?: LakebaseNode) => testConnection(services, node)));
  store.add(commands.register("pwaf.lakebase.openSql", (node?: LakebaseNode) => openSql(services, node)));
  store.add(
    commands.register("pwaf.lakebase.createRole", async (node?: LakebaseNode) => {
      if (await createRole(services, node)) tree.refresh();
    }),
  );
  return store;
}
