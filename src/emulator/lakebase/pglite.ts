import { Duplex } from "node:stream";
import { PGlite } from "@electric-sql/pglite";
import { defaultDatabase } from "./model.ts";
import { administrator, type Postgres } from "./postgres.ts";
import {
  authenticationOk,
  errorResponse,
  type Message,
  message,
  MessageReader,
  queryMessage,
  type Startup,
} from "./wire.ts";

/**
 * PostgreSQL in WebAssembly, for machines without a server. It has one session and one database: sessions of clients take
 * turns at the end of their transactions, named prepared statements and `SET` are shared, and `SET` of the user, the name
 * of the application and read-only mode are set anew at each turn.
 */
export async function startPglite(): Promise<Postgres> {
  const engine = await PGlite.create();
  await engine.exec(`CREATE ROLE ${administrator} SUPERUSER LOGIN`);
  const shared = new SharedEngine(engine);
  return {
    engine: `PGlite, ${String((await engine.query<{ version: string }>("SELECT version()")).rows[0]?.version)}`,
    connect: () => Promise.resolve(new PgliteSession(shared)),
    restart: () => Promise.resolve(shared.endSessions()),
    async close() {
      shared.endSessions();
      await engine.close();
    },
  };
}

/** Whose turn it is. */
class SharedEngine {
  readonly #engine: PGlite;
  readonly #open = new Set<PgliteSession>();
  #turns: Promise<void> = Promise.resolve();
  #last: PgliteSession | undefined;

  constructor(engine: PGlite) {
    this.#engine = engine;
  }

  join(session: PgliteSession): void {
    this.#open.add(session);
    session.once("close", () => this.#open.delete(session));
  }

  endSessions(): void {
    for (const session of this.#open) {
      session.push(errorResponse("57P01", "terminating connection due to administrator command"));
      session.push(null);
      session.destroy();
    }
  }

  /** Waits for the session's turn; the function that comes back ends it. Without settings, they are still to be made. */
  async turn(session: PgliteSession, settings?: string): Promise<() => void> {
    const before = this.#turns;
    let end: () => void = () => undefined;
    this.#turns = new Promise((resolve) => (end = resolve));
    await before;
    if (this.#last !== session) await this.send(queryMessage(`RESET SESSION AUTHORIZATION; ${settings ?? ""}`));
    this.#last = settings === undefined ? undefined : session;
    return end;
  }

  async send(bytes: Buffer): Promise<Buffer> {
    return Buffer.from(await this.#engine.execProtocolRaw(bytes));
  }

  async query(sql: string, parameters: string[]): Promise<boolean> {
    return (await this.#engine.query(sql, parameters)).rows.length > 0;
  }
}

/** A connection to the engine, as a server's socket would be. */
class PgliteSession extends Duplex {
  readonly #shared: SharedEngine;
  readonly #reader = new MessageReader();
  #settings: string | undefined;
  /** While the session is in a transaction or in the middle of messages that belong together. */
  #endTurn: (() => void) | undefined;

  constructor(shared: SharedEngine) {
    super();
    this.#shared = shared;
    shared.join(this);
  }

  override _read(): void {
    // Answers are pushed as they come.
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#reader.push(chunk);
    this.#answerAll().then(
      () => done(),
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
    );
  }

  override _final(done: () => void): void {
    this.push(null);
    done();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    const endTurn = this.#endTurn;
    this.#endTurn = undefined;
    if (endTurn === undefined) return done(error);
    void this.#shared.send(queryMessage("ROLLBACK")).then(endTurn, endTurn);
    done(error);
  }

  async #answerAll(): Promise<void> {
    if (this.#settings === undefined) {
      const first = this.#reader.startup();
      if (first === undefined) return;
      await this.#begin(first);
    }
    for (let next = this.#reader.message(); next !== undefined; next = this.#reader.message()) {
      if (next.type === "X" || this.destroyed) return void this.end();
      await this.#answer(next);
    }
  }

  async #begin(first: Startup): Promise<void> {
    if (first.kind !== "startup") return void this.end();
    const user = first.parameters.get("user") ?? "";
    const database = first.parameters.get("database") ?? user;
    const endTurn = await this.#shared.turn(this);
    try {
      const hasRole = await this.#shared.query("SELECT FROM pg_roles WHERE rolname = $1 AND rolcanlogin", [user]);
      if (!hasRole) return this.#refuse("28000", `role "${user}" does not exist`);
      if (database !== defaultDatabase && database !== "postgres")
        return this.#refuse("3D000", `database "${database}" does not exist`);
    } finally {
      endTurn();
    }
    const given = ["application_name", "default_transaction_read_only"].flatMap((name) => {
      const value = first.parameters.get(name);
      return value === undefined ? [] : [`SET ${name} = ${literal(value)};`];
    });
    this.#settings = `SET SESSION AUTHORIZATION ${literal(user)}; ${given.join(" ")}`;
    this.push(Buffer.concat([authenticationOk, ...parameterStatus(), idle]));
  }

  async #answer(next: Message): Promise<void> {
    this.#endTurn ??= await this.#shared.turn(this, this.#settings);
    const answer = await this.#shared.send(next.bytes);
    if (!this.destroyed) this.push(answer);
    if (!answer.subarray(-idle.length).equals(idle)) return;
    this.#endTurn();
    this.#endTurn = undefined;
  }

  #refuse(code: string, text: string): void {
    this.push(errorResponse(code, text));
    this.end();
  }
}

/** ReadyForQuery outside a transaction. */
const idle = message("Z", "I");

/** What clients read off a server before they do anything. */
function parameterStatus(): Buffer[] {
  const known = {
    server_version: "17.5",
    server_encoding: "UTF8",
    client_encoding: "UTF8",
    DateStyle: "ISO, MDY",
    TimeZone: "UTC",
    integer_datetimes: "on",
    standard_conforming_strings: "on",
  };
  return Object.entries(known).map(([name, value]) => message("S", `${name}\0${value}\0`));
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
