import * as vscode from "vscode";
import { Disposable } from "../../core/base/disposable.ts";
import { Emitter } from "../../core/base/emitter.ts";
import { PwafError, wrapError } from "../../core/base/errors.ts";
import type { McpEndpoint } from "../../core/mcp/endpoint.ts";
import { managedEndpoint } from "../../core/mcp/endpoint.ts";
import { errorItem } from "../platform/errorItem.ts";
import type { TreeSection } from "../platform/sectionedTree.ts";
import type { Services } from "../services.ts";
import type { EndpointNode } from "./endpointNode.ts";
import { endpointText } from "./endpointNode.ts";
import type { EndpointClient } from "./findEndpoints.ts";
import {
  appEndpoints,
  catalogNames,
  externalEndpoints,
  functionEndpoints,
  genieEndpoints,
  mostSchemas,
  searchEndpoints,
} from "./findEndpoints.ts";
import type { OfferedEndpoints } from "./offeredEndpoints.ts";

/** The MCP servers that the workspace leads to. Each list is asked for when it is opened. */
export class EndpointsSection extends Disposable implements TreeSection<EndpointNode> {
  readonly #services: Pick<Services, "profiles" | "sessions" | "workspaces">;
  readonly #offered: OfferedEndpoints;
  readonly #changed = this.own(new Emitter<EndpointNode | undefined>());
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(services: Pick<Services, "profiles" | "sessions" | "workspaces">, offered: OfferedEndpoints) {
    super();
    this.#services = services;
    this.#offered = offered;
    this.own(services.sessions.onDidChange(() => this.refresh()));
    this.own(offered.onDidChange(() => this.refresh()));
  }

  refresh(): void {
    this.#changed.fire(undefined);
  }

  async getChildren(node?: EndpointNode): Promise<EndpointNode[]> {
    const { profiles, sessions, workspaces } = this.#services;
    await sessions.ready;
    const profile = profiles.active;
    if (profile === undefined || sessions.current.kind !== "signedIn") return [];
    if (node === undefined) return [{ kind: "endpoints" }];
    try {
      return await childrenOf(node, await workspaces.client(), profile.host);
    } catch (error) {
      return [problem(error)];
    }
  }

  getTreeItem(node: EndpointNode): vscode.TreeItem {
    if (node.kind === "error") return errorItem(node.error, "pwaf.connection.refresh");
    const text = endpointText(node, (endpoint) => this.#offered.has(endpoint));
    const { label, description, icon, context, advice } = text;
    const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
    const opens = node.kind === "group" || node.kind === "catalog";
    const state = node.kind === "endpoints" ? Expanded : opens ? Collapsed : None;
    const item = new vscode.TreeItem(label, state);
    if (description !== undefined) item.description = description;
    item.iconPath = new vscode.ThemeIcon(icon);
    item.contextValue = context;
    // `appendText` escapes: names come from the workspace and must stay text.
    item.tooltip = new vscode.MarkdownString().appendText([label, advice].filter((part) => part).join("\n\n"));
    return item;
  }
}

async function childrenOf(node: EndpointNode, client: EndpointClient, host: string): Promise<EndpointNode[]> {
  switch (node.kind) {
    case "endpoints":
      return (["managed", "custom", "external"] as const).map((group) => ({ kind: "group", group }));
    case "group":
      return await groupOf(node.group, client, host);
    case "catalog": {
      const { endpoints, isCut } = await functionEndpoints(client, host, node.name);
      const cut = `Only the first ${mostSchemas} schemas were looked into`;
      const nodes = listed(endpoints, "No schema with functions");
      return isCut ? [...nodes, { kind: "note", text: cut }] : nodes;
    }
    default:
      return [];
  }
}

async function groupOf(
  group: Extract<EndpointNode, { kind: "group" }>["group"],
  client: EndpointClient,
  host: string,
): Promise<EndpointNode[]> {
  switch (group) {
    case "managed": {
      const fixed = [managedEndpoint("sql", host, [], "SQL"), managedEndpoint("genie", host, [], "Genie")];
      // One family that may not be listed must not hide the others.
      const lists = [genieEndpoints(client, host), searchEndpoints(client, host)].map(async (list) => {
        try {
          return nodesOf(await list);
        } catch (error) {
          return [problem(error)];
        }
      });
      return [...nodesOf(fixed), ...(await Promise.all(lists)).flat(), { kind: "group", group: "functions" }];
    }
    case "custom":
      return listed(await appEndpoints(client), "No app that you may see");
    case "external":
      return listed(await externalEndpoints(client, host), "No connection to an MCP server that you may see");
    case "functions":
      return (await catalogNames(client)).map((name) => ({ kind: "catalog", name }));
  }
}

function listed(endpoints: readonly McpEndpoint[], none: string): EndpointNode[] {
  return endpoints.length === 0 ? [{ kind: "note", text: none }] : nodesOf(endpoints);
}

function nodesOf(endpoints: readonly McpEndpoint[]): EndpointNode[] {
  return endpoints.map((endpoint) => ({ kind: "endpoint", endpoint }));
}

function problem(error: unknown): EndpointNode {
  return { kind: "error", error: error instanceof PwafError ? error : wrapError("list MCP endpoints", error) };
}
