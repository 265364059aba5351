import { ArrowSet } from "../arrow/arrowSet.ts";
import { lz4Frame } from "../arrow/lz4.ts";
import type { Field } from "../sql/field.ts";
import type { Page } from "../sql/page.ts";
import { SqlError } from "../sql/sqlError.ts";
import type { Statement } from "../sql/statement.ts";
import type { ResultFiles } from "../statements/resultFiles.ts";
import type { Abilities } from "./abilities.ts";
import { columnSet } from "./columnSet.ts";
import { operationState, rowSetType, statusCode, typeId } from "./constants.ts";
import type { Write } from "./writer.ts";

export const ok: Write = (writer) => writer.i32(1, statusCode.success);

export function failure(code: number, message: string, sqlState?: string): Write {
  return (writer) => writer.i32(1, code).text(3, sqlState).text(5, message).text(6, message);
}

type Format = "column" | "arrow" | "url";

/** A result with more rows than this goes into files, for a client that can download them. */
const mostInlineRows = 5_000;
const rowsPerFile = 20_000;

/** Rows that lie in a file. */
interface Stored {
  readonly file: string;
  readonly offset: number;
  readonly rows: number;
  /** Bytes before compression. */
  readonly size: number;
}

/** `TFetchResultsResp`, and whether rows are left after it. */
interface Fetched {
  readonly response: Write;
  readonly hasMore: boolean;
}

/** One operation as a client sees it: a statement, its handle and the result format the client can read. */
export class Operation {
  /** 16 bytes. */
  readonly id: Buffer;
  readonly type: number;
  readonly statement: Statement;
  readonly #abilities: Abilities;
  readonly #files: ResultFiles;
  readonly #stored: Stored[] = [];
  #format: Format = "column";
  #prepared: Promise<void> | undefined;
  #arrow: ArrowSet | undefined;
  #offset = 0;

  constructor(parts: { type: number; statement: Statement; abilities: Abilities; files: ResultFiles }) {
    // Clients print ids as RFC 9562 UUIDs and refuse other bytes.
    this.id = Buffer.from(parts.statement.id.replaceAll("-", ""), "hex");
    this.type = parts.type;
    this.statement = parts.statement;
    this.#abilities = parts.abilities;
    this.#files = parts.files;
  }

  /** False only when it is sure: clients skip fetching then, and with it the error of a failed statement. */
  get #mayHaveRows(): boolean {
    return this.statement.state !== "finished" || this.statement.hasResult;
  }

  /** `TOperationHandle`. */
  handle: Write = (writer) =>
    writer
      .struct(1, (id) => id.binary(1, this.id).binary(2, this.id))
      .i32(2, this.type)
      .flag(3, this.#mayHaveRows);

  /** `TGetOperationStatusResp`. */
  status: Write = (writer) => {
    const { error, state } = this.statement;
    writer.struct(1, ok).i32(2, operationState[state]);
    if (error !== undefined) writer.text(3, error.sqlState).text(5, error.message);
    writer.flag(9, this.#mayHaveRows).text(0x501, error?.message);
    writer.text(
      0x503,
      error === undefined ? undefined : JSON.stringify({ errorClass: error.errorClass, sqlState: error.sqlState }),
    );
  };

  /** `TGetResultSetMetadataResp`, once `prepare` has settled. */
  metadata: Write = (writer) => {
    const fields = this.statement.fields;
    writer
      .struct(1, ok)
      .struct(2, (schema) =>
        schema.structs(
          1,
          fields.map((field, i) => columnDescription(field, i + 1)),
        ),
      )
      .i32(0x501, rowSetType[this.#format])
      .flag(0x502, this.#isCompressed)
      .binary(0x503, this.#arrow?.schemaMessage)
      .flag(0x507, false);
  };

  /** Waits for the first rows and decides how they travel. @throws SqlError when they cannot be computed */
  prepare(): Promise<void> {
    return (this.#prepared ??= this.#decide());
  }

  async #decide(): Promise<void> {
    await this.statement.settled;
    const { arrow, downloads, rowLimit } = this.#abilities;
    if (arrow === undefined || !this.statement.hasResult) return;
    const isLarge = downloads && rowLimit > mostInlineRows && (await this.statement.hasMoreThan(mostInlineRows));
    this.#format = isLarge ? "url" : "arrow";
    this.#arrow = new ArrowSet(this.statement.fields, arrow);
  }

  get #isCompressed(): boolean {
    return this.#abilities.lz4 && this.#format !== "column";
  }

  /**
   * The next rows, or links to those from `startRow` on: a client whose links have expired asks again for them.
   * A page is encoded before the next one is taken, because it points into the engine's memory.
   * @param origin where links lead
   */
  async fetch(maxRows: number, origin: string, startRow?: number): Promise<Fetched> {
    await this.prepare();
    const most = Math.min(maxRows, this.#abilities.rowLimit - this.#offset);
    if (startRow !== undefined && startRow !== this.#offset) return this.#linkAgain(startRow, origin);
    if (this.#format === "url") return this.#link(await this.#store(most), origin);
    const offset = this.#offset;
    const { page, hasMore } = await this.#take(most);
    return response(hasMore, offset, this.#rowSet(page));
  }

  async #take(rows: number): Promise<{ page: Page; hasMore: boolean }> {
    const { page, hasMore } = await this.statement.take(rows);
    this.#offset += page.rowCount;
    return { page, hasMore: hasMore && this.#offset < this.#abilities.rowLimit };
  }

  /** Writes the next rows into files. */
  async #store(rows: number): Promise<{ files: Stored[]; hasMore: boolean }> {
    const files: Stored[] = [];
    const end = this.#offset + rows;
    let isLast = false;
    while (this.#offset < end && !isLast) {
      const offset = this.#offset;
      const { page, hasMore } = await this.#take(Math.min(rowsPerFile, end - offset));
      isLast = !hasMore;
      if (page.rowCount === 0 || this.#arrow === undefined) break;
      const bytes = this.#arrow.file(page);
      const file = this.#files.add(this.#isCompressed ? lz4Frame(bytes) : bytes, "binary/octet-stream");
      files.push({ file, offset, rows: page.rowCount, size: bytes.length });
    }
    this.#stored.push(...files);
    return { files, hasMore: !isLast };
  }

  #link({ files, hasMore }: { files: readonly Stored[]; hasMore: boolean }, origin: string): Fetched {
    const links = files.map(({ file, offset, rows, size }): Write => {
      const { url, expiresAt, headers } = this.#files.link(file, origin);
      return (link) =>
        link
          .text(1, url)
          .i64(2, expiresAt)
          .i64(3, offset)
          .i64(4, rows)
          .i64(5, size)
          .textMap(6, Object.entries(headers));
    });
    return response(hasMore, files[0]?.offset ?? this.#offset, (set) => set.structs(0x502, links));
  }

  async #linkAgain(startRow: number, origin: string): Promise<Fetched> {
    const files = this.#stored.filter(({ offset, rows }) => offset + rows > startRow);
    if (files.length === 0) throw SqlError.unsupported(`Fetching from row ${startRow}`);
    return this.#link({ files, hasMore: await this.statement.hasMoreThan(0) }, origin);
  }

  #rowSet(page: Page): Write {
    const arrow = this.#arrow;
    if (arrow === undefined) return columnSet(this.statement.fields, page);
    if (page.rowCount === 0) return (set) => set.structs(0x501, []);
    const batch = arrow.batch(page);
    const bytes = this.#isCompressed ? lz4Frame(batch) : batch;
    return (set) => set.structs(0x501, [(item) => item.binary(1, bytes).i64(2, page.rowCount)]);
  }
}

function response(hasMore: boolean, offset: number, rows: Write): Fetched {
  return {
    hasMore,
    response: (writer) =>
      writer
        .struct(1, ok)
        .flag(2, hasMore)
        .struct(3, (set) => rows(set.i64(1, offset).structs(2, []))),
  };
}

function columnDescription(field: Field, position: number): Write {
  const { type } = field;
  return (writer) =>
    writer
      .text(1, field.name)
      .struct(2, (description) =>
        description.structs(1, [
          (entry) =>
            entry.struct(1, (primitive) => {
              primitive.i32(1, typeId[type.kind]);
              if (type.kind === "DECIMAL") primitive.struct(2, qualifiers(type.precision, type.scale));
            }),
        ]),
      )
      .i32(3, position)
      .text(4, "");
}

/** `TTypeQualifiers {precision, scale}`; the Python client needs them. */
function qualifiers(precision: number, scale: number): Write {
  return (writer) => {
    writer.mapHead(1, 12, 2);
    writer.rawText("precision").rawStruct((value) => value.i32(1, precision));
    writer.rawText("scale").rawStruct((value) => value.i32(1, scale));
  };
}
