import assert from "node:assert/strict";
import { Emitter } from "../../../../src/core/base/emitter.ts";
import { managedEndpoint } from "../../../../src/core/mcp/endpoint.ts";
import { OfferedEndpoints } from "../../../../src/host/agents/offeredEndpoints.ts";
import type { Profiles } from "../../../../src/host/services.ts";

const host = "https://adb-1.2.azuredatabricks.net";
const sql = managedEndpoint("sql", host, [], "SQL");
const genie = managedEndpoint("genie", host, [], "Genie");

describe("endpoints on offer", () => {
  function offered() {
    const stored = new Map<string, unknown>();
    const profiles: { -readonly [K in keyof Profiles]: Profiles[K] } = {
      all: [],
      active: { name: "dev", host, authType: "pat", hasSecretInFile: false },
      problem: undefined,
      onDidChange: new Emitter<void>().event,
    };
    const state = {
      get: (key: string) => stored.get(key),
      set: async (key: string, value: unknown) => void stored.set(key, value),
    };
    const endpoints = new OfferedEndpoints({ profiles, state: state as never });
    return { endpoints, profiles, stored };
  }

  it("are kept for each profile, without a token", async () => {
    const { endpoints, profiles, stored } = offered();
    let changes = 0;
    endpoints.onDidChange(() => changes++);
    await endpoints.add(sql);
    await endpoints.add(sql);
    profiles.active = { name: "other", host, authType: "pat", hasSecretInFile: false };
    assert.deepEqual(endpoints.all, []);
    await endpoints.add(genie);
    assert.deepEqual(Object.fromEntries(stored), { offeredEndpoints: { dev: [sql], other: [genie] } });
    assert.equal(changes, 2);
  });

  it("are gone once taken back, and where there is no profile", async () => {
    const { endpoints, profiles, stored } = offered();
    await endpoints.add(sql);
    await endpoints.remove(sql);
    assert.deepEqual([endpoints.has(sql), Object.fromEntries(stored)], [false, { offeredEndpoints: {} }]);
    profiles.active = undefined;
    await endpoints.add(sql);
    assert.deepEqual(endpoints.all, []);
  });
});
