import { compressFrameSync } from "lz4-napi";

/** One LZ4 frame: what clients mean by `canDecompressLZ4Result` and `LZ4_FRAME`. */
export function lz4Frame(bytes: Uint8Array): Buffer {
  return compressFrameSync(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}
