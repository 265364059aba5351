import type { Agent, IncomingMessage } from "node:http";
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import type { ResultLink } from "./resultLinks.ts";

/** What the storage answered in place of a file. */
export class StorageRefusal extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`HTTP ${status}`);
    this.status = status;
  }
}

/** The file is not whole. */
export class TruncatedFile extends Error {}

/** Nothing came for a while: the storage is slow, or something between swallows what is sent. */
export class SilentStorage extends Error {}

/** A connection that brings nothing for this long is given up. */
const silentMilliseconds = 30_000;

/**
 * Brings one file. Only the headers that came with the link are sent: the link is signed, and a token is none of the storage's business.
 * @throws StorageRefusal, SilentStorage, or whatever the network gives
 */
export async function download(
  link: ResultLink,
  agent: Agent | undefined,
  signal: AbortSignal,
  silent = silentMilliseconds,
): Promise<Uint8Array<ArrayBuffer>> {
  const url = new URL(link.url);
  const send = url.protocol === "http:" ? httpRequest : httpsRequest;
  return await new Promise((resolve, reject) => {
    const request = send(url, { headers: link.headers, signal, ...(agent ? { agent } : {}) }, (response) => {
      if (response.statusCode !== 200) {
        response.resume();
        return reject(new StorageRefusal(response.statusCode ?? 0));
      }
      body(response).then(resolve, reject);
    });
    request.setTimeout(silent, () => request.destroy(new SilentStorage(`nothing came for ${silent / 1000} s`)));
    request.once("error", reject);
    request.end();
  });
}

async function body(response: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    parts.push(part);
    size += part.byteLength;
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.byteLength;
  }
  return bytes;
}
