import assert from "node:assert/strict";
import { relayTarget } from "../../../src/emulator/relay.ts";

function stateFor(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

describe("emulator: relay page", () => {
  const forwarded: [string, string][] = [
    [
      "vscode://pwaf-toolkit.pwaf-toolkit/auth/callback",
      "vscode://pwaf-toolkit.pwaf-toolkit/auth/callback?code=c&state=",
    ],
    [
      "code-oss://pwaf-toolkit.pwaf-toolkit/auth/callback?windowId=2",
      "code-oss://pwaf-toolkit.pwaf-toolkit/auth/callback?windowId=2&code=c&state=",
    ],
    ["http://127.0.0.1:8000/callback?a=1%2B2&b=x%20y", "http://127.0.0.1:8000/callback?a=1%2B2&b=x%20y&code=c&state="],
    ["http://localhost/callback", "http://localhost/callback?code=c&state="],
    ["https://[::1]:9/callback?", "https://[::1]:9/callback?code=c&state="],
  ];
  for (const [callback, expected] of forwarded) {
    it(`forwards to ${callback}`, () => {
      const state = stateFor({ n: "nonce", u: callback });
      const target = relayTarget(new URLSearchParams({ code: "c", state }));
      assert.ok(target instanceof URL);
      assert.equal(target.href, expected + state);
    });
  }

  const refused: [string, string | undefined][] = [
    ["no state", undefined],
    ["a state that is no JSON", "abc"],
    ["a state without a nonce", stateFor({ u: "vscode://pwaf-toolkit.pwaf-toolkit/auth/callback" })],
    ["another host", stateFor({ n: "n", u: "https://evil.example/callback" })],
    ["a host that begins like this machine", stateFor({ n: "n", u: "http://127.0.0.1.evil.example/" })],
    ["a user name that looks like this machine", stateFor({ n: "n", u: "http://127.0.0.1@evil.example/" })],
    ["credentials in the address", stateFor({ n: "n", u: "http://user:pass@127.0.0.1/" })],
    ["another extension", stateFor({ n: "n", u: "vscode://evil.extension/auth/callback" })],
    ["another scheme", stateFor({ n: "n", u: "javascript:alert(1)" })],
    ["a file", stateFor({ n: "n", u: "file:///etc/passwd" })],
  ];
  for (const [what, state] of refused) {
    it(`refuses ${what}`, () => {
      assert.equal(
        typeof relayTarget(new URLSearchParams(state === undefined ? { code: "c" } : { code: "c", state })),
        "string",
      );
    });
  }
});
