import type { Agent } from "node:http";
import { isIP } from "node:net";
import { DBSQLClient, LogLevel } from "@databricks/sql";
import { PwafError } from "../../core/base/errors.ts";
import type { DriverTarget } from "./driverProtocol.ts";
import { withRetries } from "./retry.ts";
import type { SqlStatement } from "./types.ts";
import { Deferred } from "./deferred.ts";

/** What the driver process offers its parts. */
export interface DriverContext {
  /** A valid token, asked anew each time. */
  token(key: string): Promise<string>;
  log(level: "debug" | "warn", message: string): void;
}

/** A session on a server. Statements of one target and namespace share it, also at the same time, so that `USE` and `SET` last. */
export type ServerSession = Awaited<ReturnType<DBSQLClient["openSession"]>>;

type Namespace = Pick<SqlStatement, "catalog" | "schema">;

interface Entry {
  readonly client: DBSQLClient;
  readonly opening: Promise<ServerSession>;
  /** Ends the attempts to open a session that nobody waits for any more. */
  readonly giveUp: AbortController;
  isOpen: boolean;
  users: number;
  /** Epoch milliseconds of the last release. */
  idleSince: number;
  timer: NodeJS.Timeout | undefined;
}

export interface SessionLease {
  readonly session: ServerSession;
  /** True when the session had served before, and so may have expired. */
  readonly reused: boolean;
  release(): void;
  /** The session is of no use any more; the next lease opens another. */
  discard(): void;
}

/** How long an unused session stays open: long enough for a person who reads a result and runs the next statement. */
const idleMilliseconds = 5 * 60_000;
/** After this long a load balancer may have dropped the connection without a word; the next call would fail on it. */
const staleMilliseconds = 20_000;

/** Opens sessions, shares and keeps them while they are in use, and closes them after a while. */
export class DriverSessions {
  readonly #context: DriverContext;
  readonly #entries = new Map<string, Entry>();

  constructor(context: DriverContext) {
    this.#context = context;
  }

  /** Cancelling stops the wait at once; a session that arrives with nobody waiting for it is closed again. */
  async lease(target: DriverTarget, namespace: Namespace, signal: AbortSignal): Promise<SessionLease> {
    const key = JSON.stringify([target.key, namespace.catalog, namespace.schema]);
    const known = this.#entries.get(key);
    const entry = known ?? this.#open(key, target, namespace);
    entry.users++;
    clearTimeout(entry.timer);
    try {
      if (known?.users === 1) await dropStaleSockets(known);
      const session = await abortable(entry.opening, signal);
      return {
        session,
        reused: known !== undefined,
        release: () => this.#release(key, entry),
        discard: () => this.#forget(key, entry),
      };
    } catch (error) {
      this.#release(key, entry);
      throw error;
    }
  }

  /** Closes every session, also those in use: the server then ends their statements. */
  async closeAll(): Promise<void> {
    const entries = [...this.#entries.values()];
    this.#entries.clear();
    await Promise.allSettled(entries.map((entry) => this.#close(entry)));
  }

  #open(key: string, target: DriverTarget, namespace: Namespace): Entry {
    const client = createClient(target, this.#context);
    const giveUp = new AbortController();
    const opening = this.#openSession(client, target, namespace, giveUp.signal);
    const entry: Entry = { client, opening, giveUp, isOpen: false, users: 0, idleSince: Date.now(), timer: undefined };
    this.#entries.set(key, entry);
    opening.then(
      () => (entry.isOpen = true),
      () => this.#forget(key, entry),
    );
    return entry;
  }

  async #openSession(
    client: DBSQLClient,
    target: DriverTarget,
    { catalog, schema }: Namespace,
    signal: AbortSignal,
  ): Promise<ServerSession> {
    await client.connect({
      host: target.host,
      port: target.port,
      path: target.httpPath,
      userAgentEntry: target.userAgent,
      authType: "custom",
      provider: {
        authenticate: async () => ({ Authorization: `Bearer ${await this.#context.token(target.key)}` }),
      },
      telemetryEnabled: false,
      retryMaxAttempts: 5,
      retryDelayMin: 250,
    });
    const request = {
      ...(catalog === undefined ? {} : { initialCatalog: catalog }),
      ...(schema === undefined ? {} : { initialSchema: schema }),
    };
    return await withRetries(
      () => client.openSession(request),
      { afterDrop: true },
      signal,
      (error, delay) => this.#context.log("debug", `OpenSession again in ${delay} ms: ${String(error)}`),
    );
  }

  #release(key: string, entry: Entry): void {
    entry.users--;
    entry.idleSince = Date.now();
    if (entry.users > 0) return;
    if (!entry.isOpen) {
      entry.giveUp.abort();
      this.#forget(key, entry);
    }
    if (this.#entries.get(key) !== entry) return void this.#close(entry);
    entry.timer = setTimeout(() => {
      this.#entries.delete(key);
      void this.#close(entry);
    }, idleMilliseconds);
    entry.timer.unref();
  }

  #forget(key: string, entry: Entry): void {
    if (this.#entries.get(key) === entry) this.#entries.delete(key);
  }

  async #close(entry: Entry): Promise<void> {
    clearTimeout(entry.timer);
    try {
      if (!(await entry.opening.catch(() => undefined))) return;
      await entry.client.close();
    } catch (error) {
      this.#context.log("debug", `could not close a session: ${String(error)}`);
    }
  }
}

/** Settles like the promise, or rejects at once when the signal fires. */
export async function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  const aborted = new Deferred<never>();
  const onAbort = (): void => aborted.reject(signal.reason as Error);
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    return await Promise.race([promise, aborted.promise]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}

/** The driver's own client; it always speaks https unless told otherwise by the one method that fixes it. */
function createClient(target: DriverTarget, context: DriverContext): DBSQLClient {
  const client = new DBSQLClient({
    logger: {
      log: (level, message) =>
        context.log(level === LogLevel.error || level === LogLevel.warn ? "warn" : "debug", message),
    },
  });
  if (target.protocol === "http") {
    if (!isLoopback(target.host)) {
      throw new PwafError(
        "config",
        `${target.host} is to be reached over plain http, which would show the token to the network.`,
        {
          hint: "Use https; plain http is for emulators on this machine.",
        },
      );
    }
    const internals = client as unknown as { getConnectionOptions(options: unknown): object };
    const original = internals.getConnectionOptions.bind(client);
    internals.getConnectionOptions = (options) => ({ ...original(options), https: false });
  }
  return client;
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "[::1]" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));
}

async function dropStaleSockets(entry: Entry): Promise<void> {
  if (Date.now() - entry.idleSince < staleMilliseconds) return;
  const provider = await entry.client.getConnectionProvider();
  const agent: Agent | undefined = await provider.getAgent();
  for (const sockets of Object.values(agent?.freeSockets ?? {})) for (const socket of sockets ?? []) socket.destroy();
}
