import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { PwafError } from "../../core/base/errors.ts";
import type { TlsMaterial } from "../tls.ts";

/** The handler gets the origin that was asked, whose port is known only after listening. */
export type OriginListener = (origin: string) => RequestListener;

export interface Servers {
  readonly httpUrl: string;
  readonly httpsUrl: string;
  /** Lets requests in; until then connections wait in the backlog. */
  serve(listener: OriginListener): void;
  close(): Promise<void>;
}

const host = "127.0.0.1";

/** Takes both ports. Fails before anything else is set up when one of them is taken. */
export async function openServers(
  ports: { readonly http: number; readonly https: number },
  tls: TlsMaterial,
): Promise<Servers> {
  const plain = createServer();
  const secure = createTlsServer({ cert: tls.certificate, key: tls.key, minVersion: "TLSv1.2" });
  const httpUrl = `http://${host}:${await listen(plain, ports.http, "--port")}`;
  let httpsUrl: string;
  try {
    httpsUrl = `https://${host}:${await listen(secure, ports.https, "--https-port")}`;
  } catch (error) {
    await close(plain);
    throw error;
  }
  return {
    httpUrl,
    httpsUrl,
    serve(listener) {
      plain.on("request", listener(httpUrl));
      secure.on("request", listener(httpsUrl));
    },
    async close() {
      await Promise.all([close(plain), close(secure)]);
    },
  };
}

function listen(server: Server, port: number, option: string): Promise<number> {
  // Slow queries keep a request open; clients have their own time-outs.
  server.requestTimeout = 0;
  server.keepAliveTimeout = 30_000;
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(listenError(error, port, option)));
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

function listenError(error: NodeJS.ErrnoException, port: number, option: string): PwafError {
  const message =
    error.code === "EADDRINUSE"
      ? `Port ${port} is taken by another program`
      : `Cannot listen on port ${port}: ${error.message}`;
  return new PwafError("config", message, {
    cause: error,
    hint: `Stop that program, or choose another port with ${option} (0 takes a free one).`,
  });
}

async function close(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
