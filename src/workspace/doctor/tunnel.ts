import { connect as connectPlain } from "node:net";
import type { Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { PwafError } from "../../core/base/errors.ts";

/** Longest head of an answer, in bytes. */
const longestHead = 65_536;

/**
 * Opens a connection to the server of an address, through a proxy where there is one. The modules of Node are used as
 * they are, below those that an editor replaces, so that nothing stands between the probe and the network.
 * @throws PwafError when the proxy refuses; otherwise what the system said.
 */
export async function openTunnel(url: URL, proxy: URL | undefined, signal: AbortSignal): Promise<Socket> {
  const target = { host: bare(url.hostname), port: portOf(url) };
  if (!proxy) return connected(connectPlain(target), "connect", signal);
  const at = { host: bare(proxy.hostname), port: portOf(proxy) };
  const isTls = proxy.protocol === "https:";
  const socket = isTls
    ? await connected(connectTls({ ...at, servername: at.host }), "secureConnect", signal)
    : await connected(connectPlain(at), "connect", signal);
  const user = decodeURIComponent(proxy.username);
  const login = Buffer.from(`${user}:${decodeURIComponent(proxy.password)}`).toString("base64");
  const { status } = await ask(
    socket,
    [
      `CONNECT ${url.hostname}:${target.port} HTTP/1.1`,
      `Host: ${url.hostname}:${target.port}`,
      ...(user === "" ? [] : [`Proxy-Authorization: Basic ${login}`]),
    ],
    signal,
  );
  if (status === 200) return socket;
  socket.destroy();
  const wants = status === 407 ? "wants a user name and a password" : `refuses the connection (${status})`;
  throw new PwafError("unreachable", `The proxy ${proxy.host} ${wants}.`, {
    hint:
      status === 407
        ? "Put them into the address of the proxy, or ask whoever runs it."
        : "Ask whoever runs the proxy to let this host through, or add the host to NO_PROXY.",
  });
}

/** Sends the head of a request and reads the head of the answer. What follows it stays with the socket. */
export async function ask(
  socket: Socket,
  head: readonly string[],
  signal: AbortSignal,
): Promise<{ readonly status: number; readonly headers: ReadonlyMap<string, string> }> {
  socket.write(`${head.join("\r\n")}\r\n\r\n`);
  const text = await new Promise<string>((resolve, reject) => {
    let read = "";
    const done = (end: () => void) => {
      socket.off("data", onData).off("error", onError).off("close", onClose);
      signal.removeEventListener("abort", onAbort);
      end();
    };
    const onData = (chunk: Buffer) => {
      read += chunk.toString("latin1");
      const end = read.indexOf("\r\n\r\n");
      if (end >= 0) done(() => resolve(read.slice(0, end)));
      else if (read.length > longestHead) done(() => reject(new Error("The answer is no HTTP.")));
    };
    const onError = (error: Error) => done(() => reject(error));
    const onClose = () =>
      done(() => reject(Object.assign(new Error("The connection was closed."), { code: "ECONNRESET" })));
    const onAbort = () => done(() => reject(signal.reason as Error));
    socket.on("data", onData).on("error", onError).on("close", onClose);
    signal.addEventListener("abort", onAbort, { once: true });
    if (signal.aborted) onAbort();
  });
  const [first = "", ...lines] = text.split("\r\n");
  const status = Number(/^HTTP\/\d(?:\.\d)? (\d{3})/.exec(first)?.[1]);
  if (Number.isNaN(status)) throw new Error("The answer is no HTTP.");
  const headers = lines.map((line) => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
  });
  return { status, headers: new Map(headers) };
}

/** The socket once it is connected; destroyed when that fails or takes too long. */
export async function connected<S extends Socket>(
  socket: S,
  event: "connect" | "secureConnect",
  signal: AbortSignal,
): Promise<S> {
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once(event, resolve).once("error", reject);
      signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
      if (signal.aborted) reject(signal.reason as Error);
    });
    return socket;
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

function portOf(url: URL): number {
  return Number(url.port || (url.protocol === "https:" ? 443 : 80));
}

/** Without the brackets of an IPv6 address. */
function bare(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, "");
}
