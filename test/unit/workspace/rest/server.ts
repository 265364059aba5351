import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http";
import { createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { createAuthority } from "../../../../src/local/certificates.ts";

export interface Seen {
  readonly method: string;
  /** Path and query exactly as they came. */
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
}

/** Answers the n-th request (from 1). */
export type Answer = (response: ServerResponse, seen: Seen, n: number) => void;

/** A server on 127.0.0.1 that records what it is asked. */
export class TestServer implements AsyncDisposable {
  readonly seen: readonly Seen[];
  readonly host: string;
  readonly #server: Server;

  private constructor(server: Server, host: string, seen: readonly Seen[]) {
    this.#server = server;
    this.host = host;
    this.seen = seen;
  }

  static async start(answer: Answer, tls?: { key: string; cert: string }): Promise<TestServer> {
    const all: Seen[] = [];
    const listener: RequestListener = (request, response) => {
      const seen = { method: request.method ?? "", url: request.url ?? "", headers: request.headers };
      answer(response, seen, all.push(seen));
    };
    const server = tls ? createTlsServer(tls, listener) : createServer(listener);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    return new TestServer(server, `${tls ? "https" : "http"}://127.0.0.1:${port}`, all);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

export function sendJson(response: ServerResponse, body: unknown, status = 200, headers: Record<string, string> = {}) {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

/** A key and a certificate for 127.0.0.1, and the authority behind them, which nobody trusts unless told to; PEM. */
export function privatelySigned(): { key: string; cert: string; ca: string } {
  const authority = createAuthority("Nobody's authority", new Date());
  const { key, certificate } = authority.issue(["127.0.0.1"]);
  return { key, cert: certificate, ca: authority.certificate };
}
