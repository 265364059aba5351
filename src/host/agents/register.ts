import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import { DisposableStore, toDisposable } from "../../core/base/disposable.ts";
import type { McpEndpoint } from "../../core/mcp/endpoint.ts";
import { readEndpoint } from "../../core/mcp/endpoint.ts";
import type { Services } from "../services.ts";
import type { EndpointNode } from "./endpointNode.ts";
import { EndpointsSection } from "./endpointsSection.ts";
import type { McpProviderServices } from "./mcpProvider.ts";
import { registerMcpProvider } from "./mcpProvider.ts";
import { OfferedEndpoints } from "./offeredEndpoints.ts";
import type { ToolsPanel, ToolsPanelServices } from "./toolsPanel.ts";

const viewType = "pwaf.mcpTools";

type Needs = ToolsPanelServices &
  McpProviderServices &
  Pick<Services, "commands" | "connectionsView" | "log" | "state" | "workspaces">;

/** MCP servers of the workspace: where they are, what tools they have, and which of them agents of the editor may use. */
export function registerAgents(services: Needs): IDisposable {
  const { commands, connectionsView } = services;
  const store = new DisposableStore();
  const offered = store.add(new OfferedEndpoints(services));
  const section = store.add(new EndpointsSection(services, offered));
  store.add(connectionsView.add(section, 2));
  store.add(registerMcpProvider(services, offered));

  const open = new Map<string, ToolsPanel>();
  store.add(toDisposable(() => [...open.values()].forEach((panel) => panel.dispose())));
  async function adopt(webview: vscode.WebviewPanel, endpoint: McpEndpoint): Promise<void> {
    // The MCP client comes with the first panel, not with the extension.
    const { ToolsPanel } = await import("./toolsPanel.ts");
    const panel = new ToolsPanel(webview, services, offered, endpoint);
    open.set(endpoint.url, panel);
    webview.onDidDispose(() => open.delete(endpoint.url));
    void panel.load();
  }
  async function show(endpoint: McpEndpoint): Promise<void> {
    const existing = open.get(endpoint.url);
    if (existing) return existing.reveal();
    const column = vscode.ViewColumn.Active;
    await adopt(vscode.window.createWebviewPanel(viewType, endpoint.label, column, { enableScripts: true }), endpoint);
  }
  store.add(
    vscode.window.registerWebviewPanelSerializer(viewType, {
      async deserializeWebviewPanel(webview, remembered: { readonly endpoint?: unknown } | undefined) {
        const endpoint = readEndpoint(remembered?.endpoint);
        await services.sessions.ready;
        if (endpoint === undefined || open.has(endpoint.url)) webview.dispose();
        else await adopt(webview, endpoint);
      },
    }),
  );

  const withEndpoint = (run: (endpoint: McpEndpoint) => Promise<void>) => async (node?: EndpointNode) => {
    if (node?.kind === "endpoint") await run(node.endpoint);
  };
  store.add(commands.register("pwaf.mcp.showTools", withEndpoint(show)));
  store.add(
    commands.register(
      "pwaf.mcp.offer",
      withEndpoint((endpoint) => offered.add(endpoint)),
    ),
  );
  store.add(
    commands.register(
      "pwaf.mcp.withdraw",
      withEndpoint((endpoint) => offered.remove(endpoint)),
    ),
  );
  store.add(
    commands.register(
      "pwaf.mcp.copyUrl",
      withEndpoint(async ({ url }) => vscode.env.clipboard.writeText(url)),
    ),
  );
  return store;
}
