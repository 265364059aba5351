import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Emitter } from "../../../../src/core/base/emitter.ts";
import { PwafError } from "../../../../src/core/base/errors.ts";
import type { Logger } from "../../../../src/core/base/logger.ts";
import type { Profile } from "../../../../src/core/profiles/profile.ts";
import type { SignInDesk } from "../../../../src/host/auth/sessionOpener.ts";
import { SessionStore } from "../../../../src/host/auth/sessionStore.ts";
import { UriRoutes } from "../../../../src/host/auth/uriRoutes.ts";
import type { Session } from "../../../../src/host/services.ts";
import { refreshLocks } from "../../../../src/workspace/auth/refreshLock.ts";
import { TestBrowser } from "../../emulator/browser.ts";
import { runningEmulator } from "../../emulator/running.ts";
import { selfSigned, sendJson, TestServer } from "../../workspace/rest/server.ts";
import { MemorySecretStorage } from "../memorySecrets.ts";

const callbackUrl = "vscode://pwaf-toolkit.pwaf-toolkit/auth/callback?windowId=7";
const hour = 3_600_000;

/** Profiles as their owner would offer them. */
class FixedProfiles {
  readonly #changed = new Emitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly problem = undefined;
  all: readonly Profile[];
  active: Profile | undefined;
  token: string | undefined;

  constructor(...all: Profile[]) {
    this.all = all;
    this.active = all[0];
  }
  readonly ready = Promise.resolve();

  async tokenInFile() {
    return this.token;
  }
  change(all: readonly Profile[], active: Profile | undefined): void {
    this.all = all;
    this.active = active;
    this.#changed.fire();
  }
}

describe("SessionStore", () => {
  const emulator = runningEmulator();
  let storage: MemorySecretStorage;
  let profiles: FixedProfiles;
  let profile: Profile;
  let now: number;
  let lines: string[];
  let trusted: boolean;
  let offeredToken: string | undefined;
  let memoryWarnings: number;
  /** What the person at the browser does with the page that opens. */
  let browse: (url: string, routes: UriRoutes) => Promise<unknown>;
  const stores: SessionStore[] = [];
  /** Of the editor, shared by its windows. */
  let folder: string;

  before(async () => (folder = await mkdtemp(join(tmpdir(), "pwaf-sessions-"))));
  after(() => rm(folder, { recursive: true }));

  beforeEach(() => {
    storage = new MemorySecretStorage();
    const { clientId, redirectUrl } = emulator.current.oauth;
    profile = {
      name: "dev",
      host: emulator.current.httpUrl,
      authType: "external-browser",
      clientId,
      redirectUrl,
      hasSecretInFile: false,
    };
    profiles = new FixedProfiles(profile);
    now = Date.now();
    lines = [];
    trusted = true;
    offeredToken = undefined;
    memoryWarnings = 0;
    browse = agree;
    emulator.current.faults.clear();
  });
  afterEach(() => {
    for (const store of stores.splice(0)) store.dispose();
  });

  /** Signs in and allows, then follows the relay page to the editor, whose Uri decodes the query once. */
  async function agree(url: string, routes: UriRoutes): Promise<void> {
    const browser = new TestBrowser(emulator.current.httpUrl);
    await browser.open(url);
    await browser.press("Sign in");
    await browser.press("Allow");
    arrive(browser.leftFor, routes);
  }

  function arrive(url: URL | undefined, routes: UriRoutes): void {
    assert.ok(url);
    assert.equal(url.host, "pwaf-toolkit.pwaf-toolkit");
    routes.handle({ path: url.pathname, query: decodeURIComponent(url.search.slice(1)) });
  }

  /** Another window of the same editor. */
  function open(options: { timeoutMs?: number; fetch?: typeof fetch } = {}): {
    store: SessionStore;
    seen: Session["kind"][];
    failures: unknown[];
  } {
    const failures: unknown[] = [];
    const write = (message: string) => void lines.push(message);
    const log: Logger = { debug: write, info: write, warn: write, error: write };
    const desk: SignInDesk = {
      environment: () => ({ uiKind: "desktop", uriScheme: "vscode" }),
      browserFor: () => ({
        callbackUrl: async () => callbackUrl,
        openBrowser: (url) =>
          void browse(url, new UriRoutes(log, (answer) => store.deliver(answer))).catch((error: unknown) =>
            failures.push(error),
          ),
        askAddress: () => assert.fail("nothing is to be pasted"),
        offerNext: () => assert.fail("no way is blocked"),
      }),
      askToken: async () => offeredToken,
    };
    const store = new SessionStore({
      profiles,
      secrets: storage.open(),
      log,
      extensionVersion: "1.2.3",
      timeoutMs: () => options.timeoutMs ?? 20_000,
      lockFor: refreshLocks({ folder, log }),
      trusted: () => trusted,
      desk,
      warnMemoryOnly: () => {
        memoryWarnings++;
      },
      now: () => now,
      requestTimeoutMs: 10_000,
      ...(options.fetch === undefined ? {} : { fetch: options.fetch }),
    });
    stores.push(store);
    const seen: Session["kind"][] = [];
    store.onDidChange((session) => seen.push(session.kind));
    return { store, seen, failures };
  }

  async function signIn(store: SessionStore, signal = new AbortController().signal): Promise<void> {
    await store.signIn(profile, signal);
  }

  async function signedIn(): Promise<SessionStore> {
    const { store } = open();
    await signIn(store);
    return store;
  }

  /** Waits for a change that makes the condition true; mocha's limit ends the wait. */
  function until(store: SessionStore, condition: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const check = () => {
        if (condition()) resolve();
      };
      store.onDidChangeAny(check);
      store.onDidChange(check);
      check();
    });
  }

  function tokenRequests(): number {
    return emulator.current.requests.entries.filter(
      ({ method, path }) => method === "POST" && path === "/oidc/v1/token",
    ).length;
  }

  function assertNoSession(store: SessionStore): void {
    assert.equal(store.current.kind, "signedOut");
    assert.equal(storage.values.size, 0);
  }

  it("signs in by browser, relay page and URI handler, and knows the user", async () => {
    const { store, seen, failures } = open();
    await signIn(store);
    assert.deepEqual(failures, []);
    assert.deepEqual(seen.slice(-2), ["signingIn", "signedIn"]);
    assert.ok(store.current.kind === "signedIn");
    assert.match(store.current.userName, /@/);
    const token = await store.accessToken(profile);
    const answer = await fetch(`${profile.host}/api/2.0/preview/scim/v2/Me`, {
      headers: { authorization: `Bearer ${token}` },
    });
    assert.equal(answer.status, 200);
  });

  it("works where the workspace has https and its sign-in page plain http, on this machine", async () => {
    const { caCertificate, httpsUrl } = emulator.current;
    profile = { ...profile, host: httpsUrl };
    profiles.change([profile], profile);
    const { store } = open({ fetch: fetchTrusting(caCertificate) });
    await signIn(store);
    assert.ok(await store.accessToken(profile));
    assert.equal(store.current.kind, "signedIn");
    const { store: other } = open({ fetch });
    await assert.rejects(other.signIn(profile, new AbortController().signal), isReason("tls", /not trusted/));
  });

  it("is still signed in after a restart, without asking the workspace", async () => {
    await signedIn();
    const before = emulator.current.requests.entries.length;
    const { store } = open();
    await until(store, () => store.current.kind === "signedIn");
    assert.equal(emulator.current.requests.entries.length, before);
  });

  it("keeps tokens in secret storage only", async () => {
    const store = await signedIn();
    now += hour;
    await store.accessToken(profile);
    const stored = [...storage.values.values()].join();
    const { tokens } = JSON.parse(stored) as { tokens: { accessToken: string; refreshToken: string } };
    const visible = [...lines, JSON.stringify(store.current), [...storage.values.keys()].join()].join("\n");
    for (const secret of [tokens.accessToken, tokens.refreshToken]) assert.ok(!visible.includes(secret));
  });

  describe("refresh", () => {
    it("rotates, over and over", async () => {
      const store = await signedIn();
      const before = tokenRequests();
      const tokens = new Set<string>([await store.accessToken(profile)]);
      for (let round = 0; round < 3; round++) {
        now += hour;
        tokens.add(await store.accessToken(profile));
      }
      assert.equal(tokens.size, 4);
      assert.equal(tokenRequests() - before, 3);
    });

    it("is shared by windows: the second takes what the first got", async () => {
      const first = await signedIn();
      const { store: second } = open();
      await second.accessToken(profile);
      now += hour;
      const token = await first.accessToken(profile);
      const before = tokenRequests();
      assert.equal(await second.accessToken(profile), token);
      assert.equal(tokenRequests(), before);
    });

    it("is made once by windows that need it at the same moment", async () => {
      const windows = [await signedIn(), ...Array.from({ length: 3 }, () => open().store)];
      await Promise.all(windows.map((window) => window.accessToken(profile)));
      now += hour;
      const before = tokenRequests();
      const tokens = await Promise.all(windows.map((window) => window.accessToken(profile)));
      assert.equal(new Set(tokens).size, 1);
      assert.equal(tokenRequests() - before, 1);
      for (const window of windows) assert.equal(window.current.kind, "signedIn");
    });

    it("ends the session once when the workspace has revoked it", async () => {
      const { store, seen } = open();
      await signIn(store);
      const [[key, text]] = [...storage.values] as [[string, string]];
      const session = JSON.parse(text) as { tokens: object };
      storage.values.set(key, JSON.stringify({ ...session, tokens: { ...session.tokens, refreshToken: "revoked" } }));
      const { store: other } = open();
      now += hour;
      await assert.rejects(other.accessToken(profile), isReason("unauthenticated", /has ended/));
      assert.equal(other.current.kind, "signedOut");
      await until(store, () => store.current.kind === "signedOut");
      assert.equal(seen.at(-1), "signedOut", "the other window knows too");
    });

    for (const [what, kind, reason] of [
      ["offline", "reset", "dropped"],
      ["in trouble (503)", "status", "unavailable"],
    ] as const) {
      it(`keeps the session while the workspace is ${what}`, async () => {
        const store = await signedIn();
        await store.accessToken(profile);
        emulator.current.faults.add({ match: "POST /oidc/v1/token", kind, times: 1 });
        now += hour;
        await assert.rejects(store.accessToken(profile), isReason(reason, /./));
        assert.equal(store.current.kind, "signedIn");
        assert.ok(await store.accessToken(profile), "and goes on when it is back");
      });
    }
  });

  describe("without a session", () => {
    it("when the user denies", async () => {
      browse = async (url, routes) => {
        const browser = new TestBrowser(emulator.current.httpUrl);
        await (await browser.open(url)).press("Sign in");
        await browser.press("Deny");
        arrive(browser.leftFor, routes);
      };
      const { store } = open();
      await assert.rejects(signIn(store), isReason("sign-in", /refused in the browser.*denied the request/));
      assertNoSession(store);
    });

    it("when nobody answers in time", async () => {
      browse = async () => undefined;
      const { store } = open({ timeoutMs: 5 });
      await assert.rejects(signIn(store), isReason("timeout", /did not answer/));
      assertNoSession(store);
    });

    it("when the user cancels, and when the answer comes after that", async () => {
      const controller = new AbortController();
      let late: (() => Promise<void>) | undefined;
      browse = async (url, routes) => {
        late = () => agree(url, routes);
        controller.abort();
      };
      const { store } = open();
      await assert.rejects(signIn(store, controller.signal), isReason("cancelled", /./));
      assertNoSession(store);
      assert.ok(late);
      await assert.rejects(late(), isReason("sign-in", /no sign-in that was started here/));
      assertNoSession(store);
    });

    const foreign: readonly [what: string, path: string, query: string, reason: string, message: RegExp][] = [
      ["no state", "/auth/callback", "code=x", "sign-in", /it has no state/],
      ["a guessed state", "/auth/callback", "code=x&state=guess", "sign-in", /not made here/],
      [
        "the state of another sign-in",
        "/auth/callback",
        `code=x&state=${Buffer.from('{"n":"other"}').toString("base64url")}`,
        "sign-in",
        /no sign-in that was started here/,
      ],
      ["an unknown path", "/auth/callback/", "code=x", "bad-request", /does not know/],
      ["another path", "/query/run", "sql=drop", "bad-request", /does not know/],
      ["the path of a prototype", "constructor", "", "bad-request", /does not know/],
    ];
    for (const [what, path, query, reason, message] of foreign) {
      it(`when an address with ${what} is opened; the sign-in that waits is not disturbed`, async () => {
        browse = async (url, routes) => {
          assert.throws(() => routes.handle({ path, query }), isReason(reason, message));
          assert.equal(storage.values.size, 0);
          await agree(url, routes);
        };
        const { store, failures } = open();
        await signIn(store);
        assert.deepEqual(failures, []);
        assert.equal(store.current.kind, "signedIn");
        assert.ok(!lines.join("\n").includes("guess") && !lines.join("\n").includes("drop"), "no value is logged");
      });
    }

    it("when a code of another sign-in is slipped in", async () => {
      browse = async (url, routes) => {
        const stolen = { code: "stolen" };
        const state = new URL(url).searchParams.get("state") ?? "";
        routes.handle({
          path: "/auth/callback",
          query: `code=${stolen.code}&state=${state}&iss=${emulator.current.httpUrl}/oidc`,
        });
      };
      const { store } = open();
      await assert.rejects(signIn(store), isReason("sign-in", /invalid_grant/));
      assertNoSession(store);
    });

    it("when the folder is not trusted", async () => {
      trusted = false;
      browse = () => assert.fail("a browser was opened");
      const { store } = open();
      await assert.rejects(signIn(store), isReason("forbidden", /trusted/));
      assertNoSession(store);
    });

    it("when the OAuth app is unknown: the page says so, the time runs out", async () => {
      profile = { ...profile, clientId: "unknown" };
      profiles.change([profile], profile);
      let page = "";
      browse = async (url) => {
        page = (await new TestBrowser(emulator.current.httpUrl).open(url)).html;
      };
      const { store } = open({ timeoutMs: 500 });
      await assert.rejects(signIn(store), isReason("timeout", /./));
      assert.match(page, /invalid_client/);
      assertNoSession(store);
    });

    it("when the certificate is not trusted", async () => {
      await using server = await TestServer.start((response) => sendJson(response, {}), await selfSigned());
      profile = { ...profile, host: server.host };
      profiles.change([profile], profile);
      const { store } = open();
      await assert.rejects(signIn(store), isReason("tls", /not trusted/));
      assertNoSession(store);
    });

    it("when the token exchange fails", async () => {
      emulator.current.faults.add({ match: "POST /oidc/v1/token", kind: "html" });
      const { store } = open();
      await assert.rejects(signIn(store), isReason("bad-response", /web page/));
      assertNoSession(store);
    });
  });

  it("replaces a sign-in to the same profile that is still waiting", async () => {
    const { store } = open();
    browse = async () => undefined;
    const first = signIn(store);
    await until(store, () => store.current.kind === "signingIn");
    browse = agree;
    const second = signIn(store);
    await assert.rejects(first, isReason("cancelled", /./));
    await second;
    assert.equal(store.current.kind, "signedIn");
  });

  it("signs out here, at the workspace, and in the other window", async () => {
    const store = await signedIn();
    const { store: other } = open();
    await until(other, () => other.current.kind === "signedIn");
    const before = emulator.current.requests.entries.length;
    await store.signOut(profile);
    assertNoSession(store);
    await until(other, () => other.current.kind === "signedOut");
    assert.ok(
      emulator.current.requests.entries
        .slice(before)
        .some(({ path, status }) => path === "/oidc/v1/revoke" && status === 200),
    );
    await assert.rejects(other.accessToken(profile), isReason("unauthenticated", /./));
  });

  it("signs out when the workspace is away, too", async () => {
    const store = await signedIn();
    emulator.current.faults.add({ match: "GET /.well-known", kind: "reset", times: 5 });
    emulator.current.faults.add({ match: "POST /oidc/v1/revoke", kind: "reset", times: 5 });
    await store.signOut(profile);
    assertNoSession(store);
    assert.ok(lines.some((line) => line.includes("did not revoke")));
  });

  it("keeps two profiles on one host apart", async () => {
    const other = { ...profile, name: "other" };
    profiles.change([profile, other], profile);
    const { store } = open();
    await signIn(store);
    assert.equal(store.of(profile).kind, "signedIn");
    assert.equal(store.of(other).kind, "signedOut");
    await assert.rejects(store.accessToken(other), isReason("unauthenticated", /“other”/));
    profiles.change([profile, other], other);
    assert.equal(store.current.kind, "signedOut");
    profiles.change([other], undefined);
    assert.deepEqual(store.current, { kind: "noProfile" });
  });

  it("does not take tokens along when a profile is pointed to another host", async () => {
    const store = await signedIn();
    const moved = { ...profile, host: "https://elsewhere.example" };
    profiles.change([moved], moved);
    await until(store, () => store.current.kind === "signedOut");
    await assert.rejects(store.accessToken(moved), isReason("unauthenticated", /./));
  });

  it("makes a new object at each change, and only then", async () => {
    const store = await signedIn();
    const before = store.current;
    profiles.change([profile], profile);
    assert.equal(store.current, before);
    const changed = { ...profile, warehouseId: "abc" };
    profiles.change([changed], changed);
    assert.notEqual(store.current, before);
    assert.equal(store.current.kind, "signedIn");
  });

  it("lives in memory when the secret storage does not work, and says so once", async () => {
    storage.broken = true;
    const store = await signedIn();
    assert.equal(store.current.kind, "signedIn");
    now += hour;
    assert.ok(await store.accessToken(profile));
    assert.equal(memoryWarnings, 1);
    await store.signOut(profile);
    assert.equal(store.current.kind, "signedOut");
  });

  describe("personal access tokens", () => {
    beforeEach(() => {
      profile = { name: "pat", host: emulator.current.httpUrl, authType: "pat", hasSecretInFile: false };
      profiles.change([profile], profile);
    });

    it("are asked for, tried and kept in secret storage", async () => {
      offeredToken = emulator.current.createToken();
      const store = await signedIn();
      assert.ok(store.current.kind === "signedIn" && store.current.userName.includes("@"));
      assert.equal(await open().store.accessToken(profile), offeredToken);
      await store.signOut(profile);
      assertNoSession(store);
    });

    it("make no session when the workspace refuses them", async () => {
      offeredToken = ["da", "pi"].join("") + "0".repeat(32);
      const { store } = open();
      await assert.rejects(signIn(store), isReason("unauthenticated", /does not accept/));
      assertNoSession(store);
    });

    it("make no session when the user backs out", async () => {
      const { store } = open();
      await assert.rejects(signIn(store), isReason("cancelled", /./));
      assertNoSession(store);
    });

    it("are used from the file, and not copied", async () => {
      profiles.token = emulator.current.createToken();
      profile = { ...profile, hasSecretInFile: true };
      profiles.change([profile], profile);
      const { store } = open();
      await until(store, () => store.current.kind === "signedIn");
      assert.equal(await store.accessToken(profile), profiles.token);
      await until(store, () => store.current.kind === "signedIn" && store.current.userName !== "");
      assert.equal(storage.values.size, 0);
      await assert.rejects(store.signOut(profile), isReason("config", /in the configuration file itself/));
    });
  });

  it("says which profiles it cannot sign in", async () => {
    profile = { ...profile, authType: "oauth-m2m" };
    profiles.change([profile], profile);
    const { store } = open();
    await assert.rejects(signIn(store), isReason("config", /does not offer/));
    assertNoSession(store);
  });
});

/** Node's `fetch` with another set of trusted certificates. Node does not export the class that this needs. */
function fetchTrusting(ca: string): typeof fetch {
  assert.ok(new Request("http://127.0.0.1/"));
  const shared = (globalThis as Record<symbol, unknown>)[Symbol.for("undici.globalDispatcher.1")] as object;
  const Agent = shared.constructor as new (options: object) => NonNullable<RequestInit["dispatcher"]>;
  const dispatcher = new Agent({ connect: { ca } });
  return (input, init) => fetch(input, { ...init, dispatcher });
}

function isReason(reason: string, message: RegExp) {
  return (error: unknown) => {
    assert.ok(error instanceof PwafError, String(error));
    assert.equal(error.reason, reason, error.message);
    assert.match(error.message, message);
    return true;
  };
}
