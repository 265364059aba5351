import { readFileSync } from "node:fs";
import { isIP } from "node:net";
import type { Socket } from "node:net";
import tls, { connect, rootCertificates } from "node:tls";
import type { TLSSocket } from "node:tls";
import type { Certificate, Connection, ConnectionFailure } from "../../core/doctor/input.ts";
import { proxyFor } from "../../core/doctor/proxy.ts";
import type { Environment } from "../../core/environment/isolate.ts";
import { PwafError } from "../../core/base/errors.ts";
import { networkError } from "../rest/networkError.ts";
import { ask, connected, openTunnel } from "./tunnel.ts";

export interface ProbeOptions {
  readonly environment: Environment;
  readonly userAgent: string;
  readonly now: () => number;
  /** Longest wait for everything, in milliseconds. Default 10 000. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/**
 * Asks a host for its public metadata, with no credentials, and tells what stands in the way: name, route, proxy,
 * certificate, clock. Never throws.
 * @param host origin of a workspace.
 */
export async function probe(host: string, options: ProbeOptions): Promise<Connection> {
  const limit = AbortSignal.timeout(options.timeoutMs ?? 10_000);
  const signal = options.signal ? AbortSignal.any([options.signal, limit]) : limit;
  const url = new URL(host);
  let proxy: URL | undefined;
  try {
    proxy = proxyFor(url, options.environment);
  } catch {
    return {
      host,
      failure: { kind: "proxy", message: "The address of the proxy is no address.", advice: "Correct `HTTPS_PROXY`." },
    };
  }
  const via = proxy === undefined ? {} : { proxy: `${proxy.protocol}//${proxy.host}` };
  try {
    return { host, ...via, ...(await reach(url, proxy, options, signal)) };
  } catch (error) {
    return { host, ...via, failure: await failureOf(error, url, proxy, signal) };
  }
}

async function reach(
  url: URL,
  proxy: URL | undefined,
  { environment, userAgent, now }: ProbeOptions,
  signal: AbortSignal,
): Promise<Omit<Connection, "host">> {
  const started = now();
  const { socket, certificate } = await open(url, proxy, environment, signal);
  try {
    const sent = now();
    const { status, headers } = await ask(
      socket,
      [
        "GET /.well-known/databricks-config HTTP/1.1",
        `Host: ${url.host}`,
        `User-Agent: ${userAgent}`,
        "Accept: application/json",
        "Connection: close",
      ],
      signal,
    );
    const received = now();
    const date = Date.parse(headers.get("date") ?? "");
    const isJson = /\bjson\b/i.test(headers.get("content-type") ?? "");
    // Other answers come from something in between, and say nothing about the host.
    const hasMetadata = status === 200 ? isJson : status === 404 ? false : undefined;
    return {
      ms: received - started,
      ...(certificate === undefined ? {} : { certificate }),
      ...(hasMetadata === undefined ? {} : { hasMetadata }),
      // The header has whole seconds, cut off; the host wrote it about half-way between question and answer.
      ...(Number.isNaN(date) ? {} : { skewMs: date + 500 - (sent + received) / 2 }),
    };
  } finally {
    socket.destroy();
  }
}

/** A connection over which the question may be asked: with TLS, unless the host is this machine's own without it. */
async function open(
  url: URL,
  proxy: URL | undefined,
  environment: Environment,
  signal: AbortSignal,
): Promise<{ readonly socket: Socket; readonly certificate?: Certificate }> {
  if (url.protocol === "http:") return { socket: await openTunnel(url, proxy, signal) };
  const secure = (ca: readonly string[]) => handshake(url, proxy, signal, { ca: [...ca], rejectUnauthorized: true });
  try {
    const socket = await secure(rootCertificates);
    return { socket, certificate: certificateOf(socket, true) };
  } catch (error) {
    if (networkError(error, url.origin).reason !== "tls") throw error;
    const socket = await secure([...rootCertificates, ...systemCertificates(), ...namedCertificates(environment)]);
    return { socket, certificate: certificateOf(socket, false) };
  }
}

async function handshake(
  url: URL,
  proxy: URL | undefined,
  signal: AbortSignal,
  trust: { readonly ca?: string[]; readonly rejectUnauthorized: boolean },
): Promise<TLSSocket> {
  const socket = await openTunnel(url, proxy, signal);
  const name = url.hostname.replace(/^\[|\]$/g, "");
  const options = { socket, ...trust, host: name, ...(isIP(name) === 0 ? { servername: name } : {}) };
  return connected(connect(options), "secureConnect", signal);
}

/** None where Node is older than 22.15 and cannot tell: the command line runs on 20.19, which ends at a missing import. */
function systemCertificates(): string[] {
  const { getCACertificates } = tls as Partial<Pick<typeof tls, "getCACertificates">>;
  return getCACertificates?.("system") ?? [];
}

/** One that is missing is a finding of its own; here it vouches for nobody. */
function namedCertificates(environment: Environment): string[] {
  return ["NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE"].flatMap((name) => {
    try {
      return [readFileSync(environment[name] ?? "", "utf8")];
    } catch {
      return [];
    }
  });
}

function certificateOf(socket: TLSSocket, isPublic: boolean): Certificate {
  const { issuer, valid_to: end } = socket.getPeerCertificate();
  return { issuer: issuerName(issuer), isPublic, validUntil: Date.parse(end) };
}

async function failureOf(
  cause: unknown,
  url: URL,
  proxy: URL | undefined,
  signal: AbortSignal,
): Promise<ConnectionFailure> {
  if (cause instanceof PwafError) return { kind: "proxy", message: cause.message, advice: cause.hint ?? "" };
  const error = networkError(cause, url.origin);
  const base = { message: error.message, advice: error.hint ?? "Check the host of the profile." };
  const isAtProxy = proxy !== undefined && error.reason === "unreachable";
  if (isAtProxy)
    return {
      kind: "proxy",
      message: `The proxy ${proxy.host} cannot be reached.`,
      advice: "Check `HTTPS_PROXY` and your network.",
    };
  switch (error.reason) {
    case "tls": {
      const signer = await signerOf(url, proxy, signal);
      return {
        ...base,
        kind: "certificate",
        message: signer === undefined ? base.message : `${base.message} It is signed by ${signer}.`,
      };
    }
    case "unreachable":
      return { ...base, kind: /name cannot be resolved/.test(error.message) ? "name" : "refused" };
    case "timeout":
      return { ...base, kind: "timeout" };
    default:
      return { ...base, kind: "other" };
  }
}

/** Who signed a certificate that is not trusted. Nothing is sent over this connection. */
async function signerOf(url: URL, proxy: URL | undefined, signal: AbortSignal): Promise<string | undefined> {
  try {
    const socket = await handshake(url, proxy, signal, { rejectUnauthorized: false });
    const { issuer } = socket.getPeerCertificate();
    socket.destroy();
    return issuerName(issuer);
  } catch {
    return undefined;
  }
}

function issuerName(issuer: { readonly O?: string | string[]; readonly CN?: string | string[] } | undefined): string {
  return [issuer?.O ?? issuer?.CN ?? "an unnamed authority"].flat().join(", ");
}
