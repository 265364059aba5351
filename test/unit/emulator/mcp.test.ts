import assert from "node:assert/strict";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { SignJWT } from "jose";
import { runningEmulator } from "./running.ts";

describe("emulator: MCP", () => {
  const emulator = runningEmulator();

  async function connected(path: string, token = emulator.current.createToken()): Promise<Client> {
    const client = new Client({ name: "test", version: "1.0.0" });
    const url = new URL(path, emulator.current.httpUrl);
    await client.connect(
      new StreamableHTTPClientTransport(url, { requestInit: { headers: { authorization: `Bearer ${token}` } } }),
    );
    return client;
  }

  async function call(path: string, name: string, input: Record<string, unknown>, token?: string) {
    const client = await connected(path, token);
    const answer = await client.callTool({ name, arguments: input });
    await client.close();
    const [content] = answer.content;
    return { text: content?.type === "text" ? content.text : "", isError: answer.isError === true };
  }

  async function machineToken(scope: string): Promise<string> {
    const { m2mClientId, m2mClientSecret } = emulator.current.oauth;
    const response = await fetch(`${emulator.current.httpUrl}/oidc/v1/token`, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "client_credentials",
        client_id: m2mClientId,
        client_secret: m2mClientSecret,
        scope,
      }),
    });
    const { access_token: token } = (await response.json()) as { access_token: string };
    return token;
  }

  async function status(path: string, token: string): Promise<{ status: number; text: string; challenge: string }> {
    const response = await fetch(emulator.current.httpUrl + path, {
      method: "POST",
      headers: {
        ...(token === "" ? {} : { authorization: `Bearer ${token}` }),
        "content-type": "application/json",
        accept: "application/json, text/event-stream",
      },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list", params: {} }),
    });
    const challenge = response.headers.get("www-authenticate") ?? "";
    return { status: response.status, text: await response.text(), challenge };
  }

  it("shows the functions of a schema as tools and runs them on the engine", async () => {
    const client = await connected("/api/2.0/mcp/functions/main/sales");
    const { tools } = await client.listTools();
    assert.deepEqual(
      tools.map(({ name }) => name),
      ["main__sales__net_price", "main__sales__is_domestic"],
    );
    assert.deepEqual(tools[0]?.inputSchema.properties, {
      gross: { type: "number", description: "SQL type decimal(10,2)" },
      vat: { type: "number", description: "SQL type double" },
    });
    assert.deepEqual(tools[0].inputSchema.required, ["gross", "vat"]);
    await client.close();

    const path = "/api/2.0/mcp/functions/main/sales/net_price";
    assert.equal((await call(path, "main__sales__net_price", { gross: 119, vat: 0.19 })).text, "100.00");
    const missing = await call(path, "main__sales__net_price", { gross: 119 });
    assert.deepEqual(missing, { text: "The argument vat is missing.", isError: true });
  });

  it("takes an argument for a value, never for SQL", async () => {
    const input = { country: "DE' OR 'a' = 'a" };
    const path = "/api/2.0/mcp/functions/main/sales/is_domestic";
    assert.equal((await call(path, "main__sales__is_domestic", input)).text, "false");
  });

  it("gives tools in pages", async () => {
    const client = await connected("/api/2.0/mcp/genie");
    const first = await client.request({ method: "tools/list", params: {} });
    assert.equal(first.tools.length, 2);
    assert.equal(typeof first.nextCursor, "string");
    assert.equal((await client.listTools()).tools.length, 3);
    await client.close();
  });

  it("runs queries, searches an index, and asks what is behind a connection and in an app", async () => {
    const rows = await call("/api/2.0/mcp/sql", "execute_sql_read_only", { query: "SELECT 1 AS one" });
    assert.deepEqual(JSON.parse(rows.text), { columns: ["one"], rows: [["1"]], truncated: false });
    const write = await call("/api/2.0/mcp/sql", "execute_sql_read_only", { query: "DROP TABLE main.ops.tickets" });
    assert.deepEqual(write, { text: "Only queries are allowed.", isError: true });

    const index = "/api/2.0/mcp/ai-search/main/ops/tickets_index";
    const found = await call(index, "main__ops__tickets_index", { query: "wrong refund", num_results: 3 });
    const hits = (JSON.parse(found.text) as { rows: string[][] }).rows;
    assert.equal(hits.length, 3);
    for (const hit of hits) assert.match(hit[1] ?? "", /Wrong size|Refund not received/);

    assert.equal((await call("/api/2.0/mcp/external/support_desk", "count_tickets", {})).text, "400");
    assert.equal((await call("/apps/mcp-parcels/mcp", "who_am_i", {})).text, "ada.lindqvist@emulated.example");
  });

  it("answers no question that takes a language model", async () => {
    const space = "/api/2.0/mcp/genie/01f0a1b2c3d411e0a4b5c6d7e8f90a1b";
    const answer = await call(space, "genie_ask", { question: "Which country buys most?" });
    assert.deepEqual([answer.isError, /no language model/.test(answer.text)], [true, true]);
  });

  it("lets a token in only with the scope of the endpoint, or with all", async () => {
    for (const [path, scope] of [
      ["/api/2.0/mcp/sql", "sql"],
      ["/api/2.0/mcp/genie", "genie"],
      ["/api/2.0/mcp/functions/main/sales", "unity-catalog"],
      ["/api/2.0/mcp/ai-search/main/ops/tickets_index", "ai-search"],
    ] as const) {
      const other = await machineToken(scope === "sql" ? "genie" : "sql");
      const refused = await status(path, other);
      assert.equal(refused.status, 403);
      assert.match(refused.text, new RegExp(`required scopes: ${scope}`));
      assert.equal(refused.challenge, `Bearer error="insufficient_scope", scope="${scope}"`);
      for (const held of [scope, "all-apis"]) assert.equal((await status(path, await machineToken(held))).status, 200);
    }
    assert.equal((await status("/api/2.0/mcp/sql", "")).status, 401);
  });

  it("trusts no scope of a token that somebody else has signed", async () => {
    const forged = await new SignJWT({ scope: "all-apis" })
      .setProtectedHeader({ alg: "HS256" })
      .setSubject("ada.lindqvist@emulated.example")
      .setExpirationTime("1h")
      .sign(new TextEncoder().encode("a".repeat(32)));
    assert.equal((await status("/api/2.0/mcp/sql", forged)).status, 401);
  });

  it("refuses what is not there, is no MCP, or may not be used", async () => {
    const token = emulator.current.createToken();
    const outsider = emulator.current.createToken({ user: "bruno.chen@emulated.example" });
    for (const [path, expected, who] of [
      ["/api/2.0/mcp/functions/main/nothing", 404, token],
      ["/api/2.0/mcp/functions/main/sales/nothing", 404, token],
      ["/api/2.0/mcp/genie/nothing", 404, token],
      ["/api/2.0/mcp/ai-search/main/ops/nothing", 404, token],
      ["/api/2.0/mcp/external/nothing", 404, token],
      ["/api/2.0/mcp/external/crm_postgres", 400, token],
      ["/api/2.0/mcp/nothing", 404, token],
      ["/api/2.0/mcp/external/support_desk", 403, outsider],
    ] as const)
      assert.equal((await status(path, who)).status, expected, path);
    const page = await status("/apps/sales-board/mcp", token);
    assert.deepEqual([page.status, page.text.startsWith("<!doctype html>")], [200, true]);
  });
});
