import { DBSQLParameter, type DBSQLParameterType } from "@databricks/sql";
import type { TColumnDesc, TRowSet } from "@databricks/sql/thrift/TCLIService_types.js";
import { errorText, PwafError } from "../../core/base/errors.ts";
import type { ResultColumn } from "../../protocol/rows.ts";
import { arrowStream } from "./arrowStream.ts";
import type { OpenFiles } from "./cloudFetch/openFiles.ts";
import { openFiles } from "./cloudFetch/openFiles.ts";
import { fetchLinks, linkedRows, linksOf } from "./cloudFetch/resultLinks.ts";
import { arrowFromColumns } from "./columnResults.ts";
import { driverError, forgotten, networkFailure } from "./driverErrors.ts";
import type { DriverPage, DriverTarget } from "./driverProtocol.ts";
import { cancelledError } from "./driverProtocol.ts";
import type { DriverContext } from "./driverConnection.ts";
import type { DriverSessions, ServerSession, SessionLease } from "./driverSessions.ts";
import { abortable } from "./driverSessions.ts";
import { int64Value } from "./int64.ts";
import { resultColumns, thriftColumns } from "./resultColumns.ts";
import type { RetryRule } from "./retry.ts";
import { withRetries } from "./retry.ts";
import type { SqlParameter, SqlStatement } from "./types.ts";

type Operation = Awaited<ReturnType<ServerSession["executeStatement"]>>;

/**
 * The driver's reader of raw row sets, before it turns them into row objects. Internal to version 2.1.0 (the declared
 * field is `DBSQLOperation._data`), hence the check; row objects would lose duplicate names and exact numbers.
 */
interface RowSource {
  fetchNext(options: { limit: number }): Promise<TRowSet | undefined>;
  hasMore(): Promise<boolean | undefined>;
}

/** How to make a page of a row set. */
type PageFormat =
  | { readonly kind: "arrow"; readonly schema: Uint8Array; readonly inFiles: boolean }
  | { readonly kind: "columns"; readonly columns: readonly TColumnDesc[] };

interface OpenResult {
  readonly rows: RowSource;
  readonly format: PageFormat;
  /** Where the rows lie, when they do not come with the answers. */
  readonly files: OpenFiles | undefined;
}

const defaultFirstRows = 1000;

/** One statement from start to the last page. */
export class DriverStatement {
  readonly #target: DriverTarget;
  readonly #context: DriverContext;
  readonly #sessions: DriverSessions;
  readonly #abort = new AbortController();
  #lease: SessionLease | undefined;
  #operation: Operation | undefined;
  #result: OpenResult | undefined;
  #nextRow = 0;
  #fetching = false;
  #ended = false;

  constructor(target: DriverTarget, sessions: DriverSessions, context: DriverContext) {
    this.#target = target;
    this.#sessions = sessions;
    this.#context = context;
  }

  /** Runs the statement and waits for its schema. */
  async execute(statement: SqlStatement): Promise<readonly ResultColumn[]> {
    try {
      const operation = await this.#start(statement);
      await abortable(this.#finished(operation), this.#abort.signal);
      return await abortable(this.#open(operation), this.#abort.signal);
    } catch (error) {
      throw this.#failed(error);
    }
  }

  /** The next page; the last one frees the result on the server. */
  async nextPage(maxRows: number): Promise<DriverPage | undefined> {
    if (this.isCancelled) throw cancelledError();
    const result = this.#result;
    if (!result || this.#ended) return undefined;
    this.#fetching = true;
    try {
      if (result.files) return await this.#nextFile(result.files);
      while (await abortable(result.rows.hasMore(), this.#abort.signal)) {
        const rows = await abortable(this.#fetch(result.rows, maxRows), this.#abort.signal);
        const page = rows && toPage(result.format, rows);
        if (!page || page.rowCount === 0) continue;
        const last = !(await result.rows.hasMore());
        const firstRow = this.#nextRow;
        this.#nextRow += page.rowCount;
        if (last) void this.#end("close");
        return { firstRow, ...page, last };
      }
      void this.#end("close");
      return undefined;
    } catch (error) {
      throw this.#failed(error);
    } finally {
      this.#fetching = false;
    }
  }

  /** A file of the storage is a page, whatever its size. */
  async #nextFile(files: OpenFiles): Promise<DriverPage | undefined> {
    const file = await abortable(files.next(), this.#abort.signal);
    if (!file || file.last) void this.#end("close");
    return file && { ...file, arrow: file.arrow.buffer };
  }

  /** A page without rows, which shows how the columns travel. */
  get emptyPage(): ArrayBuffer {
    if (!this.#result) throw new Error("The statement has no result.");
    return toPage(this.#result.format, {}).arrow;
  }

  /** Frees what the statement holds on the server; cancels it there when it still works. */
  async close(): Promise<void> {
    const working = this.#result === undefined || this.#fetching;
    const ended = this.#end(working ? "cancel" : "close");
    this.#abort.abort();
    await ended;
  }

  async #start(statement: SqlStatement): Promise<Operation> {
    for (let fresh = false; ; fresh = true) {
      const lease = await this.#sessions.lease(this.#target, statement, this.#abort.signal);
      this.#lease = lease;
      try {
        return await abortable(this.#executeStatement(lease.session, statement), this.#abort.signal);
      } catch (error) {
        if (fresh || !lease.reused || forgotten(error) !== "session") throw error;
        this.#context.log("debug", "the session has expired on the server; opening another");
        lease.discard();
        lease.release();
      }
    }
  }

  /**
   * Never sent twice, unless the server said that it did not take it. When cancelled before the server names the
   * operation, it is cancelled the moment it has a name.
   */
  async #executeStatement(session: ServerSession, statement: SqlStatement): Promise<Operation> {
    const operation = await withRetries(
      () =>
        session.executeStatement(statement.sql, {
          maxRows: statement.cloudFetch === true ? linkedRows : (statement.firstRows ?? defaultFirstRows),
          useCloudFetch: statement.cloudFetch === true,
          // It would need a native module.
          useLZ4Compression: false,
          ...(statement.parameters ? { namedParameters: namedParameters(statement.parameters) } : {}),
        }),
      this.#rule(false),
      this.#abort.signal,
      (error, delay) => this.#context.log("debug", `ExecuteStatement again in ${delay} ms: ${errorText(error)}`),
    );
    this.#operation = operation;
    if (this.isCancelled) await this.#free("cancel");
    return operation;
  }

  /** Looking whether a statement is done changes nothing, so it may be asked again. */
  async #finished(operation: Operation): Promise<void> {
    await withRetries(
      () => operation.finished(),
      this.#rule(true),
      this.#abort.signal,
      (error, delay) => this.#context.log("debug", `GetOperationStatus again in ${delay} ms: ${errorText(error)}`),
    );
  }

  #rule(afterDrop: boolean): RetryRule {
    return { afterDrop, renewToken: this.#context.renewal(this.#target.key) };
  }

  async #open(operation: Operation): Promise<readonly ResultColumn[]> {
    const schema = await operation.getSchema();
    if (schema === null) {
      void this.#end("close");
      return [];
    }
    const { resultFormat, arrowSchema, lz4Compressed } = await operation.getResultMetadata();
    const format = pageFormat(resultFormat, arrowSchema, thriftColumns(schema));
    if (!format || lz4Compressed === true) {
      throw new PwafError("bad-response", `${this.#target.host} sent the result in a format that was not asked for.`, {
        hint: "Select another warehouse, and please report this.",
      });
    }
    const rows = rowSource(operation);
    this.#result = {
      rows,
      format,
      files: format.kind === "arrow" && format.inFiles ? await this.#openFiles(rows) : undefined,
    };
    return resultColumns(schema, arrowSchema);
  }

  /** The first links come with the answer, or where a cursor begins; from then on they are asked for by row. */
  async #openFiles(rows: RowSource): Promise<OpenFiles | undefined> {
    const client = this.#lease?.client;
    if (!client) return undefined;
    const log = (message: string): void => this.#context.log("debug", message);
    const retried = async <T>(call: () => Promise<T>): Promise<T> =>
      await withRetries(call, this.#rule(true), this.#abort.signal, (error, delay) =>
        log(`FetchResults again in ${delay} ms: ${errorText(error)}`),
      );
    const links = linksOf(await retried(() => rows.fetchNext({ limit: linkedRows })));
    return openFiles(client, this.#target, {
      first: { links, hasMore: (await rows.hasMore()) === true },
      list: async (fromRow) => await retried(() => fetchLinks(rows, fromRow)),
      log,
    });
  }

  /**
   * A FetchResults that broke off may have moved the server's cursor. It is asked again all the same, and the offset
   * that comes with the rows tells whether any were lost.
   */
  async #fetch(rows: RowSource, maxRows: number): Promise<TRowSet | undefined> {
    const seen = { drop: false };
    const fetched = await withRetries(
      () => rows.fetchNext({ limit: maxRows }),
      this.#rule(true),
      this.#abort.signal,
      (error, delay) => {
        seen.drop ||= networkFailure(error) === "dropped";
        this.#context.log("debug", `FetchResults again in ${delay} ms: ${errorText(error)}`);
      },
    );
    if (seen.drop && Number(int64Value(fetched?.startRowOffset ?? 0)) !== this.#nextRow) {
      throw new PwafError("dropped", `Lost the connection to ${this.#target.host}, and with it some rows.`, {
        hint: "Run the statement again.",
      });
    }
    return fetched;
  }

  get isCancelled(): boolean {
    return this.#abort.signal.aborted;
  }

  #failed(error: unknown): PwafError {
    if (this.isCancelled) return cancelledError();
    void this.#end("close");
    return driverError(error, this.#target);
  }

  async #end(how: "cancel" | "close"): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    await this.#free(how);
  }

  async #free(how: "cancel" | "close"): Promise<void> {
    this.#result?.files?.close();
    const operation = this.#operation;
    this.#operation = undefined;
    const lease = this.#lease;
    try {
      await operation?.[how]();
    } catch (error) {
      this.#context.log("warn", `could not free a statement on ${this.#target.host}: ${errorText(error)}`);
    } finally {
      this.#lease = undefined;
      lease?.release();
    }
  }
}

function pageFormat(
  format: string,
  schema: Uint8Array | undefined,
  columns: readonly TColumnDesc[],
): PageFormat | undefined {
  if (format === "COLUMN_BASED") return { kind: "columns", columns };
  if (format === "ARROW_BASED" && schema) return { kind: "arrow", schema, inFiles: false };
  if (format === "URL_BASED" && schema) return { kind: "arrow", schema, inFiles: true };
  return undefined;
}

function toPage(
  format: PageFormat,
  rows: Pick<TRowSet, "columns" | "arrowBatches">,
): { arrow: ArrayBuffer; rowCount: number } {
  if (format.kind === "columns") return arrowFromColumns(format.columns, rows);
  const batches = rows.arrowBatches ?? [];
  return {
    arrow: arrowStream(
      format.schema,
      batches.map(({ batch }) => batch),
    ),
    rowCount: batches.reduce((sum, { rowCount }) => sum + Number(int64Value(rowCount)), 0),
  };
}

function rowSource(operation: object): RowSource {
  const source = "_data" in operation ? operation._data : undefined;
  if (typeof source === "object" && source !== null && "fetchNext" in source && "hasMore" in source)
    return source as RowSource;
  throw new PwafError("unexpected", "The SQL driver has changed inside: its row source is not where it was.");
}

function namedParameters(parameters: readonly SqlParameter[]): Record<string, DBSQLParameter> {
  return Object.fromEntries(
    parameters.map(({ name, type, value }) => [
      name,
      // The driver sends whatever type it is given; its enumeration merely lacks those with digits.
      new DBSQLParameter({ type: type as unknown as DBSQLParameterType, value }),
    ]),
  );
}
