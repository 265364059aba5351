import { ArrowSet } from "../arrow/arrowSet.ts";
import type { ArrowAbilities } from "../arrow/arrowTypes.ts";
import type { Field } from "../sql/field.ts";
import type { Page } from "../sql/page.ts";
import type { Statement } from "../sql/statement.ts";
import { columnSet } from "./columnSet.ts";
import { operationState, rowSetType, statusCode, typeId } from "./constants.ts";
import type { ThriftWriter, Write } from "./writer.ts";

export const ok: Write = (writer) => writer.i32(1, statusCode.success);

export function failure(code: number, message: string, sqlState?: string): Write {
  return (writer) => writer.i32(1, code).text(3, sqlState).text(5, message).text(6, message);
}

/** One operation as a client sees it: a statement, its handle and the result format the client can read. */
export class Operation {
  readonly id: Buffer;
  readonly type: number;
  readonly statement: Statement;
  readonly #abilities: ArrowAbilities | undefined;
  #arrow: ArrowSet | undefined;
  #offset = 0;

  constructor(parts: { id: Buffer; type: number; statement: Statement; abilities: ArrowAbilities | undefined }) {
    this.id = parts.id;
    this.type = parts.type;
    this.statement = parts.statement;
    this.#abilities = parts.abilities;
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

  /** `TGetResultSetMetadataResp`. */
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
      .i32(0x501, this.#abilities === undefined ? rowSetType.column : rowSetType.arrow)
      .flag(0x502, false)
      .binary(0x503, this.#arrowSet()?.schemaMessage)
      .flag(0x507, false);
  };

  /** `TFetchResultsResp`; the page is encoded before the next one is taken, because it points into the engine's memory. */
  async fetch(maxRows: number): Promise<{ response: Write; hasMore: boolean }> {
    const { page, hasMore } = await this.statement.take(maxRows);
    const rows = this.#rowSet(page, this.#offset);
    this.#offset += page.rowCount;
    return { hasMore, response: (writer) => writer.struct(1, ok).flag(2, hasMore).struct(3, rows) };
  }

  #rowSet(page: Page, offset: number): Write {
    const arrow = this.#arrowSet();
    if (arrow === undefined) return columnSet(this.statement.fields, page);
    const batches = page.rowCount === 0 ? [] : [{ bytes: arrow.batch(page), rows: page.rowCount }];
    return (writer) =>
      writer
        .i64(1, offset)
        .structs(2, [])
        .structs(
          0x501,
          batches.map(
            ({ bytes, rows }) =>
              (batch: ThriftWriter) =>
                batch.binary(1, bytes).i64(2, rows),
          ),
        );
  }

  #arrowSet(): ArrowSet | undefined {
    if (this.#abilities === undefined) return undefined;
    return (this.#arrow ??= new ArrowSet(this.statement.fields, this.#abilities));
  }
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
