import { duckNumber, type Field } from "../sql/field.ts";
import type { Page, Segment } from "../sql/page.ts";
import { valueText } from "../sql/valueText.ts";
import { ttype } from "./reader.ts";
import type { ThriftWriter, Write } from "./writer.ts";

/** Writes a page into a `TRowSet` as its columns: one typed list and one NULL bitmap per column. */
export function columnSet(fields: readonly Field[], page: Page): Write {
  return (writer) => {
    writer.structs(
      3,
      fields.map(
        (field, index) => (column: ThriftWriter) => writeColumn(column, field, page.column(index), page.rowCount),
      ),
    );
  };
}

/** Field of the `TColumn` union, element type of its list. Types without a column of their own travel as text. */
const columnOf = {
  BOOLEAN: [1, ttype.bool],
  TINYINT: [2, ttype.byte],
  SMALLINT: [3, ttype.i16],
  INT: [4, ttype.i32],
  BIGINT: [5, ttype.i64],
  FLOAT: [6, ttype.double],
  DOUBLE: [6, ttype.double],
  BINARY: [8, ttype.string],
} as const;

function writeColumn(writer: ThriftWriter, field: Field, segments: Segment[], rows: number): void {
  const kind = field.type.kind;
  const [id, element] = kind in columnOf ? columnOf[kind as keyof typeof columnOf] : [7, ttype.string];
  writer.struct(id, (inner) => {
    inner.list(1, element, rows);
    for (const segment of segments) {
      if (field.isText || kind === "BINARY") writeBytes(inner, segment);
      else if (element === ttype.string) writeText(inner, segment);
      else writeNumbers(inner, field, segment, element);
    }
    inner.binary(2, nullBitmap(segments, rows));
  });
}

function writeBytes(writer: ThriftWriter, segment: Segment): void {
  let next = 0;
  segment.eachBytes((row, bytes) => {
    for (; next < row; next++) writer.rawI32(0);
    writer.rawBinary(bytes);
    next++;
  });
  for (; next < segment.length; next++) writer.rawI32(0);
}

function writeText(writer: ThriftWriter, segment: Segment): void {
  for (let row = 0; row < segment.length; row++) writer.rawText(valueText(segment.value(row)) ?? "");
}

function writeNumbers(writer: ThriftWriter, field: Field, segment: Segment, element: number): void {
  for (let row = 0; row < segment.length; row++) {
    const value = segment.isValid(row) ? duckNumber(segment.value(row), field) : 0;
    if (element === ttype.i64) writer.rawI64(BigInt(value));
    else if (element === ttype.double) writer.rawDouble(Number(value));
    else if (element === ttype.i32) writer.rawI32(Number(value));
    else if (element === ttype.i16) writer.rawI16(Number(value));
    else writer.rawByte(Number(value));
  }
}

/** Bit `i % 8` of byte `i / 8` is set when row `i` is NULL. */
function nullBitmap(segments: readonly Segment[], rows: number): Buffer {
  const bitmap = Buffer.alloc(Math.ceil(rows / 8));
  let at = 0;
  for (const segment of segments) {
    if (!segment.allValid) {
      for (let row = 0; row < segment.length; row++) {
        if (!segment.isValid(row)) bitmap[(at + row) >> 3] = (bitmap[(at + row) >> 3] ?? 0) | (1 << ((at + row) & 7));
      }
    }
    at += segment.length;
  }
  return bitmap;
}
