import assert from "node:assert/strict";
import { once } from "node:events";
import { request as httpRequest, type ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { PwafError } from "../../../../src/core/base/errors.ts";
import { silentLogger } from "../../../../src/core/base/logger.ts";
import type { RelayAddress, RelayRoute } from "../../../../src/workspace/mcp/relay.ts";
import { McpRelay } from "../../../../src/workspace/mcp/relay.ts";
import { runningEmulator } from "../../emulator/running.ts";
import type { Answer } from "../rest/server.ts";
import { sendJson, TestServer } from "../rest/server.ts";

const userAgent = "Acme_Loader/1.2.0";
const functions = "/api/2.0/mcp/functions/main/sales";

const routeTo = (url: string, more: Partial<RelayRoute> = {}): RelayRoute => ({
  url,
  token: async () => "good-token",
  refuse: () => undefined,
  userAgent: async () => userAgent,
  ...more,
});

/** Posts a request with the id 7. */
const post = (
  address: RelayAddress,
  { headers, ...init }: Omit<RequestInit, "headers"> & { readonly headers?: Readonly<Record<string, string>> } = {},
) =>
  fetch(address.url, {
    method: "POST",
    body: JSON.stringify({ jsonrpc: "2.0", id: 7, method: "tools/list" }),
    ...init,
    headers: { authorization: address.authorization, "content-type": "application/json", ...headers },
  });

async function connected(address: RelayAddress): Promise<Client> {
  const client = new Client({ name: "editor", version: "1.0.0" });
  const headers = { Authorization: address.authorization, "User-Agent": "Editor/1.0" };
  await client.connect(new StreamableHTTPClientTransport(new URL(address.url), { requestInit: { headers } }));
  return client;
}

describe("relay to MCP servers", () => {
  const emulator = runningEmulator({ accessTokenSeconds: 2 });
  let relay: McpRelay;
  const lines: string[] = [];
  const note = (line: string) => void lines.push(line);
  beforeEach(async () => {
    lines.length = 0;
    relay = await McpRelay.start({ debug: note, info: note, warn: note, error: note });
  });
  afterEach(() => relay[Symbol.asyncDispose]());

  /** A relay in front of a server with these answers. */
  async function inFrontOf(answer: Answer, more: Partial<RelayRoute> = {}) {
    const server = await TestServer.start(answer);
    return Object.assign(server, { address: relay.add(routeTo(`${server.host}/mcp`, more)) });
  }

  it("carries a client through several lifetimes of its token, under the name of the product", async () => {
    const { httpUrl, oauth, requests } = emulator.current;
    const given: string[] = [];
    let current: string | undefined;
    const signIn = async () => {
      const { m2mClientId: client_id, m2mClientSecret: client_secret } = oauth;
      const form = { grant_type: "client_credentials", client_id, client_secret, scope: "all-apis" };
      const answer = await fetch(`${httpUrl}/oidc/v1/token`, { method: "POST", body: new URLSearchParams(form) });
      const { access_token: token } = (await answer.json()) as { access_token: string };
      given.push(token);
      return (current = token);
    };
    const address = relay.add(
      routeTo(httpUrl + functions, {
        token: async () => current ?? (await signIn()),
        refuse: (token) => {
          if (token === current) current = undefined;
        },
      }),
    );
    const client = await connected(address);
    let calls = 0;
    while (given.length < 4) {
      const { tools } = await client.listTools();
      assert.ok(tools.some(({ name }) => name === "main__sales__net_price"));
      calls++;
      await delay(100);
    }
    await client.close();
    assert.ok(calls > given.length, "a token serves more than one call");
    const seen = requests.entries.filter(({ path }) => path === functions);
    assert.deepEqual([...new Set(seen.map((entry) => entry.userAgent))], [userAgent]);
    // Each token that had run out was refused once, and nobody heard of it.
    assert.equal(seen.filter(({ status }) => status === 401).length, given.length - 1);
    assert.ok(!given.some((token) => lines.join("\n").includes(token)));
  });

  it("answers nobody but who holds the secret of the route, and calls for nobody else", async () => {
    await using server = await inFrontOf((response) => sendJson(response, {}));
    const { address } = server;
    const other = relay.add(routeTo(server.host));
    const { host, port } = new URL(address.url);
    assert.equal((await post(address)).status, 200);
    const asked = server.seen.length;

    const refused: Record<string, Record<string, string>> = {
      "no secret": { authorization: "" },
      "a wrong secret": { authorization: "Bearer wrong" },
      "the secret of another route": { authorization: other.authorization },
      "a page whose name leads here": { host: `rebound.example:${port}` },
      "another name of this machine": { host: `localhost:${port}` },
      "a page": { origin: "https://page.example" },
      "a page without an origin": { origin: "null" },
    };
    for (const [who, headers] of Object.entries(refused)) {
      const request = httpRequest(address.url, {
        method: "POST",
        headers: { host, authorization: address.authorization, ...headers },
      });
      request.end("{}");
      const [answer] = (await once(request, "response")) as [NodeJS.ReadableStream & { statusCode: number }];
      answer.resume();
      assert.equal(answer.statusCode, 404, who);
    }
    for (const path of ["/", "/3", "/1/more", "/1?x", "/.well-known/oauth-protected-resource"])
      assert.equal((await post({ ...address, url: `http://${host}${path}` })).status, 404, path);
    assert.equal(server.seen.length, asked);
  });

  it("gives every route and every run another secret", async () => {
    const [one, two] = [relay.add(routeTo("http://a.example")), relay.add(routeTo("http://a.example"))];
    await using again = await McpRelay.start(silentLogger);
    const three = again.add(routeTo("http://a.example"));
    assert.equal(new Set([one, two, three].map(({ authorization }) => authorization)).size, 3);
    assert.ok(one.authorization.length > 40);
  });

  it("passes a stream on piece by piece, and tells the server that the client has gone", async () => {
    let stream: ServerResponse | undefined;
    await using server = await inFrontOf((response) => {
      stream = response.writeHead(200, { "content-type": "text/event-stream", "mcp-session-id": "s1" });
      response.flushHeaders();
    });
    const gone = new AbortController();
    // The headers come before the first event: an endpoint may have nothing to say for hours.
    const answer = await post(server.address, { signal: gone.signal, headers: { accept: "text/event-stream" } });
    assert.deepEqual(
      [answer.headers.get("content-type"), answer.headers.get("mcp-session-id")],
      ["text/event-stream", "s1"],
    );
    assert.ok(stream);
    const pieces = (answer.body as ReadableStream<Uint8Array>).getReader();
    for (const event of ["data: 1\n\n", "data: 2\n\n"]) {
      stream.write(event);
      assert.equal(Buffer.from((await pieces.read()).value ?? []).toString(), event);
    }
    const closed = once(stream, "close");
    gone.abort();
    await closed;
  });

  it("gives a call up when its client does not wait for the answer any longer", async () => {
    let reach: (response: ServerResponse) => void = () => undefined;
    const reached = new Promise<ServerResponse>((resolve) => (reach = resolve));
    await using server = await inFrontOf((response) => reach(response));
    const gone = new AbortController();
    const answer = post(server.address, { signal: gone.signal });
    const closed = once(await reached, "close");
    gone.abort();
    await assert.rejects(answer);
    await closed;
  });

  it("breaks off where the server does, so that half an answer is none", async () => {
    await using server = await inFrontOf((response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.write('{"half":', () => response.destroy());
    });
    await assert.rejects(post(server.address).then((answer) => answer.text()));
  });

  it("lets through what MCP needs and nothing else", async () => {
    const hidden = { "set-cookie": "a=b", "www-authenticate": "Bearer", "x-other": "1" };
    await using server = await inFrontOf((response) =>
      sendJson(response, {}, 200, { ...hidden, "mcp-session-id": "s2" }),
    );
    const headers = { cookie: "c=d", "x-other": "1", "mcp-protocol-version": "2025-11-25", "user-agent": "Editor/1.0" };
    const answer = await post(server.address, { headers });
    assert.deepEqual(
      [...Object.keys(hidden), "mcp-session-id"].map((name) => answer.headers.get(name)),
      [null, null, null, "s2"],
    );
    const sent = server.seen[0]?.headers;
    assert.deepEqual(
      ["authorization", "user-agent", "mcp-protocol-version", "cookie", "x-other"].map((name) => sent?.[name]),
      ["Bearer good-token", userAgent, "2025-11-25", undefined, undefined],
    );
  });

  /** What a client reads in an error of MCP. */
  async function said(address: RelayAddress): Promise<string> {
    const answer = await post(address);
    assert.equal(answer.status, 200);
    const { id, error } = (await answer.json()) as { id: unknown; error: { message: string } };
    assert.equal(id, 7);
    return error.message;
  }

  it("asks for another token once, and says so where that is refused too", async () => {
    let tokens = 0;
    const refused: string[] = [];
    await using server = await inFrontOf((response) => sendJson(response, { message: "expired" }, 401), {
      token: async () => `token-${++tokens}`,
      refuse: (token) => void refused.push(token),
    });
    assert.match(await said(server.address), /does not accept the sign-in.*Sign in again/);
    assert.deepEqual(
      server.seen.map(({ headers }) => headers.authorization),
      ["Bearer token-1", "Bearer token-2"],
    );
    assert.deepEqual(refused, ["token-1"]);
    await using fixed = await inFrontOf((response) => sendJson(response, {}, 401));
    await said(fixed.address);
    assert.equal(fixed.seen.length, 1, "a token that cannot be renewed is not tried twice");
  });

  it("says in MCP's own words why a call does not go on", async () => {
    const scope = { "www-authenticate": 'Bearer error="insufficient_scope", scope="genie"' };
    await using narrow = await inFrontOf((response) => sendJson(response, {}, 403, scope));
    assert.match(await said(narrow.address), /lacks the OAuth scope “genie”/);
    await using elsewhere = await inFrontOf((response) =>
      response.writeHead(307, { location: "https://elsewhere.example/mcp" }).end(),
    );
    assert.match(await said(elsewhere.address), /https:\/\/elsewhere\.example/);
    const signedOut = async () => {
      throw new PwafError("unauthenticated", "Nobody is signed in.", { hint: "Sign in." });
    };
    await using unasked = await inFrontOf((response) => sendJson(response, {}), { token: signedOut });
    assert.equal(await said(unasked.address), "Nobody is signed in. Sign in.");
    assert.equal(unasked.seen.length, 0);
    const gone = await inFrontOf((response) => sendJson(response, {}));
    await gone[Symbol.asyncDispose]();
    assert.match(await said(gone.address), /Cannot connect/);
    // What waits for no answer gets a status that starts no sign-in.
    const notification = JSON.stringify({ jsonrpc: "2.0", method: "notifications/initialized" });
    assert.equal((await post(narrow.address, { body: notification })).status, 502);
    assert.equal((await post(narrow.address, { method: "GET", body: null })).status, 502);
  });

  it("leaves other refusals to the client: a session that is gone, a method that is not taken", async () => {
    for (const status of [400, 404, 405, 500]) {
      await using server = await inFrontOf((response) => sendJson(response, { error: "so" }, status));
      const answer = await post(server.address);
      assert.deepEqual([answer.status, await answer.json()], [status, { error: "so" }]);
    }
  });

  it("takes no message without end", async () => {
    await using server = await inFrontOf((response) => sendJson(response, {}));
    assert.equal((await post(server.address, { body: "x".repeat((16 << 20) + 1) })).status, 413);
    assert.equal(server.seen.length, 0);
  });

  it("ends what is under way when it closes", async () => {
    await using server = await inFrontOf((response) => {
      response.writeHead(200, { "content-type": "text/event-stream" }).flushHeaders();
    });
    const answer = await post(server.address);
    await relay[Symbol.asyncDispose]();
    await assert.rejects(answer.text());
    await assert.rejects(post(server.address));
    relay = await McpRelay.start(silentLogger);
  });
});
