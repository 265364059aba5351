import assert from "node:assert/strict";
import { Emitter } from "../../../src/core/base/emitter.ts";
import { managedEndpoint } from "../../../src/core/mcp/endpoint.ts";
import type { Profile } from "../../../src/core/profiles/profile.ts";
import { McpProvider } from "../../../src/host/agents/mcpProvider.ts";
import { OfferedEndpoints } from "../../../src/host/agents/offeredEndpoints.ts";
import type { Session } from "../../../src/host/services.ts";

const host = "https://adb-1.2.azuredatabricks.net";
const profile: Profile = { name: "dev", host, authType: "pat", hasSecretInFile: false };
const odd = managedEndpoint("functions", host, ["main", "my schema/é"], "Functions of main.my schema/é");

describe("MCP servers for the editor", () => {
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
    const provider = new McpProvider({ extensionVersion: "1.0.0", profiles, sessions }, offered);
    await offered.add(odd);
    return { offered, provider, sessions };
  }

  it("hold no token until one is started, and a fresh one each time", async () => {
    const { provider } = await offering();
    const [server] = await provider.provideMcpServerDefinitions();
    assert.ok(server);
    assert.deepEqual([server.label, server.headers], [`Databricks dev: ${odd.label}`, {}]);
    for (const expected of ["Bearer token-1", "Bearer token-2"]) {
      const started = await provider.resolveMcpServerDefinition(server);
      assert.equal(started?.headers["Authorization"], expected);
    }
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
      ["adb-1.2.azuredatabricks.net"],
    );
  });
});
