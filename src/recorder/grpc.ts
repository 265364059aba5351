import { once } from "node:events";
import type { ClientHttp2Session, ClientHttp2Stream, IncomingHttpHeaders, IncomingHttpStatusHeader } from "node:http2";
import { connect, constants, Http2ServerResponse } from "node:http2";
import { isIP, type Socket } from "node:net";
import { pipeline } from "node:stream/promises";
import { connect as connectTls, type TLSSocket } from "node:tls";
import type { Environment } from "../core/environment/isolate.ts";
import type { Exchange } from "./exchange.ts";
import { answer, isGone } from "./exchange.ts";
import { knownError } from "./refusal.ts";
import { openTunnel } from "./tunnel.ts";

/** What gRPC says of a call that nobody answered, and of one that nobody takes; neither is tried again by clients. */
const grpcStatus = { unknown: "2", unimplemented: "12" } as const;

/** Headers of one connection. `te: trailers` is not among them: gRPC asks for it. */
const ofConnection = /^(?::.*|connection|keep-alive|proxy-.*|transfer-encoding|upgrade|http2-settings|host)$/;

const needsHttp2 = "gRPC needs HTTP/2.\n";

export function isGrpc({ request }: Pick<Exchange, "request">): boolean {
  return /^application\/grpc\b/i.test(request.headers["content-type"] ?? "");
}

/** Ends a gRPC call without a message. */
export function refuseGrpc(exchange: Exchange, status: keyof typeof grpcStatus, message: string): void {
  if (!isHttp2(exchange)) return answer(exchange, 400, needsHttp2);
  const { stream } = exchange.response;
  if (stream.headersSent || isGone(exchange)) return;
  const headers = {
    "content-type": "application/grpc",
    "grpc-status": grpcStatus[status],
    "grpc-message": encodeURIComponent(message),
  };
  // Headers alone: an empty body behind them would be an answer cut off, which clients ask for again.
  stream.respond(headers, { endStream: true });
}

/** Passes gRPC on over HTTP/2, one connection to each workspace. Certificates are always verified. */
export class GrpcForwarder {
  readonly #ca: readonly string[];
  readonly #environment: Environment;
  readonly #sessions = new Map<string, Promise<ClientHttp2Session>>();

  /** @param ca certificates to trust, in PEM */
  constructor(ca: readonly string[], environment: Environment) {
    this.#ca = ca;
    this.#environment = environment;
  }

  /** @throws when the workspace cannot be reached */
  async pass(exchange: Exchange, origin: URL): Promise<void> {
    if (!isHttp2(exchange)) return answer(exchange, 400, needsHttp2);
    const session = await this.#session(origin);
    if (isGone(exchange)) return;
    const { request, response, body, target } = exchange;
    const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => !ofConnection.test(name)));
    const outgoing = session.request({
      ...headers,
      ":method": request.method,
      ":path": target,
      ":scheme": origin.protocol.slice(0, -1),
      ":authority": origin.host,
    });
    outgoing.once("trailers", (trailers: IncomingHttpHeaders) => {
      tell(exchange, trailers);
      response.addTrailers(trailers);
    });
    response.once("close", () => outgoing.close(constants.NGHTTP2_CANCEL));
    body.pipe(outgoing);
    const [received, flags] = await answerOf(outgoing);
    const status = received[":status"] ?? 502;
    const answered = Object.fromEntries(Object.entries(received).filter(([name]) => !name.startsWith(":")));
    if ((flags & constants.NGHTTP2_FLAG_END_STREAM) !== 0) {
      tell(exchange, received);
      response.stream.respond({ ...answered, ":status": status }, { endStream: true });
      return;
    }
    response.writeHead(status, answered);
    await pipeline(outgoing, response);
  }

  close(): void {
    for (const session of this.#sessions.values()) void session.then((open) => open.destroy()).catch(() => undefined);
    this.#sessions.clear();
  }

  #session(origin: URL): Promise<ClientHttp2Session> {
    const known = this.#sessions.get(origin.origin);
    if (known) return known;
    const opened = this.#open(origin);
    const forget = () => {
      if (this.#sessions.get(origin.origin) === opened) this.#sessions.delete(origin.origin);
    };
    this.#sessions.set(origin.origin, opened);
    opened.then((session) => session.once("close", forget).once("goaway", forget), forget);
    return opened;
  }

  async #open(origin: URL): Promise<ClientHttp2Session> {
    const isSecure = origin.protocol === "https:";
    const host = origin.hostname.replace(/^\[|\]$/g, "");
    const plain = await openTunnel(host, Number(origin.port || (isSecure ? 443 : 80)), this.#environment);
    const socket = isSecure ? await this.#secured(plain, host) : plain;
    const session = connect(origin.origin, { createConnection: () => socket });
    // Each call of it fails by itself and says so.
    session.on("error", () => undefined);
    return session;
  }

  async #secured(socket: Socket, host: string): Promise<TLSSocket> {
    const name = isIP(host) === 0 ? { servername: host } : {};
    const secure = connectTls({ socket, host, ...name, ca: [...this.#ca], ALPNProtocols: ["h2"] });
    await once(secure, "secureConnect");
    if (secure.alpnProtocol === "h2") return secure;
    secure.destroy();
    throw new Error("it does not speak HTTP/2");
  }
}

function tell({ onKnownError }: Exchange, headers: IncomingHttpHeaders): void {
  const error = knownError(headers);
  if (error !== undefined) onKnownError(error);
}

function isHttp2(exchange: Exchange): exchange is Exchange & { readonly response: Http2ServerResponse } {
  return exchange.response instanceof Http2ServerResponse;
}

type Answer = readonly [headers: IncomingHttpHeaders & IncomingHttpStatusHeader, flags: number];

function answerOf(outgoing: ClientHttp2Stream): Promise<Answer> {
  return new Promise((resolve, reject) => {
    outgoing.once("response", (headers, flags) => resolve([headers, flags]));
    outgoing.once("error", reject);
    outgoing.once("close", () => reject(new Error("it broke the connection off")));
  });
}
