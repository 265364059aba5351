// The certificate library wants this polyfill before it is loaded.
import "reflect-metadata";
import { webcrypto } from "node:crypto";
import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http";
import { createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import * as x509 from "@peculiar/x509";

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

/** A key and a certificate for 127.0.0.1 that nobody else has signed. */
export async function selfSigned(): Promise<{ key: string; cert: string }> {
  const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
  x509.cryptoProvider.set(webcrypto);
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const cert = await x509.X509CertificateGenerator.createSelfSigned({
    name: "CN=127.0.0.1",
    signingAlgorithm: algorithm,
    keys,
    extensions: [new x509.SubjectAlternativeNameExtension([{ type: "ip", value: "127.0.0.1" }])],
  });
  const pkcs8 = await webcrypto.subtle.exportKey("pkcs8", keys.privateKey);
  return { key: x509.PemConverter.encode(pkcs8, "PRIVATE KEY"), cert: cert.toString("pem") };
}
