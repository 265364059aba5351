/** A 64-bit integer of the Thrift library: eight bytes, big-endian. The package ships no types. */
interface ThriftInt64 {
  readonly buffer: Buffer;
  readonly offset: number;
}

/** Exact value of a Thrift 64-bit integer. Small ones may come as plain numbers. */
export function int64Value(value: unknown): bigint {
  if (typeof value === "number" || typeof value === "bigint") return BigInt(value);
  const { buffer, offset } = value as ThriftInt64;
  return buffer.readBigInt64BE(offset);
}
