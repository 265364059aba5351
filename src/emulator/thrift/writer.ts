import { messageType, ttype } from "./reader.ts";

/** Writes one field's or element's content. */
export type Write = (writer: ThriftWriter) => void;

/**
 * Writes Thrift's binary protocol into one growing buffer. Fields that are `undefined` are left out,
 * as optional fields must be.
 */
export class ThriftWriter {
  #buffer: Buffer;
  #at = 0;

  constructor(size = 1024) {
    this.#buffer = Buffer.allocUnsafe(size);
  }

  bytes(): Buffer {
    return this.#buffer.subarray(0, this.#at);
  }

  flag(id: number, value: boolean | undefined): this {
    if (value === undefined) return this;
    return this.#field(ttype.bool, id).rawByte(value ? 1 : 0);
  }

  i32(id: number, value: number | undefined): this {
    if (value === undefined) return this;
    return this.#field(ttype.i32, id).rawI32(value);
  }

  i64(id: number, value: number | bigint | undefined): this {
    if (value === undefined) return this;
    return this.#field(ttype.i64, id).rawI64(BigInt(value));
  }

  double(id: number, value: number | undefined): this {
    if (value === undefined) return this;
    return this.#field(ttype.double, id).rawDouble(value);
  }

  text(id: number, value: string | undefined): this {
    if (value === undefined) return this;
    return this.#field(ttype.string, id).rawText(value);
  }

  binary(id: number, value: Uint8Array | undefined): this {
    if (value === undefined) return this;
    return this.#field(ttype.string, id).rawBinary(value);
  }

  struct(id: number, write: Write | undefined): this {
    if (write === undefined) return this;
    return this.#field(ttype.struct, id).rawStruct(write);
  }

  structs(id: number, items: readonly Write[] | undefined): this {
    if (items === undefined) return this;
    this.list(id, ttype.struct, items.length);
    for (const item of items) this.rawStruct(item);
    return this;
  }

  /** A list's head; the caller writes exactly `size` raw elements after it. */
  list(id: number, elementType: number, size: number): this {
    return this.#field(ttype.list, id).rawByte(elementType).rawI32(size);
  }

  textMap(id: number, entries: readonly (readonly [string, string])[]): this {
    this.mapHead(id, ttype.string, entries.length);
    for (const [key, value] of entries) this.rawText(key).rawText(value);
    return this;
  }

  /** Head of a map with string keys. */
  mapHead(id: number, valueType: number, size: number): this {
    return this.#field(ttype.map, id).rawByte(ttype.string).rawByte(valueType).rawI32(size);
  }

  rawByte(value: number): this {
    this.#room(1);
    this.#buffer[this.#at++] = value & 0xff;
    return this;
  }

  rawI16(value: number): this {
    this.#room(2);
    this.#at = this.#buffer.writeInt16BE(value, this.#at);
    return this;
  }

  rawI32(value: number): this {
    this.#room(4);
    this.#at = this.#buffer.writeInt32BE(value, this.#at);
    return this;
  }

  rawI64(value: bigint): this {
    this.#room(8);
    this.#at = this.#buffer.writeBigInt64BE(value, this.#at);
    return this;
  }

  rawDouble(value: number): this {
    this.#room(8);
    this.#at = this.#buffer.writeDoubleBE(value, this.#at);
    return this;
  }

  rawText(value: string): this {
    // UTF-8 needs at most three bytes per UTF-16 unit, so one pass is enough for short texts.
    const most = value.length * 3;
    if (most > 4096) return this.rawBinary(Buffer.from(value, "utf8"));
    this.#room(4 + most);
    const length = this.#buffer.write(value, this.#at + 4, "utf8");
    this.#buffer.writeInt32BE(length, this.#at);
    this.#at += 4 + length;
    return this;
  }

  rawBinary(value: Uint8Array): this {
    this.rawI32(value.length);
    this.#room(value.length);
    this.#buffer.set(value, this.#at);
    this.#at += value.length;
    return this;
  }

  rawStruct(write: Write): this {
    write(this);
    return this.rawByte(ttype.stop);
  }

  #field(type: number, id: number): this {
    return this.rawByte(type).rawI16(id);
  }

  #room(size: number): void {
    const needed = this.#at + size;
    if (needed <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(needed, this.#buffer.length * 2));
    this.#buffer.copy(larger, 0, 0, this.#at);
    this.#buffer = larger;
  }
}

/** A reply: the method's answer is field 0 of an unnamed result struct. */
export function writeReply(method: string, sequence: number, answer: Write): Buffer {
  return writeMessage(messageType.reply, method, sequence, (writer) => writer.struct(0, answer));
}

/** A `TApplicationException`; code 1 is "unknown method", 6 "internal error", 7 "protocol error". */
export function writeException(method: string, sequence: number, code: number, message: string): Buffer {
  return writeMessage(messageType.exception, method, sequence, (writer) => writer.text(1, message).i32(2, code));
}

function writeMessage(type: number, method: string, sequence: number, body: Write): Buffer {
  const writer = new ThriftWriter();
  writer
    .rawI32(0x80010000 | type | 0)
    .rawText(method)
    .rawI32(sequence)
    .rawStruct(body);
  return writer.bytes();
}
