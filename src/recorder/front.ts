import { createServer as createPlainServer } from "node:http";
import { createSecureServer } from "node:http2";
import { createServer, type Server, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { createSecureContext, type SecureContext, type TLSSocket } from "node:tls";
import { isCloudHost } from "../core/recorder/hosts.ts";
import type { Authority } from "../local/certificates.ts";
import { listen } from "../local/listen.ts";
import type { AnyRequest, AnyResponse } from "./exchange.ts";

export interface FrontHandlers {
  /** @param scheme how the client spoke */
  request(request: AnyRequest, response: AnyResponse, scheme: "http" | "https"): void;
  /** Whether calls to a host that clients name to the proxy are ours to answer; others are let through unseen. */
  answersFor(host: string, port: number): boolean;
  /** A connection to somewhere else. */
  tunnel(host: string, port: number): Promise<Socket>;
  /** Bytes that are no request. */
  refused(packet: Buffer, status: number, why: string): void;
  trouble(what: string): void;
}

export interface Front {
  readonly port: number;
  close(): Promise<void>;
}

/** More than any server takes: whether headers are too large is for the workspace to say. */
const largestHeaders = 1_048_576;
const patienceMs = 30_000;
const tlsHandshake = 0x16;

/**
 * One port on 127.0.0.1 that takes everything: http, https (HTTP/1.1 and 2, with a certificate for whatever name is
 * asked for), and CONNECT of an HTTP proxy, behind which the same is taken again.
 * @throws PwafError `config` when the port cannot be had
 */
export async function openFront(port: number, authority: Authority, handlers: FrontHandlers): Promise<Front> {
  const open = new Set<Socket>();
  const track = (socket: Socket) => {
    open.add(socket);
    socket.once("close", () => open.delete(socket));
    // Clients break off as they like.
    socket.on("error", () => undefined);
  };
  const limits = { maxHeaderSize: largestHeaders, headersTimeout: patienceMs, requestTimeout: 0 };

  const plain = createPlainServer({ ...limits, keepAliveTimeout: patienceMs });
  plain.on("request", (request, response) => handlers.request(request, response, "http"));
  const own = authority.issue(["127.0.0.1", "localhost", "::1"]);
  const contexts = new Map<string, SecureContext>();
  const secure = createSecureServer({
    ...limits,
    allowHTTP1: true,
    settings: { maxHeaderListSize: largestHeaders },
    maxHeaderListPairs: 2000,
    cert: own.certificate,
    key: own.key,
    minVersion: "TLSv1.2",
    handshakeTimeout: patienceMs,
    SNICallback: (name, done) => done(null, isName(name) ? contextFor(name.toLowerCase()) : undefined),
  });
  secure.on("request", (request, response) => handlers.request(request, response, "https"));
  secure.on("tlsClientError", (error: NodeJS.ErrnoException, socket: TLSSocket) =>
    handlers.trouble(tlsTrouble(error, socket)),
  );
  secure.on("unknownProtocol", (socket) => {
    handlers.trouble("A client offered neither HTTP/1.1 nor HTTP/2 and was refused.");
    socket.destroy();
  });
  secure.on("sessionError", (error: NodeJS.ErrnoException) => {
    // Clients hang up as they like.
    if (error.code !== "ECONNRESET") handlers.trouble(`A client broke the rules of HTTP/2: ${error.message}.`);
  });

  const contextFor = (name: string): SecureContext => {
    const known = contexts.get(name);
    if (known) return known;
    const { certificate, key } = authority.issue([name]);
    const context = createSecureContext({ cert: certificate, key });
    if (contexts.size < 100) contexts.set(name, context);
    return context;
  };

  /** Hands a connection to the server that understands it, by its first byte. */
  const accept = (socket: Socket) => {
    const giveUp = () => socket.destroy();
    socket.setTimeout(patienceMs, giveUp);
    socket.once("data", (first: Buffer) => {
      socket.setTimeout(0, giveUp);
      socket.pause();
      socket.unshift(first);
      // TLS takes what is buffered and goes on below the socket; HTTP reads the socket itself.
      if (first[0] === tlsHandshake) return void secure.emit("connection", socket);
      plain.emit("connection", socket);
      socket.resume();
    });
  };

  plain.on("connect", (request, client: Socket, head: Buffer) => {
    const target = /^(\[[^\]]+\]|[^:]+):(\d+)$/.exec(request.url ?? "");
    if (!target) return void client.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
    const host = (target[1] ?? "").replace(/^\[|\]$/g, "").toLowerCase();
    const number = Number(target[2]);
    const established = "HTTP/1.1 200 Connection Established\r\n\r\n";
    if (handlers.answersFor(host, number)) {
      client.write(established);
      if (head.length > 0) client.unshift(head);
      return accept(client);
    }
    // Not Databricks: nothing of ours to see.
    handlers.tunnel(host, number).then(
      (server) => {
        track(server);
        client.write(established);
        server.write(head);
        server.pipe(client).pipe(server);
        for (const [one, other] of [[server, client] as const, [client, server] as const])
          one.once("close", () => other.destroy());
      },
      () => client.end("HTTP/1.1 502 Bad Gateway\r\nConnection: close\r\n\r\n"),
    );
  });
  for (const server of [plain, secure]) {
    server.on("clientError", (error: ParseError, socket: Duplex) => {
      const [status, why] = refusal(error);
      if (error.code !== "ECONNRESET") handlers.refused(error.rawPacket ?? Buffer.alloc(0), status, why);
      if (socket.writable) socket.end(`HTTP/1.1 ${status} ${why}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      else socket.destroy();
    });
  }

  const front: Server = createServer((socket) => {
    track(socket);
    accept(socket);
  });
  const taken = await listen(front, port, "--port");
  return {
    port: taken,
    async close() {
      await new Promise<void>((resolve) => {
        front.close(() => resolve());
        for (const socket of open) socket.destroy();
      });
      // They never listened themselves; this ends their timers.
      plain.close();
      secure.close();
    },
  };
}

/** What the HTTP parser of Node makes of bytes that it refuses. */
type ParseError = NodeJS.ErrnoException & { readonly rawPacket?: Buffer };

function isName(name: string): boolean {
  return isCloudHost(name) || /^(?:localhost|[\w-]+(?:\.[\w-]+)+)$/i.test(name);
}

function refusal(error: ParseError): [status: number, why: string] {
  if (error.code === "HPE_HEADER_OVERFLOW") return [431, "Request Header Fields Too Large"];
  if (error.code === "ERR_HTTP_REQUEST_TIMEOUT") return [408, "Request Timeout"];
  return [400, "Bad Request"];
}

function tlsTrouble(error: NodeJS.ErrnoException, socket: TLSSocket): string {
  const name = "servername" in socket && typeof socket.servername === "string" ? ` for ${socket.servername}` : "";
  if (/UNKNOWN_CA|BAD_CERTIFICATE|CERTIFICATE_UNKNOWN/i.test(error.code ?? "")) {
    return `A client${name} does not trust the recorder's certificate. Name the recorder's authority to it as its documentation says.`;
  }
  if (error.code === "ECONNRESET") {
    return `A client${name} broke the TLS handshake off: it may not trust the recorder's certificate.`;
  }
  return `A TLS handshake${name} failed: ${error.message.replace(/^[\dA-F]+:error:\w+:|:\.\.\/.*$/gs, "")}.`;
}
