import { PwafError } from "../../core/base/errors.ts";

/** Values of `MessageHeader` in Arrow's `format/Message.fbs`. */
export const messageKind = { schema: 1, dictionary: 2, rows: 3 };

/** One message of an Arrow IPC stream. */
export interface ArrowMessage {
  /** One of `messageKind`. */
  readonly kind: number;
  /** With the eight bytes in front. */
  readonly metadataLength: number;
  readonly bodyLength: number;
  /** Of a record batch; 0 for others. */
  readonly rowCount: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * The messages of an IPC stream. Each is a mark, the length of its metadata, the metadata (a `Message` table), the body.
 * Source: https://arrow.apache.org/docs/format/Columnar.html#encapsulated-message-format
 * @throws PwafError with reason `bad-response` when it ends within a message, or is something else
 */
export function arrowMessages(stream: Uint8Array<ArrayBuffer>): ArrowMessage[] {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  const found: ArrowMessage[] = [];
  try {
    for (let at = 0; at + 8 <= stream.byteLength;) {
      if (view.getInt32(at, true) !== -1) throw unreadableArrow();
      const length = view.getInt32(at + 4, true);
      if (length === 0) break;
      const table = at + 8 + view.getInt32(at + 8, true);
      // Fields by place in the table: version, kind of header, header, length of the body.
      const kind = fieldAt(view, table, 1);
      const header = fieldAt(view, table, 2);
      const body = fieldAt(view, table, 3);
      const bodyLength = body === undefined ? 0 : Number(view.getBigInt64(body, true));
      const end = at + 8 + length + bodyLength;
      if (kind === undefined || header === undefined || end > stream.byteLength) throw unreadableArrow();
      found.push({
        kind: view.getUint8(kind),
        metadataLength: 8 + length,
        bodyLength,
        rowCount: view.getUint8(kind) === messageKind.rows ? batchRows(view, header) : 0,
        bytes: stream.subarray(at, end),
      });
      at = end;
    }
  } catch (error) {
    throw error instanceof RangeError ? unreadableArrow() : error;
  }
  return found;
}

/** The first field of a `RecordBatch` table, which the header points to. */
function batchRows(view: DataView, header: number): number {
  const length = fieldAt(view, header + view.getUint32(header, true), 0);
  return length === undefined ? 0 : Number(view.getBigInt64(length, true));
}

/** Where a flatbuffer table keeps a field, or undefined when it is absent. */
export function fieldAt(view: DataView, table: number, field: number): number | undefined {
  const vtable = table - view.getInt32(table, true);
  const slot = 4 + 2 * field;
  if (slot >= view.getUint16(vtable, true)) return undefined;
  const offset = view.getUint16(vtable + slot, true);
  return offset === 0 ? undefined : table + offset;
}

export function unreadableArrow(): PwafError {
  return new PwafError("bad-response", "The server sent rows that are no Arrow messages as they should be.", {
    hint: "Choose another format, and please report this.",
  });
}
