import type { IncomingMessage, ServerResponse } from "node:http";

/** One request on its way through the emulator. */
export interface Call {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Absolute; its origin is the one of the server that was asked, whatever the Host header says. */
  readonly url: URL;
  /** The whole body; read once, kept. */
  body(): Promise<Buffer>;
}

/** Bodies beyond this are refused; statements may have 16 MiB in Databricks. */
const largestBody = 32 * 1024 * 1024;

export class BodyTooLarge extends Error {}

export function makeCall(request: IncomingMessage, response: ServerResponse, origin: string): Call {
  let body: Promise<Buffer> | undefined;
  return {
    request,
    response,
    url: new URL((request.url ?? "/").replace(/^\/+/, "/"), origin),
    body: () => (body ??= readBody(request)),
  };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > largestBody) throw new BodyTooLarge("The request body is too large");
    parts.push(part);
  }
  return Buffer.concat(parts, size);
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  send(response, status, "application/json; charset=utf-8", JSON.stringify(body), headers);
}

export function send(
  response: ServerResponse,
  status: number,
  contentType: string,
  body: string | Buffer,
  headers: Record<string, string> = {},
): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, {
    "content-type": contentType,
    "content-length": Buffer.byteLength(body),
    "cache-control": "no-store",
    ...headers,
  });
  response.end(body);
}
