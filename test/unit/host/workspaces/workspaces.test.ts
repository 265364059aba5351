import assert from "node:assert/strict";
import { Emitter } from "../../../../src/core/base/emitter.ts";
import { silentLogger } from "../../../../src/core/base/logger.ts";
import type { Profile } from "../../../../src/core/profiles/profile.ts";
import type { Profiles, Sessions } from "../../../../src/host/services.ts";
import { createWorkspaces } from "../../../../src/host/workspaces/workspaces.ts";
import { sendJson, TestServer } from "../../workspace/rest/server.ts";

function testBed() {
  const changed = new Emitter<void>();
  const profiles: Profiles & { active: Profile | undefined } = {
    all: [],
    active: undefined,
    problem: undefined,
    onDidChange: changed.event,
  };
  const sessions: Sessions = {
    ready: Promise.resolve(),
    current: { kind: "noProfile" },
    onDidChange: new Emitter<Sessions["current"]>().event,
    accessToken: async (profile) => `token of ${profile.name}`,
    refuse: () => undefined,
  };
  const log = { ...silentLogger, show: () => undefined, dispose: () => undefined };
  const workspaces = createWorkspaces({ profiles, sessions, log, extensionVersion: "2.0.0-beta.1" });
  const activate = (profile: Profile | undefined) => {
    profiles.active = profile;
    changed.fire();
  };
  return { workspaces, activate };
}

const profileFor = (name: string, host: string): Profile => {
  return { name, host, authType: "pat", hasSecretInFile: false };
};

describe("workspaces", () => {
  it("has no client without a profile", async () => {
    await assert.rejects(testBed().workspaces.client(), { reason: "config" });
  });

  it("says which host is wrong", async () => {
    const { workspaces, activate } = testBed();
    activate(profileFor("dev", "http://example.com"));
    await assert.rejects(workspaces.client(), { reason: "config" });
  });

  it("signs in as the profile and names the product with three numbers", async () => {
    await using server = await TestServer.start((response) => sendJson(response, { userName: "ada" }));
    const { workspaces, activate } = testBed();
    activate(profileFor("dev", server.host));
    await (await workspaces.client()).me();
    const { authorization, "user-agent": agent } = server.seen[0]?.headers ?? {};
    assert.equal(authorization, "Bearer token of dev");
    assert.match(agent ?? "", /^PwafToolkit_VSCode\/2\.0\.0 /);
  });

  it("keeps its client while the profile stays the same, and ends its calls when it does not", async () => {
    await using server = await TestServer.start(() => activate(profileFor("other", server.host)));
    const { workspaces, activate } = testBed();
    activate(profileFor("dev", server.host));
    const client = await workspaces.client();
    activate(profileFor("dev", server.host));
    assert.equal(await workspaces.client(), client);
    await assert.rejects(client.me(), { reason: "cancelled" });
    assert.notEqual(await workspaces.client(), client);
  });

  it("ends all calls when it is disposed", async () => {
    await using server = await TestServer.start(() => workspaces.dispose());
    const { workspaces, activate } = testBed();
    activate(profileFor("dev", server.host));
    await assert.rejects((await workspaces.client()).me(), { reason: "cancelled" });
  });
});
