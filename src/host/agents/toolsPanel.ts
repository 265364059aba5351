import * as vscode from "vscode";
import { Disposable } from "../../core/base/disposable.ts";
import { PwafError, wrapError } from "../../core/base/errors.ts";
import type { McpEndpoint } from "../../core/mcp/endpoint.ts";
import { mayReceiveToken } from "../../core/mcp/endpoint.ts";
import { schemaArguments } from "../../core/mcp/toolArguments.ts";
import type { FoundTools, McpToolsProtocol } from "../../protocol/mcpTools.ts";
import type { ViewError } from "../../protocol/messages.ts";
import { probeMcp } from "../../workspace/mcp/probe.ts";
import { MissingScope } from "../../workspace/mcp/refusal.ts";
import { ownProduct } from "../../workspace/rest/workspaceClient.ts";
import { logError, viewError } from "../platform/errors.ts";
import { Pane } from "../platform/pane.ts";
import { openPage, PanelPort } from "../platform/webviews.ts";
import type { Services } from "../services.ts";
import type { OfferedEndpoints } from "./offeredEndpoints.ts";

export type ToolsPanelServices = Pick<
  Services,
  "commands" | "extensionUri" | "extensionVersion" | "log" | "profiles" | "sessions"
>;

/** No command: it needs the profile, so the panel answers it itself. */
const editScopes = { id: "scopes", title: "Edit scopes of profile" } as const;
const timeoutMs = 60_000;

/** The editor tab that shows the tools of one MCP server. */
export class ToolsPanel extends Disposable {
  readonly #panel: vscode.WebviewPanel;
  readonly #services: ToolsPanelServices;
  readonly #pane: Pane<FoundTools>;

  constructor(
    panel: vscode.WebviewPanel,
    services: ToolsPanelServices,
    offered: OfferedEndpoints,
    endpoint: McpEndpoint,
  ) {
    super();
    this.#panel = panel;
    this.#services = services;
    const { extensionUri, log, sessions } = services;
    const port: PanelPort<McpToolsProtocol> = this.own(
      new PanelPort<McpToolsProtocol>(
        panel.webview,
        {
          ready: () => pane.resend(),
          reload: () => pane.load(),
          cancel: () => pane.cancel(),
          offer: ({ isOffered }) => (isOffered ? offered.add(endpoint) : offered.remove(endpoint)),
          copy: async ({ text }) => vscode.env.clipboard.writeText(text),
          action: ({ id }) => this.#act(id),
        },
        log,
      ),
    );
    const pane = this.own(
      new Pane<FoundTools>({
        doing: "Asking the server for its tools…",
        load: (signal) => this.#find(endpoint, signal),
        show: (state) => port.send("tools", { endpoint, isOffered: offered.has(endpoint), state }),
        viewError: toolsError,
        failed: (error) => logError(wrapError(`ask ${endpoint.url} for its tools`, error), log),
        stopped: "You stopped it.",
      }),
    );
    this.#pane = pane;
    this.own(offered.onDidChange(() => pane.resend()));
    this.own(
      sessions.onDidChange((session) => {
        if (session.kind === "signedIn" && pane.kind === "error") void pane.load();
      }),
    );
    this.own(panel.onDidDispose(() => this.dispose()));
    openPage(panel.webview, extensionUri, "mcpTools", panel.title);
  }

  reveal(): void {
    this.#panel.reveal();
  }

  load(): Promise<void> {
    return this.#pane.load();
  }

  async #find({ url }: McpEndpoint, signal: AbortSignal): Promise<FoundTools> {
    const { extensionVersion, profiles, sessions } = this.#services;
    const profile = profiles.active;
    if (profile === undefined || !mayReceiveToken(url, profile.host)) {
      throw new PwafError("config", `${url} belongs to another workspace than the active profile.`, {
        hint: "Switch to the profile that it was found with.",
      });
    }
    const started = Date.now();
    const { tools, server } = await probeMcp({
      url,
      token: () => sessions.accessToken(profile),
      refuse: (token) => sessions.refuse(profile, token),
      product: ownProduct,
      version: extensionVersion,
      timeoutMs,
      signal,
    });
    return {
      tools: tools.map(({ name, description, inputSchema }) => ({
        name,
        ...(description === undefined ? {} : { description }),
        arguments: schemaArguments(inputSchema),
        schema: JSON.stringify(inputSchema, undefined, 2),
      })),
      ...(server === undefined ? {} : { server: `${server.name} ${server.version}` }),
      ms: Date.now() - started,
    };
  }

  async #act(id: string): Promise<void> {
    const { commands, profiles } = this.#services;
    const command = this.#pane.press(id);
    if (command === editScopes.id) await commands.execute("pwaf.profile.edit", { profile: profiles.active });
    else if (command !== undefined) await vscode.commands.executeCommand(command);
  }
}

function toolsError(error: unknown): ViewError {
  return { ...(error instanceof MissingScope ? { action: editScopes } : {}), ...viewError(error) };
}
