import { createServer, type IncomingMessage } from "node:http";
import { type AddressInfo, connect } from "node:net";
import type { Duplex } from "node:stream";
import type { RequestLog } from "../requestLog.ts";
import { cloudOrigin } from "./cloudHosts.ts";
import { listen } from "../../local/listen.ts";

export interface ConnectProxy {
  /** For `HTTPS_PROXY`. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * An HTTP proxy (RFC 9110, CONNECT) that leads the names of `cloudHosts` to the emulated workspace, whose certificate
 * holds them. Everything else is refused and recorded: nothing leaves the machine.
 * @param target port of the workspace's https server, and where refused requests are recorded
 */
export async function openConnectProxy(
  port: number,
  target: { readonly httpsPort: number; readonly requests: RequestLog },
): Promise<ConnectProxy> {
  const open = new Set<Duplex>();
  const server = createServer((request, response) => {
    record(target.requests, request, request.url ?? "");
    response.writeHead(403, { "content-type": "text/plain" }).end(refusal);
  });
  server.on("connect", (request: IncomingMessage, client: Duplex, head: Buffer) => {
    const address = request.url ?? "";
    if (cloudOrigin(address) === undefined) {
      record(target.requests, request, address);
      client.end(
        `HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain\r\nContent-Length: ${refusal.length}\r\n\r\n${refusal}`,
      );
      return;
    }
    const upstream = connect(target.httpsPort, "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.once("close", () => open.delete(socket));
      // One side that breaks off ends the other.
      socket.on("error", () => undefined);
      socket.once("close", () => (socket === client ? upstream : client).destroy());
    }
  });
  await listen(server, port, "--proxy-port");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

const refusal = "The emulated workspace's proxy leads to the workspace only. Nothing leaves this machine.\n";

function record(requests: RequestLog, request: IncomingMessage, path: string): void {
  requests.add({
    time: new Date().toISOString(),
    origin: "proxy",
    method: request.method ?? "",
    // No query string: it may carry codes.
    path: path.replace(/[?#].*$/s, ""),
    userAgent: request.headers["user-agent"] ?? "",
    auth: "none",
    status: 403,
  });
}
