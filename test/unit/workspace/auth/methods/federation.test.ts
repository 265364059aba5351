import assert from "node:assert/strict";
import { decodeJwt } from "jose";
import { PwafError } from "../../../../../src/core/base/errors.ts";
import type { Profile } from "../../../../../src/core/profiles/profile.ts";
import { accountId } from "../../../../../src/emulator/identity.ts";
import type { SubjectToken } from "../../../../../src/emulator/oidc/identityProvider.ts";
import { IdentityProvider } from "../../../../../src/emulator/oidc/identityProvider.ts";
import { authMethods } from "../../../../../src/workspace/auth/methods/index.ts";
import { runningEmulator } from "../../../emulator/running.ts";
import { contextFor, userOf } from "./testContext.ts";

const ada = "ada.lindqvist@emulated.example";
const job = "repo:acme/loader:environment:prod";

describe("token federation", () => {
  const emulator = runningEmulator();
  before(() => {
    const { oidc, oauth, testClouds } = emulator.current;
    const { issuer } = testClouds.identityProvider;
    oidc.federation.add({ issuer });
    oidc.federation.add({ issuer, servicePrincipal: oauth.m2mClientId, subject: job, audiences: ["acme"] });
  });

  const exchange = (token: string, profile: Partial<Profile> = {}) => {
    const given = {
      profile: { authType: "env-oidc" as const, ...profile },
      environment: { DATABRICKS_OIDC_TOKEN: token },
    };
    return authMethods["env-oidc"].open(contextFor(emulator.current, given).context, new AbortController().signal);
  };
  const made = (token: SubjectToken) => emulator.current.testClouds.identityProvider.token(token);

  it("makes whoever the token names sign in where the account's policy allows it", async () => {
    const tokens = await exchange(await made({ subject: ada, audience: accountId }));
    assert.equal(await userOf(emulator.current, tokens), ada);
    assert.equal(tokens.refreshToken, undefined);
  });

  it("makes a workload the service principal that has a policy for it", async () => {
    const { m2mClientId: clientId } = emulator.current.oauth;
    const tokens = await exchange(await made({ subject: job, audience: "acme" }), { clientId });
    assert.equal(await userOf(emulator.current, tokens), clientId);
  });

  it("lives as long as the token that it came from", async () => {
    const tokens = await exchange(await made({ subject: ada, audience: accountId, expiresInSeconds: 120 }));
    assert.ok(Math.abs(tokens.expiresAt - Date.now() - 120_000) < 5000);
  });

  it("asks for the scopes of the profile", async () => {
    const token = await made({ subject: ada, audience: accountId });
    const { accessToken, scope } = await exchange(token, { scopes: ["sql", "offline_access"] });
    assert.equal(scope, "sql");
    assert.equal(decodeJwt(accessToken)["scope"], "sql");
  });

  /** Refusals of the workspace, by its own checks. */
  const refusals: readonly [what: string, token: () => Promise<string>, profile: () => Partial<Profile>, RegExp][] = [
    [
      "another audience",
      () => made({ subject: ada, audience: "other" }),
      () => ({}),
      /policy of the account.*aud is not/,
    ],
    [
      "an issuer without a policy",
      () => made({ subject: ada, audience: accountId, issuer: "https://evil.example" }),
      () => ({}),
      /no federation policy of the account has the token's issuer/,
    ],
    [
      "somebody else's signature",
      () =>
        new IdentityProvider(emulator.current.testClouds.identityProvider.issuer).token({
          subject: ada,
          audience: accountId,
        }),
      () => ({}),
      /signature does not match/,
    ],
    [
      "a subject that is nobody here",
      () => made({ subject: "eve@evil.example", audience: accountId }),
      () => ({}),
      /no user of this account/,
    ],
    [
      "another workload",
      () => made({ subject: "repo:evil/fork:environment:prod", audience: "acme" }),
      () => ({ clientId: emulator.current.oauth.m2mClientId }),
      /policy of the service principal.*subject \(sub\) is not/,
    ],
    [
      "an account's token with a client id",
      () => made({ subject: ada, audience: accountId }),
      () => ({ clientId: emulator.current.oauth.m2mClientId }),
      /policy of the service principal/,
    ],
    [
      "a service principal that does not exist",
      () => made({ subject: job, audience: "acme" }),
      () => ({ clientId: "nobody" }),
      /does not know the service principal.*invalid_client/,
    ],
  ];
  for (const [what, token, profile, message] of refusals) {
    it(`explains ${what}`, async () => {
      const text = await token();
      await assert.rejects(exchange(text, profile()), (error: unknown) => {
        assert.ok(error instanceof PwafError, String(error));
        assert.equal(error.reason, "config");
        assert.match(error.message, message);
        assert.ok(error.hint);
        assert.ok(!error.message.includes(text));
        return true;
      });
    });
  }

  it("does not send a token that has expired", async () => {
    const requests = emulator.current.requests.entries.length;
    const token = await made({ subject: ada, audience: accountId, expiresInSeconds: -600 });
    await assert.rejects(exchange(token), /expired 10 minutes ago/);
    assert.equal(emulator.current.requests.entries.length, requests);
  });

  it("is refused by the workspace with a token that has expired", async () => {
    const token = await made({ subject: ada, audience: accountId, expiresInSeconds: -600 });
    const body = new URLSearchParams({
      grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
      subject_token_type: "urn:ietf:params:oauth:token-type:jwt",
      subject_token: token,
      scope: "all-apis",
    });
    const answer = await fetch(`${emulator.current.httpUrl}/oidc/v1/token`, { method: "POST", body });
    assert.equal(answer.status, 400);
    assert.match(JSON.stringify(await answer.json()), /invalid_grant.*expired/);
  });
});

describe("signing in at the account console", () => {
  const emulator = runningEmulator({ autoConsent: true });
  before(() => (emulator.current.oidc.rules.isAccountHost = true));
  const signal = new AbortController().signal;
  const issuer = () => `${emulator.current.httpUrl}/oidc/accounts/${accountId}`;

  it("goes to the server of the account, in every way", async () => {
    const { oauth, oidc, testClouds } = emulator.current;
    oidc.federation.add({ issuer: testClouds.identityProvider.issuer });
    const program = contextFor(emulator.current, {
      profile: { accountId, clientId: oauth.m2mClientId },
      secrets: { client_secret: oauth.m2mClientSecret },
    });
    const person = contextFor(emulator.current, { profile: { accountId } });
    const token = await testClouds.identityProvider.token({ subject: ada, audience: accountId });
    const federated = contextFor(emulator.current, {
      profile: { accountId },
      environment: { DATABRICKS_OIDC_TOKEN: token },
    });
    const all = [
      await authMethods["oauth-m2m"].open(program.context, signal),
      await authMethods["external-browser"].open(person.context, signal),
      await authMethods["env-oidc"].open(federated.context, signal),
    ];
    for (const { accessToken } of all) assert.equal(decodeJwt(accessToken).iss, issuer());
    const [, tokens] = all;
    assert.ok(tokens);
    const renewed = await authMethods["external-browser"].renew?.(person.context, tokens);
    assert.equal(decodeJwt(renewed?.accessToken ?? "").iss, issuer());
  });

  it("says that the account is missing", async () => {
    const { context } = contextFor(emulator.current);
    await assert.rejects(
      authMethods["external-browser"].open(context, signal),
      (error: unknown) =>
        error instanceof PwafError && error.reason === "config" && /`account_id`/.test(error.hint ?? ""),
    );
  });

  it("goes where `discovery_url` says", async () => {
    emulator.current.oidc.rules.isAccountHost = false;
    const { oauth } = emulator.current;
    const open = (discoveryUrl: string) =>
      authMethods["oauth-m2m"].open(
        contextFor(emulator.current, {
          profile: { clientId: oauth.m2mClientId, discoveryUrl },
          secrets: { client_secret: oauth.m2mClientSecret },
        }).context,
        signal,
      );
    const tokens = await open(`${issuer()}/.well-known/openid-configuration`);
    assert.equal(decodeJwt(tokens.accessToken).iss, issuer());
    await assert.rejects(open("http://evil.example/.well-known/openid-configuration"), /not safe \(discovery_url\)/);
    await assert.rejects(open(`${emulator.current.httpUrl}/nothing`), /`discovery_url` .* leads to no description/);
  });
});
