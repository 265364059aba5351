import type { CallAuth, RecordedCall } from "../core/recorder/call.ts";
import { keptPath, keptUserAgent } from "../core/recorder/keptText.ts";
import type { Called } from "./exchange.ts";
import { isGrpc } from "./grpc.ts";

/** What is kept of a request. The credential is looked at for its form and not kept. */
export function observe(called: Called): Omit<RecordedCall, "time" | "status"> {
  const { request, origin, target } = called;
  const version = request.httpVersion === "1.0" ? "HTTP/1.0" : request.httpVersion === "2.0" ? "HTTP/2" : "HTTP/1.1";
  return {
    host: origin.host,
    method: request.method ?? "",
    path: keptPath(target),
    protocol: isGrpc(called) ? "gRPC" : version,
    userAgent: keptUserAgent(request.headers["user-agent"] ?? ""),
    auth: authOf(request.headers.authorization ?? ""),
  };
}

function authOf(header: string): CallAuth {
  if (header === "") return "none";
  if (/^basic\s/i.test(header)) return "basic";
  const token = /^bearer\s+(\S+)$/i.exec(header)?.[1];
  if (token === undefined) return "other";
  return /^[\w-]+\.[\w-]+\.[\w-]*$/.test(token) ? "oauth" : "pat";
}

/**
 * What can be said of a request that the HTTP parser refused, for instance one with control characters in its
 * User-Agent. Undefined for bytes that are no request at all.
 * @param otherwise the host where the request names none
 */
export function observeRefused(packet: Buffer, otherwise: string): Omit<RecordedCall, "time" | "status"> | undefined {
  const text = packet.toString("latin1");
  const line = /^([A-Z]+) (\S+) (HTTP\/1\.[01])\r?\n/.exec(text);
  const header = (name: string) => new RegExp(`^${name}:[ \\t]*(.*?)[ \\t]*\\r?$`, "im").exec(text)?.[1] ?? "";
  if (!line) return undefined;
  const [, method = "", target = ""] = line;
  // A proxy is asked for a host instead of a path.
  const isConnect = method === "CONNECT";
  return {
    host: keptPath((isConnect ? target : header("host")) || otherwise),
    method,
    path: isConnect ? "" : keptPath(target),
    protocol: line[3] === "HTTP/1.0" ? "HTTP/1.0" : "HTTP/1.1",
    userAgent: keptUserAgent(header("user-agent")),
    auth: authOf(header("authorization")),
  };
}
