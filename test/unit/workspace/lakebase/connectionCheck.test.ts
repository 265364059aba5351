import assert from "node:assert/strict";
import {
  checkConnection,
  type CheckStep,
  type CheckTarget,
  fieldProblem,
  type LakebaseMethod,
} from "../../../../src/workspace/lakebase/connectionCheck.ts";
import { accountId } from "../../../../src/emulator/identity.ts";
import { OAuthClient } from "../../../../src/workspace/auth/oauthClient.ts";
import { runningEmulator } from "../../emulator/running.ts";
import { clientFor, loginFor, trustEmulator } from "./running.ts";

const primary = "projects/orders/branches/production/endpoints/primary";
const idle = new AbortController().signal;

describe("testing a connection to Lakebase", function () {
  this.timeout(60_000);
  const emulator = runningEmulator();
  let distrust = (): void => undefined;
  before(() => (distrust = trustEmulator(emulator.current)));
  after(() => distrust());

  const check = async (method: LakebaseMethod, change: Partial<CheckTarget> = {}) => {
    const { current } = emulator;
    const { password: _, user: __, ...target } = loginFor(current, primary);
    const told: CheckStep[] = [];
    const steps = await checkConnection(
      { ...target, endpoint: primary, ...change },
      method,
      {
        accessToken: async (asked, signal) => {
          if (asked.kind === "pat") return asked.token;
          const clientSecret = asked.kind === "m2m" ? asked.clientSecret : undefined;
          const { clientId } = asked;
          const http = { userAgent: "Acme_Loader/1.2.0" };
          const oauth = new OAuthClient({ host: current.httpUrl, clientId, clientSecret, http, now: Date.now });
          const tokens =
            asked.kind === "m2m" ? oauth.clientCredentials(signal) : oauth.exchangeToken(asked.identityToken);
          return (await tokens).accessToken;
        },
        workspace: (token) => clientFor(current, token),
        now: Date.now,
      },
      (step) => told.push(step),
      idle,
    );
    assert.deepEqual(told, steps);
    return steps;
  };
  const outcomes = (steps: readonly CheckStep[]) => steps.map(({ outcome }) => outcome);
  const failed = (steps: readonly CheckStep[]) => {
    const found = steps.find(({ outcome }) => outcome === "failed");
    assert.ok(found);
    return found;
  };

  it("goes all the way with a personal access token, and tags the session", async () => {
    const steps = await check({ kind: "pat", token: emulator.current.createToken() });
    assert.deepEqual(outcomes(steps), Array<string>(6).fill("passed"));
    assert.match(steps[5]?.detail ?? "", /Runs as ada\.lindqvist@emulated\.example, tagged Acme_Loader\/1\.2\.0/);
  });

  it("goes all the way as a service principal", async () => {
    const { m2mClientId, m2mClientSecret } = emulator.current.oauth;
    const steps = await check({ kind: "m2m", clientId: m2mClientId, clientSecret: m2mClientSecret });
    assert.deepEqual(outcomes(steps), Array<string>(6).fill("passed"));
    assert.match(steps[2]?.detail ?? "", new RegExp(m2mClientId));
  });

  it("goes all the way with a token of an identity provider, for the account's policy and for a principal's", async () => {
    const { oauth, oidc, testClouds } = emulator.current;
    const { issuer } = testClouds.identityProvider;
    const subject = "repo:acme/loader:environment:prod";
    oidc.federation.add({ issuer });
    oidc.federation.add({ issuer, servicePrincipal: oauth.m2mClientId, subject });
    const person = { subject: "ada.lindqvist@emulated.example", audience: accountId };
    const identityToken = await testClouds.identityProvider.token(person);
    const account = await check({ kind: "federation", identityToken });
    assert.deepEqual(outcomes(account), Array<string>(6).fill("passed"));
    const workload = await testClouds.identityProvider.token({ subject, audience: accountId });
    const principal = await check({ kind: "federation", identityToken: workload, clientId: oauth.m2mClientId });
    assert.deepEqual(outcomes(principal), Array<string>(6).fill("passed"));
    assert.match(principal[5]?.detail ?? "", new RegExp(`Runs as ${oauth.m2mClientId}`));
  });

  it("stops at the step that fails, and says why", async () => {
    const shape = await check({ kind: "pat", token: "x" }, { endpoint: "primary" });
    assert.deepEqual(outcomes(shape), ["failed", ...Array<string>(5).fill("skipped")]);
    const id = await check({ kind: "m2m", clientId: "my-principal", clientSecret: "s" });
    assert.match(failed(id).detail, /is no application id: .*a UUID/);
    const token = failed(await check({ kind: "pat", token: "x" }));
    assert.equal(token.title, "Ask who that is");
    const secret = emulator.current.oauth.m2mClientId;
    const wrong = failed(await check({ kind: "m2m", clientId: secret, clientSecret: "wrong" }));
    assert.equal(wrong.title, "Get a workspace token");
    const jwt = failed(await check({ kind: "federation", identityToken: "not.a.token" }));
    assert.equal(jwt.title, "Get a workspace token");
    const bruno = emulator.current.createToken({ user: "bruno.chen@emulated.example" });
    const role = failed(await check({ kind: "pat", token: bruno }));
    assert.equal(role.title, "Connect");
    assert.match(role.detail, /role "bruno\.chen@emulated\.example" does not exist/);
    const gone = "projects/orders/branches/production/endpoints/gone";
    const missing = failed(await check({ kind: "pat", token: emulator.current.createToken() }, { endpoint: gone }));
    assert.equal(missing.title, "Generate a credential");
  });

  it("asks for exactly the fields that a method needs", () => {
    assert.equal(fieldProblem({ kind: "pat", token: "x" }), undefined);
    assert.match(fieldProblem({ kind: "federation", identityToken: "opaque" }) ?? "", /no JWT/);
    assert.match(fieldProblem({ kind: "federation", identityToken: "a.b.c", clientId: "loader" }) ?? "", /UUID/);
    assert.equal(fieldProblem({ kind: "federation", identityToken: "a.b.c" }), undefined);
  });
});
