import assert from "node:assert/strict";
import { PwafError } from "../../../../src/core/base/errors.ts";
import type { Profile } from "../../../../src/core/profiles/profile.ts";
import type { Fault } from "../../../../src/emulator/faults.ts";
import { accountId } from "../../../../src/emulator/identity.ts";
import { runningEmulator } from "../../emulator/running.ts";
import { EditorBed } from "./editorBed.ts";

const hour = 3_600_000;
const match = "POST /oidc/v1/token";
const json = { "content-type": "application/json" };

/** What the token endpoint does, and what becomes of it: the reason, the message, and what to do. */
const faults: readonly [what: string, fault: Omit<Fault, "match">, reason: string, message: RegExp, hint: RegExp][] = [
  ["is silent", { kind: "slow", delayMs: 1500 }, "timeout", /did not answer in time/, /Try again/],
  ["has too many requests", { kind: "status", status: 429, retryAfter: 7 }, "throttled", /429/, /7 seconds/],
  ["is not available", { kind: "status", status: 503 }, "unavailable", /503/, /Try again in a while/],
  ["fails", { kind: "status", status: 500 }, "server", /500/, /Try again/],
  ["cuts the connection", { kind: "reset" }, "dropped", /broke/, /Try again/],
  ["shows a login page", { kind: "html" }, "bad-response", /web page/, /proxy's login page/],
  [
    "sends broken JSON",
    { kind: "answer", headers: json, body: '{"access_token":"ey' },
    "bad-response",
    /not JSON/,
    /host/,
  ],
  [
    "sends JSON without a token",
    { kind: "answer", headers: json, body: "{}" },
    "bad-response",
    /cannot be used/,
    /host/,
  ],
  ["sends nothing", { kind: "answer", headers: json }, "bad-response", /cannot be used/, /host/],
  [
    "sends the request on to another origin",
    { kind: "answer", status: 307, headers: { location: "https://evil.invalid/token" } },
    "bad-response",
    /sends API requests on to https:\/\/evil\.invalid/,
    /redirects are not followed/,
  ],
];

/** Grants: authorization code and refresh token, client credentials, token exchange. */
const signIns = ["a person", "a service principal", "a federated program"] as const;

describe("faults at the token endpoint", () => {
  const emulator = runningEmulator();
  let bed: EditorBed;
  before(() => emulator.current.oidc.federation.add({ issuer: emulator.current.testClouds.identityProvider.issuer }));
  beforeEach(() => (bed = new EditorBed(emulator.current)));
  afterEach(() => bed[Symbol.dispose]());

  function use(who: (typeof signIns)[number]): void {
    const { httpUrl: host, oauth, testClouds } = emulator.current;
    const program = (more: Partial<Profile>): Profile => ({
      name: "robot",
      host,
      authType: "oauth-m2m",
      hasSecretInFile: false,
      ...more,
    });
    bed.offered.client_secret = oauth.m2mClientSecret;
    if (who === "a service principal") bed.use(program({ clientId: oauth.m2mClientId }));
    if (who !== "a federated program") return;
    bed.use(program({ authType: "file-oidc", oidcTokenFilepath: "/run/token" }));
    const token = { subject: "ada.lindqvist@emulated.example", audience: accountId };
    const left = () => Math.floor((bed.now - Date.now()) / 1000) + 3600;
    const readFile = () => testClouds.identityProvider.token({ ...token, expiresInSeconds: left() });
    bed.machine = { ...bed.machine, readFile };
  }

  for (const [what, fault, reason, message, hint] of faults) {
    for (const who of signIns) {
      const isOutcome = (error: unknown) => {
        assert.ok(error instanceof PwafError, String(error));
        assert.equal(error.reason, reason, error.message);
        assert.match(error.message, message);
        assert.match(error.hint ?? "", hint);
        return true;
      };
      // Servers may be repeated a request that the connection lost; a fault lasts until it is cleared.
      const add = () => emulator.current.faults.add({ ...fault, match, times: 99 });

      it(`${what}, while ${who} signs in: nobody is signed in, and the next try may work`, async () => {
        use(who);
        const { store } = bed.open({ requestTimeoutMs: what === "is silent" ? 300 : 10_000 });
        add();
        await assert.rejects(bed.signIn(store), isOutcome);
        bed.assertNoSession(store);
        emulator.current.faults.clear();
        await bed.signIn(store);
        assert.equal(store.current.kind, "signedIn");
      });

      it(`${what}, while the session of ${who} is renewed: it stays`, async () => {
        use(who);
        const window = bed.open({ requestTimeoutMs: what === "is silent" ? 300 : 10_000 });
        await bed.signIn(window.store);
        const token = await window.store.accessToken(bed.profile);
        const stored = [...bed.storage.values];
        add();
        bed.now += hour - 30_000;
        assert.equal(await window.store.accessToken(bed.profile), token, "what still lasts is still given");
        bed.now += 31_000;
        await assert.rejects(window.store.accessToken(bed.profile), isOutcome);
        assert.equal(window.store.current.kind, "signedIn");
        assert.deepEqual(window.ended, []);
        assert.deepEqual([...bed.storage.values], stored);
        emulator.current.faults.clear();
        assert.notEqual(await window.store.accessToken(bed.profile), token);
        assert.ok(!bed.lines.some((line) => line.includes(token)));
      });
    }
  }
});
