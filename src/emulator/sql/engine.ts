import { setTimeout as wait } from "node:timers/promises";
import { type DuckDBConnection, DuckDBInstance, type DuckDBResult, StatementType } from "@duckdb/node-api";
import { databaseName, type CatalogStore } from "../catalog/store.ts";
import { commandQuery, noResult } from "./commands.ts";
import { makeField } from "./field.ts";
import { divisionMacros } from "./ansiDivision.ts";
import { newRun, StatementHistory } from "./history.ts";
import type { Governance } from "./governance.ts";
import { fillInformationSchema } from "./informationSchema.ts";
import { statementsOf } from "./lexer.ts";
import { quoted, rowsQuery, textLiteral } from "./literal.ts";
import { loadSamples } from "./loadSamples.ts";
import { Pager } from "./page.ts";
import type { QueryTag } from "./queryTags.ts";
import type { Parameter, SessionState } from "./session.ts";
import { SqlError } from "./sqlError.ts";
import { type OpenResult, Statement } from "./statement.ts";
import { syncStore } from "./syncStore.ts";
import { translate } from "./translate.ts";

/** What a client sends beside a statement. */
interface Sent {
  readonly parameters: readonly Parameter[];
  readonly tags: readonly QueryTag[];
}

/** The SQL engine behind the warehouse: DuckDB in memory, one database per catalog. */
export class SqlEngine {
  readonly history = new StatementHistory();
  readonly #store: CatalogStore;
  readonly #governance: Governance;
  readonly #ready: Promise<DuckDBInstance>;

  /** Sample data loads in the background; statements wait for it. */
  constructor(store: CatalogStore, governance: Governance) {
    this.#store = store;
    this.#governance = governance;
    this.#ready = DuckDBInstance.create(":memory:").then(async (instance) => {
      await loadSamples(instance, store);
      return instance;
    });
    this.#ready.catch(() => undefined);
  }

  /** Runs one statement. It starts at once; errors arrive through the statement's state. */
  execute(sql: string, session: SessionState, { parameters, tags }: Sent): Statement {
    return new Statement(this.history.begin(sql, session, tags), (signal, onConnection) =>
      this.#start(sql, session, parameters, signal, onConnection),
    );
  }

  /** A statement that fails before it is looked at. */
  refuse(sql: string, session: SessionState, { tags }: Sent, reason: SqlError): Statement {
    return new Statement(this.history.begin(sql, session, tags), () => Promise.reject(reason));
  }

  /** Runs a query that is already in DuckDB's dialect; for catalog calls that have no SQL of their own. */
  executeNative(sql: string, session: SessionState): Statement {
    return new Statement(newRun(sql, session), async (_, onConnection) => {
      const connection = await (await this.#ready).connect();
      onConnection(connection);
      await connection.run(sessionSetup(session));
      return this.#run(connection, sql, session.user);
    });
  }

  /** Waits until the sample data is there; only then do errors in it show. */
  async ready(): Promise<void> {
    await this.#ready;
  }

  async close(): Promise<void> {
    const instance = await this.#ready.catch(() => undefined);
    instance?.closeSync();
  }

  async #start(
    sql: string,
    session: SessionState,
    parameters: readonly Parameter[],
    signal: AbortSignal,
    onConnection: (connection: DuckDBConnection) => void,
  ): Promise<OpenResult | undefined> {
    const [text, second] = statementsOf(sql);
    if (text === undefined)
      throw new SqlError("PARSE_EMPTY_STATEMENT", "42617", "Syntax error, unexpected empty statement.", {
        line: 1,
        pos: 0,
      });
    if (second !== undefined) throw SqlError.unsupported("More than one statement in a request");
    // Positions in messages count from the start of what the client sent, and the first statement begins there.
    const command = this.#governance.command(text, session) ?? commandQuery(text, session, this.#store);
    if (command === noResult) return undefined;
    this.#governance.checkReads(text, session);
    const answered = await this.#governance.calls.answered(text, session, signal);
    const translated =
      command === undefined
        ? translate(answered, session.catalog, parameters)
        : { sql: command, sleepSeconds: 0, usesInformationSchema: false };
    const instance = await this.#ready;
    if (translated.sleepSeconds > 0) await wait(translated.sleepSeconds * 1000, undefined, { signal });
    signal.throwIfAborted();
    const connection = await instance.connect();
    onConnection(connection);
    await connection.run(sessionSetup(session));
    if (translated.usesInformationSchema) {
      await fillInformationSchema(connection, this.#store);
      await this.#governance.tags.fill(connection);
    }
    await this.#governance.prepare(connection, text, this.history);
    signal.throwIfAborted();
    const result = await this.#run(connection, translated.sql, session.user);
    this.#governance.log.note(text, session, Date.now());
    return result;
  }

  async #run(connection: DuckDBConnection, sql: string, user: string): Promise<OpenResult | undefined> {
    const result = await connection.stream(sql);
    if (changesRows.has(result.statementType)) return open(connection, await affectedRows(connection, result));
    if (!yieldsRows.has(result.statementType)) {
      await syncStore(connection, this.#store, user);
      return undefined;
    }
    return open(connection, result);
  }
}

async function open(connection: DuckDBConnection, result: DuckDBResult): Promise<OpenResult> {
  const fields = result.columnNames().map((name, i) => makeField(columnName(name), result.columnType(i)));
  const pager = new Pager(result);
  await pager.hasMore();
  return { fields, pager, connection };
}

const yieldsRows: ReadonlySet<StatementType> = new Set([
  StatementType.SELECT,
  StatementType.EXPLAIN,
  StatementType.RELATION,
  StatementType.CALL,
]);
const changesRows: ReadonlySet<StatementType> = new Set([
  StatementType.INSERT,
  StatementType.UPDATE,
  StatementType.DELETE,
  StatementType.MERGE_INTO,
]);

async function affectedRows(connection: DuckDBConnection, result: DuckDBResult): Promise<DuckDBResult> {
  const [[count] = [0n]] = await result.getRows();
  return connection.stream(rowsQuery([["num_affected_rows", "BIGINT"]], [[Number(count ?? 0)]]));
}

/** DuckDB names an expression after its own functions; Databricks after what was written. */
function columnName(name: string): string {
  return name === "count_star()" ? "count(1)" : name.replace(/^main\."?(\w+)"?\(/, "$1(");
}

/** A fresh connection per statement takes over what the session knows. Temporary macros win over DuckDB's own functions. */
function sessionSetup(session: SessionState): string {
  const path = `${quoted(databaseName(session.catalog))}.${quoted(session.schema)},memory.main`;
  const catalog = textLiteral(session.catalog);
  const schema = textLiteral(session.schema);
  const user = textLiteral(session.user);
  return `SET TimeZone = 'UTC'; SET search_path = ${textLiteral(path)};
CREATE TEMP MACRO current_catalog() AS ${catalog}; CREATE TEMP MACRO current_database() AS ${schema};
CREATE TEMP MACRO current_schema() AS ${schema}; CREATE TEMP MACRO current_user() AS ${user}; CREATE TEMP MACRO session_user() AS ${user};
${divisionMacros(session)}`;
}
