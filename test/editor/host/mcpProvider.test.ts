import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type * as vscode from "vscode";
import { DisposableStore } from "../../../src/core/base/disposable.ts";
import { Emitter } from "../../../src/core/base/emitter.ts";
import { silentLogger } from "../../../src/core/base/logger.ts";
import type { Identity } from "../../../src/core/identity/identity.ts";
import { type McpEndpoint, managedEndpoint } from "../../../src/core/mcp/endpoint.ts";
import type { Profile } from "../../../src/core/profiles/profile.ts";
import { McpProvider } from "../../../src/host/agents/mcpProvider.ts";
import { OfferedEndpoints } from "../../../src/host/agents/offeredEndpoints.ts";
import type { Identities, Session } from "../../../src/host/services.ts";

describe("MCP servers for the editor", () => {
  let server: Server;
  let profile: Profile;
  let odd: McpEndpoint;
  /** `Authorization` and `User-Agent` of each call to the workspace. */
  const seen: (readonly (string | undefined)[])[] = [];
  const providers = new DisposableStore();

  before(async () => {
    server = createServer(({ headers }, response) => {
      seen.push([headers.authorization, headers["user-agent"]]);
      response.writeHead(200, { "content-type": "application/json" }).end("{}");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    profile = { name: "dev", host, authType: "pat", hasSecretInFile: false };
    odd = managedEndpoint("functions", host, ["main", "my schema/é"], "Functions of main.my schema/é");
  });
  after(() => {
    providers.dispose();
    server.close();
  });

  async function offering() {
    const stored = new Map<string, unknown>();
    const profiles = { all: [profile], active: profile, problem: undefined, onDidChange: new Emitter<void>().event };
    const state = {
      get: (key: string) => stored.get(key),
      set: async (key: string, value: unknown) => void stored.set(key, value),
    };
    const offered = new OfferedEndpoints({ profiles, state: state as never });
    let tokens = 0;
    const sessions = {
      ready: Promise.resolve(),
      current: { kind: "signedIn", profile, userName: "ada" } as Session,
      onDidChange: new Emitter<Session>().event,
      accessToken: async () => `token-${++tokens}`,
      refuse: () => undefined,
    };
    const product = { isv: "Acme", product: "Loader", version: "1.2.0" };
    const identities = { of: async (): Promise<Identity | undefined> => product } as unknown as Identities;
    const log = { ...silentLogger, show: () => undefined, dispose: () => undefined };
    const services = { extensionVersion: "1.0.0", identities, log, profiles, sessions };
    const provider = providers.add(new McpProvider(services, offered));
    await offered.add(odd);
    return { offered, provider, sessions };
  }

  const post = ({ uri, headers }: vscode.McpHttpServerDefinition) =>
    fetch(uri.toString(true), { method: "POST", headers, body: JSON.stringify({ id: 1, method: "ping" }) });

  it("hold no token, not even once they are started: each call gets one of its own, and the product's name", async () => {
    const { provider } = await offering();
    const [listed] = await provider.provideMcpServerDefinitions();
    assert.ok(listed);
    assert.deepEqual([listed.label, listed.headers], [`Databricks dev: ${odd.label}`, {}]);
    const started = await provider.resolveMcpServerDefinition(listed);
    const again = await provider.resolveMcpServerDefinition(listed);
    assert.deepEqual([started.uri.toString(), started.headers], [again.uri.toString(), again.headers]);
    assert.doesNotMatch(JSON.stringify(started), /token-/);
    seen.length = 0;
    assert.deepEqual([(await post(started)).status, (await post(started)).status], [200, 200]);
    const [first, second] = seen;
    assert.deepEqual([first?.[1], second?.[1]], ["Acme_Loader/1.2.0", "Acme_Loader/1.2.0"]);
    assert.match(first?.[0] ?? "", /^Bearer token-/);
    assert.notEqual(first?.[0], second?.[0]);
  });

  it("fail in words for people once they are not on offer any more, while they run", async () => {
    const { offered, provider, sessions } = await offering();
    const [listed] = await provider.provideMcpServerDefinitions();
    assert.ok(listed);
    const started = await provider.resolveMcpServerDefinition(listed);
    seen.length = 0;
    const said = async () => (await post(started)).text();
    await offered.remove(odd);
    assert.match(await said(), /not on offer any more.*offer the endpoint to agents again/);
    await offered.add(odd);
    sessions.current = { kind: "signedIn", profile: { ...profile, name: "other" }, userName: "ada" };
    assert.match(await said(), /not on offer any more/);
    assert.equal(seen.length, 0);
    provider.dispose();
    await assert.rejects(said());
  });

  it("are gone for who is signed out, and for what is not on offer any more", async () => {
    const { offered, provider, sessions } = await offering();
    const [server] = await provider.provideMcpServerDefinitions();
    assert.ok(server);
    await offered.remove(odd);
    await assert.rejects(provider.resolveMcpServerDefinition(server), /not on offer any more/);
    await offered.add(odd);
    sessions.current = { kind: "signedOut", profile };
    assert.deepEqual(await provider.provideMcpServerDefinitions(), []);
    await assert.rejects(provider.resolveMcpServerDefinition(server), /not on offer any more/);
  });

  it("never lead a token to a server of somebody else", async () => {
    const { offered, provider } = await offering();
    await offered.add({ kind: "app", label: "App x", url: "https://apps.example/mcp" });
    const servers = await provider.provideMcpServerDefinitions();
    assert.deepEqual(
      servers.map(({ uri }) => uri.authority),
      [new URL(profile.host).host],
    );
  });
});
