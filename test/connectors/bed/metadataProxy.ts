import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface MetadataProxy {
  /** For `HTTP_PROXY`. */
  readonly url: string;
  close(): Promise<void>;
}

/** Where a virtual machine of Azure finds its metadata service. */
const fixedAddress = "http://169.254.169.254";

/**
 * A proxy that leads this one address to a metadata service elsewhere and refuses all others: for clients that cannot be
 * told where it is.
 */
export async function openMetadataProxy(service: string): Promise<MetadataProxy> {
  const server = createServer((request, response) => {
    const address = request.url ?? "";
    if (request.method !== "GET" || !address.startsWith(`${fixedAddress}/`)) {
      response.writeHead(403).end(`This proxy leads to ${fixedAddress} only.`);
      return;
    }
    const headers = { metadata: String(request.headers["metadata"]) };
    fetch(service + address.slice(fixedAddress.length), { headers }).then(
      async (answer) => response.writeHead(answer.status).end(await answer.text()),
      (error: unknown) => response.writeHead(502).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
