/**
 * The parts of PostgreSQL's protocol 3.0 that a gateway before a server needs.
 * Source: PostgreSQL's manual, "Frontend/Backend Protocol", chapters "Message Flow" and "Message Formats".
 */

/** What a client sends first: a request for encryption, a cancel, or who it is. */
export type Startup =
  | { readonly kind: "ssl" }
  | { readonly kind: "gss" }
  | { readonly kind: "cancel"; readonly bytes: Buffer }
  | { readonly kind: "startup"; readonly parameters: ReadonlyMap<string, string> }
  | { readonly kind: "unknown" };

export interface Message {
  /** One letter, such as `Q`. */
  readonly type: string;
  readonly body: Buffer;
  /** As it came, with type and length. */
  readonly bytes: Buffer;
}

const codes = { cancel: 80_877_102, ssl: 80_877_103, gss: 80_877_104, version3: 0x0003_0000 } as const;
/** Longer than any real message; whoever sends more speaks another protocol. */
const longest = 64 * 1024 * 1024;

/** Cuts a stream into messages. The first ones have no type: take them with `startup`. */
export class MessageReader {
  #left: Buffer = Buffer.alloc(0);

  push(chunk: Buffer): void {
    this.#left = this.#left.length === 0 ? chunk : Buffer.concat([this.#left, chunk]);
  }

  /** The next message without a type; undefined while it is not complete. */
  startup(): Startup | undefined {
    const bytes = this.#take(0);
    if (bytes === undefined) return undefined;
    const code = bytes.length < 8 ? 0 : bytes.readInt32BE(4);
    if (code === codes.ssl) return { kind: "ssl" };
    if (code === codes.gss) return { kind: "gss" };
    if (code === codes.cancel) return { kind: "cancel", bytes };
    // Minor versions are negotiated by servers; clients of 3.2 take a 3.0 answer.
    if (code >> 16 !== 3) return { kind: "unknown" };
    return { kind: "startup", parameters: parametersOf(bytes.subarray(8)) };
  }

  /** The next message with a type; undefined while it is not complete. */
  message(): Message | undefined {
    const bytes = this.#take(1);
    return bytes && { type: String.fromCharCode(bytes[0] ?? 0), body: bytes.subarray(5), bytes };
  }

  /** What has come and was not taken. */
  rest(): Buffer {
    const rest = this.#left;
    this.#left = Buffer.alloc(0);
    return rest;
  }

  #take(at: 0 | 1): Buffer | undefined {
    if (this.#left.length < at + 4) return undefined;
    const length = this.#left.readInt32BE(at) + at;
    if (length < at + 4 || length > longest) throw new Error(`A message of ${length} bytes is no PostgreSQL`);
    if (this.#left.length < length) return undefined;
    const bytes = this.#left.subarray(0, length);
    this.#left = this.#left.subarray(length);
    return bytes;
  }
}

function parametersOf(bytes: Buffer): Map<string, string> {
  const texts = bytes.toString("utf8").split("\0");
  const found = new Map<string, string>();
  for (let i = 0; i + 1 < texts.length && texts[i] !== ""; i += 2) found.set(texts[i] ?? "", texts[i + 1] ?? "");
  return found;
}

export function startupMessage(parameters: ReadonlyMap<string, string>): Buffer {
  const texts = [...parameters].map(([name, value]) => `${name}\0${value}\0`).join("");
  return withLength("", Buffer.concat([int32(codes.version3), Buffer.from(`${texts}\0`)]));
}

export function message(type: string, body: Buffer | string = ""): Buffer {
  return withLength(type, typeof body === "string" ? Buffer.from(body) : body);
}

export const cleartextPassword = message("R", int32(3));
export const authenticationOk = message("R", int32(0));

export function queryMessage(sql: string): Buffer {
  return message("Q", `${sql}\0`);
}

export function errorResponse(code: string, text: string): Buffer {
  return message("E", `SFATAL\0VFATAL\0C${code}\0M${text}\0\0`);
}

/** The fields of an error, by letter. */
export function errorFields(body: Buffer): ReadonlyMap<string, string> {
  const fields = body.toString("utf8").split("\0").filter(Boolean);
  return new Map(fields.map((field) => [field.slice(0, 1), field.slice(1)]));
}

/** The values of a row as texts. */
export function rowOf(body: Buffer): (string | null)[] {
  const values: (string | null)[] = [];
  let at = 2;
  for (let i = body.readInt16BE(0); i > 0; i--) {
    const length = body.readInt32BE(at);
    at += 4;
    values.push(length < 0 ? null : body.toString("utf8", at, at + length));
    at += Math.max(length, 0);
  }
  return values;
}

function withLength(type: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(type, "latin1"), int32(body.length + 4), body]);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}
