import { DuckDBTypeId } from "@duckdb/node-api";
import * as arrow from "apache-arrow";
import type { DataType } from "../sql/dataType.ts";
import { duckNumber, type Field } from "../sql/field.ts";
import type { Page, Segment } from "../sql/page.ts";
import { type ArrowAbilities, arrowSchema, arrowType, wireType } from "./arrowTypes.ts";
import { makeArrowData, type Validity, valueData } from "./valueData.ts";

/** Turns pages into Arrow IPC messages. Schema and batches concatenate to one stream, which is how clients read them. */
export class ArrowSet {
  readonly #fields: readonly Field[];
  readonly #wire: readonly DataType[];
  /**
   * Names columns by their place. A batch says nothing about names, and the library merges columns of one name while it
   * builds batches.
   */
  readonly #schema: arrow.Schema;
  /** The schema message, without an end-of-stream mark. */
  readonly schemaMessage: Uint8Array;

  constructor(fields: readonly Field[], abilities: ArrowAbilities) {
    this.#fields = fields;
    this.#wire = fields.map((field) => wireType(field.type, abilities));
    const schema = arrowSchema(fields, this.#wire);
    this.#schema = new arrow.Schema(schema.fields.map((field, i) => field.clone({ name: String(i) })));
    this.schemaMessage = firstMessage(streamOf(schema));
  }

  /** One record-batch message. */
  batch(page: Page): Uint8Array {
    const children = this.#fields.map((field, i) => columnData(field, this.#wire[i] ?? field.type, page, i));
    const data = arrow.makeData({
      type: new arrow.Struct(this.#schema.fields),
      length: page.rowCount,
      nullCount: 0,
      children,
    });
    const stream = streamOf(this.#schema, new arrow.RecordBatch(this.#schema, data));
    return stream.subarray(firstMessage(stream).length, stream.length - endOfStream.length);
  }

  /** A whole stream of its own: schema, one batch, end. */
  file(page: Page): Uint8Array {
    return Buffer.concat([this.schemaMessage, this.batch(page), endOfStream]);
  }
}

/** The end-of-stream mark: a continuation word and a zero length. */
const endOfStream = Buffer.from([0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]);

function streamOf(schema: arrow.Schema, batch?: arrow.RecordBatch): Uint8Array {
  const writer = new arrow.RecordBatchStreamWriter();
  writer.reset(undefined, schema);
  if (batch !== undefined) writer.write(batch);
  writer.finish();
  return writer.toUint8Array(true);
}

/** The schema message of a stream: continuation word, length of the metadata, metadata. It has no body. */
function firstMessage(stream: Uint8Array): Uint8Array {
  return stream.slice(0, 8 + new DataView(stream.buffer, stream.byteOffset).getInt32(4, true));
}

/** Vectors whose memory is what Arrow wants; the rest goes through decoded values. */
const fixedWidth = new Map<DuckDBTypeId, number>([
  [DuckDBTypeId.TINYINT, 1],
  [DuckDBTypeId.SMALLINT, 2],
  [DuckDBTypeId.INTEGER, 4],
  [DuckDBTypeId.FLOAT, 4],
  [DuckDBTypeId.DATE, 4],
  [DuckDBTypeId.BIGINT, 8],
  [DuckDBTypeId.DOUBLE, 8],
  [DuckDBTypeId.TIMESTAMP, 8],
  [DuckDBTypeId.TIMESTAMP_TZ, 8],
]);

function columnData(field: Field, wire: DataType, page: Page, index: number): arrow.Data {
  const segments = page.column(index);
  if (wire.kind === "VOID") return arrow.makeData({ type: new arrow.Null(), length: page.rowCount });
  const width = wire.kind === field.type.kind ? fixedWidth.get(field.duckTypeId) : undefined;
  if (width !== undefined) return fixedData(wire, width, segments, page.rowCount);
  if (field.isText || wire.kind === "BINARY") return bytesData(wire, segments, page.rowCount);
  const values = segments.flatMap((segment) => Array.from({ length: segment.length }, (_, row) => segment.value(row)));
  if (wire.kind === "BIGINT")
    return valueData(
      wire,
      values.map((value) => (value === null ? null : duckNumber(value, field))),
    );
  return valueData(wire, values);
}

function fixedData(type: DataType, width: number, segments: readonly Segment[], rows: number): arrow.Data {
  const data = new Uint8Array(rows * width);
  let at = 0;
  for (const segment of segments) {
    data.set(segment.raw(width), at);
    at += segment.length * width;
  }
  return makeArrowData(arrowType(type), rows, validityOf(segments, rows), { data: typedView(type, data) });
}

function bytesData(type: DataType, segments: readonly Segment[], rows: number): arrow.Data {
  const valueOffsets = new Int32Array(rows + 1);
  let data = new Uint8Array(Math.max(64, rows * 16));
  let used = 0;
  let base = 0;
  for (const segment of segments) {
    let next = 0;
    segment.eachBytes((row, bytes) => {
      for (; next <= row; next++) valueOffsets[base + next] = used;
      if (used + bytes.length > data.length) {
        const larger = new Uint8Array(Math.max(used + bytes.length, data.length * 2));
        larger.set(data.subarray(0, used));
        data = larger;
      }
      data.set(bytes, used);
      used += bytes.length;
    });
    for (; next < segment.length; next++) valueOffsets[base + next] = used;
    base += segment.length;
  }
  valueOffsets[rows] = used;
  return makeArrowData(arrowType(type), rows, validityOf(segments, rows), {
    data: data.subarray(0, used),
    valueOffsets,
  });
}

/** The array class Arrow keeps for the type. */
function typedView(type: DataType, bytes: Uint8Array<ArrayBuffer>): ArrayBufferView {
  switch (type.kind) {
    case "BIGINT":
    case "TIMESTAMP":
    case "TIMESTAMP_NTZ":
      return new BigInt64Array(bytes.buffer);
    case "DOUBLE":
      return new Float64Array(bytes.buffer);
    case "FLOAT":
      return new Float32Array(bytes.buffer);
    case "SMALLINT":
      return new Int16Array(bytes.buffer);
    case "TINYINT":
      return new Int8Array(bytes.buffer);
    default:
      return new Int32Array(bytes.buffer);
  }
}

function validityOf(segments: readonly Segment[], rows: number): Validity {
  if (segments.every((segment) => segment.allValid)) return { nullBitmap: new Uint8Array(0), nullCount: 0 };
  const nullBitmap = new Uint8Array(Math.ceil(rows / 8));
  let nullCount = 0;
  let at = 0;
  for (const segment of segments) {
    for (let row = 0; row < segment.length; row++, at++) {
      if (segment.isValid(row)) nullBitmap[at >> 3] = (nullBitmap[at >> 3] ?? 0) | (1 << (at & 7));
      else nullCount++;
    }
  }
  return { nullBitmap, nullCount };
}
