import { Disposable } from "../../core/base/disposable.ts";
import { Emitter } from "../../core/base/emitter.ts";
import type { McpEndpoint } from "../../core/mcp/endpoint.ts";
import type { Services } from "../services.ts";

/** The MCP servers that agents of the editor may use, for each profile. Holds addresses, never a token. */
export class OfferedEndpoints extends Disposable {
  readonly #services: Pick<Services, "profiles" | "state">;
  readonly #changed = this.own(new Emitter<void>());
  readonly onDidChange = this.#changed.event;

  constructor(services: Pick<Services, "profiles" | "state">) {
    super();
    this.#services = services;
  }

  /** Those of the active profile. */
  get all(): readonly McpEndpoint[] {
    const { profiles, state } = this.#services;
    return (profiles.active && state.get("offeredEndpoints")?.[profiles.active.name]) ?? [];
  }

  has({ url }: McpEndpoint): boolean {
    return this.all.some((endpoint) => endpoint.url === url);
  }

  async add(endpoint: McpEndpoint): Promise<void> {
    if (!this.has(endpoint)) await this.#set([...this.all, endpoint]);
  }

  async remove({ url }: McpEndpoint): Promise<void> {
    await this.#set(this.all.filter((endpoint) => endpoint.url !== url));
  }

  async #set(endpoints: readonly McpEndpoint[]): Promise<void> {
    const { profiles, state } = this.#services;
    if (profiles.active === undefined) return;
    const { [profiles.active.name]: _, ...others } = state.get("offeredEndpoints") ?? {};
    const all = endpoints.length === 0 ? others : { ...others, [profiles.active.name]: endpoints };
    await state.set("offeredEndpoints", all);
    this.#changed.fire();
  }
}
