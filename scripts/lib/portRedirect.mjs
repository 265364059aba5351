import { once } from "node:events";
import { createServer } from "node:http";

/**
 * VS Code's server, as code-server packages it, sends links to ports of this machine through a proxy that it lacks when
 * it runs alone. This stands in for that proxy: it sends the browser on to the port itself, with path and query as they are.
 * @returns {Promise<{env: {VSCODE_PROXY_URI: string}, close(): void}>} what the server's environment needs
 */
export async function startPortRedirect() {
  const server = createServer((request, response) => {
    const [, port, rest] = /^\/(\d{1,5})(\/.*)$/.exec(request.url ?? "") ?? [];
    if (port === undefined) response.writeHead(404).end();
    else response.writeHead(307, { location: `http://127.0.0.1:${port}${rest}` }).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    env: { VSCODE_PROXY_URI: `http://127.0.0.1:${server.address().port}/{{port}}/` },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
