import assert from "node:assert/strict";
import type { StoredSession } from "../../../../src/workspace/auth/storedSession.ts";
import {
  decodeSession,
  encodeSession,
  readSessionKey,
  sessionKey,
} from "../../../../src/workspace/auth/storedSession.ts";

const sessions: readonly StoredSession[] = [
  { kind: "pat", token: "t", userName: "ada" },
  {
    kind: "oauth",
    authType: "external-browser",
    userName: "ada",
    tokens: { accessToken: "a", refreshToken: "r", expiresAt: 1, scope: "s" },
  },
  { kind: "oauth", authType: "oauth-m2m", userName: "", tokens: { accessToken: "a", expiresAt: 1, scope: "" } },
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

  it("are kept apart by name, host, app and scopes", () => {
    const profile = { name: "a", host: "https://x.y" };
    const identities = [
      profile,
      { ...profile, name: "b" },
      { ...profile, host: "https://z.y" },
      { ...profile, clientId: "c" },
      { ...profile, scopes: ["sql"] },
      { ...profile, clientId: "c", scopes: ["sql", "openid"] },
    ];
    const keys = identities.map(sessionKey);
    assert.equal(new Set(keys).size, identities.length);
    assert.equal(sessionKey({ ...profile, scopes: ["b", "a"] }), sessionKey({ ...profile, scopes: ["a", "b"] }));
    assert.deepEqual(readSessionKey(sessionKey({ ...profile, scopes: ["b", "a"] }))?.scopes, ["a", "b"]);
    assert.deepEqual(keys.slice(0, 5).map(readSessionKey), identities.slice(0, 5));
    for (const key of ["other", "pwaf.session:", "pwaf.session:{}", 'pwaf.session:["a"]']) {
      assert.equal(readSessionKey(key), undefined);
    }
  });
});
