import assert from "node:assert/strict";
import { PwafError } from "../../../../src/core/base/errors.ts";
import type { Profile } from "../../../../src/core/profiles/profile.ts";
import { accountId } from "../../../../src/emulator/identity.ts";
import type { Machine } from "../../../../src/workspace/auth/machine.ts";
import { cloudsOf, machineFor, userOf } from "../../workspace/auth/methods/testContext.ts";
import { allow, waysOfPrograms } from "../../workspace/auth/methods/ways.ts";
import { runningEmulator } from "../../emulator/running.ts";
import { EditorBed, isReason } from "./editorBed.ts";

const hour = 3_600_000;

describe("sessions of programs", () => {
  const emulator = runningEmulator();
  let bed: EditorBed;
  beforeEach(() => (bed = new EditorBed(emulator.current)));
  afterEach(() => bed[Symbol.dispose]());

  const profile = (more: Partial<Profile>): Profile => ({
    name: "robot",
    host: emulator.current.httpUrl,
    authType: "oauth-m2m",
    hasSecretInFile: false,
    ...more,
  });
  const robot = () => profile({ clientId: emulator.current.oauth.m2mClientId });

  describe("with an OAuth secret", () => {
    beforeEach(() => {
      bed.use(robot());
      bed.offered.client_secret = emulator.current.oauth.m2mClientSecret;
    });

    it("asks for the secret once, and keeps it apart from the session", async () => {
      const store = await bed.signedIn();
      assert.ok(store.current.kind === "signedIn");
      assert.equal(store.current.userName, emulator.current.oauth.m2mClientId);
      const { client_secret: secret = "" } = bed.offered;
      assert.deepEqual([...bed.profiles.kept], [["robot client_secret", secret]]);
      assert.ok(!JSON.stringify([...bed.storage.values, ...bed.lines]).includes(secret));
      delete bed.offered.client_secret;
      await store.signOut(bed.profile);
      bed.assertNoSession(store);
      await bed.signIn(store);
      assert.equal(store.current.kind, "signedIn");
    });

    it("signs in again by itself when the token ends, once among all windows", async () => {
      const windows = [await bed.signedIn(), bed.open().store, bed.open().store];
      await Promise.all(windows.map(({ ready }) => ready));
      const [first] = windows;
      const before = await first?.accessToken(bed.profile);
      bed.now += hour;
      const requests = bed.tokenRequests();
      const tokens = await Promise.all(windows.map((window) => window.accessToken(bed.profile)));
      assert.equal(bed.tokenRequests() - requests, 1);
      assert.equal(new Set(tokens).size, 1);
      assert.notEqual(tokens[0], before);
    });

    it("keeps the session when the secret is refused later, and says why", async () => {
      const store = await bed.signedIn();
      bed.profiles.kept.set("robot client_secret", "replaced");
      bed.now += hour;
      await assert.rejects(store.accessToken(bed.profile), isReason("config", /client id and secret/));
      assert.equal(store.current.kind, "signedIn");
      bed.profiles.kept.set("robot client_secret", emulator.current.oauth.m2mClientSecret);
      assert.ok(await store.accessToken(bed.profile));
    });

    it("does not keep a secret that is wrong", async () => {
      bed.offered.client_secret = "wrong";
      const { store } = bed.open();
      await assert.rejects(bed.signIn(store), isReason("config", /client id and secret/));
      bed.assertNoSession(store);
      assert.equal(bed.profiles.kept.size, 0);
    });

    it("is cancelled with the question", async () => {
      delete bed.offered.client_secret;
      const { store } = bed.open();
      await assert.rejects(bed.signIn(store), isReason("cancelled", /cancelled/));
      bed.assertNoSession(store);
    });

    it("does not lend its session to another way to sign in", async () => {
      const store = await bed.signedIn();
      bed.use({ ...robot(), authType: "external-browser" });
      await store.ready;
      await assert.rejects(store.accessToken(bed.profile), isReason("unauthenticated", /Nobody is signed in/));
    });
  });

  describe("by federation", () => {
    const federated = () => profile({ authType: "command-oidc", oidcTokenCommand: "acme token" });
    before(() => emulator.current.oidc.federation.add({ issuer: emulator.current.testClouds.identityProvider.issuer }));

    /** A machine whose program prints tokens for a subject. */
    const printing = (subject: () => string): Machine => ({
      ...bed.machine,
      run: async () => ({
        exitCode: 0,
        output: await emulator.current.testClouds.identityProvider.token({
          subject: subject(),
          audience: accountId,
          expiresInSeconds: Math.floor((bed.now - Date.now()) / 1000) + 3600,
        }),
        errorOutput: "",
      }),
    });

    it("trades a new identity token when the old one's time is up; a refusal then ends nothing", async () => {
      let subject = "ada.lindqvist@emulated.example";
      bed.machine = printing(() => subject);
      bed.use(federated());
      const window = bed.open();
      await bed.signIn(window.store);
      assert.ok(window.store.current.kind === "signedIn");
      assert.equal(window.store.current.userName, subject);
      subject = "nobody@emulated.example";
      bed.now += hour;
      await assert.rejects(
        window.store.accessToken(bed.profile),
        isReason("config", /no federation policy of the account/),
      );
      assert.deepEqual(window.ended, []);
      subject = "ada.lindqvist@emulated.example";
      assert.ok(await window.store.accessToken(bed.profile));
    });

    it("runs no program where none may run, also not to renew", async () => {
      let mayRun = true;
      const machine = printing(() => "ada.lindqvist@emulated.example");
      bed.machine = {
        ...machine,
        run: (...program) => {
          if (mayRun) return machine.run(...program);
          throw new PwafError("forbidden", "No program may be run here.");
        },
      };
      bed.use(federated());
      const store = await bed.signedIn();
      mayRun = false;
      bed.now += hour;
      await assert.rejects(store.accessToken(bed.profile), isReason("forbidden", /No program/));
      await assert.rejects(bed.signIn(store), isReason("forbidden", /No program/));
    });
  });

  it("says when a token that was handed through has ended, and takes the next", async () => {
    const { oauth, httpUrl } = emulator.current;
    const handedThrough = async () => {
      const answer = await fetch(`${httpUrl}/oidc/v1/token`, {
        method: "POST",
        headers: { authorization: `Basic ${btoa(`${oauth.m2mClientId}:${oauth.m2mClientSecret}`)}` },
        body: new URLSearchParams({ grant_type: "client_credentials", scope: "all-apis" }),
      });
      return ((await answer.json()) as { access_token: string }).access_token;
    };
    bed.use(profile({ authType: "pat" }));
    bed.offeredToken = await handedThrough();
    const store = await bed.signedIn();
    assert.equal(await store.accessToken(bed.profile), bed.offeredToken);
    bed.now += hour + 1000;
    await assert.rejects(store.accessToken(bed.profile), isReason("unauthenticated", /handed through has expired/));
    bed.now -= hour + 1000;
    bed.offeredToken = await handedThrough();
    await bed.signIn(store);
    assert.equal(await store.accessToken(bed.profile), bed.offeredToken);
  });

  describe("in every way", () => {
    before(() => allow(emulator.current));

    for (const [what, make] of Object.entries(waysOfPrograms)) {
      it(`signs in, again when the token is refused, and out: ${what}`, async () => {
        const { type, given, user = emulator.current.oauth.m2mClientId } = await make(emulator.current);
        const one = profile({ ...given.profile, authType: type });
        bed.use(one);
        bed.machine = machineFor(given);
        bed.clouds = cloudsOf(emulator.current);
        Object.assign(bed.offered, given.secrets);
        const { store, ended } = bed.open();
        await bed.signIn(store);
        assert.ok(store.current.kind === "signedIn");
        assert.equal(store.current.userName, user);
        const first = await store.accessToken(one);
        store.refuse(one, first);
        const second = await store.accessToken(one);
        // The Azure CLI here has one token only.
        if (type !== "azure-cli") assert.notEqual(second, first);
        assert.equal(await userOf(emulator.current, { accessToken: second }), user);
        await store.signOut(one);
        bed.assertNoSession(store);
        await assert.rejects(store.accessToken(one), isReason("unauthenticated", /Nobody is signed in/));
        assert.deepEqual(ended, []);
        for (const secret of [first, second, ...Object.values(given.secrets ?? {})])
          assert.ok(!bed.lines.some((line) => line.includes(secret)));
      });
    }
  });

  it("says that the workspace does not take the token", async () => {
    const { oauth, faults } = emulator.current;
    bed.use(robot());
    bed.offered.client_secret = oauth.m2mClientSecret;
    faults.add({ match: "GET /api/2.0/preview/scim/v2/Me", kind: "status", status: 401 });
    const { store } = bed.open();
    await assert.rejects(bed.signIn(store), (error: unknown) => {
      assert.ok(isReason("unauthenticated", /gave a token, but/)(error));
      return error instanceof PwafError && /has been added/.test(error.hint ?? "");
    });
    bed.assertNoSession(store);
    assert.equal(bed.profiles.kept.size, 0);
  });
});
