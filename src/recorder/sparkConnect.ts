import { Transform, type TransformCallback } from "node:stream";

/**
 * Where each request of Spark Connect says what its client is: the number of the field `client_type`.
 * Source: `spark/connect/base.proto` of Apache Spark.
 */
const fields: Readonly<Record<string, number>> = {
  AddArtifacts: 6,
  AnalyzePlan: 3,
  ArtifactStatus: 3,
  Config: 4,
  ExecutePlan: 4,
  FetchErrorDetails: 4,
  Interrupt: 3,
  ReattachExecute: 4,
  ReleaseExecute: 4,
  ReleaseSession: 3,
};

/** The field that names the client in requests to this path; undefined for calls of another service. */
export function clientTypeField(path: string): number | undefined {
  const method = /\/spark\.connect\.SparkConnectService\/(\w+)$/.exec(path)?.[1] ?? "";
  return Object.hasOwn(fields, method) ? fields[method] : undefined;
}

/** Wire types of Protocol Buffers that such messages use. */
const wire = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const;

const frameHeader = 5;
/** A name of a client is shorter: Spark Connect allows 2,048 characters. */
const longestText = 8192;

/**
 * Passes a gRPC request on as it is, and reads one text of its first message on the way. The rest of the message, which
 * may be as large as the data of a query, is neither kept nor waited for.
 */
export class MessageTextReader extends Transform {
  readonly #field: number;
  readonly #found: (text: string | undefined) => void;
  #isDone = false;
  /** What came in and was not understood yet; short, since only texts of interest are waited for. */
  #pending = Buffer.alloc(0);
  /** Bytes to pass over before the next field begins. */
  #skip = 0;
  /** Bytes of the message behind what was read or is to be passed over; undefined before its length is known. */
  #left: number | undefined;

  /** @param found is told once: the text, or undefined when the request ends without it or cannot be read */
  constructor(field: number, found: (text: string | undefined) => void) {
    super();
    this.#field = field;
    this.#found = found;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    if (!this.#isDone) this.#read(chunk);
    done(undefined, chunk);
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#finish(undefined);
    done(error);
  }

  #finish(text: string | undefined): void {
    if (this.#isDone) return;
    this.#isDone = true;
    this.#pending = Buffer.alloc(0);
    this.#found(text);
  }

  #read(chunk: Buffer): void {
    const passed = Math.min(this.#skip, chunk.length);
    this.#skip -= passed;
    this.#pending = Buffer.concat([this.#pending, chunk.subarray(passed)]);
    while (!this.#isDone && this.#skip === 0 && this.#step());
    // Only the beginning of a field may be left over; what goes on and on is no message.
    if (this.#pending.length > 2 * longestText) this.#finish(undefined);
  }

  /** Takes one field off what is pending. False when there is no more to take for now. */
  #step(): boolean {
    if (this.#left === undefined) return this.#begin();
    if (this.#left <= 0) return this.#stop();
    const tag = varint(this.#pending, 0);
    if (!tag) return false;
    const isWanted = Math.floor(tag.value / 8) === this.#field;
    switch (tag.value % 8) {
      case wire.varint: {
        const value = varint(this.#pending, tag.end);
        return value ? this.#pass(value.end) : false;
      }
      case wire.fixed64:
        return this.#pass(tag.end + 8);
      case wire.fixed32:
        return this.#pass(tag.end + 4);
      case wire.bytes: {
        const length = varint(this.#pending, tag.end);
        if (!length) return false;
        const end = length.end + length.value;
        if (!isWanted) return this.#pass(end);
        if (length.value > longestText) return this.#stop();
        if (this.#pending.length < end) return false;
        this.#finish(this.#pending.toString("latin1", length.end, end));
        return false;
      }
      default:
        return this.#stop();
    }
  }

  /** Reads gRPC's own five bytes: whether the message is compressed, which cannot be read, and its length. */
  #begin(): boolean {
    if (this.#pending.length < frameHeader) return false;
    if (this.#pending[0] !== 0) return this.#stop();
    this.#left = this.#pending.readUInt32BE(1);
    this.#pending = this.#pending.subarray(frameHeader);
    return true;
  }

  #pass(length: number): boolean {
    const there = Math.min(length, this.#pending.length);
    this.#pending = this.#pending.subarray(there);
    this.#left = (this.#left ?? 0) - length;
    this.#skip = length - there;
    return true;
  }

  #stop(): boolean {
    this.#finish(undefined);
    return false;
  }
}

/** A number of Protocol Buffers and where it ends; undefined when its last byte is not there yet. */
function varint(bytes: Buffer, start: number): { readonly value: number; readonly end: number } | undefined {
  let value = 0;
  for (let index = start, scale = 1; index < bytes.length; index++, scale *= 128) {
    const byte = bytes[index] ?? 0;
    value += (byte & 127) * scale;
    if (byte < 128) return { value, end: index + 1 };
  }
  return undefined;
}
