import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import { Disposable, toDisposable } from "../../core/base/disposable.ts";
import { Emitter } from "../../core/base/emitter.ts";
import { PwafError } from "../../core/base/errors.ts";
import { formatIdentity } from "../../core/identity/identity.ts";
import type { McpEndpoint } from "../../core/mcp/endpoint.ts";
import { mayReceiveToken } from "../../core/mcp/endpoint.ts";
import type { McpRelay, RelayAddress } from "../../workspace/mcp/relay.ts";
import type { Services } from "../services.ts";
import type { OfferedEndpoints } from "./offeredEndpoints.ts";

/** As `package.json` declares it. */
const providerId = "pwaf.mcp";

export type McpProviderServices = Pick<Services, "extensionVersion" | "identities" | "log" | "profiles" | "sessions">;

/**
 * Tells the editor of the chosen MCP servers, by their own addresses. When it starts one, it is led to a relay in this
 * process instead, which gives each call the token that is valid then and the User-Agent of the product: the editor holds
 * what it was given for as long as a server runs, and sends its own User-Agent. Nobody signed in, nothing on offer.
 *
 * The editor's MCP client runs in the extension host that registered the provider or in one on the same machine, so
 * 127.0.0.1 means the same to both, also in remote windows. Source: `canStart` in microsoft/vscode
 * `src/vs/workbench/api/browser/mainThreadMcp.ts`.
 */
export class McpProvider
  extends Disposable
  implements vscode.McpServerDefinitionProvider<vscode.McpHttpServerDefinition>
{
  readonly #services: McpProviderServices;
  readonly #offered: OfferedEndpoints;
  readonly #changed = this.own(new Emitter<void>());
  readonly onDidChangeMcpServerDefinitions = this.#changed.event;
  #relay: Promise<McpRelay> | undefined;
  /** Profile and endpoint → its way through the relay: a server that is started again keeps it. */
  readonly #addresses = new Map<string, RelayAddress>();

  constructor(services: McpProviderServices, offered: OfferedEndpoints) {
    super();
    this.#services = services;
    this.#offered = offered;
    this.own(offered.onDidChange(() => this.#changed.fire()));
    this.own(services.sessions.onDidChange(() => this.#changed.fire()));
    this.own(services.profiles.onDidChange(() => this.#changed.fire()));
    this.own(
      toDisposable(() => void this.#relay?.then((relay) => relay[Symbol.asyncDispose]()).catch(() => undefined)),
    );
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
            {},
            extensionVersion,
          ),
      );
  }

  /** @throws PwafError when there is no sign-in, or it cannot be renewed. */
  async resolveMcpServerDefinition(server: vscode.McpHttpServerDefinition): Promise<vscode.McpHttpServerDefinition> {
    // The editor may ask for what was on offer before another profile became active. Its addresses are spelt its own way.
    const wanted = server.uri.toString();
    const endpoint = this.#offered.all.find(({ url }) => vscode.Uri.parse(url, true).toString() === wanted);
    const { current } = this.#services.sessions;
    if (endpoint === undefined || current.kind !== "signedIn") throw notOnOffer(server.label);
    const { name } = current.profile;
    // Here rather than at the first call: the editor shows why a server cannot start.
    await this.#token(endpoint, name);
    const { url, authorization } = await this.#relayed(endpoint, name);
    // Another object: the editor asks again with this one.
    return new vscode.McpHttpServerDefinition(
      server.label,
      vscode.Uri.parse(url, true),
      { Authorization: authorization },
      server.version,
    );
  }

  async #relayed(endpoint: McpEndpoint, profile: string): Promise<RelayAddress> {
    const relay = await (this.#relay ??= this.#startRelay());
    const key = JSON.stringify([profile, endpoint.url]);
    const known = this.#addresses.get(key);
    if (known !== undefined) return known;
    const address = relay.add({
      url: endpoint.url,
      token: () => this.#token(endpoint, profile),
      refuse: (token) => {
        const { sessions } = this.#services;
        if (sessions.current.kind === "signedIn") sessions.refuse(sessions.current.profile, token);
      },
      userAgent: () => this.#userAgent(),
    });
    this.#addresses.set(key, address);
    return address;
  }

  async #startRelay(): Promise<McpRelay> {
    try {
      const { McpRelay } = await import("../../workspace/mcp/relay.ts");
      const relay = await McpRelay.start(this.#services.log);
      if (this.isDisposed) await relay[Symbol.asyncDispose]();
      return relay;
    } catch (error) {
      // The next start of a server tries again.
      this.#relay = undefined;
      throw error;
    }
  }

  /** @throws PwafError where the endpoint is not on offer for the active profile any more. */
  async #token(endpoint: McpEndpoint, profile: string): Promise<string> {
    const { sessions } = this.#services;
    const { current } = sessions;
    const mayGo =
      current.kind === "signedIn" &&
      current.profile.name === profile &&
      this.#offered.has(endpoint) &&
      mayReceiveToken(endpoint.url, current.profile.host);
    if (!mayGo) throw notOnOffer(`Databricks ${profile}: ${endpoint.label}`);
    return await sessions.accessToken(current.profile);
  }

  /** Of the product that is developed here; our own where it has no name. */
  async #userAgent(): Promise<string> {
    const { extensionVersion, identities } = this.#services;
    const folder = vscode.workspace.workspaceFolders?.[0];
    const identity = folder && (await identities.of(vscode.Uri.joinPath(folder.uri, "pwaf.json")));
    if (identity !== undefined) return formatIdentity(identity);
    const { ownProduct } = await import("../../workspace/rest/workspaceClient.ts");
    return `${ownProduct}/${extensionVersion}`;
  }
}

function notOnOffer(label: string): PwafError {
  return new PwafError("unauthenticated", `${label} is not on offer any more.`, {
    hint: "Sign in to its profile and offer the endpoint to agents again.",
  });
}

/** Registers the provider where the editor takes one; older ones and forks do not. */
export function registerMcpProvider(services: McpProviderServices, offered: OfferedEndpoints): IDisposable {
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
