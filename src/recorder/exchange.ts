import type { IncomingHttpHeaders, OutgoingHttpHeaders } from "node:http";
import { Http2ServerResponse } from "node:http2";
import type { Readable, Writable } from "node:stream";

/** What the requests of `node:http` and `node:http2` have in common. */
export interface AnyRequest extends Readable {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly httpVersion: string;
  readonly headers: IncomingHttpHeaders;
  /** Name and value in turn. */
  readonly rawHeaders: string[];
  readonly socket: { readonly destroyed: boolean };
}

export interface AnyResponse extends Writable {
  readonly headersSent: boolean;
  readonly statusCode: number;
  writeHead(status: number, headers: OutgoingHttpHeaders): unknown;
}

/** A request and its answer, over HTTP/1.1 or HTTP/2. */
export interface Called {
  readonly request: AnyRequest;
  readonly response: AnyResponse;
  /** The origin that the client called, such as `https://adb-1.2.azuredatabricks.net`. */
  readonly origin: URL;
  /** Path and query. */
  readonly target: string;
}

/** A call on its way. */
export interface Exchange extends Called {
  /** What the request carries: the request itself, or what reads on the way. */
  readonly body: Readable;
  /** To be told the name in docs/errors.md of an error that the answer says. */
  readonly onKnownError: (error: string) => void;
}

/** Whether the client has broken off, so that no answer can reach it. */
export function isGone({ request, response }: Called): boolean {
  // What Node calls a response of HTTP/2 is no stream itself.
  const stream = response instanceof Http2ServerResponse ? response.stream : response;
  return stream.destroyed || stream.closed || request.socket.destroyed;
}

/** Answers once, and never after the answer has begun. */
export function answer(
  { response }: Pick<Exchange, "response">,
  status: number,
  body: object | string,
  headers: Readonly<Record<string, string>> = {},
): void {
  if (response.headersSent || response.destroyed) return;
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const contentType = typeof body === "string" ? "text/plain; charset=utf-8" : "application/json; charset=utf-8";
  const all = { "content-type": contentType, "content-length": Buffer.byteLength(text), "cache-control": "no-store" };
  response.writeHead(status, { ...all, ...headers });
  response.end(text);
}
