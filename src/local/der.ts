/** Writes ASN.1 in its distinguished encoding (ITU-T X.690), as far as certificates and PKCS #12 files need it. */
export const der = {
  sequence: (...items: readonly Buffer[]) => value(0x30, ...items),
  set: (...items: readonly Buffer[]) => value(0x31, ...items),
  boolean: (is: boolean) => value(0x01, Buffer.from([is ? 0xff : 0])),
  /** Positive. */
  integer: (bytes: Buffer | number) => {
    const plain = typeof bytes === "number" ? Buffer.from([bytes]) : bytes;
    return value(0x02, (plain[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), plain]) : plain);
  },
  octets: (...bytes: readonly Buffer[]) => value(0x04, ...bytes),
  bits: (bytes: Buffer, unused = 0) => value(0x03, Buffer.from([unused]), bytes),
  utf8: (text: string) => value(0x0c, Buffer.from(text, "utf8")),
  bmp: (text: string) => value(0x1e, Buffer.from(text, "utf16le").swap16()),
  /** UTCTime until 2049, as certificates want it. */
  time: (date: Date) => value(0x17, Buffer.from(date.toISOString().replace(/^\d\d|[-:T]|\.\d+/g, ""))),
  oid: (dotted: string) => {
    const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
    return value(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
  },
  /** `[n]` around other values. */
  tagged: (n: number, ...items: readonly Buffer[]) => value(0xa0 + n, ...items),
  /** `[n]` in place of the tag of a plain value. */
  implicit: (n: number, bytes: Buffer) => value(0x80 + n, bytes),
};

function value(tag: number, ...contents: readonly Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag, ...lengthOf(content.length)]), content]);
}

function lengthOf(length: number): number[] {
  if (length < 0x80) return [length];
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return [0x80 + bytes.length, ...bytes];
}

function base128(number: number): number[] {
  const bytes = [number % 128];
  for (let rest = Math.floor(number / 128); rest > 0; rest = Math.floor(rest / 128)) bytes.unshift((rest % 128) + 128);
  return bytes;
}
