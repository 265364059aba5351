import assert from "node:assert/strict";
import { PwafError } from "../../../../src/core/base/errors.ts";
import type { ProbeRequest } from "../../../../src/workspace/mcp/probe.ts";
import { probeMcp } from "../../../../src/workspace/mcp/probe.ts";
import { MissingScope } from "../../../../src/workspace/mcp/refusal.ts";
import { runningEmulator } from "../../emulator/running.ts";
import type { Answer } from "../rest/server.ts";
import { privatelySigned, sendJson, TestServer } from "../rest/server.ts";

const request = (url: string, more: Partial<ProbeRequest> = {}): ProbeRequest => ({
  url,
  token: async () => "t",
  product: "PwafToolkit_VSCode",
  version: "1.2.3",
  timeoutMs: 10_000,
  ...more,
});

async function failure(url: string, more: Partial<ProbeRequest> = {}): Promise<PwafError> {
  const outcome = await probeMcp(request(url, more)).catch((error: unknown) => error);
  assert.ok(outcome instanceof PwafError, "it should have failed");
  return outcome;
}

async function failureOf(answer: Answer, more: Partial<ProbeRequest> = {}): Promise<PwafError> {
  await using server = await TestServer.start(answer);
  return await failure(`${server.host}/mcp`, more);
}

describe("probe of an MCP server", () => {
  const emulator = runningEmulator();
  const at = (path: string) => emulator.current.httpUrl + path;
  const token = async () => emulator.current.createToken();

  it("finds the tools of all pages with their arguments, and says who asks", async () => {
    const { tools, server } = await probeMcp(request(at("/api/2.0/mcp/genie"), { token }));
    assert.deepEqual(
      tools.map(({ name }) => name),
      ["genie_ask", "genie_poll_response", "genie_get_query_result"],
    );
    assert.deepEqual(tools[0]?.inputSchema["required"], ["question"]);
    assert.equal(server?.name, "emulated-workspace");
    const seen = emulator.current.requests.entries.filter(({ path }) => path === "/api/2.0/mcp/genie");
    assert.deepEqual([...new Set(seen.map(({ userAgent }) => userAgent))], ["PwafToolkit_VSCode/1.2.3"]);
  });

  it("names the scope that is missing, and the privilege", async () => {
    const { m2mClientId, m2mClientSecret } = emulator.current.oauth;
    const answer = await fetch(at("/oidc/v1/token"), {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "client_credentials",
        client_id: m2mClientId,
        client_secret: m2mClientSecret,
        scope: "sql",
      }),
    });
    const { access_token: sqlOnly } = (await answer.json()) as { access_token: string };
    const error = await failure(at("/api/2.0/mcp/functions/main/sales"), { token: async () => sqlOnly });
    assert.ok(error instanceof MissingScope);
    assert.deepEqual(error.scopes, ["unity-catalog"]);

    const outsider = async () => emulator.current.createToken({ user: "bruno.chen@emulated.example" });
    const denied = await failure(at("/api/2.0/mcp/external/support_desk"), { token: outsider });
    assert.deepEqual([denied.reason, denied.message.includes("USE CONNECTION")], ["forbidden", true]);
  });

  it("says so where something else than MCP answers", async () => {
    const page = await failure(at("/apps/sales-board/mcp"), { token });
    assert.deepEqual([page.reason, page.message.includes("a web page")], ["bad-response", true]);
    const json = await failureOf((response) => sendJson(response, { hello: "world" }));
    assert.deepEqual([json.reason, json.message.includes("does not speak MCP")], ["bad-response", true]);
    assert.equal((await failureOf((response) => response.writeHead(200).end("ok"))).reason, "bad-response");
    assert.equal((await failure(at("/api/2.0/mcp/genie/nothing"), { token })).reason, "not-found");
  });

  it("follows no redirect, which would carry the token along", async () => {
    await using other = await TestServer.start((response) => sendJson(response, {}));
    const { host } = other;
    const error = await failureOf((response) => response.writeHead(307, { location: `${host}/mcp` }).end());
    assert.deepEqual([error.reason, other.seen.length], ["bad-response", 0]);
  });

  it("hears of a token that is not accepted", async () => {
    const refused: string[] = [];
    const error = await failure(at("/api/2.0/mcp/sql"), { token: async () => "old", refuse: (t) => refused.push(t) });
    assert.deepEqual([error.reason, refused], ["unauthenticated", ["old"]]);
  });

  it("gives up on a server that is not there, not trusted, silent or endless", async () => {
    assert.equal((await failure("http://127.0.0.1:1/mcp")).reason, "unreachable");
    const { key, cert } = privatelySigned();
    await using secret = await TestServer.start((response) => sendJson(response, {}), { key, cert });
    assert.deepEqual([(await failure(`${secret.host}/mcp`)).reason, secret.seen.length], ["tls", 0]);
    assert.equal((await failureOf(() => undefined, { timeoutMs: 100 })).reason, "timeout");
    const block = " ".repeat(1 << 20);
    const endless = await failureOf((response) => {
      response.writeHead(200, { "content-type": "application/json" });
      const more = (): void => {
        while (!response.destroyed && response.write(block));
        response.once("drain", more);
      };
      more();
    });
    assert.deepEqual([endless.reason, endless.message.includes("far too much")], ["bad-response", true]);
  });

  it("stops when asked to", async () => {
    const stop = new AbortController();
    const error = await failureOf(() => stop.abort(), { signal: stop.signal });
    assert.equal(error.reason, "cancelled");
  });
});
