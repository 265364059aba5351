import { setImmediate as nextTurn, setTimeout as wait } from "node:timers/promises";
import { errorText } from "../../core/base/errors.ts";
import { catalogTypeName, type DataType, typeSql } from "../sql/dataType.ts";
import type { Field } from "../sql/field.ts";
import { SqlError } from "../sql/sqlError.ts";
import type { Statement } from "../sql/statement.ts";
import { type Chunk, type Chunks, encodeChunks } from "./resultChunks.ts";
import type { ResultFiles } from "./resultFiles.ts";
import type { StatementRequest } from "./statementRequest.ts";

type State = "PENDING" | "RUNNING" | "SUCCEEDED" | "FAILED" | "CANCELED" | "CLOSED";

/** A result can be fetched for this long, in milliseconds. */
const resultLifetime = 3_600_000;

/** A statement of the Statement Execution API, with its encoded result. */
export class StatementRun {
  readonly user: string;
  readonly #statement: Statement;
  readonly #request: StatementRequest;
  readonly #files: ResultFiles;
  /** Settles when the result is there, or will never be; never rejects. */
  readonly settled: Promise<void>;
  #state: State = "PENDING";
  #error: Error | undefined;
  #fields: readonly Field[] = [];
  #result: Chunks = { chunks: [], isTruncated: false };
  /** Epoch milliseconds. */
  #settledAt: number | undefined;

  constructor(parts: { user: string; statement: Statement; request: StatementRequest; files: ResultFiles }) {
    this.user = parts.user;
    this.#statement = parts.statement;
    this.#request = parts.request;
    this.#files = parts.files;
    this.settled = this.#run();
  }

  get id(): string {
    return this.#statement.id;
  }

  get #isOpen(): boolean {
    return this.#state === "PENDING" || this.#state === "RUNNING";
  }

  /** Waits for the result as long as the request allows, and cancels what is late if the request wants that. */
  async wait(): Promise<void> {
    const { waitMs, cancelsWhenLate } = this.#request;
    if (waitMs === 0) return;
    const stop = new AbortController();
    await Promise.race([this.settled, wait(waitMs, undefined, { signal: stop.signal }).catch(() => undefined)]);
    stop.abort();
    if (this.#isOpen && cancelsWhenLate) await this.cancel();
  }

  /** A statement that has ended stays as it is. */
  async cancel(): Promise<void> {
    if (!this.#isOpen) return;
    this.#state = "CANCELED";
    await this.#statement.cancel();
  }

  async close(): Promise<void> {
    await this.cancel();
    this.#free();
  }

  /** Lets the result go; it cannot be fetched any more. */
  #free(): void {
    for (const { content } of this.#result.chunks) if (content.kind === "file") this.#files.remove(content.file);
    this.#result = { chunks: [], isTruncated: false };
    if (this.#state === "SUCCEEDED") this.#state = "CLOSED";
  }

  /** Body of the answer to `POST` and `GET`. @param origin where links lead */
  json(origin: string): Record<string, unknown> {
    this.#expire();
    const head = { statement_id: this.id, status: this.#status() };
    if (this.#state !== "SUCCEEDED") return head;
    return { ...head, manifest: this.#manifest(), result: this.chunkJson(0, origin) ?? {} };
  }

  /** A part of the result; undefined when there is none of that number. */
  chunkJson(index: number, origin: string): Record<string, unknown> | undefined {
    this.#expire();
    const chunk = this.#result.chunks[index];
    if (chunk === undefined) return undefined;
    const { content } = chunk;
    const place = { chunk_index: index, row_offset: chunk.rowOffset, row_count: chunk.rowCount, ...this.#next(index) };
    if (content.kind === "rows") return { ...place, data_array: content.rows };
    if (content.kind === "attachment")
      return { ...place, byte_count: content.bytes.length, attachment: Buffer.from(content.bytes).toString("base64") };
    const { url, expiresAt, headers } = this.#files.link(content.file, origin);
    const link = { external_link: url, expiration: new Date(expiresAt).toISOString(), http_headers: headers };
    return { external_links: [{ ...place, byte_count: content.byteCount, ...link }] };
  }

  #expire(): void {
    if (this.#settledAt !== undefined && Date.now() > this.#settledAt + resultLifetime) this.#free();
  }

  #next(index: number): Record<string, unknown> {
    const next = this.#result.chunks[index + 1];
    if (next === undefined) return {};
    const path = `/api/2.0/sql/statements/${this.id}/result/chunks/${index + 1}?row_offset=${next.rowOffset}`;
    return { next_chunk_index: index + 1, next_chunk_internal_link: path };
  }

  #status(): Record<string, unknown> {
    if (this.#error === undefined) return { state: this.#state };
    const { sqlState } = this.#error instanceof SqlError ? this.#error : {};
    return {
      state: this.#state,
      error: { error_code: "BAD_REQUEST", message: this.#error.message },
      ...(sqlState !== undefined && { sql_state: sqlState }),
    };
  }

  #manifest(): Record<string, unknown> {
    const { chunks, isTruncated } = this.#result;
    // How many bytes it has is not told of what comes inline.
    const isInline = this.#request.disposition === "INLINE";
    const bytes = (count: number) => (isInline ? {} : { byte_count: count });
    const total = (count: (chunk: Chunk) => number) => chunks.reduce((sum, chunk) => sum + count(chunk), 0);
    return {
      format: this.#request.format,
      schema: { column_count: this.#fields.length, columns: this.#fields.map(columnJson) },
      total_chunk_count: chunks.length,
      chunks: chunks.map(({ rowOffset, rowCount, byteCount }, index) => ({
        chunk_index: index,
        row_offset: rowOffset,
        row_count: rowCount,
        ...bytes(byteCount),
      })),
      total_row_count: total(({ rowCount }) => rowCount),
      ...(isInline ? {} : { total_byte_count: total(({ byteCount }) => byteCount) }),
      truncated: isTruncated,
      ...(this.#request.isCompressed && { result_compression: "LZ4_FRAME" }),
    };
  }

  async #run(): Promise<void> {
    // The request that started it is answered first when it does not want to wait.
    await nextTurn();
    if (this.#state === "PENDING") this.#state = "RUNNING";
    await this.#statement.settled;
    try {
      if (this.#statement.error !== undefined) throw this.#statement.error;
      this.#fields = this.#statement.fields;
      const result = await encodeChunks(this.#statement, this.#request, this.#files);
      if (this.#isOpen) [this.#result, this.#state] = [result, "SUCCEEDED"];
    } catch (error) {
      if (this.#isOpen)
        [this.#error, this.#state] = [error instanceof Error ? error : new Error(errorText(error)), "FAILED"];
    }
    this.#settledAt = Date.now();
    await this.#statement.close();
  }
}

function columnJson({ name, type }: Field, position: number): Record<string, unknown> {
  return { name, type_text: typeSql(type), type_name: catalogTypeName(type), position, ...precisionOf(type) };
}

function precisionOf(type: DataType): Record<string, number> {
  return type.kind === "DECIMAL" ? { type_precision: type.precision, type_scale: type.scale } : {};
}
