import { rm } from "node:fs/promises";
import { PwafError } from "../../core/base/errors.ts";
import type { DriverPage } from "./driverProtocol.ts";
import { cancelledError } from "./driverProtocol.ts";
import type { DriverHandleOptions } from "./driverHandle.ts";
import { DriverHandle } from "./driverHandle.ts";
import { exportPlaces } from "./export/exportFile.ts";
import type { ExportOptions, ExportProgress } from "./exportTypes.ts";
import type { ArrowPage, SqlClient, SqlConnection, SqlResult, SqlStatement } from "./types.ts";

export interface SqlClientOptions extends DriverHandleOptions {
  /** Milliseconds without an open result after which the process ends; the next statement starts another. Default 10 minutes. */
  readonly idleTimeout?: number;
}

/** SQL through `@databricks/sql` in a process of its own, started with the first statement and again after a crash. */
export function createSqlClient(options: SqlClientOptions): SqlClient {
  return new ForkedSqlClient(options);
}

const defaultIdleTimeout = 10 * 60_000;

class ForkedSqlClient implements SqlClient {
  readonly #options: SqlClientOptions;
  #driver: DriverHandle | undefined;
  #open = 0;
  #idle: NodeJS.Timeout | undefined;
  #disposed = false;

  constructor(options: SqlClientOptions) {
    this.#options = options;
  }

  async execute(connection: SqlConnection, statement: SqlStatement, signal: AbortSignal): Promise<SqlResult> {
    if (signal.aborted) throw cancelledError();
    const driver = this.#aliveDriver();
    const { id, answer } = driver.call("execute", { target: driver.target(connection), statement });
    const onAbort = (): void => driver.abandon(id, cancelledError());
    signal.addEventListener("abort", onAbort, { once: true });
    this.#opened();
    try {
      const { columns } = await answer;
      return new ForkedResult(driver, id, columns, () => this.#closed());
    } catch (error) {
      this.#closed();
      throw error;
    } finally {
      signal.removeEventListener("abort", onAbort);
    }
  }

  async exportResult(
    connection: SqlConnection,
    statement: SqlStatement,
    options: ExportOptions,
    signal: AbortSignal,
    onProgress?: (progress: ExportProgress) => void,
  ): Promise<ExportProgress> {
    const places = await exportPlaces(options.file);
    if (signal.aborted) throw cancelledError();
    const driver = this.#aliveDriver();
    const params = { target: driver.target(connection), statement, format: options.format, places };
    const { id, answer } = driver.call("export", params, onProgress);
    // The answer is waited for also when cancelled: only then is the partial file gone.
    const onAbort = (): void => driver.close(id);
    signal.addEventListener("abort", onAbort, { once: true });
    this.#opened();
    try {
      return await answer;
    } catch (error) {
      if (!driver.isAlive) await rm(places.partial, { force: true });
      throw error;
    } finally {
      signal.removeEventListener("abort", onAbort);
      this.#closed();
    }
  }

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#idle);
    this.#driver?.shutDown();
    this.#driver = undefined;
  }

  #aliveDriver(): DriverHandle {
    if (this.#disposed) throw new PwafError("cancelled", "The SQL client is closed.");
    if (this.#driver?.isAlive !== true) this.#driver = new DriverHandle(this.#options);
    return this.#driver;
  }

  #opened(): void {
    this.#open++;
    clearTimeout(this.#idle);
  }

  #closed(): void {
    this.#open--;
    if (this.#open > 0 || this.#disposed) return;
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => {
      this.#driver?.shutDown();
      this.#driver = undefined;
    }, this.#options.idleTimeout ?? defaultIdleTimeout);
    this.#idle.unref();
  }
}

class ForkedResult implements SqlResult {
  readonly columns: SqlResult["columns"];
  readonly #driver: DriverHandle;
  readonly #id: number;
  readonly #onClosed: () => void;
  #turn: Promise<unknown> = Promise.resolve();
  #last = false;
  #closing: Promise<void> | undefined;

  constructor(driver: DriverHandle, id: number, columns: SqlResult["columns"], onClosed: () => void) {
    this.#driver = driver;
    this.#id = id;
    this.columns = columns;
    this.#onClosed = onClosed;
  }

  /** One at a time, in the order asked. */
  async nextPage(maxRows: number): Promise<ArrowPage | undefined> {
    const page = this.#turn.then(() => this.#fetch(maxRows));
    this.#turn = page.catch(() => undefined);
    return await page;
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #fetch(maxRows: number): Promise<ArrowPage | undefined> {
    if (this.#closing && !this.#last) throw cancelledError();
    if (this.#last) return undefined;
    const page: DriverPage | undefined = await this.#driver.call("page", { result: this.#id, maxRows }).answer;
    if (page === undefined || page.last) {
      this.#last = true;
      void this.close();
    }
    return page && { ...page, arrow: new Uint8Array(page.arrow) };
  }

  async #close(): Promise<void> {
    try {
      if (this.#driver.isAlive) await this.#driver.call("close", { result: this.#id }).answer;
    } catch {
      // The process has ended, and with it everything it held; there is nothing left to free.
    } finally {
      this.#onClosed();
    }
  }
}
