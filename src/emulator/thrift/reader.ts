/**
 * Reads Thrift's binary protocol without generated code: a struct becomes a table from field id to value.
 * Source: https://github.com/apache/thrift/blob/master/doc/specs/thrift-binary-protocol.md
 */

/** Type codes of the binary protocol. */
export const ttype = {
  stop: 0,
  bool: 2,
  byte: 3,
  double: 4,
  i16: 6,
  i32: 8,
  i64: 10,
  string: 11,
  struct: 12,
  map: 13,
  set: 14,
  list: 15,
} as const;

export const messageType = { call: 1, reply: 2, exception: 3, oneway: 4 } as const;

type Value = boolean | number | bigint | Buffer | ThriftStruct | Value[] | Map<string, Value>;

/** The body is no Thrift call; the sender gets a protocol error. */
export class ThriftFormatError extends Error {}

/** A decoded struct. Every getter answers `undefined` for a field that is absent or of another type. */
export class ThriftStruct {
  readonly #fields = new Map<number, Value>();

  set(id: number, value: Value): void {
    this.#fields.set(id, value);
  }

  text(id: number): string | undefined {
    const value = this.#fields.get(id);
    return Buffer.isBuffer(value) ? value.toString("utf8") : undefined;
  }

  bytes(id: number): Buffer | undefined {
    const value = this.#fields.get(id);
    return Buffer.isBuffer(value) ? value : undefined;
  }

  /** Any integer or double; 64-bit values beyond 2^53 lose precision, which no field we read can hold. */
  number(id: number): number | undefined {
    const value = this.#fields.get(id);
    return typeof value === "number" ? value : typeof value === "bigint" ? Number(value) : undefined;
  }

  flag(id: number): boolean | undefined {
    const value = this.#fields.get(id);
    return typeof value === "boolean" ? value : undefined;
  }

  struct(id: number): ThriftStruct | undefined {
    const value = this.#fields.get(id);
    return value instanceof ThriftStruct ? value : undefined;
  }

  structs(id: number): ThriftStruct[] {
    const value = this.#fields.get(id);
    return Array.isArray(value) ? value.filter((item) => item instanceof ThriftStruct) : [];
  }

  texts(id: number): string[] {
    const value = this.#fields.get(id);
    return Array.isArray(value)
      ? value.filter((item) => Buffer.isBuffer(item)).map((item) => item.toString("utf8"))
      : [];
  }

  /** A `map<string, string>`. */
  textMap(id: number): Map<string, string> {
    const value = this.#fields.get(id);
    const result = new Map<string, string>();
    if (value instanceof Map) {
      for (const [key, item] of value) if (Buffer.isBuffer(item)) result.set(key, item.toString("utf8"));
    }
    return result;
  }
}

export interface ThriftMessage {
  readonly method: string;
  readonly sequence: number;
  readonly args: ThriftStruct;
}

/** Decodes one call. Both forms of the header exist in the wild: strict (with a version) and the older one. */
export function readMessage(body: Buffer): ThriftMessage {
  const reader = new Reader(body);
  try {
    const first = reader.i32();
    if (first < 0) {
      if ((first & 0xffff0000) !== (0x80010000 | 0))
        throw new ThriftFormatError("Unknown version of the binary protocol");
      return { method: reader.binary().toString("utf8"), sequence: reader.i32(), args: reader.struct() };
    }
    const method = reader.raw(first).toString("utf8");
    reader.byte();
    return { method, sequence: reader.i32(), args: reader.struct() };
  } catch (error) {
    if (error instanceof RangeError) throw new ThriftFormatError("The Thrift message ends too early", { cause: error });
    throw error;
  }
}

const maxDepth = 64;

class Reader {
  readonly #body: Buffer;
  #at = 0;
  #depth = 0;

  constructor(body: Buffer) {
    this.#body = body;
  }

  byte(): number {
    return this.#body.readInt8(this.#advance(1));
  }

  i32(): number {
    return this.#body.readInt32BE(this.#advance(4));
  }

  raw(length: number): Buffer {
    if (length < 0 || this.#at + length > this.#body.length) throw new RangeError("length");
    const start = this.#advance(length);
    return this.#body.subarray(start, start + length);
  }

  binary(): Buffer {
    return this.raw(this.i32());
  }

  struct(): ThriftStruct {
    if (++this.#depth > maxDepth) throw new ThriftFormatError("The Thrift message is nested too deeply");
    const result = new ThriftStruct();
    for (let type = this.byte(); type !== ttype.stop; type = this.byte()) {
      const id = this.#body.readInt16BE(this.#advance(2));
      result.set(id, this.#value(type));
    }
    this.#depth--;
    return result;
  }

  #value(type: number): Value {
    switch (type) {
      case ttype.bool:
        return this.byte() !== 0;
      case ttype.byte:
        return this.byte();
      case ttype.double:
        return this.#body.readDoubleBE(this.#advance(8));
      case ttype.i16:
        return this.#body.readInt16BE(this.#advance(2));
      case ttype.i32:
        return this.i32();
      case ttype.i64:
        return this.#body.readBigInt64BE(this.#advance(8));
      case ttype.string:
        return this.binary();
      case ttype.struct:
        return this.struct();
      case ttype.list:
      case ttype.set:
        return this.#list();
      case ttype.map:
        return this.#map();
      default:
        throw new ThriftFormatError(`Unknown Thrift type ${type}`);
    }
  }

  #list(): Value[] {
    const type = this.byte();
    const size = this.#size();
    const items: Value[] = [];
    for (let i = 0; i < size; i++) items.push(this.#value(type));
    return items;
  }

  /** Every map we are sent has text keys. */
  #map(): Map<string, Value> {
    const keyType = this.byte();
    const valueType = this.byte();
    const size = this.#size();
    const map = new Map<string, Value>();
    for (let i = 0; i < size; i++) {
      const key = this.#value(keyType);
      if (!Buffer.isBuffer(key)) throw new ThriftFormatError("A map key is not a text");
      map.set(key.toString("utf8"), this.#value(valueType));
    }
    return map;
  }

  /** Every element takes at least one byte, so a size beyond the body is an attack or a fault. */
  #size(): number {
    const size = this.i32();
    if (size < 0 || size > this.#body.length - this.#at) throw new RangeError("size");
    return size;
  }

  #advance(length: number): number {
    const start = this.#at;
    if (start + length > this.#body.length) throw new RangeError("end");
    this.#at += length;
    return start;
  }
}
