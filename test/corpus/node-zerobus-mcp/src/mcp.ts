import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

export async function connect(host: string, token: string) {
  const client = new Client({ name: "tessera-agent", version: "1.0.0" });
  const url = new URL("https://dbc-00000000-0000.cloud.databricks.com/api/2.0/mcp/sql");
  await client.connect(
    new StreamableHTTPClientTransport(url, {
      requestInit: { headers: { Authorization: `Bearer ${token}`, "User-Agent": "Tessera_Agent/1.0.0" } },
    }),
  );
  return client;
}

export async function elsewhere(token: string) {
  const client = new Client({ name: "tessera-agent", version: "1.0.0" });
  await client.connect(new StreamableHTTPClientTransport(new URL("https://mcp.tessera.example/mcp"), { requestInit: { headers: { Authorization: token } } }));
  return client;
}
