import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import { DisposableStore } from "../../core/base/disposable.ts";
import type { McpEndpoint } from "../../core/mcp/endpoint.ts";
import { readEndpoint } from "../../core/mcp/endpoint.ts";
import { EditorTabs } from "../platform/editorTabs.ts";
import type { Services } from "../services.ts";
import type { CodeToolNeeds } from "./codeTools.ts";
import { registerCodeTools } from "./codeTools.ts";
import type { EndpointNode } from "./endpointNode.ts";
import { EndpointsSection } from "./endpointsSection.ts";
import type { McpProviderServices } from "./mcpProvider.ts";
import { registerMcpProvider } from "./mcpProvider.ts";
import { OfferedEndpoints } from "./offeredEndpoints.ts";
import type { ToolsPanelServices } from "./toolsPanel.ts";

type Needs = ToolsPanelServices &
  McpProviderServices &
  CodeToolNeeds &
  Pick<Services, "commands" | "connectionsView" | "state" | "workspaces">;

/**
 * What agents of the editor may use: MCP servers of the workspace, with where they are and what tools they have, and tools of
 * our own for the code that is open here.
 */
export function registerAgents(services: Needs): IDisposable {
  const { commands, connectionsView } = services;
  const store = new DisposableStore();
  const offered = store.add(new OfferedEndpoints(services));
  const section = store.add(new EndpointsSection(services, offered));
  store.add(connectionsView.add(section, 2));
  store.add(registerMcpProvider(services, offered));
  store.add(registerCodeTools(services));

  const tabs = store.add(
    new EditorTabs({
      viewType: "pwaf.mcpTools",
      extensionUri: services.extensionUri,
      title: ({ label }: McpEndpoint) => label,
      key: ({ url }) => url,
      make: async (panel, endpoint) => {
        // The MCP client comes with the first panel, not with the extension.
        const { ToolsPanel } = await import("./toolsPanel.ts");
        const tools = new ToolsPanel(panel, services, offered, endpoint);
        void tools.load();
        return tools;
      },
      restore: async (remembered) => {
        await services.sessions.ready;
        return readEndpoint((remembered as { readonly endpoint?: unknown } | undefined)?.endpoint);
      },
    }),
  );

  const withEndpoint = (run: (endpoint: McpEndpoint) => Promise<void>) => async (node?: EndpointNode) => {
    if (node?.kind === "endpoint") await run(node.endpoint);
  };
  store.add(
    commands.register(
      "pwaf.mcp.showTools",
      withEndpoint(async (endpoint) => {
        await tabs.show(endpoint);
      }),
    ),
  );
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
