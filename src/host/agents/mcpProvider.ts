import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import { Disposable, toDisposable } from "../../core/base/disposable.ts";
import { Emitter } from "../../core/base/emitter.ts";
import { PwafError } from "../../core/base/errors.ts";
import { mayReceiveToken } from "../../core/mcp/endpoint.ts";
import type { Services } from "../services.ts";
import type { OfferedEndpoints } from "./offeredEndpoints.ts";

/** As `package.json` declares it. */
const providerId = "pwaf.mcp";

export type McpProviderServices = Pick<Services, "extensionVersion" | "profiles" | "sessions">;

/**
 * Tells the editor of the chosen MCP servers. What it is told at first holds no token; when it starts a server, it gets
 * one that is valid then, in memory. Nobody signed in, nothing on offer.
 */
export class McpProvider
  extends Disposable
  implements vscode.McpServerDefinitionProvider<vscode.McpHttpServerDefinition>
{
  readonly #services: McpProviderServices;
  readonly #offered: OfferedEndpoints;
  readonly #changed = this.own(new Emitter<void>());
  readonly onDidChangeMcpServerDefinitions = this.#changed.event;

  constructor(services: McpProviderServices, offered: OfferedEndpoints) {
    super();
    this.#services = services;
    this.#offered = offered;
    this.own(offered.onDidChange(() => this.#changed.fire()));
    this.own(services.sessions.onDidChange(() => this.#changed.fire()));
    this.own(services.profiles.onDidChange(() => this.#changed.fire()));
  }

  async provideMcpServerDefinitions(): Promise<vscode.McpHttpServerDefinition[]> {
    const { extensionVersion, sessions } = this.#services;
    await sessions.ready;
    const session = sessions.current;
    if (session.kind !== "signedIn") return [];
    const { name, host } = session.profile;
    return this.#offered.all
      .filter(({ url }) => mayReceiveToken(url, host))
      .map(
        ({ label, url }) =>
          new vscode.McpHttpServerDefinition(
            `Databricks ${name}: ${label}`,
            vscode.Uri.parse(url, true),
            // The editor sends its own User-Agent whatever stands here.
            {},
            extensionVersion,
          ),
      );
  }

  /** @throws PwafError when there is no sign-in, or it cannot be renewed. */
  async resolveMcpServerDefinition(
    server: vscode.McpHttpServerDefinition,
  ): Promise<vscode.McpHttpServerDefinition | undefined> {
    const { sessions } = this.#services;
    const session = sessions.current;
    // The editor may ask for what was on offer before another profile became active. Its addresses are spelt its own way.
    const wanted = server.uri.toString();
    const endpoint = this.#offered.all.find(({ url }) => vscode.Uri.parse(url, true).toString() === wanted);
    const mayGo = session.kind === "signedIn" && endpoint && mayReceiveToken(endpoint.url, session.profile.host);
    if (mayGo !== true) {
      throw new PwafError("unauthenticated", `${server.label} is not on offer any more.`, {
        hint: "Sign in to its profile and offer the endpoint to agents again.",
      });
    }
    const token = await sessions.accessToken(session.profile);
    server.headers = { ...server.headers, Authorization: `Bearer ${token}` };
    return server;
  }
}

/** Registers the provider where the editor takes one; older ones and forks do not. */
export function registerMcpProvider(
  services: McpProviderServices & Pick<Services, "log">,
  offered: OfferedEndpoints,
): IDisposable {
  // Declared always, but missing in editors that are built from older or trimmed sources.
  const { registerMcpServerDefinitionProvider: register } = vscode.lm as Partial<typeof vscode.lm>;
  if (register === undefined) {
    services.log.info(
      "This editor takes no MCP servers from extensions, so endpoints cannot be offered to its agents.",
    );
    return toDisposable(() => undefined);
  }
  const provider = new McpProvider(services, offered);
  const registration = register(providerId, provider);
  return toDisposable(() => {
    registration.dispose();
    provider.dispose();
  });
}
