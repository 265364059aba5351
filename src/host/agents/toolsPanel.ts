import * as vscode from "vscode";
import { Disposable, toDisposable } from "../../core/base/disposable.ts";
import { isCancelled, PwafError, wrapError } from "../../core/base/errors.ts";
import type { McpEndpoint } from "../../core/mcp/endpoint.ts";
import { mayReceiveToken } from "../../core/mcp/endpoint.ts";
import { schemaArguments } from "../../core/mcp/toolArguments.ts";
import type { McpToolsProtocol, ToolsState } from "../../protocol/mcpTools.ts";
import type { ViewError } from "../../protocol/messages.ts";
import { probeMcp } from "../../workspace/mcp/probe.ts";
import { MissingScope } from "../../workspace/mcp/refusal.ts";
import { ownProduct } from "../../workspace/rest/workspaceClient.ts";
import { logError, viewError } from "../platform/errors.ts";
import { openPage, PanelPort } from "../platform/webviews.ts";
import type { Services } from "../services.ts";
import type { OfferedEndpoints } from "./offeredEndpoints.ts";

export type ToolsPanelServices = Pick<
  Services,
  "commands" | "extensionUri" | "extensionVersion" | "log" | "profiles" | "sessions"
>;

const again = { id: "again", title: "Try again" } as const;
const editScopes = { id: "scopes", title: "Edit scopes of profile" } as const;
const timeoutMs = 60_000;

/** The editor tab that shows the tools of one MCP server. */
export class ToolsPanel extends Disposable {
  readonly #panel: vscode.WebviewPanel;
  readonly #services: ToolsPanelServices;
  readonly #offered: OfferedEndpoints;
  readonly #endpoint: McpEndpoint;
  readonly #port: PanelPort<McpToolsProtocol>;
  #state: ToolsState = { kind: "loading" };
  #run: AbortController | undefined;

  constructor(
    panel: vscode.WebviewPanel,
    services: ToolsPanelServices,
    offered: OfferedEndpoints,
    endpoint: McpEndpoint,
  ) {
    super();
    this.#panel = panel;
    this.#services = services;
    this.#offered = offered;
    this.#endpoint = endpoint;
    const { extensionUri, log, sessions } = services;
    this.#port = this.own(
      new PanelPort<McpToolsProtocol>(
        panel.webview,
        {
          ready: () => this.#send(),
          reload: () => this.load(),
          cancel: () => this.#run?.abort(),
          offer: ({ isOffered }) => (isOffered ? offered.add(endpoint) : offered.remove(endpoint)),
          copy: async ({ text }) => vscode.env.clipboard.writeText(text),
          action: ({ id }) => this.#act(id),
        },
        log,
      ),
    );
    this.own(toDisposable(() => this.#run?.abort()));
    this.own(offered.onDidChange(() => this.#send()));
    this.own(
      sessions.onDidChange((session) => {
        if (session.kind === "signedIn" && this.#state.kind === "error") void this.load();
      }),
    );
    this.own(panel.onDidDispose(() => this.dispose()));
    openPage(panel.webview, extensionUri, "mcpTools", panel.title);
  }

  reveal(): void {
    this.#panel.reveal();
  }

  /** Starts anew; what ran before is given up. Never rejects. */
  async load(): Promise<void> {
    this.#run?.abort();
    const mine = new AbortController();
    this.#run = mine;
    this.#set({ kind: "loading" });
    const started = Date.now();
    try {
      const { tools, server } = await this.#probe(mine.signal);
      if (this.#run !== mine) return;
      this.#set({
        kind: "loaded",
        tools: tools.map(({ name, description, inputSchema }) => ({
          name,
          ...(description === undefined ? {} : { description }),
          arguments: schemaArguments(inputSchema),
          schema: JSON.stringify(inputSchema, undefined, 2),
        })),
        ...(server === undefined ? {} : { server: `${server.name} ${server.version}` }),
        ms: Date.now() - started,
      });
    } catch (cause) {
      if (this.#run !== mine) return;
      if (isCancelled(cause)) return this.#set({ kind: "error", error: { message: "You stopped it.", action: again } });
      logError(wrapError(`ask ${this.#endpoint.url} for its tools`, cause), this.#services.log);
      this.#set({ kind: "error", error: this.#explained(cause) });
    }
  }

  async #probe(signal: AbortSignal) {
    const { extensionVersion, profiles, sessions } = this.#services;
    const profile = profiles.active;
    const { url } = this.#endpoint;
    if (profile === undefined || !mayReceiveToken(url, profile.host)) {
      throw new PwafError("config", `${url} belongs to another workspace than the active profile.`, {
        hint: "Switch to the profile that it was found with.",
      });
    }
    return await probeMcp({
      url,
      token: () => sessions.accessToken(profile),
      refuse: (token) => sessions.refuse(profile, token),
      product: ownProduct,
      version: extensionVersion,
      timeoutMs,
      signal,
    });
  }

  #explained(cause: unknown): ViewError {
    if (cause instanceof MissingScope) return { action: editScopes, ...viewError(cause) };
    return { action: again, ...viewError(cause) };
  }

  async #act(id: string): Promise<void> {
    if (id === again.id) return this.load();
    const { commands, profiles } = this.#services;
    if (id === editScopes.id) {
      await commands.execute("pwaf.profile.edit", { profile: profiles.active });
      return;
    }
    const shown = this.#state.kind === "error" ? this.#state.error.action?.id : undefined;
    if (id === shown) await vscode.commands.executeCommand(id);
  }

  #set(state: ToolsState): void {
    this.#state = state;
    this.#send();
  }

  #send(): void {
    const isOffered = this.#offered.has(this.#endpoint);
    this.#port.send("tools", { endpoint: this.#endpoint, isOffered, state: this.#state });
  }
}
