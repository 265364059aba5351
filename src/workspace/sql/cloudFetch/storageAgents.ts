import type { Agent } from "node:http";
import type { DBSQLClient } from "@databricks/sql";
import type { DriverTarget } from "../driverProtocol.ts";
import { driverProxy } from "../driverProxy.ts";

/** The driver's own maker of connections, through a proxy or not (version 2.1.0). */
type ConnectionProvider = Awaited<ReturnType<DBSQLClient["getConnectionProvider"]>>;
type ProviderClass = new (options: object, client: DBSQLClient) => ConnectionProvider;

/** Connections to storage, kept open for the next file. NO_PROXY may tell storage from the workspace, so each host is asked for. */
export class StorageAgents {
  readonly #client: DBSQLClient;
  readonly #target: DriverTarget;
  readonly #agents = new Map<string, Promise<Agent | undefined>>();

  constructor(client: DBSQLClient, target: DriverTarget) {
    this.#client = client;
    this.#target = target;
  }

  async agent(link: string): Promise<Agent | undefined> {
    const { origin } = new URL(link);
    const known = this.#agents.get(origin) ?? this.#make(new URL(origin));
    this.#agents.set(origin, known);
    return await known;
  }

  async dispose(): Promise<void> {
    for (const agent of this.#agents.values()) (await agent.catch(() => undefined))?.destroy();
    this.#agents.clear();
  }

  async #make({ protocol, hostname, port }: URL): Promise<Agent | undefined> {
    const https = protocol === "https:";
    const there = { host: hostname, port: Number(port) || (https ? 443 : 80) };
    const { protocol: _, ...target } = this.#target;
    const proxy = driverProxy({ ...target, ...there, ...(https ? {} : { protocol: "http" as const }) }, process.env);
    const provider = await this.#client.getConnectionProvider();
    const Provider = provider.constructor as ProviderClass;
    return await new Provider({ ...there, https, ...(proxy ? { proxy } : {}) }, this.#client).getAgent();
  }
}
