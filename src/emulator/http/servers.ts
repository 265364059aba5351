import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { TlsMaterial } from "../tls.ts";
import { cloudOrigin } from "./cloudHosts.ts";
import { PwafError } from "../../core/base/errors.ts";
import { listen } from "../../local/listen.ts";
import { controlPrefix } from "./control.ts";

/** Answers a request; the origin that was asked is known only after listening. */
export type OriginListener = (origin: string, ...args: Parameters<RequestListener>) => void;

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
  for (const server of [plain, secure]) {
    // Slow queries keep a request open; clients have their own time-outs.
    server.requestTimeout = 0;
    server.keepAliveTimeout = 30_000;
  }
  const httpUrl = `http://${host}:${await listenAlone(plain, ports.http)}`;
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
      plain.on("request", (request, response) => listener(httpUrl, request, response));
      secure.on("request", (request, response) =>
        listener(cloudOrigin(request.headers.host) ?? httpsUrl, request, response),
      );
    },
    async close() {
      await Promise.all([close(plain), close(secure)]);
    },
  };
}

/** Takes the port for http. Where another emulated workspace has it, nobody needs a second one: the error names that. */
async function listenAlone(server: Server, port: number): Promise<number> {
  try {
    return await listen(server, port, "--port");
  } catch (error) {
    const origin = `http://${host}:${port}`;
    if (!(await answersAsEmulator(origin))) throw error;
    throw new PwafError("config", `Port ${port} is taken: an emulated workspace runs at ${origin} already.`, {
      cause: error,
      hint: "Use that one, or choose another port with --port (0 takes a free one).",
    });
  }
}

async function answersAsEmulator(origin: string): Promise<boolean> {
  try {
    const answer = await fetch(`${origin}${controlPrefix}faults`, { signal: AbortSignal.timeout(2000) });
    const body: unknown = await answer.json();
    return typeof body === "object" && body !== null && "faults" in body;
  } catch {
    // Whatever has the port, it is none that we know.
    return false;
  }
}

async function close(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
