import type { ResultColumn } from "../../../protocol/rows.ts";
import { arrowMessages, fieldAt, messageKind, unreadableArrow } from "../arrowMessages.ts";
import { endOfStream } from "../arrowStream.ts";
import type { ExportFile } from "./exportFile.ts";
import type { RowWriter } from "./rowWriter.ts";

/** `ARROW1`, padded to the eight bytes that every message starts on. */
const magic = Uint8Array.of(0x41, 0x52, 0x52, 0x4f, 0x57, 0x31, 0, 0);

/** Where a message lies in the file; `Block` of Arrow's `format/File.fbs`. */
interface Block {
  readonly offset: number;
  /** With the eight bytes in front. */
  readonly metadataLength: number;
  readonly bodyLength: number;
}

/**
 * The Arrow IPC file format around the server's own messages, byte for byte: in front a magic word, behind a table of
 * contents. Source: https://arrow.apache.org/docs/format/Columnar.html#ipc-file-format
 */
export async function arrowFileWriter(
  file: ExportFile,
  _columns: readonly ResultColumn[],
  first: Uint8Array<ArrayBuffer>,
): Promise<RowWriter> {
  const schema = arrowMessages(first).find(({ kind }) => kind === messageKind.schema);
  if (!schema) throw unreadableArrow();
  const blocks: Record<"rows" | "dictionary", Block[]> = { rows: [], dictionary: [] };
  await file.write(magic);
  await file.write(schema.bytes);
  return {
    async write(page) {
      for (const { kind, metadataLength, bodyLength, bytes } of arrowMessages(page)) {
        if (kind === messageKind.schema) continue;
        const list = kind === messageKind.dictionary ? blocks.dictionary : blocks.rows;
        list.push({ offset: file.bytes, metadataLength, bodyLength });
        await file.write(bytes);
      }
    },
    async finish() {
      const contents = footer(schema.bytes.subarray(8), blocks);
      await file.write(endOfStream);
      await file.write(contents);
      await file.write(Uint8Array.from([...int32(contents.byteLength), ...magic.subarray(0, 6)]));
    },
  };
}

/**
 * The table of contents: a flatbuffer `Footer {version, schema, dictionaries, recordBatches}`. The schema is taken over as
 * it stands in the server's message, since places inside a flatbuffer are relative: the footer points into a copy of it.
 */
function footer(
  schemaMessage: Uint8Array<ArrayBuffer>,
  blocks: Record<"rows" | "dictionary", readonly Block[]>,
): Uint8Array {
  const message = new DataView(schemaMessage.buffer, schemaMessage.byteOffset, schemaMessage.byteLength);
  const header = fieldAt(message, message.getInt32(0, true), 2);
  const version = fieldAt(message, message.getInt32(0, true), 0);
  if (header === undefined) throw unreadableArrow();

  // The root's place, a table of field places (its size, the table's size, four fields), the table itself.
  const vtable = 4;
  const table = 16;
  const dictionaries = 36;
  const rows = dictionaries + 4 + 24 * blocks.dictionary.length + 4;
  const copy = rows + 4 + 24 * blocks.rows.length;
  const bytes = new Uint8Array(copy + schemaMessage.byteLength);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, table, true);
  [12, 20, 16, 4, 8, 12].forEach((value, i) => view.setUint16(vtable + 2 * i, value, true));
  view.setInt32(table, table - vtable, true);
  const pointTo = (at: number, place: number): void => view.setUint32(at, place - at, true);
  pointTo(table + 4, copy + header + message.getUint32(header, true));
  pointTo(table + 8, dictionaries);
  pointTo(table + 12, rows);
  view.setInt16(table + 16, version === undefined ? 0 : message.getInt16(version, true), true);
  writeBlocks(view, dictionaries, blocks.dictionary);
  writeBlocks(view, rows, blocks.rows);
  bytes.set(schemaMessage, copy);
  return bytes;
}

/** A vector of structs: their number, then each with 64-bit fields where those must lie, on multiples of eight. */
function writeBlocks(view: DataView, vector: number, blocks: readonly Block[]): void {
  view.setUint32(vector, blocks.length, true);
  blocks.forEach(({ offset, metadataLength, bodyLength }, i) => {
    const at = vector + 4 + 24 * i;
    view.setBigInt64(at, BigInt(offset), true);
    view.setInt32(at + 8, metadataLength, true);
    view.setBigInt64(at + 16, BigInt(bodyLength), true);
  });
}

function int32(value: number): Uint8Array {
  return new Uint8Array(Int32Array.of(value).buffer);
}
