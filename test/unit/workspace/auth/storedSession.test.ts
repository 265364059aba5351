import assert from "node:assert/strict";
import type { StoredSession } from "../../../../src/workspace/auth/storedSession.ts";
import {
  decodeSession,
  encodeSession,
  isSessionKey,
  sessionKey,
} from "../../../../src/workspace/auth/storedSession.ts";

const sessions: readonly StoredSession[] = [
  { kind: "pat", token: "t", userName: "ada" },
  { kind: "oauth", userName: "ada", tokens: { accessToken: "a", refreshToken: "r", expiresAt: 1, scope: "s" } },
  { kind: "oauth", userName: "", tokens: { accessToken: "a", expiresAt: 1, scope: "" } },
];

describe("stored sessions", () => {
  it("come back as they were stored", () => {
    for (const session of sessions) assert.deepEqual(decodeSession(encodeSession(session)), session);
  });

  it("are nothing when the text is not ours", () => {
    const texts = [
      undefined,
      "",
      "{",
      "null",
      "1",
      "{}",
      '{"kind":"pat"}',
      '{"kind":"oauth","userName":"x"}',
      '{"kind":"oauth","userName":"x","tokens":{"accessToken":1}}',
    ];
    for (const text of texts) assert.equal(decodeSession(text), undefined);
  });

  it("are kept apart by name, host and app", () => {
    const profile = { name: "a", host: "https://x.y" };
    const keys = [
      profile,
      { ...profile, name: "b" },
      { ...profile, host: "https://z.y" },
      { ...profile, clientId: "c" },
    ].map(sessionKey);
    assert.equal(new Set(keys).size, 4);
    assert.ok(keys.every(isSessionKey));
    assert.ok(!isSessionKey("other"));
  });
});
