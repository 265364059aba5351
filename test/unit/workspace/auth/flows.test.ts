import assert from "node:assert/strict";
import { PwafError } from "../../../../src/core/base/errors.ts";
import type { SignInEnvironment } from "../../../../src/workspace/auth/flows.ts";
import { builtInRedirect, editorAddress, signInFlows, signInLadder } from "../../../../src/workspace/auth/flows.ts";
import { redirectsToRegister } from "../../../../src/workspace/auth/redirects.ts";

const host = "https://a.cloud.databricks.com";
const desktop: SignInEnvironment = { uiKind: "desktop", uriScheme: "vscode", host };
const relay = { clientId: "app", redirectUrl: "https://relay.example/back" };
const own = { clientId: "app", redirectUrl: "vscode://pwaf-toolkit.pwaf-toolkit/auth/callback" };
const port = { clientId: "app", redirectUrl: "http://localhost:8080/callback" };
const port6 = { clientId: "app", redirectUrl: "http://[::1]:8080/callback" };
const emulator = { host: "http://127.0.0.1:4000", clientId: "app", redirectUrl: "http://127.0.0.1:4000/relay" };

/** Ids of the ways that can work, best first. */
const works: readonly [what: string, environment: SignInEnvironment, ids: string, redirectUri: string][] = [
  ["built-in app on the desktop", desktop, "loopback paste", builtInRedirect],
  ["built-in app in WSL", { ...desktop, remoteName: "wsl" }, "loopback paste", builtInRedirect],
  ["built-in app over SSH", { ...desktop, remoteName: "ssh-remote" }, "loopback paste", builtInRedirect],
  ["built-in app in a container", { ...desktop, remoteName: "dev-container" }, "loopback paste", builtInRedirect],
  [
    "built-in app in Codespaces in the browser",
    { ...desktop, uiKind: "web", remoteName: "codespaces" },
    "paste",
    builtInRedirect,
  ],
  ["built-in app in the browser", { ...desktop, uiKind: "web" }, "paste", builtInRedirect],
  [
    "a redirect URL without an app of its own",
    { ...desktop, redirectUrl: relay.redirectUrl },
    "loopback paste",
    builtInRedirect,
  ],
  ["relay page on the desktop", { ...desktop, ...relay }, "relay paste", relay.redirectUrl],
  ["relay page over SSH", { ...desktop, ...relay, remoteName: "ssh-remote" }, "relay paste", relay.redirectUrl],
  [
    "relay page in the browser",
    { ...desktop, ...relay, uiKind: "web", remoteName: "codespaces" },
    "relay paste",
    relay.redirectUrl,
  ],
  [
    "relay page of an emulated workspace",
    { ...desktop, ...emulator, uiKind: "web" },
    "relay paste",
    emulator.redirectUrl,
  ],
  ...["vscode", "vscode-insiders", "vscodium", "cursor", "windsurf"].map((uriScheme): (typeof works)[number] => [
    `the own address of ${uriScheme}`,
    { ...desktop, clientId: "app", redirectUrl: editorAddress(uriScheme), uriScheme },
    "editor",
    `${uriScheme}://pwaf-toolkit.pwaf-toolkit/auth/callback`,
  ]),
  ["the editor's own address over SSH", { ...desktop, ...own, remoteName: "ssh-remote" }, "editor", own.redirectUrl],
  ["a port of one's own app", { ...desktop, ...port }, "loopback paste", port.redirectUrl],
  ["a port on IPv6", { ...desktop, ...port6 }, "loopback paste", port6.redirectUrl],
  ["a port in the browser", { ...desktop, ...port, uiKind: "web" }, "paste", port.redirectUrl],
];

const fails: readonly [what: string, environment: SignInEnvironment, why: RegExp][] = [
  ["own app without a redirect URL", { ...desktop, clientId: "app" }, /needs a `redirect_url`/],
  ["redirect URL that is none", { ...desktop, clientId: "app", redirectUrl: "back" }, /no URL/],
  [
    "plain http to another machine",
    { ...desktop, clientId: "app", redirectUrl: "http://relay.example/" },
    /no https page.*is not encrypted/,
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
];

/** A way that is skipped, and the words that say why. */
const skips: readonly [what: string, environment: SignInEnvironment, id: string, why: RegExp][] = [
  ["built-in app", desktop, "relay", /only accepts http:\/\/localhost:8020/],
  ["built-in app", desktop, "editor", /only accepts http:\/\/localhost:8020/],
  ["the browser", { ...desktop, uiKind: "web" }, "loopback", /browser's localhost is not the machine/],
  ["another editor", { ...desktop, ...own, uriScheme: "cursor" }, "editor", /is not cursor:\/\/pwaf-toolkit/],
];

describe("signInLadder", () => {
  for (const [what, environment, ids, redirectUri] of works) {
    it(`${what}: ${ids}`, () => {
      const { rungs } = signInLadder(environment);
      assert.equal(rungs.map(({ flow }) => flow.id).join(" "), ids);
      for (const rung of rungs) assert.equal(rung.redirectUri, redirectUri);
    });
  }

  for (const [what, environment, why] of fails) {
    it(`${what}: says why not`, () => {
      assert.throws(
        () => signInLadder(environment),
        (error: unknown) => error instanceof PwafError && error.reason === "config" && why.test(error.message),
      );
    });
  }

  for (const [what, environment, id, why] of skips) {
    it(`${what}: says why not ${id}`, () => {
      const flow = signInFlows.find((candidate) => candidate.id === id);
      assert.match(flow?.obstacle(environment) ?? "", why);
    });
  }

  it("judges every way, the good ones and the others", () => {
    for (const [, environment] of works) {
      const { rungs, skipped } = signInLadder(environment);
      assert.equal(rungs.length + skipped.length, signInFlows.length);
    }
  });
});

describe("redirectsToRegister", () => {
  const uris = (environment: SignInEnvironment) =>
    redirectsToRegister(environment).map(({ uri, through }) => [uri, through === undefined ? "nowhere" : "back"]);

  it("has nothing to register for the built-in app", () => {
    const [only, ...others] = redirectsToRegister(desktop);
    assert.deepEqual(others, []);
    assert.equal(only?.uri, builtInRedirect);
    assert.match(only.note, /Nothing to register/);
  });

  it("gives the profile's own redirect URL where the answer comes back through it", () => {
    assert.deepEqual(uris({ ...desktop, ...relay }), [[relay.redirectUrl, "back"]]);
    assert.deepEqual(uris({ ...desktop, ...port }), [[port.redirectUrl, "back"]]);
    assert.deepEqual(uris({ ...desktop, ...own }), [[own.redirectUrl, "back"]]);
  });

  for (const [what, environment, first] of [
    ["this machine", desktop, builtInRedirect],
    ["a remote machine", { ...desktop, remoteName: "ssh-remote" }, own.redirectUrl],
    ["the browser", { ...desktop, uiKind: "web" }, builtInRedirect],
    ["another editor than the profile's", { ...desktop, ...own, uriScheme: "cursor" }, builtInRedirect],
  ] as const) {
    it(`gives what works on ${what} when the profile has none, best first`, () => {
      const advice = uris({ clientId: "app", ...environment });
      assert.equal(advice[0]?.[0], first);
      assert.ok(
        advice.every(([, through]) => through === "back"),
        JSON.stringify(advice),
      );
    });
  }
});
