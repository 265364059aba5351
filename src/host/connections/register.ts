import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import { DisposableStore } from "../../core/base/disposable.ts";
import { SectionedTree } from "../platform/sectionedTree.ts";
import type { TreeSections } from "../platform/sectionedTree.ts";
import type { Services } from "../services.ts";
import type { ConnectionCommandNeeds } from "./commands.ts";
import { ConnectionCommands } from "./commands.ts";
import type { ConnectionNode } from "./connectionNode.ts";
import { ConnectionsSection } from "./connectionsSection.ts";

/** The view “Connections & Agents”; other features put their sections into it. */
export function createConnectionsView(): TreeSections & IDisposable {
  const store = new DisposableStore();
  const tree = store.add(new SectionedTree());
  store.add(vscode.window.createTreeView("pwaf.connections", { treeDataProvider: tree, showCollapseAll: true }));
  return { add: (section, order) => tree.add(section, order), dispose: () => store.dispose() };
}

/** Connections of Unity Catalog: what they are, who may use them, and calls through them. */
export function registerConnections(
  services: ConnectionCommandNeeds & Pick<Services, "commands" | "connectionsView" | "sessions">,
): IDisposable {
  const { commands, connectionsView } = services;
  const store = new DisposableStore();
  const section = store.add(new ConnectionsSection(services));
  store.add(connectionsView.add(section, 1));
  const actions = new ConnectionCommands(services, () => section.refresh());
  store.add(commands.register("pwaf.connection.refresh", () => section.refresh()));
  store.add(commands.register("pwaf.connection.allow", (node?: ConnectionNode) => actions.allow(node)));
  store.add(commands.register("pwaf.connection.revoke", (node?: ConnectionNode) => actions.revoke(node)));
  store.add(commands.register("pwaf.connection.call", (node?: ConnectionNode) => actions.call(node)));
  store.add(commands.register("pwaf.connection.create", () => actions.create()));
  return store;
}
