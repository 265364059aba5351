import assert from "node:assert/strict";
import { TestBrowser } from "../../emulator/browser.ts";
import { runningEmulator } from "../../emulator/running.ts";
import { privatelySigned, sendJson, TestServer } from "../../workspace/rest/server.ts";
import { EditorBed, isReason, until } from "./editorBed.ts";

const hour = 3_600_000;

describe("SessionStore", () => {
  const emulator = runningEmulator();
  let bed: EditorBed;
  beforeEach(() => (bed = new EditorBed(emulator.current)));
  afterEach(() => bed[Symbol.dispose]());

  it("signs in by browser, relay page and URI handler, and knows the user", async () => {
    const { store, seen, failures } = bed.open();
    await bed.signIn(store);
    assert.deepEqual(failures, []);
    assert.deepEqual(seen.slice(-2), ["signingIn", "signedIn"]);
    assert.ok(store.current.kind === "signedIn");
    assert.match(store.current.userName, /@/);
    const token = await store.accessToken(bed.profile);
    const answer = await fetch(`${bed.profile.host}/api/2.0/preview/scim/v2/Me`, {
      headers: { authorization: `Bearer ${token}` },
    });
    assert.equal(answer.status, 200);
  });

  it("works where the workspace has https and its sign-in page plain http, on this machine", async () => {
    const { caCertificate, httpsUrl } = emulator.current;
    bed.use({ ...bed.profile, host: httpsUrl });
    const { store } = bed.open({ fetch: fetchTrusting(caCertificate) });
    await bed.signIn(store);
    assert.ok(await store.accessToken(bed.profile));
    assert.equal(store.current.kind, "signedIn");
    const { store: other } = bed.open({ fetch });
    await assert.rejects(other.signIn(bed.profile, new AbortController().signal), isReason("tls", /not trusted/));
  });

  it("is still signed in after a restart, without asking the workspace", async () => {
    await bed.signedIn();
    const before = emulator.current.requests.entries.length;
    const { store } = bed.open();
    await until(store, () => store.current.kind === "signedIn");
    assert.equal(emulator.current.requests.entries.length, before);
  });

  it("keeps tokens in secret storage only", async () => {
    const store = await bed.signedIn();
    bed.now += hour;
    await store.accessToken(bed.profile);
    const stored = [...bed.storage.values.values()].join();
    const { tokens } = JSON.parse(stored) as { tokens: { accessToken: string; refreshToken: string } };
    const visible = [...bed.lines, JSON.stringify(store.current), [...bed.storage.values.keys()].join()].join("\n");
    for (const secret of [tokens.accessToken, tokens.refreshToken]) assert.ok(!visible.includes(secret));
  });

  describe("refresh", () => {
    it("rotates, over and over", async () => {
      const store = await bed.signedIn();
      const before = bed.tokenRequests();
      const tokens = new Set<string>([await store.accessToken(bed.profile)]);
      for (let round = 0; round < 3; round++) {
        bed.now += hour;
        tokens.add(await store.accessToken(bed.profile));
      }
      assert.equal(tokens.size, 4);
      assert.equal(bed.tokenRequests() - before, 3);
    });

    it("is shared by windows: the second takes what the first got", async () => {
      const first = await bed.signedIn();
      const { store: second } = bed.open();
      await second.accessToken(bed.profile);
      bed.now += hour;
      const token = await first.accessToken(bed.profile);
      const before = bed.tokenRequests();
      assert.equal(await second.accessToken(bed.profile), token);
      assert.equal(bed.tokenRequests(), before);
    });

    it("is made once by windows that need it at the same moment", async () => {
      const windows = [await bed.signedIn(), ...Array.from({ length: 3 }, () => bed.open().store)];
      await Promise.all(windows.map((window) => window.accessToken(bed.profile)));
      bed.now += hour;
      const before = bed.tokenRequests();
      const tokens = await Promise.all(windows.map((window) => window.accessToken(bed.profile)));
      assert.equal(new Set(tokens).size, 1);
      assert.equal(bed.tokenRequests() - before, 1);
      for (const window of windows) assert.equal(window.current.kind, "signedIn");
    });

    it("ends the session once when the workspace has revoked it", async () => {
      const { store, seen, ended } = bed.open();
      await bed.signIn(store);
      bed.spoilRefreshToken();
      const other = bed.open();
      bed.now += hour;
      const asked = await Promise.allSettled([1, 2, 3].map(() => other.store.accessToken(bed.profile)));
      for (const one of asked) {
        assert.ok(one.status === "rejected");
        isReason("unauthenticated", /has ended/)(one.reason);
      }
      assert.equal(other.store.current.kind, "signedOut");
      assert.deepEqual(
        other.ended.map(({ profile }) => profile.name),
        ["dev"],
        "said once, however many asked",
      );
      await until(store, () => store.current.kind === "signedOut");
      assert.equal(seen.at(-1), "signedOut", "the other window knows too");
      assert.deepEqual(ended, [], "and leaves saying so to the first");
    });

    it("is made at once for a token that the workspace refuses", async () => {
      const store = await bed.signedIn();
      const token = await store.accessToken(bed.profile);
      store.refuse(bed.profile, token);
      assert.notEqual(await store.accessToken(bed.profile), token);
    });

    for (const [what, kind, reason] of [
      ["offline", "reset", "dropped"],
      ["in trouble (503)", "status", "unavailable"],
    ] as const) {
      it(`keeps the session while the workspace is ${what}`, async () => {
        const store = await bed.signedIn();
        await store.accessToken(bed.profile);
        emulator.current.faults.add({ match: "POST /oidc/v1/token", kind, times: 1 });
        bed.now += hour;
        await assert.rejects(store.accessToken(bed.profile), isReason(reason, /./));
        assert.equal(store.current.kind, "signedIn");
        assert.ok(await store.accessToken(bed.profile), "and goes on when it is back");
      });
    }
  });

  describe("without a session", () => {
    it("when the user denies", async () => {
      bed.browse = async (url, routes) => {
        const browser = new TestBrowser(emulator.current.httpUrl);
        await (await browser.open(url)).press("Sign in");
        await browser.press("Deny");
        await bed.arrive(browser.leftFor, routes);
      };
      const { store } = bed.open();
      await assert.rejects(bed.signIn(store), isReason("sign-in", /refused in the browser.*denied the request/));
      bed.assertNoSession(store);
    });

    it("when nobody answers in time", async () => {
      bed.browse = async () => undefined;
      const { store } = bed.open({ timeoutMs: 5 });
      await assert.rejects(bed.signIn(store), isReason("timeout", /did not answer/));
      bed.assertNoSession(store);
    });

    it("when the user cancels, and when the answer comes after that", async () => {
      const controller = new AbortController();
      let late: (() => Promise<void>) | undefined;
      bed.browse = async (url, routes) => {
        late = () => bed.agree(url, routes);
        controller.abort();
      };
      const { store } = bed.open();
      await assert.rejects(bed.signIn(store, controller.signal), isReason("cancelled", /./));
      bed.assertNoSession(store);
      assert.ok(late);
      await assert.rejects(late(), isReason("sign-in", /no sign-in that was started here/));
      bed.assertNoSession(store);
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
        bed.browse = async (url, routes) => {
          await assert.rejects(routes.handle({ path, query }), isReason(reason, message));
          assert.equal(bed.storage.values.size, 0);
          await bed.agree(url, routes);
        };
        const { store, failures } = bed.open();
        await bed.signIn(store);
        assert.deepEqual(failures, []);
        assert.equal(store.current.kind, "signedIn");
        assert.ok(
          !bed.lines.join("\n").includes("guess") && !bed.lines.join("\n").includes("drop"),
          "no value is logged",
        );
      });
    }

    it("when a code of another sign-in is slipped in", async () => {
      bed.browse = async (url, routes) => {
        const stolen = { code: "stolen" };
        const state = new URL(url).searchParams.get("state") ?? "";
        await routes.handle({
          path: "/auth/callback",
          query: `code=${stolen.code}&state=${state}&iss=${emulator.current.httpUrl}/oidc`,
        });
      };
      const { store } = bed.open();
      await assert.rejects(bed.signIn(store), isReason("sign-in", /invalid_grant/));
      bed.assertNoSession(store);
    });

    it("when the folder is not trusted", async () => {
      bed.trusted = false;
      bed.browse = () => assert.fail("a browser was opened");
      const { store } = bed.open();
      await assert.rejects(bed.signIn(store), isReason("forbidden", /trusted/));
      bed.assertNoSession(store);
    });

    it("when the OAuth app is unknown: the page says so, the time runs out", async () => {
      bed.use({ ...bed.profile, clientId: "unknown" });
      let page = "";
      bed.browse = async (url) => {
        page = (await new TestBrowser(emulator.current.httpUrl).open(url)).html;
      };
      const { store } = bed.open({ timeoutMs: 500 });
      await assert.rejects(bed.signIn(store), isReason("timeout", /./));
      assert.match(page, /invalid_client/);
      bed.assertNoSession(store);
    });

    it("when the certificate is not trusted", async () => {
      await using server = await TestServer.start((response) => sendJson(response, {}), privatelySigned());
      bed.use({ ...bed.profile, host: server.host });
      const { store } = bed.open();
      await assert.rejects(bed.signIn(store), isReason("tls", /not trusted/));
      bed.assertNoSession(store);
    });

    it("when the token exchange fails", async () => {
      emulator.current.faults.add({ match: "POST /oidc/v1/token", kind: "html" });
      const { store } = bed.open();
      await assert.rejects(bed.signIn(store), isReason("bad-response", /web page/));
      bed.assertNoSession(store);
    });
  });

  it("replaces a sign-in to the same profile that is still waiting", async () => {
    const { store } = bed.open();
    bed.browse = async () => undefined;
    const first = bed.signIn(store);
    await until(store, () => store.current.kind === "signingIn");
    bed.browse = (url, routes) => bed.agree(url, routes);
    const second = bed.signIn(store);
    await assert.rejects(first, isReason("cancelled", /./));
    await second;
    assert.equal(store.current.kind, "signedIn");
  });

  it("signs out here, at the workspace, and in the other window", async () => {
    const store = await bed.signedIn();
    const { store: other } = bed.open();
    await until(other, () => other.current.kind === "signedIn");
    const before = emulator.current.requests.entries.length;
    await store.signOut(bed.profile);
    bed.assertNoSession(store);
    await until(other, () => other.current.kind === "signedOut");
    assert.ok(
      emulator.current.requests.entries
        .slice(before)
        .some(({ path, status }) => path === "/oidc/v1/revoke" && status === 200),
    );
    await assert.rejects(other.accessToken(bed.profile), isReason("unauthenticated", /./));
  });

  it("signs out when the workspace is away, too", async () => {
    const store = await bed.signedIn();
    emulator.current.faults.add({ match: "GET /.well-known", kind: "reset", times: 5 });
    emulator.current.faults.add({ match: "POST /oidc/v1/revoke", kind: "reset", times: 5 });
    await store.signOut(bed.profile);
    bed.assertNoSession(store);
    assert.ok(bed.lines.some((line) => line.includes("did not revoke")));
  });

  it("keeps two profiles on one host apart", async () => {
    const other = { ...bed.profile, name: "other" };
    bed.profiles.change([bed.profile, other], bed.profile);
    const { store } = bed.open();
    await bed.signIn(store);
    assert.equal(store.of(bed.profile).kind, "signedIn");
    assert.equal(store.of(other).kind, "signedOut");
    await assert.rejects(store.accessToken(other), isReason("unauthenticated", /“other”/));
    bed.profiles.change([bed.profile, other], other);
    assert.equal(store.current.kind, "signedOut");
    bed.profiles.change([other], undefined);
    assert.deepEqual(store.current, { kind: "noProfile" });
  });

  it("does not take tokens along when a profile is pointed to another host", async () => {
    const store = await bed.signedIn();
    const moved = { ...bed.profile, host: "https://elsewhere.example" };
    bed.profiles.change([moved], moved);
    await until(store, () => store.current.kind === "signedOut");
    await assert.rejects(store.accessToken(moved), isReason("unauthenticated", /./));
  });

  it("makes a new object at each change, and only then", async () => {
    const store = await bed.signedIn();
    const before = store.current;
    bed.profiles.change([bed.profile], bed.profile);
    assert.equal(store.current, before);
    const changed = { ...bed.profile, warehouseId: "abc" };
    bed.profiles.change([changed], changed);
    assert.notEqual(store.current, before);
    assert.equal(store.current.kind, "signedIn");
  });

  it("lives in memory when the secret storage does not work, and says so once", async () => {
    bed.storage.broken = true;
    const store = await bed.signedIn();
    assert.equal(store.current.kind, "signedIn");
    bed.now += hour;
    assert.ok(await store.accessToken(bed.profile));
    assert.equal(bed.memoryWarnings, 1);
    await store.signOut(bed.profile);
    assert.equal(store.current.kind, "signedOut");
  });

  describe("personal access tokens", () => {
    beforeEach(() => {
      bed.use({ name: "pat", host: emulator.current.httpUrl, authType: "pat", hasSecretInFile: false });
    });

    it("are asked for, tried and kept in secret storage", async () => {
      bed.offeredToken = emulator.current.createToken();
      const store = await bed.signedIn();
      assert.ok(store.current.kind === "signedIn" && store.current.userName.includes("@"));
      assert.equal(await bed.open().store.accessToken(bed.profile), bed.offeredToken);
      await store.signOut(bed.profile);
      bed.assertNoSession(store);
    });

    it("make no session when the workspace refuses them", async () => {
      bed.offeredToken = ["da", "pi"].join("") + "0".repeat(32);
      const { store } = bed.open();
      await assert.rejects(bed.signIn(store), isReason("unauthenticated", /does not accept/));
      bed.assertNoSession(store);
    });

    it("make no session when the user backs out", async () => {
      const { store } = bed.open();
      await assert.rejects(bed.signIn(store), isReason("cancelled", /./));
      bed.assertNoSession(store);
    });

    it("are used from the file, and not copied", async () => {
      bed.profiles.token = emulator.current.createToken();
      bed.use({ ...bed.profile, hasSecretInFile: true });
      const { store } = bed.open();
      await until(store, () => store.current.kind === "signedIn");
      assert.equal(await store.accessToken(bed.profile), bed.profiles.token);
      await until(store, () => store.current.kind === "signedIn" && store.current.userName !== "");
      assert.equal(bed.storage.values.size, 0);
      await assert.rejects(store.signOut(bed.profile), isReason("config", /in the configuration file itself/));
    });
  });

  it("says which profiles it cannot sign in", async () => {
    bed.use({ ...bed.profile, authType: "other" });
    const { store } = bed.open();
    await assert.rejects(bed.signIn(store), isReason("config", /does not offer/));
    bed.assertNoSession(store);
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
