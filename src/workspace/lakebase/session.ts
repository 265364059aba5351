import type { Client, FieldDef } from "pg";
import { Disposable, toDisposable } from "../../core/base/disposable.ts";
import { PwafError } from "../../core/base/errors.ts";
import { cursorFor } from "../../core/lakebase/cursor.ts";
import type { SqlResult } from "../sql/types.ts";
import { columnsOf, type Rows } from "./arrowRows.ts";
import { connectLakebase, type LakebaseLogin } from "./connect.ts";
import { statementError } from "./postgresError.ts";
import { pagedResult, wholeResult } from "./sessionResult.ts";

export interface SessionOptions {
  readonly login: LakebaseLogin;
  /** Milliseconds without a statement after which the connection is closed, so that the endpoint can scale to zero. */
  readonly idleMs: number;
  /** A transaction was opened or ended. */
  readonly changed: () => void;
  /** A statement has begun another session than the one before: settings and temporary tables of that are gone. */
  readonly reconnected: () => void;
}

/** A connection, and what is known of it. */
interface Connection {
  readonly client: Client;
  /** The server's process, for cancelling. */
  readonly process: string;
}

/**
 * The session of one editor: settings, temporary tables and transactions last from statement to statement. It connects
 * when first needed, and again, with a fresh credential, after it was idle for long or the server has ended it.
 * Rows of queries come page by page through a cursor. Outside of the user's own transactions a query has one of its own,
 * until all rows are there; when the next statement comes first, the server keeps the others (`WITH HOLD`).
 */
export class LakebaseSession extends Disposable {
  readonly #options: SessionOptions;
  #connection: Connection | undefined;
  /** The cursor whose query has a transaction of its own now. */
  #own: string | undefined;
  #cursors = 0;
  /** Statements and pages come one after the other. */
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #idle: NodeJS.Timeout | undefined;
  #hasBegun = false;
  /** The connection has gone with a transaction of the user's in it, and nobody has said so yet. */
  #hasLostTransaction = false;
  #wasInTransaction = false;

  constructor(options: SessionOptions) {
    super();
    this.#options = options;
    this.own(toDisposable(() => this.end()));
  }

  /** The user has begun a transaction and not ended it. */
  get isInTransaction(): boolean {
    const status = this.#connection?.client.getTransactionStatus();
    return this.#own === undefined && (status === "T" || status === "E");
  }

  /** Closes the connection; what it holds open is rolled back. The next statement opens another one. */
  end(): void {
    clearTimeout(this.#idle);
    const ended = this.#connection;
    this.#connection = undefined;
    this.#own = undefined;
    ended?.client.end().catch(() => undefined);
    this.#tellChange();
  }

  /**
   * Runs one statement.
   * @throws PwafError, `cancelled` when the signal fires: the statement is then cancelled on the server too
   */
  execute(sql: string, firstRows: number, signal: AbortSignal): Promise<SqlResult> {
    return this.#inTurn(async () => {
      if (isAborted(signal) || this.isDisposed) throw cancelled();
      const connection = await this.#connected();
      await this.#endOwnTransaction();
      const run = (text: string, own?: string) => this.#run(connection, text, signal, own);
      const kind = this.isInTransaction ? cursorFor(sql) && "open" : cursorFor(sql);
      if (kind === undefined) {
        const { fields, rows } = await run(sql);
        return wholeResult(fields, await columnsOf(fields, run), rows);
      }
      const name = `pwaf_result_${++this.#cursors}`;
      const isOwn = !this.isInTransaction;
      try {
        if (isOwn) await this.#beginOwnTransaction(name, run);
        const hold = kind === "held" ? " WITH HOLD" : "";
        const query = sql.replace(/;\s*$/, "");
        await run(`DECLARE ${name} NO SCROLL CURSOR${hold} FOR ${query}`, query);
        const first = await run(`FETCH ${firstRows} FROM ${name}`);
        const columns = await columnsOf(first.fields, run);
        if (first.rows.length < firstRows) {
          await this.#closeCursor(connection, name);
          return wholeResult(first.fields, columns, first.rows);
        }
        return pagedResult(first.fields, columns, first.rows, {
          fetch: (count) => this.#inTurn(() => this.#fetch(connection, name, count, signal)),
          close: () => this.#inTurn(() => this.#closeCursor(connection, name)),
        });
      } catch (error) {
        if (isOwn) await this.#rollBack(connection);
        throw error;
      }
    });
  }

  async #run(
    { client, process }: Connection,
    text: string,
    signal?: AbortSignal,
    own?: string,
  ): Promise<{ readonly fields: readonly FieldDef[]; readonly rows: Rows }> {
    let cancelling: Promise<unknown> | undefined;
    const cancel = (): void => {
      cancelling = this.#cancel(process).catch(() => client.connection.stream.destroy());
    };
    if (isAborted(signal)) throw cancelled();
    signal?.addEventListener("abort", cancel, { once: true });
    try {
      return await client.query<(string | null)[]>({ text, rowMode: "array", types: { getTypeParser: () => String } });
    } catch (error) {
      throw isAborted(signal) ? cancelled() : statementError(error, text, own);
    } finally {
      signal?.removeEventListener("abort", cancel);
      // Else it could hit the next statement.
      await cancelling;
    }
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    clearTimeout(this.#idle);
    this.#waiting++;
    const mine = this.#last.then(work);
    this.#last = mine.catch(() => undefined);
    try {
      return await mine;
    } finally {
      this.#waiting--;
      this.#tellChange();
      this.#endWhenIdle();
    }
  }

  async #connected(): Promise<Connection> {
    if (this.#connection !== undefined) return this.#connection;
    if (this.#hasLostTransaction) {
      this.#hasLostTransaction = false;
      throw new PwafError("dropped", "The session has ended, and its open transaction was rolled back.", {
        hint: "Nothing of it was kept, and this statement has not run: begin again.",
      });
    }
    const client = await connectLakebase(this.#options.login);
    const { rows } = await client.query<{ process: string }>("SELECT pg_backend_pid()::text AS process");
    const connection = { client, process: rows[0]?.process ?? "0" };
    if (this.isDisposed) {
      client.end().catch(() => undefined);
      throw cancelled();
    }
    client.once("end", () => this.#ended(connection));
    this.#connection = connection;
    if (this.#hasBegun) this.#options.reconnected();
    this.#hasBegun = true;
    return connection;
  }

  /** The server has ended the connection. A statement that runs says so itself. */
  #ended(connection: Connection): void {
    if (this.#connection !== connection) return;
    this.#hasLostTransaction = this.isInTransaction && this.#waiting === 0;
    this.#connection = undefined;
    this.#own = undefined;
    this.#tellChange();
  }

  async #beginOwnTransaction(cursor: string, run: (text: string) => Promise<unknown>): Promise<void> {
    this.#own = cursor;
    await run("BEGIN");
  }

  /** Makes room for the next statement. Rows that were not fetched yet stay on the server, where the query allows it. */
  async #endOwnTransaction(): Promise<void> {
    if (this.#own === undefined || this.#connection === undefined) return;
    this.#own = undefined;
    // What fails here are the rows that were not asked for yet: who asks is told that the cursor has gone.
    await this.#run(this.#connection, "COMMIT").catch(() => undefined);
  }

  async #fetch(connection: Connection, name: string, count: number, signal: AbortSignal): Promise<Rows> {
    if (!(await this.#hasCursor(connection, name))) throw gone();
    try {
      const { rows } = await this.#run(connection, `FETCH ${count} FROM ${name}`, signal);
      // A function that the query calls may have written, so the rows alone do not say that all went well.
      if (rows.length < count) await this.#closeCursor(connection, name);
      return rows;
    } catch (error) {
      if (this.#own === name) await this.#rollBack(connection);
      throw error;
    }
  }

  /** @throws PwafError when the query's own transaction cannot be committed */
  async #closeCursor(connection: Connection, name: string): Promise<void> {
    if (!(await this.#hasCursor(connection, name))) return;
    await this.#run(connection, `CLOSE ${name}`);
    if (this.#own !== name) return;
    this.#own = undefined;
    await this.#run(connection, "COMMIT");
  }

  /** Asks first: naming a cursor that is no more would spoil a transaction that the user has begun since. */
  async #hasCursor(connection: Connection, name: string): Promise<boolean> {
    if (this.#connection !== connection) return false;
    if (this.#own === name) return true;
    if (connection.client.getTransactionStatus() === "E") return false;
    return (await this.#run(connection, `SELECT FROM pg_cursors WHERE name = '${name}'`)).rows.length > 0;
  }

  async #rollBack(connection: Connection): Promise<void> {
    this.#own = undefined;
    if (this.#connection === connection) await this.#run(connection, "ROLLBACK").catch(() => undefined);
  }

  /** A connection that only goes away would leave the statement running. */
  async #cancel(process: string): Promise<void> {
    const other = await connectLakebase(this.#options.login);
    try {
      await other.query("SELECT pg_cancel_backend($1)", [process]);
    } finally {
      await other.end();
    }
  }

  /** A transaction of the user's is never ended for being idle. */
  #endWhenIdle(): void {
    clearTimeout(this.#idle);
    if (this.#connection === undefined || this.#waiting > 0 || this.isInTransaction) return;
    this.#idle = setTimeout(() => this.end(), this.#options.idleMs);
    this.#idle.unref();
  }

  #tellChange(): void {
    const { isInTransaction } = this;
    if (isInTransaction === this.#wasInTransaction) return;
    this.#wasInTransaction = isInTransaction;
    this.#options.changed();
  }
}

const isAborted = (signal: AbortSignal | undefined): boolean => signal?.aborted === true;

const cancelled = (): PwafError => new PwafError("cancelled", "Cancelled.");

function gone(): PwafError {
  return new PwafError("dropped", "The server has not kept the rows that follow.", {
    hint: "Their transaction or session has ended: run the statement again.",
  });
}
