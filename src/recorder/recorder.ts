import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import * as tls from "node:tls";
import type { Environment } from "../core/environment/isolate.ts";
import { parseHost } from "../core/profiles/host.ts";
import type { RecordedCall } from "../core/recorder/call.ts";
import { isCloudHost } from "../core/recorder/hosts.ts";
import { keptUserAgent } from "../core/recorder/keptText.ts";
import { Recording } from "../core/recorder/recording.ts";
import { createAuthority } from "../local/certificates.ts";
import { javaTrustStore } from "../local/trustStore.ts";
import type { AnyRequest, AnyResponse, Called, Exchange } from "./exchange.ts";
import { isGone } from "./exchange.ts";
import { Forwarder } from "./forward.ts";
import { openFront } from "./front.ts";
import type { Reach } from "./clientEnvironment.ts";
import { nodeHook } from "./nodeHook.ts";
import { observe, observeRefused } from "./observe.ts";
import { clientTypeField, MessageTextReader } from "./sparkConnect.ts";
import { standIn } from "./standIn.ts";
import { openTunnel } from "./tunnel.ts";

export interface RecorderOptions {
  /** On 127.0.0.1; 0 takes a free one. */
  readonly port: number;
  /** Address of the workspace that calls go on to, as people paste it; without one the recorder stands in for it. */
  readonly upstream?: string | undefined;
  /** Where the way out is found: the variables of a proxy. */
  readonly environment?: Environment;
  readonly now?: () => Date;
}

export interface Recorder {
  /** `http://127.0.0.1:8123`; the same port takes https, and CONNECT as an HTTP proxy. */
  readonly url: string;
  readonly recording: Recording;
  /** What clients need to know to reach it. */
  readonly reach: Reach;
  /** Ends everything; what was recorded stays. */
  close(): Promise<void>;
}

/**
 * The name of a workspace that is not at Databricks, or not at all: clients insist on such names, on https and on port
 * 443, and go there by the proxy only.
 */
const ownHost = "pwaf-recorder.cloud.databricks.com";

/** @throws PwafError `config` for a port that is taken or an upstream that is no address of a workspace */
export async function startRecorder(options: RecorderOptions): Promise<Recorder> {
  const upstream = options.upstream === undefined ? undefined : new URL(parseHost(options.upstream).host);
  const now = options.now ?? (() => new Date());
  const recording = new Recording(upstream !== undefined, now);
  const trouble = (what: string) => recording.trouble(what);
  const authority = createAuthority("PWAF recorder on this machine", now());
  const trusted = trustedCertificates();
  const environment = options.environment ?? {};
  const forwarder = new Forwarder(trouble, { ca: trusted, environment });
  const front = await openFront(options.port, authority, {
    request: (request, response, scheme) => receive(request, response, scheme),
    answersFor: (host, port) => (isCloudHost(host) && port === 443) || isUpstream(host, port),
    tunnel: (host, port) => openTunnel(host, port, environment),
    refused(packet, status, why) {
      const call = observeRefused(packet, upstream?.host ?? ownHost);
      if (call) recording.add(call)(status);
      else if (packet.subarray(0, 3).toString("latin1") === "PRI") trouble(plainHttp2);
      else if (status === 400) trouble(`${why}: a client sent what is no HTTP request.`);
      else trouble(`A request could not be read and was refused with ${status} ${why}.`);
    },
    trouble,
  });
  const url = `http://127.0.0.1:${front.port}`;

  function isUpstream(host: string, port: number): boolean {
    return upstream?.hostname === host && Number(upstream.port || (upstream.protocol === "https:" ? 443 : 80)) === port;
  }

  function receive(request: AnyRequest, response: AnyResponse, scheme: "http" | "https"): void {
    response.on("error", () => undefined);
    request.on("error", () => undefined);
    const exchange = noted(exchangeOf(request, response, scheme));
    if (!upstream) return standIn(exchange);
    const { host, hostname } = exchange.origin;
    const isElsewhere = isCloudHost(hostname) && hostname !== ownHost;
    // However a client called it: a token never goes to Databricks in the clear.
    if (isElsewhere) void forwarder.forward(exchange, new URL(`https://${host}`));
    else void forwarder.forward(exchange, upstream, !isCloudHost(upstream.hostname));
  }

  const unnamed = new Set<MessageTextReader>();

  /** Notes a call. One of Spark Connect is noted when its message has said who calls. */
  function noted(called: Called): Exchange {
    const { request, response, target } = called;
    const call = observe(called);
    let error: string | undefined;
    const onKnownError = (known: string) => (error = sayableOf(call, known));
    const exchange: Exchange = { ...called, body: request, onKnownError };
    const add = (seen: typeof call) => {
      const done = recording.add(seen);
      const close = () => done(response.headersSent ? response.statusCode : 0, error);
      if (isGone(called)) close();
      else response.once("close", close);
    };
    const field = call.protocol === "gRPC" ? clientTypeField(target) : undefined;
    if (field === undefined) {
      add(call);
      return exchange;
    }
    const body = new MessageTextReader(field, (text) =>
      add(text === undefined ? call : { ...call, userAgent: keptUserAgent(text) }),
    );
    unnamed.add(body);
    body.once("close", () => unnamed.delete(body));
    pipeline(request, body).catch(() => undefined);
    return { ...exchange, body };
  }

  /** Where a request goes that came straight to the recorder's own address. */
  function exchangeOf(request: AnyRequest, response: AnyResponse, scheme: "http" | "https"): Called {
    const called = request.headers[":authority"] ?? request.headers.host ?? "";
    const named = `${scheme}://${String(called)}`;
    const origin = new URL(URL.canParse(named) ? named : url);
    // As a plain proxy it is asked for whole addresses.
    const target = (request.url ?? "/").replace(/^https?:\/\/[^/]*/i, "");
    return { request, response, origin, target: target.startsWith("/") ? target : `/${target}` };
  }

  try {
    const folder = await mkdtemp(join(tmpdir(), "pwaf-recorder-"));
    const write = async (name: string, content: string | Buffer) => {
      const file = join(folder, name);
      await writeFile(file, content, { mode: 0o600 });
      return file;
    };
    const all = [...trusted, authority.certificate];
    const reach: Reach = {
      proxy: url,
      port: front.port,
      host: upstream && isCloudHost(upstream.hostname) ? upstream.origin : `https://${ownHost}`,
      isStandIn: upstream === undefined,
      caFile: await write("ca.pem", authority.certificate),
      bundleFile: await write("bundle.pem", all.join("\n")),
      javaTrustStore: await write("trust.p12", javaTrustStore(all)),
      nodeHook: await write("node-hook.cjs", nodeHook(front.port)),
    };
    return {
      url,
      recording,
      reach,
      async close() {
        await front.close();
        forwarder.close();
        // A call that never said who it is was a call all the same.
        for (const body of unnamed) body.destroy();
        await rm(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await front.close();
    throw error;
  }
}

/** A workspace may refuse a token that was never sent in the words that it has for one that has expired. */
function sayableOf({ auth }: Pick<RecordedCall, "auth">, error: string): string {
  return auth === "none" && error === "token-expired" ? "credential-not-sent" : error;
}

const plainHttp2 = "A client spoke HTTP/2 without TLS, which was refused. Give it an address that begins with https.";

/** What Node trusts by itself; older versions know only the list that comes with it. */
function trustedCertificates(): string[] {
  const get = (tls as { getCACertificates?: (kind: "bundled" | "system" | "extra") => string[] }).getCACertificates;
  const all = get ? [...get("bundled"), ...get("system"), ...get("extra")] : [...tls.rootCertificates];
  return [...new Set(all)];
}
