import type { Agent } from "node:http";
import type { DBSQLClient } from "@databricks/sql";
import { errorText } from "../../core/base/errors.ts";
import type { DriverContext } from "./driverConnection.ts";
import { connectDriver } from "./driverConnection.ts";
import { Deferred } from "./deferred.ts";
import type { DriverTarget } from "./driverProtocol.ts";
import { withRetries } from "./retry.ts";
import type { SqlStatement } from "./types.ts";

/** A session on a server. Statements of one name, or else of one namespace, share it, also at the same time, so that `USE` and `SET` last. */
export type ServerSession = Awaited<ReturnType<DBSQLClient["openSession"]>>;

/** What a session is opened for. */
type SessionOptions = Pick<SqlStatement, "catalog" | "schema" | "session" | "timeoutSeconds">;

interface OpenSession {
  readonly client: DBSQLClient;
  readonly session: ServerSession;
}

interface Entry {
  readonly opening: Promise<OpenSession>;
  /** Ends the attempts to open a session that nobody waits for any more. */
  readonly giveUp: AbortController;
  isOpen: boolean;
  readonly closed: Deferred<void>;
  users: number;
  /** Epoch milliseconds of the last release. */
  idleSince: number;
  timer: NodeJS.Timeout | undefined;
}

export interface SessionLease {
  readonly client: DBSQLClient;
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
  async lease(target: DriverTarget, options: SessionOptions, signal: AbortSignal): Promise<SessionLease> {
    const { catalog, schema, session, timeoutSeconds } = options;
    const key = JSON.stringify([target.key, timeoutSeconds, session ?? [catalog, schema]]);
    const known = this.#entries.get(key);
    const entry = known ?? this.#open(key, target, options);
    entry.users++;
    clearTimeout(entry.timer);
    try {
      const { client, session } = await abortable(entry.opening, signal);
      if (entry.users === 1 && Date.now() - entry.idleSince > staleMilliseconds) await dropIdleSockets(client);
      return {
        client,
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

  /**
   * Closes every session. One in use is closed by its last user: the driver closes a session's operations first, and
   * one that is being closed already would make it give up.
   */
  async closeAll(): Promise<void> {
    const entries = [...this.#entries.values()];
    this.#entries.clear();
    await Promise.all(entries.map((entry) => (entry.users === 0 ? this.#close(entry) : entry.closed.promise)));
  }

  #open(key: string, target: DriverTarget, options: SessionOptions): Entry {
    const giveUp = new AbortController();
    const opening = this.#openSession(target, options, giveUp.signal);
    const entry: Entry = {
      opening,
      giveUp,
      isOpen: false,
      closed: new Deferred(),
      users: 0,
      idleSince: Date.now(),
      timer: undefined,
    };
    this.#entries.set(key, entry);
    opening.then(
      () => (entry.isOpen = true),
      () => this.#forget(key, entry),
    );
    return entry;
  }

  async #openSession(target: DriverTarget, options: SessionOptions, signal: AbortSignal): Promise<OpenSession> {
    const client = await connectDriver(target, this.#context);
    const { catalog, schema, timeoutSeconds } = options;
    const request = {
      ...(catalog === undefined ? {} : { initialCatalog: catalog }),
      ...(schema === undefined ? {} : { initialSchema: schema }),
      // The driver's `queryTimeout` works on clusters only; warehouses take this configuration.
      ...(timeoutSeconds === undefined ? {} : { configuration: { STATEMENT_TIMEOUT: String(timeoutSeconds) } }),
    };
    const session = await withRetries(
      () => client.openSession(request),
      { afterDrop: true, renewToken: this.#context.renewal(target.key) },
      signal,
      (error, delay) => this.#context.log("debug", `OpenSession again in ${delay} ms: ${errorText(error)}`),
    );
    return { client, session };
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
      const open = await entry.opening.catch(() => undefined);
      await open?.client.close();
    } catch (error) {
      this.#context.log("debug", `could not close a session: ${errorText(error)}`);
    } finally {
      entry.closed.resolve();
    }
  }
}

/** Settles like the promise, or rejects at once when the signal fires. */
export async function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) {
    // Nobody waits for it any more, and a rejection without a handler would end the process.
    promise.catch(() => undefined);
    throw signal.reason as Error;
  }
  const aborted = new Deferred<never>();
  const onAbort = (): void => aborted.reject(signal.reason as Error);
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    return await Promise.race([promise, aborted.promise]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}

async function dropIdleSockets(client: DBSQLClient): Promise<void> {
  const provider = await client.getConnectionProvider();
  const agent: Agent | undefined = await provider.getAgent();
  for (const socket of Object.values(agent?.freeSockets ?? {}).flat()) socket?.destroy();
}
