import { Agent as PlainAgent, request as plainRequest, type IncomingMessage } from "node:http";
import { Agent as SecureAgent, request as secureRequest } from "node:https";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import type { Environment } from "../core/environment/isolate.ts";
import { errorText } from "../core/base/errors.ts";
import { isDiscovery, renamedDiscovery } from "./discovery.ts";
import type { Exchange } from "./exchange.ts";
import { answer, isGone } from "./exchange.ts";
import { GrpcForwarder, isGrpc, refuseGrpc } from "./grpc.ts";
import { watchRefusal } from "./refusal.ts";

/** Headers that are about one connection (RFC 9110, section 7.6.1), and those that Node writes itself. */
const ofConnection = new Set(
  ["connection", "keep-alive", "proxy-connection", "proxy-authorization", "te", "trailer", "transfer-encoding"].concat([
    "upgrade",
    "http2-settings",
    "expect",
    "host",
  ]),
);

/** Passes requests on to the workspace and answers back, both as streams. Certificates are always verified. */
export class Forwarder {
  readonly #plain = new PlainAgent({ keepAlive: true });
  readonly #secure: SecureAgent;
  readonly #grpc: GrpcForwarder;
  readonly #trouble: (what: string) => void;
  #isClosed = false;

  /**
   * @param trust `ca`: certificates to trust, in PEM; `environment`: names the proxy that leads out. Node.js takes
   * proxies since 22.21 and 24.5; older ones go straight.
   */
  constructor(
    trouble: (what: string) => void,
    { ca, environment }: { readonly ca: readonly string[]; readonly environment: Environment },
  ) {
    this.#trouble = trouble;
    const proxyEnv = { ...environment };
    this.#secure = new SecureAgent({ keepAlive: true, rejectUnauthorized: true, ca: [...ca], proxyEnv });
    this.#grpc = new GrpcForwarder(ca, environment);
  }

  /**
   * @param origin the workspace
   * @param isRenamed the client knows it by another name, and finds that in what the workspace says of itself
   */
  async forward(exchange: Exchange, origin: URL, isRenamed = false): Promise<void> {
    try {
      if (isGrpc(exchange)) await this.#grpc.pass(exchange, origin);
      else await this.#pass(exchange, origin, isRenamed && isDiscovery(exchange.target));
    } catch (error) {
      if (this.#isClosed || isGone(exchange)) return;
      if (exchange.response.headersSent) return void exchange.response.destroy();
      const message = `${origin.host} could not be reached: ${reasonOf(error)}.`;
      this.#trouble(message);
      exchange.body.resume();
      if (isGrpc(exchange)) return refuseGrpc(exchange, "unknown", message);
      answer(exchange, 502, { error_code: "RECORDER_UPSTREAM", message });
    }
  }

  close(): void {
    this.#isClosed = true;
    this.#plain.destroy();
    this.#secure.destroy();
    this.#grpc.close();
  }

  async #pass(exchange: Exchange, origin: URL, rename: boolean): Promise<void> {
    const { request, response, body: sent, target, origin: called, onKnownError } = exchange;
    const isSecure = origin.protocol === "https:";
    const outgoing = (isSecure ? secureRequest : plainRequest)({
      hostname: origin.hostname.replace(/^\[|\]$/g, ""),
      port: origin.port,
      method: request.method,
      path: target,
      // What is to be read must not be compressed.
      headers: ["Host", origin.host, ...kept(request.rawHeaders, rename ? ["accept-encoding"] : [])],
      agent: isSecure ? this.#secure : this.#plain,
    });
    response.once("close", () => outgoing.destroy());
    const answered = new Promise<IncomingMessage>((resolve, reject) => {
      outgoing.once("response", resolve).once("error", reject);
    });
    // A server may answer and hang up before it has read everything: then the answer counts.
    outgoing.on("error", () => undefined);
    sent.pipe(outgoing);
    const incoming = await answered;
    const headers = Object.fromEntries(Object.entries(incoming.headers).filter(([name]) => !ofConnection.has(name)));
    if (rename) {
      const body = renamedDiscovery(await text(incoming), origin, called);
      response.writeHead(incoming.statusCode ?? 502, { ...headers, "content-length": Buffer.byteLength(body) });
      response.end(body);
      return;
    }
    response.writeHead(incoming.statusCode ?? 502, headers);
    if ((incoming.statusCode ?? 0) >= 400) watchRefusal(incoming.headers, incoming, onKnownError);
    await pipeline(incoming, response);
  }
}

/** Name and value in turn, without those of the connection and some others; spelling, order and repetition stay. */
function kept(raw: readonly string[], others: readonly string[]): string[] {
  return raw.filter((_, index) => {
    const name = (raw[index - (index % 2)] ?? "").toLowerCase();
    return !ofConnection.has(name) && !others.includes(name) && !name.startsWith(":");
  });
}

const reasons: Readonly<Record<string, string>> = {
  ENOTFOUND: "there is no such host",
  ECONNREFUSED: "nothing listens there",
  ECONNRESET: "it broke the connection off",
  ETIMEDOUT: "it did not answer in time",
  SELF_SIGNED_CERT_IN_CHAIN: "its certificate is not trusted; name its authority in NODE_EXTRA_CA_CERTS",
  DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is not trusted; name its authority in NODE_EXTRA_CA_CERTS",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "its certificate is not trusted; name its authority in NODE_EXTRA_CA_CERTS",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "its certificate is not trusted; name its authority in NODE_EXTRA_CA_CERTS",
  ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another host",
  CERT_HAS_EXPIRED: "its certificate has expired",
};

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return reasons[code] ?? errorText(error);
}
