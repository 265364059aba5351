import assert from "node:assert/strict";
import { decodeJwt } from "jose";
import * as oauth from "openid-client";
import { TestBrowser } from "./browser.ts";
import { runningEmulator } from "./running.ts";

const scope = "openid offline_access all-apis";
const editor = "vscode://pwaf-toolkit.pwaf-toolkit/auth/callback";

describe("emulator: OAuth", () => {
  const emulator = runningEmulator();

  const discover = (clientId = emulator.current.oauth.clientId) =>
    oauth.discovery(new URL(`${emulator.current.httpUrl}/oidc`), clientId, undefined, oauth.None(), {
      execute: [oauth.allowInsecureRequests],
    });

  /** Runs a sign-in up to the callback address. */
  async function authorize(options: {
    redirect: string;
    state?: string;
    answer?: "Allow" | "Deny";
    challenge?: boolean;
    clientId?: string;
  }) {
    const config = await discover(options.clientId);
    const verifier = oauth.randomPKCECodeVerifier();
    const state = options.state ?? oauth.randomState();
    const url = oauth.buildAuthorizationUrl(config, {
      redirect_uri: options.redirect,
      scope,
      state,
      ...(options.challenge === false
        ? {}
        : { code_challenge: await oauth.calculatePKCECodeChallenge(verifier), code_challenge_method: "S256" }),
    });
    const browser = await new TestBrowser(emulator.current.httpUrl).open(url);
    if (browser.leftFor === undefined && browser.status === 200) {
      assert.match(browser.html, /Emulated workspace/);
      await browser.press("Sign in");
      for (const item of ["all-apis", "offline_access"]) assert.match(browser.html, new RegExp(item));
      await browser.press(options.answer ?? "Allow");
    }
    return { config, verifier, state, browser };
  }

  async function signIn() {
    const { config, verifier, state, browser } = await authorize({ redirect: editor });
    assert.ok(browser.leftFor);
    const tokens = await oauth.authorizationCodeGrant(config, browser.leftFor, {
      pkceCodeVerifier: verifier,
      expectedState: state,
    });
    return { config, tokens };
  }

  it("signs a user in with code and PKCE, through real pages", async () => {
    const { tokens } = await signIn();
    const claims = decodeJwt(tokens.access_token);
    assert.equal(claims.sub, "ada.lindqvist@emulated.example");
    assert.equal(typeof claims.exp, "number");
    assert.equal(tokens.expires_in, 3600);
    assert.ok(tokens.refresh_token);
    for (const origin of [emulator.current.httpUrl]) {
      const me = await fetch(`${origin}/api/2.0/preview/scim/v2/Me`, {
        headers: { authorization: `Bearer ${tokens.access_token}` },
      });
      assert.equal(me.status, 200);
      assert.ok(me.headers.get("x-databricks-org-id"));
      assert.equal(((await me.json()) as { userName: string }).userName, "ada.lindqvist@emulated.example");
    }
  });

  it("forwards through the relay page to the editor, whose own query survives", async () => {
    const callback = "http://127.0.0.1:4321/callback?vscode-reqid=7&vscode-scheme=code-oss#here";
    const state = Buffer.from(JSON.stringify({ n: "nonce", u: callback })).toString("base64url");
    const { config, verifier, browser } = await authorize({ redirect: emulator.current.oauth.redirectUrl, state });
    assert.ok(browser.leftFor);
    assert.equal(browser.leftFor.origin, "http://127.0.0.1:4321");
    assert.equal(browser.leftFor.searchParams.get("vscode-reqid"), "7");
    assert.equal(browser.leftFor.searchParams.get("state"), state);
    const answer = new URL(`${emulator.current.oauth.redirectUrl}?${browser.leftFor.searchParams.toString()}`);
    for (const key of ["vscode-reqid", "vscode-scheme"]) answer.searchParams.delete(key);
    const tokens = await oauth.authorizationCodeGrant(config, answer, {
      pkceCodeVerifier: verifier,
      expectedState: state,
    });
    assert.ok(tokens.access_token);
  });

  it("sends users of the SQL connector for Python on from its older address", async () => {
    const query = "?client_id=databricks-sql-connector&state=a%2Fb";
    const address = `${emulator.current.httpUrl}/oidc/oauth2/v2.0/authorize${query}`;
    const { status, headers } = await fetch(address, { redirect: "manual" });
    assert.deepEqual([status, headers.get("location")], [302, `/oidc/v1/authorize${query}`]);
  });

  it("answers access_denied when the user denies", async () => {
    const { browser, state } = await authorize({ redirect: editor, answer: "Deny" });
    assert.equal(browser.leftFor?.searchParams.get("error"), "access_denied");
    assert.equal(browser.leftFor.searchParams.get("state"), state);
    assert.equal(browser.leftFor.searchParams.get("code"), null);
  });

  it("refuses a wrong code verifier", async () => {
    const { config, state, browser } = await authorize({ redirect: editor });
    assert.ok(browser.leftFor);
    await assert.rejects(
      oauth.authorizationCodeGrant(config, browser.leftFor, {
        pkceCodeVerifier: oauth.randomPKCECodeVerifier(),
        expectedState: state,
      }),
      { error: "invalid_grant" },
    );
  });

  it("refuses a request without PKCE", async () => {
    const { browser } = await authorize({ redirect: editor, challenge: false });
    assert.equal(browser.leftFor?.searchParams.get("error"), "invalid_request");
  });

  it("shows an error page for a redirect address that is not registered, and goes nowhere", async () => {
    const { browser } = await authorize({ redirect: "https://evil.example/callback" }).catch((error: unknown) => {
      throw error;
    });
    assert.equal(browser.status, 400);
    assert.equal(browser.leftFor, undefined);
    assert.match(browser.html, /redirect_uri/);
  });

  it("accepts the built-in CLI app on any loopback port", async () => {
    const { browser } = await authorize({ clientId: "databricks-cli", redirect: "http://localhost:8027" });
    assert.ok(browser.leftFor?.searchParams.get("code"));
  });

  it("rotates refresh tokens: each works once", async () => {
    const { config, tokens } = await signIn();
    const first = tokens.refresh_token ?? "";
    const renewed = await oauth.refreshTokenGrant(config, first);
    assert.ok(renewed.refresh_token);
    assert.notEqual(renewed.refresh_token, first);
    await assert.rejects(oauth.refreshTokenGrant(config, first), { error: "invalid_grant" });
  });

  it("revokes a refresh token", async () => {
    const { config, tokens } = await signIn();
    await oauth.tokenRevocation(config, tokens.refresh_token ?? "");
    await assert.rejects(oauth.refreshTokenGrant(config, tokens.refresh_token ?? ""), { error: "invalid_grant" });
  });

  it("gives a service principal a token, and nobody else", async () => {
    const { m2mClientId, m2mClientSecret } = emulator.current.oauth;
    const token = await requestToken(
      emulator.current.httpsUrl === "" ? "" : emulator.current.httpUrl,
      m2mClientId,
      m2mClientSecret,
    );
    assert.equal(token.status, 200);
    assert.equal(decodeJwt((token.body as { access_token: string }).access_token).sub, m2mClientId);
    const refused = await requestToken(emulator.current.httpUrl, m2mClientId, "wrong");
    assert.equal(refused.status, 401);
    assert.equal((refused.body as { error: string }).error, "invalid_client");
  });

  it("names the http origin in the host metadata, so that a browser meets no unknown certificate", async () => {
    const response = await fetch(`${emulator.current.httpUrl}/.well-known/databricks-config`);
    assert.equal(
      ((await response.json()) as { oidc_endpoint: string }).oidc_endpoint,
      `${emulator.current.httpUrl}/oidc`,
    );
  });
});

describe("emulator: OAuth without pages", () => {
  const emulator = runningEmulator({ autoConsent: true, accessTokenSeconds: 1 });

  it("signs in by itself, and its tokens expire", async () => {
    const config = await oauth.discovery(
      new URL(`${emulator.current.httpUrl}/oidc`),
      "pwaf-toolkit",
      undefined,
      oauth.None(),
      {
        execute: [oauth.allowInsecureRequests],
      },
    );
    const verifier = oauth.randomPKCECodeVerifier();
    const url = oauth.buildAuthorizationUrl(config, {
      redirect_uri: editor,
      scope,
      state: "s",
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: "S256",
    });
    const browser = await new TestBrowser(emulator.current.httpUrl).open(url);
    assert.ok(browser.leftFor);
    const tokens = await oauth.authorizationCodeGrant(config, browser.leftFor, {
      pkceCodeVerifier: verifier,
      expectedState: "s",
    });
    const status = async () => {
      const answer = await fetch(`${emulator.current.httpUrl}/api/2.0/preview/scim/v2/Me`, {
        headers: { authorization: `Bearer ${tokens.access_token}` },
      });
      return answer.status;
    };
    const expiresAt = (decodeJwt(tokens.access_token).exp ?? 0) * 1000;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, expiresAt - Date.now()) + 50));
    assert.equal(await status(), 401);
  });
});

async function requestToken(origin: string, id: string, secret: string): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${origin}/oidc/v1/token`, {
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}` },
    body: new URLSearchParams({ grant_type: "client_credentials", scope: "all-apis" }),
  });
  return { status: response.status, body: await response.json() };
}
