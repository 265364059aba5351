import assert from "node:assert/strict";
import type { Logger } from "../../../../src/core/base/logger.ts";
import { OAuthClient } from "../../../../src/workspace/auth/oauthClient.ts";
import { ServerClock } from "../../../../src/workspace/auth/serverClock.ts";
import { json, OAuthServer } from "./oauthServer.ts";

const minute = 60_000;
const start = Date.UTC(2026, 0, 2, 3, 4, 5);

describe("ServerClock", () => {
  let local: number;
  let warnings: string[];
  let clock: ServerClock;
  beforeEach(() => {
    local = start;
    warnings = [];
    const log: Logger = {
      debug: () => undefined,
      info: () => undefined,
      warn: (message) => warnings.push(message),
      error: () => undefined,
    };
    clock = new ServerClock(() => local, log);
  });
  const dateAfter = (ms: number) => new Date(local + ms).toUTCString();

  it("is this machine's clock until a server says otherwise", () => {
    assert.equal(clock.now(), start);
    for (const date of [null, "", "yesterday", dateAfter(90_000), dateAfter(-90_000)]) {
      clock.note(date);
      assert.equal(clock.now(), start);
    }
    assert.deepEqual(warnings, []);
  });

  for (const [what, ms, said] of [
    ["behind", 180 * minute, /clock is 180 minutes behind the workspace's/],
    ["ahead", -7 * minute, /clock is 7 minutes ahead of the workspace's/],
  ] as const) {
    it(`follows the server where this machine is ${what}, and says so once`, () => {
      clock.note(dateAfter(ms));
      assert.equal(clock.now(), start + ms);
      local += minute;
      clock.note(dateAfter(ms + 1000));
      assert.equal(clock.now(), start + minute + ms + 1000);
      assert.equal(warnings.length, 1);
      assert.match(warnings[0] ?? "", said);
    });
  }

  it("is this machine's again when that has been set right", () => {
    clock.note(dateAfter(180 * minute));
    local += 180 * minute;
    clock.note(dateAfter(0));
    assert.equal(clock.now(), local);
  });

  it("hears of the time with each answer for tokens, and dates them by it", async () => {
    await using server = await OAuthServer.start();
    server.refreshTokens.add("refresh-0");
    const late = 5 * 60 * minute;
    server.overrides.push(({ path }, response) => {
      if (path !== "/oidc/v1/token") return false;
      const answer = { access_token: "a", token_type: "Bearer", expires_in: 3600 };
      return (json(response, 200, answer, { date: dateAfter(late) }), true);
    });
    const http = { userAgent: "X/1", onDate: (date: string | null) => clock.note(date) };
    const client = new OAuthClient({ host: server.origin, clientId: "app", http, now: () => clock.now() });
    const { expiresAt } = await client.refresh("refresh-0");
    assert.equal(expiresAt, local + late + 60 * minute);
  });
});
