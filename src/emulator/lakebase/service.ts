import { setTimeout as wait } from "node:timers/promises";
import type { Logger } from "../../core/base/logger.ts";
import type { FaultList } from "../faults.ts";
import type { IdentityStore } from "../identity.ts";
import type { RequestLog } from "../requestLog.ts";
import type { TlsMaterial } from "../tls.ts";
import { administer, furnish } from "./administration.ts";
import { type DatabaseCredential, DatabaseCredentials } from "./credentials.ts";
import { Gateway, type Target } from "./gateway.ts";
import { type Endpoint, LakebaseStore } from "./model.ts";
import type { Postgres } from "./postgres.ts";
import { findServerPrograms, startPostgresServer } from "./postgresServer.ts";

/** `server` is a real PostgreSQL of this machine, `pglite` one in WebAssembly. */
export type LakebaseEngine = "server" | "pglite";

interface Parts {
  readonly identity: IdentityStore;
  readonly requests: RequestLog;
  readonly faults: FaultList;
  readonly log: Logger;
  /** The server where one is installed, if absent. */
  readonly engine?: LakebaseEngine | undefined;
}

/** A role as PostgreSQL has it. */
export interface PostgresRole {
  readonly name: string;
  readonly canLogin: boolean;
  readonly attributes: { readonly createdb: boolean; readonly createrole: boolean; readonly bypassrls: boolean };
  readonly memberOf: readonly string[];
}

/** The emulated Lakebase: each branch has a PostgreSQL of its own, started when somebody first needs it. */
export class Lakebase {
  readonly store = new LakebaseStore();
  readonly credentials = new DatabaseCredentials();
  /** How long an endpoint that sleeps takes to wake up, in milliseconds. */
  readonly rules = { wakeUpMs: 600 };
  /** Host and port that clients connect to. */
  address = "";
  readonly #parts: Parts;
  readonly #gateway: Gateway;
  readonly #postgres = new Map<string, Promise<Postgres>>();
  readonly #sleep = new Map<Endpoint, { sessions: number; timer?: NodeJS.Timeout }>();
  readonly #waking = new Map<Endpoint, Promise<void>>();
  #running: readonly Postgres[] = [];

  constructor(parts: Parts, tls: TlsMaterial) {
    this.#parts = parts;
    const { identity, requests, faults, log } = parts;
    this.#gateway = new Gateway(
      {
        identity,
        requests,
        faults,
        log,
        credentials: this.credentials,
        enter: (credential) => this.#enter(credential),
        running: () => this.#running,
      },
      tls,
    );
  }

  async listen(port: number): Promise<void> {
    this.address = `127.0.0.1:${await this.#gateway.listen(port)}`;
  }

  /** Ends all sessions of an endpoint's branch, as maintenance does. @param name endpoint or instance */
  async restart(name: string): Promise<void> {
    await (await this.#postgresOf(this.#branchOf(name))).restart();
  }

  async databases(branch: string): Promise<readonly { readonly name: string; readonly owner: string }[]> {
    const sql =
      "SELECT datname, pg_get_userbyid(datdba) FROM pg_database WHERE NOT datistemplate AND datname <> 'postgres' ORDER BY 1";
    const rows = await administer(await this.#postgresOf(branch), "postgres", sql);
    return rows.map(([name, owner]) => ({ name: name ?? "", owner: owner ?? "" }));
  }

  async roles(branch: string): Promise<readonly PostgresRole[]> {
    const rows = await administer(
      await this.#postgresOf(branch),
      "postgres",
      `SELECT rolname, rolcanlogin, rolcreatedb, rolcreaterole, rolbypassrls,
         array_to_string(ARRAY(SELECT pg_get_userbyid(roleid) FROM pg_auth_members WHERE member = r.oid), ',')
       FROM pg_roles AS r WHERE rolname NOT LIKE 'pg\\_%' AND NOT rolsuper ORDER BY rolname`,
    );
    return rows.map(([name, login, createdb, createrole, bypassrls, memberOf]) => ({
      name: name ?? "",
      canLogin: login === "t",
      attributes: { createdb: createdb === "t", createrole: createrole === "t", bypassrls: bypassrls === "t" },
      memberOf: (memberOf ?? "").split(",").filter(Boolean),
    }));
  }

  async close(): Promise<void> {
    for (const { timer } of this.#sleep.values()) clearTimeout(timer);
    await this.#gateway.close();
    for (const starting of this.#postgres.values())
      await starting.then(
        (postgres) => postgres.close(),
        () => undefined,
      );
  }

  async #enter({ targets: [name = ""] }: DatabaseCredential): Promise<Target | undefined> {
    const found = this.store.endpoint(name);
    const instance = this.store.instance(name);
    if (found === undefined && (instance === undefined || instance.isStopped)) return undefined;
    const postgres = await this.#postgresOf(this.#branchOf(name));
    if (found === undefined) return { name, postgres, isReadOnly: false, left: () => undefined };
    const { endpoint } = found;
    await this.#wake(endpoint);
    return { name, postgres, isReadOnly: endpoint.isReadOnly, left: () => this.#left(endpoint) };
  }

  async #wake(endpoint: Endpoint): Promise<void> {
    const activity = this.#sleep.get(endpoint) ?? { sessions: 0 };
    this.#sleep.set(endpoint, activity);
    clearTimeout(activity.timer);
    activity.sessions++;
    if (endpoint.state === "ACTIVE") return;
    const waking =
      this.#waking.get(endpoint) ??
      wait(this.rules.wakeUpMs).then(() => {
        endpoint.state = "ACTIVE";
        this.#waking.delete(endpoint);
      });
    endpoint.state = "INIT";
    this.#waking.set(endpoint, waking);
    await waking;
  }

  #left(endpoint: Endpoint): void {
    const activity = this.#sleep.get(endpoint);
    if (activity === undefined || --activity.sessions > 0 || endpoint.suspendSeconds === undefined) return;
    activity.timer = setTimeout(() => (endpoint.state = "IDLE"), endpoint.suspendSeconds * 1000);
    activity.timer.unref();
  }

  /** The branch of an endpoint; an instance is one by itself. */
  #branchOf(name: string): string {
    return this.store.endpoint(name)?.branch.name ?? `instances/${name}`;
  }

  #postgresOf(branch: string): Promise<Postgres> {
    const known = this.#postgres.get(branch);
    if (known !== undefined) return known;
    const starting = this.#start(branch);
    this.#postgres.set(branch, starting);
    // The next one who needs it tries again.
    starting.catch(() => this.#postgres.delete(branch));
    return starting;
  }

  async #start(branch: string): Promise<Postgres> {
    const programs = this.#parts.engine === "pglite" ? undefined : findServerPrograms();
    const postgres =
      programs === undefined ? await (await import("./pglite.ts")).startPglite() : await startPostgresServer(programs);
    this.#running = [...this.#running, postgres];
    this.#parts.log.info(`Started ${postgres.engine} for ${branch}`);
    await furnish(postgres, this.#parts.identity, !branch.startsWith("projects/scratch/"));
    return postgres;
  }
}

/** Applies `credentialSeconds` and `wakeUpMs` of a JSON object; throws with the reason when it makes no sense. */
export function changeLakebaseRules(
  { credentials, rules }: Pick<Lakebase, "credentials" | "rules">,
  body: unknown,
): void {
  if (typeof body !== "object" || body === null) throw new Error("Rules of Lakebase are a JSON object");
  for (const [name, value] of Object.entries(body)) {
    if (typeof value !== "number" || !(value >= 0)) throw new Error(`\`${name}\` must be a number`);
    if (name === "credentialSeconds") credentials.rules.credentialSeconds = value;
    else if (name === "wakeUpMs") rules.wakeUpMs = value;
    else throw new Error(`There is no rule \`${name}\``);
  }
}
