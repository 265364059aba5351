import { isIP } from "node:net";
import { proxyFor } from "../../core/doctor/proxy.ts";
import { PwafError } from "../../core/base/errors.ts";
import type { DriverTarget } from "./driverProtocol.ts";

const protocols = ["http", "https", "socks", "socks4", "socks4a", "socks5", "socks5h"] as const;

/** A proxy in the driver's own terms (`ProxyOptions` of version 2.1.0), which it does not export. */
export interface DriverProxy {
  readonly protocol: (typeof protocols)[number];
  readonly host: string;
  readonly port: number;
  readonly auth?: { readonly username: string; readonly password: string };
}

/**
 * The driver reads no environment, so the variables are read for it. A server on this machine is never behind a proxy.
 * @throws PwafError with reason `config`.
 */
export function driverProxy(target: DriverTarget, environment: NodeJS.ProcessEnv): DriverProxy | undefined {
  const proxy = proxyAddress(target, environment);
  if (!proxy) return undefined;
  const protocol = protocols.find((known) => `${known}:` === proxy.protocol);
  if (!protocol) {
    throw new PwafError("config", `The proxy at ${proxy.host} is of a kind that is not supported: ${proxy.protocol}`, {
      hint: `Name one that begins with ${protocols.join(", ")} in HTTPS_PROXY or in the setting http.proxy.`,
    });
  }
  const { username, password } = proxy;
  return {
    protocol,
    host: proxy.hostname,
    port: Number(proxy.port) || defaultPort(protocol),
    // The driver puts them into an address as they are, so they stay as they stand in one.
    ...(username === "" ? {} : { auth: { username, password } }),
  };
}

function proxyAddress(target: DriverTarget, environment: NodeJS.ProcessEnv): URL | undefined {
  if (target.proxy === "" || isLoopback(target.host)) return undefined;
  try {
    if (target.proxy !== undefined) return new URL(target.proxy);
    return proxyFor(new URL(`${target.protocol ?? "https"}://${target.host}:${target.port}`), environment);
  } catch (cause) {
    throw new PwafError("config", "The address of the proxy is no address.", {
      hint: "Correct HTTPS_PROXY or the setting http.proxy.",
      cause,
    });
  }
}

export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "[::1]" || (isIP(host) === 4 && host.startsWith("127."));
}

function defaultPort(protocol: DriverProxy["protocol"]): number {
  if (protocol === "https") return 443;
  return protocol === "http" ? 80 : 1080;
}
