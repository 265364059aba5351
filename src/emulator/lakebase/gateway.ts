import { createServer, type Server, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { createSecureContext, type SecureContext, TLSSocket } from "node:tls";
import { listen } from "../../local/listen.ts";
import { errorText } from "../../core/base/errors.ts";
import type { Logger } from "../../core/base/logger.ts";
import type { Fault, FaultList } from "../faults.ts";
import type { IdentityStore } from "../identity.ts";
import type { RecordedRequest, RequestLog } from "../requestLog.ts";
import type { TlsMaterial } from "../tls.ts";
import { withoutExtension } from "./administration.ts";
import type { DatabaseCredential, DatabaseCredentials } from "./credentials.ts";
import {
  authenticationOk,
  cleartextPassword,
  errorResponse,
  message,
  MessageReader,
  startupMessage,
  type Message,
  type Startup,
} from "./wire.ts";
import type { Postgres } from "./postgres.ts";

/** A database that a credential leads to, awake. */
export interface Target {
  /** Endpoint or instance. */
  readonly name: string;
  readonly isReadOnly: boolean;
  readonly postgres: Postgres;
  /** To be called when the session has ended. */
  left(): void;
}

export interface GatewayParts {
  readonly credentials: DatabaseCredentials;
  readonly identity: IdentityStore;
  readonly requests: RequestLog;
  readonly faults: FaultList;
  readonly log: Logger;
  /** Wakes what a credential was issued for; undefined when it cannot be reached. */
  enter(credential: DatabaseCredential): Promise<Target | undefined>;
  /** Those that run, for requests to cancel. */
  readonly running: () => readonly Postgres[];
}

/** What can be made to fail, as the `match` of a fault: asking for TLS, signing in, and a statement. */
const lakebaseSteps = { tls: "LakebaseTls", startup: "LakebaseStartup", query: "LakebaseQuery" } as const;

/** Refused with a code of PostgreSQL's and a text for the client. */
class Refusal extends Error {
  readonly code: string;

  constructor(code: string, text: string) {
    super(text);
    this.code = code;
  }
}

/**
 * The way into the emulated databases: takes TLS only and, as passwords, exactly the tokens that were issued and have not
 * expired, each for its own identity. After that bytes pass to and from PostgreSQL.
 */
export class Gateway {
  readonly #parts: GatewayParts;
  readonly #server: Server;
  readonly #secure: SecureContext;
  readonly #open = new Set<Socket>();
  #origin = "";

  constructor(parts: GatewayParts, tls: Pick<TlsMaterial, "certificate" | "key">) {
    this.#parts = parts;
    this.#secure = createSecureContext({ cert: tls.certificate, key: tls.key, minVersion: "TLSv1.2" });
    this.#server = createServer((socket) => {
      this.#open.add(socket);
      socket.once("close", () => this.#open.delete(socket));
      // A client that breaks off ends its own session only.
      socket.on("error", () => undefined);
      void this.#serve(socket);
    });
  }

  /** Port of 127.0.0.1. */
  async listen(port: number): Promise<number> {
    const taken = await listen(this.#server, port, "--lakebase-port");
    this.#origin = `postgres://127.0.0.1:${taken}`;
    return taken;
  }

  async close(): Promise<void> {
    for (const socket of this.#open) socket.destroy();
    if (this.#server.listening) await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  async #serve(plain: Socket): Promise<void> {
    let client: Socket = plain;
    try {
      let inbox = new Inbox(client);
      for (;;) {
        const first = await inbox.startup();
        if (first === undefined) return void client.destroy();
        if (first.kind === "gss") client.write("N");
        else if (first.kind === "cancel") return this.#cancel(first.bytes, client);
        else if (first.kind === "startup") return await this.#signIn(client, inbox, first.parameters);
        else if (first.kind === "unknown") throw new Refusal("08P01", "unsupported frontend protocol");
        else {
          const fault = this.#parts.faults.take({ method: "", path: "", rpc: lakebaseSteps.tls });
          if (fault?.kind === "reset") return void client.destroy();
          if (fault !== undefined) {
            client.write("N");
            continue;
          }
          // What came before the encryption does not count for what comes after it (CVE-2021-23222).
          inbox.close();
          client.write("S");
          client = new TLSSocket(client, { isServer: true, secureContext: this.#secure });
          client.on("error", () => undefined);
          inbox = new Inbox(client);
        }
      }
    } catch (error) {
      if (!(error instanceof Refusal)) this.#parts.log.error(`The database gateway failed: ${errorText(error)}`);
      const { code, message: text } = error instanceof Refusal ? error : new Refusal("XX000", errorText(error));
      client.end(errorResponse(code, text));
    }
  }

  async #signIn(client: Socket, inbox: Inbox, parameters: ReadonlyMap<string, string>): Promise<void> {
    const user = parameters.get("user") ?? "";
    const database = parameters.get("database") ?? user;
    const entry = this.#record(database, parameters.get("application_name") ?? "");
    try {
      if (!(client instanceof TLSSocket)) {
        const who = `host "127.0.0.1", user "${user}", database "${database}"`;
        throw new Refusal("28000", `SSL required: no pg_hba.conf entry for ${who}, no encryption`);
      }
      client.write(cleartextPassword);
      const answer = await inbox.message();
      // psql asks for the password only now, and comes again with it.
      if (answer === undefined) return void client.destroy();
      entry.auth = "oauth";
      const credential = this.#checked(user, answer.body.toString("utf8").replace(/\0$/, ""));
      const [name = ""] = credential.targets;
      entry.path = `/${name}/databases/${database}`;
      const fault = this.#parts.faults.take({ method: "", path: entry.path, rpc: lakebaseSteps.startup });
      if (fault?.kind === "slow") await wait(fault.delayMs ?? 1000);
      else if (fault !== undefined) return void client.destroy();
      const target = await this.#parts.enter(credential);
      if (target === undefined) throw new Refusal("08006", `Endpoint not found: ${name}`);
      await this.#pass(client, inbox, target, parameters, entry);
    } catch (error) {
      if (error instanceof Refusal) entry.status = error.code.startsWith("28") ? 401 : 404;
      throw error;
    }
  }

  /** @throws Refusal in PostgreSQL's and Databricks' words */
  #checked(user: string, password: string): DatabaseCredential {
    const { credentials, identity } = this.#parts;
    const credential = credentials.find(password);
    if (credential !== undefined && identity.user(user) === undefined) {
      throw new Refusal("28000", `Invalid user: User not found: "${user}"`);
    }
    if (credential?.user.userName !== user || credential.expiresAt <= Date.now()) {
      throw new Refusal("28P01", `password authentication failed for user "${user}"`);
    }
    return credential;
  }

  async #pass(
    client: Socket,
    inbox: Inbox,
    target: Target,
    parameters: ReadonlyMap<string, string>,
    entry: RecordedRequest,
  ): Promise<void> {
    const server = await target.postgres.connect();
    const own = new Map(parameters);
    if (target.isReadOnly) own.set("default_transaction_read_only", "on");
    server.write(startupMessage(own));
    // PostgreSQL's first answer says whether the role and the database exist.
    server.once("data", (chunk: Buffer) => {
      entry.status = chunk.subarray(0, authenticationOk.length).equals(authenticationOk) ? 200 : 403;
    });
    server.pipe(client);
    server.on("error", () => client.destroy());
    server.once("close", () => client.end());
    client.once("close", () => server.destroy());
    try {
      for (let next = await inbox.message(); next !== undefined; next = await inbox.message()) {
        if (!(await this.#forward(next, server, client, target))) return;
      }
    } finally {
      server.end();
      target.left();
    }
  }

  /** Sends a client's message on. False when the session is over. */
  async #forward(next: Message, server: Duplex, client: Socket, target: Target): Promise<boolean> {
    const isStatement = next.type === "Q" || next.type === "P";
    const fault = isStatement
      ? this.#parts.faults.take({ method: "", path: `/${target.name}`, rpc: lakebaseSteps.query })
      : undefined;
    if (fault !== undefined && !(await playQueryFault(fault, client, target))) return false;
    const { writable } = server;
    if (writable) server.write(isStatement ? rewritten(next) : next.bytes);
    return writable;
  }

  #cancel(bytes: Buffer, client: Socket): void {
    client.end();
    for (const postgres of this.#parts.running()) {
      postgres.connect().then(
        (server) => server.end(bytes),
        () => undefined,
      );
    }
  }

  #record(database: string, applicationName: string): Mutable<RecordedRequest> {
    const entry: Mutable<RecordedRequest> = {
      time: new Date().toISOString(),
      origin: this.#origin,
      method: "CONNECT",
      path: `/databases/${database}`,
      userAgent: applicationName,
      auth: "none",
      status: 0,
    };
    this.#parts.requests.add(entry);
    return entry;
  }
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** True when the statement still goes to the server. */
async function playQueryFault(fault: Fault, client: Socket, target: Target): Promise<boolean> {
  if (fault.kind === "slow") await wait(fault.delayMs ?? 1000);
  // Its sessions are told so and closed by the server itself.
  else if (fault.kind === "restart") await target.postgres.restart();
  else client.destroy();
  return fault.kind === "slow";
}

/** A statement as this PostgreSQL can run it. */
function rewritten({ type, body, bytes }: Message): Buffer {
  const text = body.toString("utf8");
  const changed = withoutExtension(text);
  return changed === text ? bytes : message(type, changed);
}

/** A client's messages, one after the other. Reading stops while nobody takes them. */
class Inbox {
  readonly #socket: Socket;
  readonly #reader = new MessageReader();
  readonly #chunks: AsyncIterator<Buffer>;

  constructor(socket: Socket) {
    this.#socket = socket;
    this.#chunks = socket.iterator({ destroyOnReturn: false })[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  }

  startup(): Promise<Startup | undefined> {
    return this.#next(() => this.#reader.startup());
  }

  message(): Promise<Message | undefined> {
    return this.#next(() => this.#reader.message());
  }

  /** Leaves the socket to another reader. */
  close(): void {
    void this.#chunks.return?.();
    this.#socket.pause();
  }

  async #next<T>(take: () => T | undefined): Promise<T | undefined> {
    for (;;) {
      const found = take();
      if (found !== undefined) return found;
      const chunk = await this.#chunks.next().catch(() => ({ done: true, value: undefined }) as const);
      if (chunk.done === true) return undefined;
      this.#reader.push(chunk.value);
    }
  }
}
