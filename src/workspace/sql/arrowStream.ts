/** Marks the end of an Arrow IPC stream: a continuation sign and the length zero. */
export const endOfStream = Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0);

/**
 * One complete Arrow IPC stream from a schema message and record batch messages, byte for byte as they came.
 * The schema may or may not end in an end marker of its own.
 */
export function arrowStream(schema: Uint8Array, batches: readonly Uint8Array[]): ArrayBuffer {
  const parts = [withoutEnd(schema), ...batches.map(withoutEnd), endOfStream];
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole.buffer;
}

function withoutEnd(bytes: Uint8Array): Uint8Array {
  const tail = bytes.subarray(-endOfStream.byteLength);
  return tail.every((byte, i) => byte === endOfStream[i]) ? bytes.subarray(0, -tail.byteLength) : bytes;
}
