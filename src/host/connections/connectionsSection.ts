import * as vscode from "vscode";
import { Disposable } from "../../core/base/disposable.ts";
import { Emitter } from "../../core/base/emitter.ts";
import { PwafError, wrapError } from "../../core/base/errors.ts";
import { holdersOf } from "../../core/connections/holders.ts";
import type { Connection } from "../../workspace/rest/types.ts";
import type { WorkspaceClient } from "../../workspace/rest/workspaceClient.ts";
import { errorItem } from "../platform/errorItem.ts";
import type { TreeSection } from "../platform/sectionedTree.ts";
import type { Services } from "../services.ts";
import type { ConnectionNode } from "./connectionNode.ts";
import { connectionText } from "./connectionNode.ts";

/** Connections shown at most; a workspace has some dozens. */
const mostConnections = 1000;

/** The connections of the workspace, what is known of each, and who may use it. */
export class ConnectionsSection extends Disposable implements TreeSection<ConnectionNode> {
  readonly #services: Pick<Services, "sessions" | "workspaces">;
  readonly #changed = this.own(new Emitter<ConnectionNode | undefined>());
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(services: Pick<Services, "sessions" | "workspaces">) {
    super();
    this.#services = services;
    this.own(services.sessions.onDidChange(() => this.refresh()));
  }

  refresh(): void {
    this.#changed.fire(undefined);
  }

  async getChildren(node?: ConnectionNode): Promise<ConnectionNode[]> {
    const { sessions, workspaces } = this.#services;
    await sessions.ready;
    if (node === undefined) return sessions.current.kind === "signedIn" ? [{ kind: "connections" }] : [];
    try {
      return await childrenOf(node, await workspaces.client());
    } catch (error) {
      return [{ kind: "error", error: error instanceof PwafError ? error : wrapError("read the connections", error) }];
    }
  }

  getTreeItem(node: ConnectionNode): vscode.TreeItem {
    if (node.kind === "error") return errorItem(node.error, "pwaf.connection.refresh");
    const { label, description, icon, context, advice } = connectionText(node);
    const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
    const isOpen = node.kind === "connections" || node.kind === "holders";
    const item = new vscode.TreeItem(label, isOpen ? Expanded : node.kind === "connection" ? Collapsed : None);
    if (description !== undefined) item.description = description;
    item.iconPath = new vscode.ThemeIcon(icon);
    item.contextValue = context;
    item.tooltip = tooltip([description === undefined ? label : `${label}: ${description}`, advice]);
    return item;
  }
}

async function childrenOf(node: ConnectionNode, client: WorkspaceClient): Promise<ConnectionNode[]> {
  if (node.kind === "connections") {
    const found = await allConnections(client);
    if (found.length === 0) return [{ kind: "note", text: "No connection that you may see" }];
    return found.map((connection) => ({ kind: "connection", connection }));
  }
  if (node.kind === "connection") return await detailOf(node.connection.name, client);
  return node.kind === "holders" ? await holdersIn(node.connection, client) : [];
}

/** In alphabetical order. */
export async function allConnections(client: Pick<WorkspaceClient, "connections">): Promise<Connection[]> {
  const found: Connection[] = [];
  let pageToken: string | undefined;
  do {
    const page = await client.connections({ pageSize: 100, ...(pageToken === undefined ? {} : { pageToken }) });
    found.push(...page.items);
    pageToken = page.nextPageToken;
  } while (pageToken !== undefined && found.length < mostConnections);
  return found.sort((a, b) => a.name.localeCompare(b.name));
}

async function detailOf(name: string, client: Pick<WorkspaceClient, "connection">): Promise<ConnectionNode[]> {
  const { owner, comment, credentialType, options } = await client.connection(name);
  const facts = { "signs in by": credentialType?.toLowerCase().replaceAll("_", " "), owner, comment };
  return [
    { kind: "holders", connection: name },
    ...options.map((option): ConnectionNode => ({ kind: "option", option })),
    ...Object.entries(facts).flatMap(([fact, value]): ConnectionNode[] =>
      value === undefined ? [] : [{ kind: "fact", name: fact, value }],
    ),
  ];
}

async function holdersIn(name: string, client: Pick<WorkspaceClient, "effectiveGrants">): Promise<ConnectionNode[]> {
  const holders = holdersOf(await client.effectiveGrants("connection", name));
  if (holders.length === 0) return [{ kind: "note", text: "Nobody but its owner" }];
  return holders.map((holder) => ({ kind: "holder", connection: name, holder }));
}

/** `appendText` escapes: names and comments come from the workspace and must stay text. */
function tooltip(parts: readonly (string | undefined)[]): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  for (const part of parts) if (part !== undefined && part !== "") text.appendText(part).appendMarkdown("\n\n");
  return text;
}
