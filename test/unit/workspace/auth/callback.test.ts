import assert from "node:assert/strict";
import {
  createNonce,
  decodeState,
  encodeState,
  parameterNames,
  parseCallback,
  sameNonce,
} from "../../../../src/workspace/auth/callback.ts";

const state = encodeState({ nonce: "abc", callbackUrl: "vscode://a.b/auth/callback?windowId=1&x=ü%20+" });
const decoded = { nonce: "abc", callbackUrl: "vscode://a.b/auth/callback?windowId=1&x=ü%20+" };

describe("state", () => {
  it("is base64url and comes back whole", () => {
    assert.match(state, /^[\w-]+$/);
    assert.deepEqual(decodeState(state), decoded);
    assert.deepEqual(decodeState(encodeState({ nonce: "n" })), { nonce: "n" });
  });

  it("survives a second encoding and decoding, as the editor's Uri does", () => {
    assert.equal(encodeURIComponent(state), state);
    assert.equal(decodeURIComponent(state), state);
  });

  it("is refused when it was not made here", () => {
    const made = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
    for (const text of ["", "a b", "{}", "%7B%7D", made([]), made(null), made({}), made({ n: 1 }), made("x"), "AAAA"]) {
      assert.equal(decodeState(text), undefined, text);
    }
  });

  it("holds another nonce each time, compared by content", () => {
    const nonce = createNonce();
    assert.notEqual(nonce, createNonce());
    assert.ok(nonce.length >= 43);
    assert.ok(sameNonce(nonce, nonce.slice()));
    for (const other of ["", nonce.slice(1), `${nonce}x`, createNonce()]) assert.ok(!sameNonce(nonce, other));
  });
});

describe("parseCallback", () => {
  const cases: readonly [query: string, expected: unknown][] = [
    [`code=x&state=${state}`, { kind: "code", state: decoded, code: "x" }],
    [
      `?code=x&state=${state}&iss=https%3A%2F%2Fa.b%2Foidc`,
      { kind: "code", state: decoded, code: "x", issuer: "https://a.b/oidc" },
    ],
    // The editor hands over a query that is decoded already.
    [
      `code=x&state=${state}&iss=https://a.b/oidc`,
      { kind: "code", state: decoded, code: "x", issuer: "https://a.b/oidc" },
    ],
    [`code=a%2Bb&state=${state}`, { kind: "code", state: decoded, code: "a+b" }],
    [`code=a+b&state=${state}`, { kind: "code", state: decoded, code: "a+b" }],
    [`code=a%zz&state=${state}`, { kind: "code", state: decoded, code: "a%zz" }],
    [`windowId=_blank&vscode-reqid=1&code=x&state=${state}`, { kind: "code", state: decoded, code: "x" }],
    [
      `error=access_denied&error_description=not+now%2C+please&state=${state}`,
      { kind: "error", state: decoded, error: "access_denied", description: "not now, please" },
    ],
    [`error=access_denied&code=x&state=${state}`, { kind: "error", state: decoded, error: "access_denied" }],
    ["", { kind: "invalid", why: "it has no state" }],
    ["code=x", { kind: "invalid", why: "it has no state" }],
    ["code=x&state=", { kind: "invalid", why: "it has no state" }],
    ["error=access_denied", { kind: "invalid", why: "it has no state" }],
    ["code=x&state=guess", { kind: "invalid", why: "its state was not made here" }],
    [`state=${state}`, { kind: "invalid", why: "it has neither a code nor an error" }],
    [`code=&state=${state}`, { kind: "invalid", why: "it has neither a code nor an error" }],
    [`code=x&code=y&state=${state}`, { kind: "invalid", why: "it holds code twice" }],
    [`code=x&state=${state}&state=other`, { kind: "invalid", why: "it holds state twice" }],
  ];
  for (const [query, expected] of cases) {
    it(`reads ${query.replaceAll(state, "…") || "an empty query"}`, () =>
      assert.deepEqual(parseCallback(query), expected));
  }
});

describe("parameterNames", () => {
  it("names what it knows and never a value", () => {
    assert.equal(parameterNames("?code=secret&state=x&other=y"), "code, state");
    assert.equal(parameterNames("secretAsName"), "none");
  });
});
