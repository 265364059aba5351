import type { ResultColumn } from "../../protocol/rows.ts";
import type { ExportOptions, ExportProgress } from "./exportTypes.ts";

/** Where and as whom a statement runs. */
export interface SqlConnection {
  /** Bare host name, without scheme and port. */
  readonly host: string;
  readonly port: number;
  /** Absent means https. Plain http is taken for loopback hosts only: a token must not travel in the clear. */
  readonly protocol?: "http";
  /** `/sql/1.0/warehouses/<id>` */
  readonly httpPath: string;
  /** `<isv>_<product>/<version>`: our own, as our own rule demands. */
  readonly userAgent: string;
  /** Address of the HTTP or SOCKS proxy to go through; empty for none. Absent: as HTTPS_PROXY and NO_PROXY say. */
  readonly proxy?: string;
  /** Whose token it is. A session on the server is never reused for somebody else. */
  readonly user?: string;
  /**
   * Asked before every call to the server; refreshes when needed.
   * @param refused A token that the server did not take though it was not due yet: another one is wanted.
   */
  readonly token: (refused?: string) => Promise<string>;
}

/** A value for the marker `:name`, sent beside the statement and never put into its text. */
export interface SqlParameter {
  readonly name: string;
  /** Databricks type, such as `BIGINT` or `DECIMAL(5,2)`. */
  readonly type: string;
  /** As text, whatever the type; null is NULL. */
  readonly value: string | null;
}

export interface SqlStatement {
  readonly sql: string;
  /** Where a session that is opened for this statement begins. */
  readonly catalog?: string;
  readonly schema?: string;
  /**
   * Statements of one name share a session of their own, wherever `USE` has led it: variables and temporary views live
   * as long. Without a name, all statements of one catalog and schema share one.
   */
  readonly session?: string;
  readonly parameters?: readonly SqlParameter[];
  /** Seconds after which the warehouse gives up on a statement of this session (`STATEMENT_TIMEOUT`). Default: its own. */
  readonly timeoutSeconds?: number;
  /** Rows that the server may send along with its first answer: the size of the first page. Default 1000. */
  readonly firstRows?: number;
  /**
   * Large results may come as files of the cloud's storage, some at a time. Pages are as large as the files then, whatever is
   * asked for, so this is for those who want all rows. Default false.
   */
  readonly cloudFetch?: boolean;
}

/** Rows as one complete Arrow IPC stream (schema and batches). */
export interface ArrowPage {
  readonly firstRow: number;
  readonly rowCount: number;
  readonly arrow: Uint8Array<ArrayBuffer>;
  /** True when no page follows. */
  readonly last: boolean;
}

/** An open result on the server. Whoever gets one must `close()` it. */
export interface SqlResult {
  readonly columns: readonly ResultColumn[];
  /**
   * The next page, or undefined after the last one. Asks the server for at most `maxRows` rows; the first page is on
   * its way already and was sized by `SqlStatement.firstRows`.
   * @throws PwafError, with reason `cancelled` once the result is closed.
   */
  nextPage(maxRows: number): Promise<ArrowPage | undefined>;
  /** Frees the operation on the server; cancels it when it still runs. Safe to call twice. */
  close(): Promise<void>;
}

/** Runs SQL in a process of its own. */
export interface SqlClient {
  /**
   * Starts a statement and waits for its schema.
   * @throws PwafError with reason `sql` (see `SqlError`), `cancelled` when the signal fires (the statement is then
   * cancelled on the server too), or a connection reason.
   */
  execute(connection: SqlConnection, statement: SqlStatement, signal: AbortSignal): Promise<SqlResult>;
  /**
   * Runs a statement and writes its rows to a file as they come, in the driver process: no row passes through this one, and
   * memory does not grow with the result. A server's cursor only moves forward, so rows seen before need a statement
   * of their own: hand over queries only, and say that they run again.
   * Whatever goes wrong, cancelling included, leaves no part of a file behind.
   * @param onProgress Called some times a second while rows come.
   * @returns What was written in all.
   * @throws PwafError as `execute`, and with reason `file` when it cannot be written (folder missing, no permission, disk full),
   * `bad-request` when the statement has no result.
   */
  exportResult(
    connection: SqlConnection,
    statement: SqlStatement,
    options: ExportOptions,
    signal: AbortSignal,
    onProgress?: (progress: ExportProgress) => void,
  ): Promise<ExportProgress>;
  dispose(): void;
}
