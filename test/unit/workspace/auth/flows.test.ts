import assert from "node:assert/strict";
import { PwafError } from "../../../../src/core/base/errors.ts";
import type { SignInEnvironment } from "../../../../src/workspace/auth/flows.ts";
import { chooseFlow } from "../../../../src/workspace/auth/flows.ts";

const host = "https://a.cloud.databricks.com";
const desktop: SignInEnvironment = { uiKind: "desktop", uriScheme: "vscode", host };
const relay = { clientId: "app", redirectUrl: "https://relay.example/back" };
const own = { clientId: "app", redirectUrl: "vscode://pwaf-toolkit.pwaf-toolkit/auth/callback" };
const port = { clientId: "app", redirectUrl: "http://localhost:8080/callback" };
const emulator = { host: "http://127.0.0.1:4000", clientId: "app", redirectUrl: "http://127.0.0.1:4000/relay" };

const works: readonly [what: string, environment: SignInEnvironment, id: string, redirectUri: string][] = [
  ["built-in app on the desktop", desktop, "loopback", "http://localhost:8020"],
  ["built-in app in WSL", { ...desktop, remoteName: "wsl" }, "loopback", "http://localhost:8020"],
  [
    "a redirect URL without an app of its own",
    { ...desktop, redirectUrl: relay.redirectUrl },
    "loopback",
    "http://localhost:8020",
  ],
  ["relay page on the desktop", { ...desktop, ...relay }, "relay", relay.redirectUrl],
  ["relay page over SSH", { ...desktop, ...relay, remoteName: "ssh-remote" }, "relay", relay.redirectUrl],
  [
    "relay page in the browser",
    { ...desktop, ...relay, uiKind: "web", remoteName: "codespaces" },
    "relay",
    relay.redirectUrl,
  ],
  ["relay page of an emulated workspace", { ...desktop, ...emulator, uiKind: "web" }, "relay", emulator.redirectUrl],
  ["the editor's own address", { ...desktop, ...own }, "editor", own.redirectUrl],
  ["the editor's own address over SSH", { ...desktop, ...own, remoteName: "ssh-remote" }, "editor", own.redirectUrl],
  ["a port of one's own app", { ...desktop, ...port }, "loopback", port.redirectUrl],
];

const fails: readonly [what: string, environment: SignInEnvironment, why: RegExp][] = [
  ["built-in app over SSH", { ...desktop, remoteName: "ssh-remote" }, /remote machine \(ssh-remote\)/],
  ["built-in app in the browser", { ...desktop, uiKind: "web" }, /browser's localhost is not the machine/],
  ["own app without a redirect URL", { ...desktop, clientId: "app" }, /needs a `redirect_url`/],
  ["redirect URL that is none", { ...desktop, clientId: "app", redirectUrl: "back" }, /no URL/],
  [
    "plain http to another machine",
    { ...desktop, clientId: "app", redirectUrl: "http://relay.example/" },
    /no https page/,
  ],
  ["another editor's address", { ...desktop, ...own, uriScheme: "cursor" }, /is not cursor:\/\/pwaf-toolkit/],
  [
    "another extension's address",
    { ...desktop, clientId: "app", redirectUrl: "vscode://evil.extension/auth/callback" },
    /is not vscode:/,
  ],
  [
    "the editor's address in the browser",
    { ...desktop, ...own, uiKind: "web" },
    /no address that an OAuth app could register/,
  ],
  ["a port in the browser", { ...desktop, ...port, uiKind: "web" }, /browser's localhost/],
];

describe("chooseFlow", () => {
  for (const [what, environment, id, redirectUri] of works) {
    it(`${what}: ${id}`, () => {
      const chosen = chooseFlow(environment);
      assert.deepEqual([chosen.flow.id, chosen.redirectUri], [id, redirectUri]);
    });
  }

  for (const [what, environment, why] of fails) {
    it(`${what}: says why not`, () => {
      assert.throws(
        () => chooseFlow(environment),
        (error: unknown) => error instanceof PwafError && error.reason === "config" && why.test(error.message),
      );
    });
  }

  it("says why each way before the chosen one cannot work", () => {
    assert.deepEqual(
      chooseFlow(desktop).skipped.map(({ why }) => why),
      ["the built-in app only accepts http://localhost:8020", "the built-in app only accepts http://localhost:8020"],
    );
  });
});
