import assert from "node:assert/strict";
import type { AuthenticationProviderAuthenticationSessionsChangeEvent as Change } from "vscode";
import type { Profile } from "../../../../src/core/profiles/profile.ts";
import { Accounts } from "../../../../src/host/auth/accounts.ts";
import type { SessionStore } from "../../../../src/host/auth/sessionStore.ts";
import { runningEmulator } from "../../emulator/running.ts";
import { EditorBed, isReason } from "./editorBed.ts";

const hour = 3_600_000;

describe("Accounts", () => {
  const emulator = runningEmulator();
  let bed: EditorBed;
  let prod: Profile;
  /** The profile that the user picks when asked. */
  let picked: Profile | undefined;
  let asked: number;
  const accounts: Accounts[] = [];

  beforeEach(() => {
    bed = new EditorBed(emulator.current);
    prod = { ...bed.profile, name: "prod" };
    bed.profiles.change([bed.profile, prod], bed.profile);
    picked = bed.profile;
    asked = 0;
  });
  afterEach(() => {
    for (const one of accounts.splice(0)) one.dispose();
    bed[Symbol.dispose]();
  });

  function open(): { store: SessionStore; accounts: Accounts; changes: string[] } {
    const { store } = bed.open();
    const own = new Accounts({
      sessions: store,
      profiles: bed.profiles,
      log: bed.log,
      signIn: (profile) => store.signIn(profile, new AbortController().signal),
      pickProfile: async () => (asked++, picked),
    });
    accounts.push(own);
    const changes: string[] = [];
    own.onDidChangeSessions(({ added, removed, changed }: Change) => {
      const names = (kind: string, list: Change["added"]) =>
        (list ?? []).map(({ account }) => `${kind} ${account.label}`);
      changes.push(...names("+", added), ...names("-", removed), ...names("~", changed));
    });
    return { store, accounts: own, changes };
  }

  /** Waits until the change has been told; mocha's limit ends the wait. */
  const told = (own: Accounts, changes: readonly string[], wanted: RegExp) =>
    new Promise<void>((resolve) => {
      const check = () => {
        if (changes.some((change) => wanted.test(change))) resolve();
      };
      own.onDidChangeSessions(check);
      check();
    });

  async function userOf(token: string): Promise<number> {
    const answer = await fetch(`${bed.profile.host}/api/2.0/preview/scim/v2/Me`, {
      headers: { authorization: `Bearer ${token}` },
    });
    return answer.status;
  }

  it("has no sessions, and asks nobody, while nobody is signed in", async () => {
    const { accounts: own } = open();
    assert.deepEqual(await own.getSessions(undefined, {}), []);
    assert.deepEqual(await own.getSessions([], {}), []);
    assert.equal(asked, 0);
  });

  it("gives each profile as an account that says where its tokens are good", async () => {
    const { store, accounts: own } = open();
    await bed.signIn(store);
    await store.signIn(prod, new AbortController().signal);
    const sessions = await own.getSessions([], {});
    assert.deepEqual(
      sessions.map(({ account }) => account.id),
      [`${bed.profile.host}#dev`, `${bed.profile.host}#prod`],
    );
    assert.match(sessions[0]?.account.label ?? "", /^dev \(.+@.+\)$/);
    assert.equal(new Set(sessions.map(({ id }) => id)).size, 2);
    const [dev] = await own.getSessions([], { account: { id: `${bed.profile.host}#dev`, label: "" } });
    assert.ok(dev);
    assert.equal(await userOf(dev.accessToken), 200);
    assert.ok(!JSON.stringify({ ...dev, accessToken: "" }).includes(dev.accessToken));
  });

  it("gives valid tokens to who asks for scopes, and wakes nobody for a list", async () => {
    const { store, accounts: own } = open();
    await bed.signIn(store);
    const [before] = await own.getSessions(undefined, {});
    bed.now += hour;
    const requests = bed.tokenRequests();
    assert.deepEqual(await own.getSessions(undefined, {}), [before]);
    assert.equal(bed.tokenRequests(), requests);
    const [after] = await own.getSessions(["all-apis"], {});
    assert.notEqual(after?.accessToken, before?.accessToken);
    assert.equal(after?.id, before?.id);
  });

  it("says why there is no token now, rather than that there is no session", async () => {
    const { store, accounts: own } = open();
    await bed.signIn(store);
    bed.now += hour;
    emulator.current.faults.add({ match: "POST /oidc/v1/token", kind: "status", times: 1 });
    await assert.rejects(own.getSessions([], {}), isReason("unavailable", /./));
    assert.equal((await own.getSessions([], {})).length, 1);
  });

  it("leaves out a session that has ended", async () => {
    await bed.signedIn();
    bed.spoilRefreshToken();
    bed.now += hour;
    const { accounts: other } = open();
    assert.deepEqual(await other.getSessions([], {}), []);
  });

  describe("scopes", () => {
    it("get a session of their own, which may do no more", async () => {
      const { store, accounts: own } = open();
      await bed.signIn(store);
      assert.deepEqual(await own.getSessions(["sql"], {}), [], "the profile's own session may do too much");
      const session = await own.createSession(["sql"], {});
      assert.ok(session.scopes.includes("sql") && !session.scopes.includes("all-apis"), session.scopes.join());
      const [again] = await own.getSessions(["sql", "offline_access"], {});
      assert.equal(again?.accessToken, session.accessToken);
      const [whole] = await own.getSessions(["all-apis"], {});
      assert.ok(whole && whole.id !== session.id && whole.scopes.includes("all-apis"));
      assert.equal((await own.getSessions(undefined, {})).length, 2);
      assert.equal((await own.getSessions([], {})).length, 1);
    });

    it("are renewed within their own session, after a restart too", async () => {
      const { accounts: own } = open();
      const session = await own.createSession(["sql"], {});
      const { accounts: other } = open();
      bed.now += hour;
      const [renewed] = await other.getSessions(["sql"], {});
      assert.equal(renewed?.id, session.id);
      assert.notEqual(renewed.accessToken, session.accessToken);
      assert.ok(!renewed.scopes.includes("all-apis"));
    });

    it("are had of a program without anybody at a browser", async () => {
      const { m2mClientId, m2mClientSecret } = emulator.current.oauth;
      const { host } = bed.profile;
      picked = { name: "robot", host, authType: "oauth-m2m", clientId: m2mClientId, hasSecretInFile: false };
      bed.profiles.change([picked], picked);
      bed.profiles.kept.set("robot client_secret", m2mClientSecret);
      bed.browse = () => assert.fail("a browser was opened");
      const { accounts: own } = open();
      const session = await own.createSession(["sql"], {});
      assert.deepEqual(session.scopes, ["sql"]);
      assert.equal(await userOf(session.accessToken), 200);
    });

    it("do not sign the profile itself in", async () => {
      const { store, accounts: own } = open();
      await own.createSession(["sql"], {});
      assert.equal(store.current.kind, "signedOut");
      assert.deepEqual(await own.getSessions([], {}), []);
    });

    it("cannot be had of a token", async () => {
      picked = { name: "pat", host: emulator.current.httpUrl, authType: "pat", hasSecretInFile: false };
      bed.profiles.change([picked], picked);
      bed.offeredToken = emulator.current.createToken();
      const { accounts: own } = open();
      await assert.rejects(own.createSession(["sql"], {}), isReason("config", /scopes of “pat” cannot be chosen/));
      const session = await own.createSession([], {});
      assert.equal(session.accessToken, bed.offeredToken);
      assert.deepEqual(session.scopes, []);
    });
  });

  describe("a new session", () => {
    it("is for the account that is wanted, without a question", async () => {
      const { store, accounts: own } = open();
      await own.createSession([], { account: { id: `${prod.host}#prod`, label: "prod" } });
      assert.equal(asked, 0);
      assert.deepEqual([store.of(bed.profile).kind, store.of(prod).kind], ["signedOut", "signedIn"]);
    });

    it("is for the profile that the user picks", async () => {
      picked = prod;
      const { store, accounts: own } = open();
      await own.createSession([], {});
      assert.equal(store.of(prod).kind, "signedIn");
    });

    it("is none when the user backs out", async () => {
      picked = undefined;
      await assert.rejects(open().accounts.createSession([], {}), isReason("cancelled", /./));
      assert.equal(bed.storage.values.size, 0);
    });

    it("is none for an account that is gone", async () => {
      const account = { id: "https://elsewhere.example#dev", label: "dev" };
      await assert.rejects(open().accounts.createSession([], { account }), isReason("cancelled", /./));
    });
  });

  it("signs out when a session is removed, and what was derived of it", async () => {
    const { store, accounts: own } = open();
    await bed.signIn(store);
    await own.createSession(["sql"], {});
    const [session] = await own.getSessions([], {});
    await own.removeSession(session?.id ?? "");
    assert.equal(store.current.kind, "signedOut");
    assert.equal(bed.storage.values.size, 0);
    const revoked = emulator.current.requests.entries.filter(({ path }) => path === "/oidc/v1/revoke");
    assert.equal(revoked.length, 2);
    await own.removeSession("unknown");
  });

  it("ends a session with scopes alone", async () => {
    const { store, accounts: own } = open();
    await bed.signIn(store);
    const { id } = await own.createSession(["sql"], {});
    await own.removeSession(id);
    assert.equal(store.current.kind, "signedIn");
    assert.deepEqual(await own.getSessions(["sql"], {}), []);
  });

  it("tells every window what is added, changed and removed", async () => {
    const here = open();
    const there = open();
    await there.store.ready;
    await bed.signIn(here.store);
    await Promise.all([here, there].map((window) => told(window.accounts, window.changes, /^\+ dev/)));
    bed.now += hour;
    await here.store.accessToken(bed.profile);
    await Promise.all([here, there].map((window) => told(window.accounts, window.changes, /^~ dev/)));
    await here.store.signOut(bed.profile);
    await Promise.all([here, there].map((window) => told(window.accounts, window.changes, /^- dev/)));
    for (const { changes } of [here, there])
      assert.deepEqual(
        changes.map((change) => change[0]),
        ["+", "~", "-"],
      );
  });

  it("says nothing when nothing is different", async () => {
    const { store, accounts: own, changes } = open();
    await bed.signIn(store);
    await told(own, changes, /^\+ dev/);
    bed.profiles.change(bed.profiles.all, prod);
    bed.profiles.change(bed.profiles.all, bed.profile);
    await store.signIn(prod, new AbortController().signal);
    await told(own, changes, /^\+ prod/);
    assert.equal(changes.length, 2);
  });
});
