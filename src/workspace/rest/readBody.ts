import { PwafError } from "../../core/base/errors.ts";
import type { ByteRange, FilePart } from "./types.ts";

/** Far above any page of a list (10 000 tables are some megabytes), far below what would hurt the editor. */
const longestAnswer = 64 << 20;

/**
 * The whole body as text.
 * @throws PwafError `bad-response` when it is too long to be an answer of a workspace.
 */
export async function readBody(response: Response, origin: string): Promise<string> {
  if (response.body === null) return "";
  const decoder = new TextDecoder();
  const parts: string[] = [];
  let length = 0;
  const chunks: AsyncIterable<Uint8Array> = response.body;
  for await (const chunk of chunks) {
    length += chunk.byteLength;
    if (length > longestAnswer) {
      throw new PwafError("bad-response", `${origin} answered with far too much data.`, {
        hint: "Check that the host is the address of a workspace.",
      });
    }
    parts.push(decoder.decode(chunk, { stream: true }));
  }
  return parts.join("") + decoder.decode();
}

/**
 * The bytes of a range, from an answer that holds just them (206), the whole file (200) or nothing (416).
 * @throws PwafError `bad-response` for a web page, which proxies answer with instead of a file.
 */
export async function readPart(response: Response, { from, to }: ByteRange, origin: string): Promise<FilePart> {
  const whole = /\/(\d+)$/.exec(response.headers.get("content-range") ?? "")?.[1];
  if (response.status === 416) return { bytes: new Uint8Array(), size: Number(whole ?? 0) };
  const isPart = response.status === 206;
  const length = isPart ? whole : (response.headers.get("content-length") ?? undefined);
  const start = isPart ? from : 0;
  const parts: Uint8Array[] = [];
  let end = start;
  const chunks: AsyncIterable<Uint8Array> = response.body ?? emptyBody();
  for await (const chunk of chunks) {
    const first = Math.max(from - end, 0);
    if (first < chunk.byteLength) parts.push(chunk.subarray(first, Math.max(to - end, first)));
    end += chunk.byteLength;
    // Leaving the loop ends the transfer.
    if (end >= to) break;
  }
  if (parts.length === 0 && to > from && length !== undefined && Number(length) > from) {
    throw new PwafError("dropped", `The connection to ${origin} broke before the file had come.`, {
      hint: "Try again.",
    });
  }
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.byteLength;
  }
  return length === undefined ? { bytes } : { bytes, size: Number(length) };
}

async function* emptyBody(): AsyncGenerator<Uint8Array> {
  // An answer without a body has no chunks.
}
