import assert from "node:assert/strict";
import { decodeJwt } from "jose";
import * as oauth from "openid-client";
import { accountId } from "../../../src/emulator/identity.ts";
import { TestBrowser } from "./browser.ts";
import { runningEmulator } from "./running.ts";

const redirect = "http://localhost:8080/callback";

describe("emulator: apps with a secret, lifetimes and revocation", () => {
  const emulator = runningEmulator({ autoConsent: true });
  const control = (method: string, path: string, body: unknown = {}) =>
    fetch(`${emulator.current.httpUrl}/__emulator/${path}`, {
      method,
      ...(method === "DELETE" ? {} : { body: JSON.stringify(body) }),
    });
  afterEach(() =>
    control("PATCH", "tokens", { accessTokenSeconds: 3600, rotateRefreshTokens: true, isAccountHost: false }),
  );

  const configuration = (issuer = `${emulator.current.httpUrl}/oidc`, secret?: string) =>
    oauth.discovery(
      new URL(issuer),
      secret === undefined ? emulator.current.oauth.clientId : emulator.current.oauth.confidentialClientId,
      undefined,
      secret === undefined ? oauth.None() : oauth.ClientSecretPost(secret),
      { execute: [oauth.allowInsecureRequests] },
    );

  async function signIn(config: oauth.Configuration, redirectUri = "vscode://pwaf-toolkit.pwaf-toolkit/auth/callback") {
    const verifier = oauth.randomPKCECodeVerifier();
    const url = oauth.buildAuthorizationUrl(config, {
      redirect_uri: redirectUri,
      scope: "all-apis offline_access",
      state: "s",
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: "S256",
    });
    const browser = await new TestBrowser(emulator.current.httpUrl).open(url);
    assert.ok(browser.leftFor, browser.html);
    return oauth.authorizationCodeGrant(config, browser.leftFor, { pkceCodeVerifier: verifier, expectedState: "s" });
  }

  it("asks an app with a secret for it", async () => {
    const { confidentialClientSecret } = emulator.current.oauth;
    const issuer = `${emulator.current.httpUrl}/oidc`;
    assert.ok((await signIn(await configuration(issuer, confidentialClientSecret), redirect)).access_token);
    await assert.rejects(signIn(await configuration(issuer, "wrong"), redirect), { error: "invalid_client" });
  });

  it("lets tokens live as long as a test wants", async () => {
    const config = await configuration();
    assert.equal((await control("PATCH", "tokens", { accessTokenSeconds: 7 })).status, 200);
    const tokens = await signIn(config);
    assert.equal(tokens.expires_in, 7);
    const { exp = 0, iat = 0 } = decodeJwt(tokens.access_token);
    assert.equal(exp - iat, 7);
    await control("PATCH", "tokens", { accessTokenSeconds: 11 });
    assert.equal((await oauth.refreshTokenGrant(config, tokens.refresh_token ?? "")).expires_in, 11);
  });

  it("gives refresh tokens that last where a test wants them", async () => {
    const config = await configuration();
    const { refresh_token: first = "" } = await signIn(config);
    await control("PATCH", "tokens", { rotateRefreshTokens: false });
    for (const time of [1, 2]) assert.ok((await oauth.refreshTokenGrant(config, first)).access_token, `time ${time}`);
  });

  it("ends every session, as an administrator can", async () => {
    const config = await configuration();
    const { refresh_token: token = "" } = await signIn(config);
    assert.equal((await control("DELETE", "refresh-tokens")).status, 200);
    await assert.rejects(oauth.refreshTokenGrant(config, token), { error: "invalid_grant" });
  });

  it("has a server for the account beside that of the workspace", async () => {
    const issuer = `${emulator.current.httpUrl}/oidc/accounts/${accountId}`;
    const tokens = await signIn(await configuration(issuer));
    assert.equal(decodeJwt(tokens.access_token).iss, issuer);
    const other = await fetch(`${emulator.current.httpUrl}/oidc/accounts/other/.well-known/openid-configuration`);
    assert.equal(other.status, 404);
    await control("PATCH", "tokens", { isAccountHost: true });
    const metadata = await fetch(`${emulator.current.httpUrl}/.well-known/databricks-config`);
    const { oidc_endpoint } = (await metadata.json()) as { oidc_endpoint: string };
    assert.equal(oidc_endpoint, `${emulator.current.httpUrl}/oidc/accounts/{account_id}`);
  });

  it("takes federation policies from another process, and asks no other machine for keys", async () => {
    const policy = { issuer: emulator.current.testClouds.identityProvider.issuer };
    assert.equal((await control("POST", "federation-policies", policy)).status, 200);
    const refused = await control("POST", "federation-policies", { issuer: "https://login.example" });
    assert.equal(refused.status, 400);
    assert.match(await refused.text(), /jwks/);
    const loose = await control("POST", "federation-policies", { ...policy, servicePrincipal: "x" });
    assert.match(await loose.text(), /needs a subject/);
  });

  for (const change of [{ accessTokenSeconds: 0 }, { rotateRefreshTokens: "yes" }, { isAccountHost: 1 }])
    it(`refuses ${JSON.stringify(change)}`, async () => {
      assert.equal((await control("PATCH", "tokens", change)).status, 400);
    });
});

describe("emulator: token exchange", () => {
  const emulator = runningEmulator();
  const ask = async (change: Readonly<Record<string, string>>, absent: readonly string[] = []) => {
    const { identityProvider } = emulator.current.testClouds;
    const parameters = {
      grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
      subject_token: await identityProvider.token({ subject: "ada.lindqvist@emulated.example", audience: accountId }),
      subject_token_type: "urn:ietf:params:oauth:token-type:jwt",
      scope: "all-apis",
      ...change,
    };
    const body = new URLSearchParams(parameters);
    for (const key of absent) body.delete(key);
    const answer = await fetch(`${emulator.current.httpUrl}/oidc/v1/token`, { method: "POST", body });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };

  it("needs a policy", async () => {
    const { status, body } = await ask({});
    assert.equal(status, 400);
    assert.match(String(body["error_description"]), /TOKEN_INVALID: no federation policy/);
  });

  it("answers by RFC 8693, without a refresh token", async () => {
    emulator.current.oidc.federation.add({ issuer: emulator.current.testClouds.identityProvider.issuer });
    const { status, body } = await ask({});
    assert.equal(status, 200);
    assert.deepEqual(Object.keys(body).sort(), [
      "access_token",
      "expires_in",
      "issued_token_type",
      "scope",
      "token_type",
    ]);
  });

  for (const [what, change, absent, message] of [
    ["no token", {}, ["subject_token"], /subject_token is missing/],
    ["a token that is no JWT", { subject_token: "opaque" }, [], /no JWT/],
    ["another type of token", { subject_token_type: "x" }, [], /subject_token_type/],
    ["no scope", {}, ["scope"], /scope is missing/],
  ] as const)
    it(`refuses ${what}`, async () => {
      const { status, body } = await ask(change, absent);
      assert.equal(status, 400);
      assert.match(String(body["error_description"]), message);
    });
});

describe("emulator: stand-ins for clouds", () => {
  const emulator = runningEmulator();
  const at = (path: string) => `${emulator.current.testClouds.base}/${path}`;
  const metadata = "imds/metadata/identity/oauth2/token?resource=2ff814a6-3304-4ab8-85cb-cd0e6f879c1d";

  /** Requests that the real services refuse. */
  for (const [what, path, init, status] of [
    ["instance metadata without its header", `${metadata}&api-version=2018-02-01`, {}, 400],
    ["instance metadata without a version", metadata, { headers: { metadata: "true" } }, 400],
    [
      "Google's metadata without its header",
      "google/computeMetadata/v1/instance/service-accounts/default/token",
      {},
      403,
    ],
    ["a workflow's token without its bearer", "github/token", {}, 401],
    ["a metadata service of another version", "metadata-service", {}, 400],
    ["a route that nobody has", "nothing", {}, 501],
  ] as const)
    it(`refuses ${what}`, async () => {
      assert.equal((await fetch(at(path), init)).status, status);
    });

  it("gives tokens that are for Databricks only", async () => {
    const token = async (resource: string) => {
      const url = at(`imds/metadata/identity/oauth2/token?resource=${resource}&api-version=2018-02-01`);
      const answer = (await (await fetch(url, { headers: { metadata: "true" } })).json()) as { access_token: string };
      return answer.access_token;
    };
    const status = async (bearer: string) => {
      const headers = { authorization: `Bearer ${bearer}` };
      return (await fetch(`${emulator.current.httpUrl}/api/2.0/preview/scim/v2/Me`, { headers })).status;
    };
    assert.equal(await status(await token("2ff814a6-3304-4ab8-85cb-cd0e6f879c1d")), 200);
    assert.equal(await status(await token("https://management.azure.com/")), 401);
  });
});
