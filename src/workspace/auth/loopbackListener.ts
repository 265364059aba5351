import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { PwafError } from "../../core/base/errors.ts";
import type { Callback } from "./callback.ts";
import { parseCallback } from "./callback.ts";
import type { Delivery } from "./pendingSignIns.ts";
import { portOwner } from "./portOwner.ts";

export interface LoopbackListener {
  close(): Promise<void>;
}

/** `localhost` is one or the other, depending on the browser and the system. */
const addresses = ["127.0.0.1", "::1"];

/**
 * Listens for the browser's answer at a redirect URL on this machine, on IPv4 and, where there is one, IPv6.
 * @throws PwafError `conflict` that names the port, and who has it where that can be seen; `forbidden` for a port that
 * needs more rights; `unreachable` when this machine has no loopback address.
 */
export async function listenOnLoopback(
  redirectUri: string,
  deliver: (answer: Callback) => Delivery,
): Promise<LoopbackListener> {
  const { port, pathname } = new URL(redirectUri);
  const servers: Server[] = [];
  const close = async () => {
    await Promise.all(servers.map(stop));
  };
  try {
    for (const address of addresses) {
      const server = createServer((request, response) => answer(request, response, pathname, deliver));
      if (await listen(server, Number(port || "80"), address)) servers.push(server);
    }
  } catch (error) {
    await close();
    throw error;
  }
  if (servers.length > 0) return { close };
  throw new PwafError("unreachable", `This machine has no loopback address for ${redirectUri}.`, {
    hint: "Check the network settings of this machine.",
  });
}

/** False when the machine does not have this address at all. */
async function listen(server: Server, port: number, address: string): Promise<boolean> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen({ port, host: address, exclusive: true }, resolve);
    });
    return true;
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
    if (code === "EADDRNOTAVAIL" || code === "EAFNOSUPPORT") return false;
    if (code === "EACCES") {
      throw new PwafError("forbidden", `Port ${port} may not be opened on this machine.`, {
        cause,
        hint: "Use an OAuth app with a redirect URL on a port above 1023.",
      });
    }
    if (code !== "EADDRINUSE") throw cause;
    throw await taken(port, cause);
  }
}

async function taken(port: number, cause: unknown): Promise<PwafError> {
  const owner = await portOwner(port);
  const who = owner ? `${owner.name} (process ${owner.pid})` : "another program";
  const find = owner ? "Finish it" : `Finish it, or find the program with \`${findPort(port)}\``;
  return new PwafError("conflict", `Port ${port}, to which the browser must return, is taken by ${who}.`, {
    cause,
    hint: `Often that is another sign-in, such as \`databricks auth login\`, in progress. ${find}, and sign in again.`,
  });
}

function findPort(port: number): string {
  return process.platform === "win32" ? `netstat -ano | findstr :${port}` : `lsof -i :${port}`;
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  pathname: string,
  deliver: (answer: Callback) => Delivery,
): void {
  const [path, query = ""] = splitOnce(request.url ?? "/");
  if (request.method !== "GET" || path !== pathname) return page(response, 404, "There is nothing here.");
  const delivery = deliver(parseCallback(query));
  if (delivery.kind === "taken") return page(response, 200, "You can close this page and return to the editor.");
  page(
    response,
    400,
    "This answer does not belong to a sign-in that is in progress. Return to the editor and sign in again.",
  );
}

function splitOnce(url: string): [path: string, query?: string] {
  const mark = url.indexOf("?");
  return mark < 0 ? [url] : [url.slice(0, mark), url.slice(mark + 1)];
}

/** Our own words only: nothing of the request comes back. */
function page(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": "default-src 'none'",
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    connection: "close",
  });
  response.end(`<!DOCTYPE html><html lang="en"><title>PWAF Toolkit</title><h1>PWAF Toolkit</h1><p>${text}</p></html>`);
}

async function stop(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    // The answer page may still be on its way; idle connections go now, the rest when they are done.
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 1000).unref();
  });
}
