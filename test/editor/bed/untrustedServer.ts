import { once } from "node:events";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { openDataDir } from "../../../src/emulator/dataDir.ts";
import { loadTls } from "../../../src/emulator/tls.ts";

interface UntrustedServer {
  readonly url: string;
  /** How many requests came through: none as long as the certificate is checked. */
  readonly requests: () => number;
  close(): Promise<void>;
}

/** An https server whose certificate nobody has been told to trust. */
export async function startUntrustedServer(): Promise<UntrustedServer> {
  const folder = await openDataDir(undefined);
  const { certificate, key } = await loadTls(folder, new Date());
  let count = 0;
  const server = createServer({ cert: certificate, key }, (_request, response) => {
    count++;
    response.end("{}");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: () => count,
    async close() {
      server.closeAllConnections();
      server.close();
      await folder.close();
    },
  };
}

/** An address of this machine at which nobody listens. */
export async function deadAddress(): Promise<string> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return `https://127.0.0.1:${port}`;
}
