import * as vscode from "vscode";
import { Disposable } from "../../core/base/disposable.ts";
import { Emitter } from "../../core/base/emitter.ts";
import { PwafError, wrapError } from "../../core/base/errors.ts";
import type { WorkspaceClient } from "../../workspace/rest/workspaceClient.ts";
import { viewError } from "../platform/errors.ts";
import type { Services } from "../services.ts";
import { lakebaseText, type LakebaseNode } from "./lakebaseNode.ts";

/** Feeds the view `pwaf.lakebase`: projects with branches, endpoints, databases and roles, and instances of the older kind. */
export class LakebaseTree extends Disposable implements vscode.TreeDataProvider<LakebaseNode> {
  readonly #services: Pick<Services, "sessions" | "workspaces">;
  readonly #changed = this.own(new Emitter<LakebaseNode | undefined>());
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(services: Pick<Services, "sessions" | "workspaces">) {
    super();
    this.#services = services;
    this.own(services.sessions.onDidChange(() => this.refresh()));
  }

  refresh(node?: LakebaseNode): void {
    this.#changed.fire(node);
  }

  /** Nothing while nobody is signed in: then the view says what to do. */
  async getChildren(node?: LakebaseNode): Promise<LakebaseNode[]> {
    await this.#services.sessions.ready;
    if (this.#services.sessions.current.kind !== "signedIn") return [];
    try {
      const client = await this.#services.workspaces.client();
      return node === undefined ? await roots(client) : await childrenOf(node, client);
    } catch (error) {
      return [errorNode(error)];
    }
  }

  getTreeItem(node: LakebaseNode): vscode.TreeItem {
    const { label, description, icon, context, tooltip } = lakebaseText(node);
    const item = new vscode.TreeItem(label, isOpenable(node) ? collapsed : vscode.TreeItemCollapsibleState.None);
    if (description !== undefined) item.description = description;
    item.iconPath = new vscode.ThemeIcon(icon, node.kind === "error" ? warningColor : undefined);
    item.contextValue = context;
    item.tooltip = markdown(tooltip);
    item.accessibilityInformation = { label: [label, description].filter(Boolean).join(", ") };
    if (node.kind === "error") item.command = { command: "pwaf.lakebase.refresh", title: "Try again" };
    return item;
  }
}

const collapsed = vscode.TreeItemCollapsibleState.Collapsed;
const warningColor = new vscode.ThemeColor("list.warningForeground");

function isOpenable({ kind }: LakebaseNode): boolean {
  return kind === "project" || kind === "branch" || kind === "group";
}

/** One of the two generations may be missing in a workspace, or not allowed; the other is still shown. */
async function roots(client: WorkspaceClient): Promise<LakebaseNode[]> {
  const [projects, instances] = await Promise.allSettled([client.lakebaseProjects(), client.lakebaseInstances()]);
  const nodes: LakebaseNode[] = [];
  if (projects.status === "fulfilled") for (const project of projects.value) nodes.push({ kind: "project", project });
  else nodes.push(errorNode(projects.reason));
  if (instances.status === "fulfilled")
    for (const instance of instances.value) nodes.push({ kind: "instance", instance });
  return nodes.length > 0 ? nodes : [{ kind: "note", text: "This workspace has no Lakebase databases" }];
}

async function childrenOf(node: LakebaseNode, client: WorkspaceClient): Promise<LakebaseNode[]> {
  switch (node.kind) {
    case "project":
      return (await client.lakebaseBranches(node.project.name)).map((branch) => ({ kind: "branch", branch }));
    case "branch": {
      const { branch } = node;
      const endpoints = await client.lakebaseEndpoints(branch.name);
      return [
        ...endpoints.map((endpoint) => ({ kind: "endpoint", endpoint }) as const),
        { kind: "group", of: "databases", branch },
        { kind: "group", of: "roles", branch },
      ];
    }
    case "group": {
      const { name } = node.branch;
      if (node.of === "databases")
        return (await client.lakebaseDatabases(name)).map((database) => ({ kind: "database", database }));
      return (await client.lakebaseRoles(name)).map((role) => ({ kind: "role", role }));
    }
    default:
      return [];
  }
}

function errorNode(error: unknown): LakebaseNode {
  return { kind: "error", error: viewError(error instanceof PwafError ? error : wrapError("look at Lakebase", error)) };
}

/** `appendText` escapes: names come from the workspace and must stay text. */
function markdown(lines: readonly string[]): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  for (const line of lines) text.appendText(line).appendMarkdown("\n\n");
  return text;
}
