import type { Client, FieldDef } from "pg";
import { Disposable, toDisposable } from "../../core/base/disposable.ts";
import { asWritten, bindValues, type BoundStatement } from "../../core/lakebase/boundStatement.ts";
import { cursorFor } from "../../core/lakebase/cursor.ts";
import type { SqlResult, SqlStatement } from "../sql/types.ts";
import { columnsOf, type Rows } from "./arrowRows.ts";
import { closeQuietly, connectLakebase, type LakebaseLogin } from "./connect.ts";
import { statementError } from "./postgresError.ts";
import {
  cancelled,
  closed,
  endedTransaction,
  failedBefore,
  lostTransaction,
  notCommitted,
  notKept,
} from "./sessionErrors.ts";
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

/** Rows of the first page. */
const defaultFirstRows = 1000;

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
 * until all rows are there; when the next statement comes first, the server keeps the others (`WITH HOLD`). A query whose
 * functions write is committed as soon as that is known: what has shown rows has happened, as with psql.
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
  /** A statement is on the server. */
  #isRunning = false;
  #idle: NodeJS.Timeout | undefined;
  #hasBegun = false;
  /** The connection has gone with a transaction of the user's in it, and nobody has said so yet. */
  #hasLostTransaction = false;
  /** Counts how often the session was ended: a connection that was on its way then is not wanted any more. */
  #ends = 0;
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
    // A statement that runs says so itself.
    if (this.isInTransaction && !this.#isRunning) this.#hasLostTransaction = true;
    const ended = this.#connection;
    this.#connection = undefined;
    this.#own = undefined;
    this.#ends++;
    if (ended) void closeQuietly(ended.client);
    this.#tellChange();
  }

  /**
   * Runs one statement, of which text, parameters and the size of the first page count.
   * @throws PwafError, `cancelled` when the signal fires: the statement is then cancelled on the server too
   */
  execute(statement: SqlStatement, signal: AbortSignal): Promise<SqlResult> {
    const { firstRows = defaultFirstRows, parameters = [] } = statement;
    const own = bindValues(statement.sql, parameters);
    return this.#inTurn(async () => {
      if (isAborted(signal)) throw cancelled();
      if (this.isDisposed) throw closed();
      const connection = await this.#connected();
      if (isAborted(signal)) throw cancelled();
      await this.#endOwnTransaction(connection, signal);
      const run = (text: string) => this.#run(connection, text, signal);
      const isOwn = !this.isInTransaction;
      const kind = cursorFor(own.text);
      // Locks that nobody holds on to need no transaction that stays open: such a query runs whole, as an UPDATE does.
      if (kind === undefined || (isOwn && kind === "open")) {
        const { command, fields, rows } = await this.#run(connection, own.text, signal, own);
        if (command === "ROLLBACK" && !/^(?:ROLLBACK|ABORT)\b/i.test(own.text)) throw notCommitted();
        return wholeResult(fields, await columnsOf(fields, run), rows);
      }
      const name = `pwaf_result_${++this.#cursors}`;
      try {
        if (isOwn) await this.#beginOwnTransaction(name, run);
        const hold = isOwn ? " WITH HOLD" : "";
        await this.#run(connection, `DECLARE ${name} NO SCROLL CURSOR${hold} FOR ${own.text}`, signal, own);
        const first = await run(`FETCH ${firstRows} FROM ${name}`);
        const columns = await columnsOf(first.fields, run);
        if (first.rows.length < firstRows) {
          await this.#closeCursor(connection, name);
          return wholeResult(first.fields, columns, first.rows);
        }
        await this.#commitWritten(connection, name, signal);
        return pagedResult(first.fields, columns, first.rows, {
          fetch: (count) => this.#inTurn(() => this.#fetch(connection, name, count, signal)),
          close: () => this.#inTurn(() => this.#closeCursor(connection, name)),
        });
      } catch (error) {
        if (isOwn) await this.#rollBack(connection, name);
        throw error;
      }
    });
  }

  async #run(
    connection: Connection,
    text: string,
    signal?: AbortSignal,
    own: BoundStatement = asWritten(text),
  ): Promise<{ readonly command: string; readonly fields: readonly FieldDef[]; readonly rows: Rows }> {
    const { client, process } = connection;
    const wasInTransaction = this.isInTransaction;
    let cancelling: Promise<unknown> | undefined;
    const cancel = (): void => {
      // What cannot be cancelled is hung up on; the server rolls back then.
      cancelling = this.#cancel(process).catch(() => client.connection.stream.destroy());
    };
    if (isAborted(signal)) throw cancelled();
    signal?.addEventListener("abort", cancel, { once: true });
    this.#isRunning = true;
    try {
      return await client.query<(string | null)[]>({ text, rowMode: "array", types: { getTypeParser: () => String } });
    } catch (error) {
      const told = statementError(error, text, own);
      const hasLost = told.reason === "dropped" && wasInTransaction;
      if (told.reason === "dropped") this.#forget(connection);
      if (isAborted(signal)) {
        // Nobody listens to this statement any more.
        this.#hasLostTransaction ||= hasLost;
        throw cancelled();
      }
      throw hasLost ? endedTransaction(told) : told;
    } finally {
      this.#isRunning = false;
      signal?.removeEventListener("abort", cancel);
      // Else it could hit the next statement.
      await cancelling;
    }
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    clearTimeout(this.#idle);
    this.#waiting++;
    const mine = this.#last.then(work);
    // Whoever asked for it is told; the next one only waits.
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
      throw lostTransaction();
    }
    const ends = this.#ends;
    const client = await connectLakebase(this.#options.login);
    const connection = { client, process: await processOf(client) };
    if (ends !== this.#ends) {
      void closeQuietly(client);
      throw cancelled();
    }
    client.once("end", () => this.#ended(connection));
    this.#connection = connection;
    if (this.#hasBegun) this.#options.reconnected();
    this.#hasBegun = true;
    return connection;
  }

  /** The server has ended the connection between two statements: under one, the statement itself says so. */
  #ended(connection: Connection): void {
    if (this.#connection !== connection) return;
    this.#hasLostTransaction = this.isInTransaction && !this.#isRunning;
    this.#forget(connection);
    this.#tellChange();
  }

  #forget(connection: Connection): void {
    if (this.#connection !== connection) return;
    this.#connection = undefined;
    this.#own = undefined;
  }

  async #beginOwnTransaction(cursor: string, run: (text: string) => Promise<unknown>): Promise<void> {
    this.#own = cursor;
    await run("BEGIN");
  }

  /**
   * Makes room for the next statement. Rows that were not fetched yet stay on the server, which runs the query to its end
   * for that. Where this fails, the next statement does not run: psql has all rows, or the error, before it takes another
   * statement, so nobody goes on there without knowing.
   * @throws PwafError that says so, or `cancelled` when the signal fires; the query has written nothing that was seen
   */
  async #endOwnTransaction(connection: Connection, signal: AbortSignal): Promise<void> {
    const name = this.#own;
    if (name === undefined) return;
    try {
      await this.#commit(connection, signal);
    } catch (error) {
      await this.#rollBack(connection, name);
      throw isAborted(signal) ? error : failedBefore(error);
    }
  }

  /**
   * Commits a query's own transaction once its functions have written: it would be lost with the connection otherwise, and
   * a constraint that is checked at the end would fail when nobody looks. Its other rows the server keeps.
   */
  async #commitWritten(connection: Connection, name: string, signal: AbortSignal): Promise<void> {
    if (this.#own !== name) return;
    const { rows } = await this.#run(connection, "SELECT pg_current_xact_id_if_assigned() IS NOT NULL", signal);
    if (rows[0]?.[0] === "t") await this.#commit(connection, signal);
  }

  async #commit(connection: Connection, signal?: AbortSignal): Promise<void> {
    await this.#run(connection, "COMMIT", signal);
    this.#own = undefined;
  }

  async #fetch(connection: Connection, name: string, count: number, signal: AbortSignal): Promise<Rows> {
    if (!(await this.#hasCursor(connection, name))) throw notKept();
    try {
      const { rows } = await this.#run(connection, `FETCH ${count} FROM ${name}`, signal);
      // A function that the query calls may have written, so the rows alone do not say that all went well.
      if (rows.length < count) await this.#closeCursor(connection, name);
      else await this.#commitWritten(connection, name, signal);
      return rows;
    } catch (error) {
      if (this.#own === name) await this.#rollBack(connection, name);
      throw error;
    }
  }

  /** @throws PwafError when the query's own transaction cannot be committed */
  async #closeCursor(connection: Connection, name: string): Promise<void> {
    if (!(await this.#hasCursor(connection, name))) return;
    await this.#run(connection, `CLOSE ${name}`);
    if (this.#own === name) await this.#commit(connection);
  }

  /** Asks first: naming a cursor that is no more would spoil a transaction that the user has begun since. */
  async #hasCursor(connection: Connection, name: string): Promise<boolean> {
    if (this.#connection !== connection) return false;
    if (this.#own === name) return true;
    if (connection.client.getTransactionStatus() === "E") return false;
    return (await this.#run(connection, `SELECT FROM pg_cursors WHERE name = '${name}'`)).rows.length > 0;
  }

  /** Ends a query's own transaction that has failed. A cursor whose COMMIT fails late outlives it, with rows that never were. */
  async #rollBack(connection: Connection, name: string): Promise<void> {
    this.#own = undefined;
    try {
      if (this.#connection === connection) await this.#run(connection, "ROLLBACK");
      await this.#closeCursor(connection, name);
    } catch {
      // Fails only with the connection; then the server does both itself, and what led here is told anyway.
    }
  }

  /** A connection that only goes away would leave the statement running. */
  async #cancel(process: string): Promise<void> {
    const other = await connectLakebase(this.#options.login);
    try {
      await other.query("SELECT pg_cancel_backend($1)", [process]);
    } finally {
      await closeQuietly(other);
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

/** @throws PwafError; the connection is closed then */
async function processOf(client: Client): Promise<string> {
  try {
    const { rows } = await client.query<{ process: string }>("SELECT pg_backend_pid()::text AS process");
    return rows[0]?.process ?? "0";
  } catch (error) {
    void closeQuietly(client);
    throw statementError(error);
  }
}
