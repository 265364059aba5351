import assert from "node:assert/strict";
import type { ServerResponse } from "node:http";
import { PwafError } from "../../../../src/core/base/errors.ts";
import { OAuthClient } from "../../../../src/workspace/auth/oauthClient.ts";
import { OAuthError } from "../../../../src/workspace/auth/oauthError.ts";
import { fetchUserName } from "../../../../src/workspace/auth/userName.ts";
import { privatelySigned, sendJson, TestServer } from "../rest/server.ts";
import type { Route } from "./oauthServer.ts";
import { json, OAuthServer } from "./oauthServer.ts";

const userAgent = "PwafToolkit_VSCode/0.0.0";
const redirectUri = "http://localhost:8020";
const now = () => 5_000_000;

function clientOf(host: string, timeoutMs = 10_000): OAuthClient {
  return new OAuthClient({ host, clientId: "databricks-cli", http: { userAgent, timeoutMs }, now });
}

async function signIn(server: OAuthServer, client = clientOf(server.origin)) {
  const { url, codeVerifier } = await client.authorizationUrl(redirectUri, "state");
  const code = server.agree(url).searchParams.get("code") ?? "";
  return { client, url: new URL(url), tokens: await client.exchange({ code }, redirectUri, codeVerifier) };
}

function at(path: string, answer: (response: ServerResponse) => void): Route {
  return (received, response) => {
    if (received.path !== path) return false;
    answer(response);
    return true;
  };
}

function failsWith(reason: string, message: RegExp, hint?: RegExp) {
  return (error: unknown) => {
    assert.ok(error instanceof PwafError, String(error));
    assert.equal(error.reason, reason, error.message);
    assert.match(error.message, message);
    if (hint) assert.match(error.hint ?? "", hint);
    return true;
  };
}

describe("OAuthClient", () => {
  let server: OAuthServer;
  beforeEach(async () => (server = await OAuthServer.start()));
  afterEach(() => server[Symbol.asyncDispose]());

  it("asks for a code with PKCE S256, state and scopes", async () => {
    const { url } = await signIn(server);
    const parameters = Object.fromEntries(url.searchParams);
    assert.match(parameters["code_challenge"] ?? "", /^[\w-]{43}$/);
    delete parameters["code_challenge"];
    assert.deepEqual(parameters, {
      client_id: "databricks-cli",
      redirect_uri: redirectUri,
      response_type: "code",
      scope: "all-apis offline_access",
      state: "state",
      code_challenge_method: "S256",
    });
    assert.equal(url.href.split("?")[0], `${server.origin}/oidc/v1/authorize`);
  });

  it("trades the code for tokens, with the redirect URL to the letter and no client secret", async () => {
    const { tokens } = await signIn(server);
    assert.deepEqual(tokens, {
      accessToken: "access-1",
      refreshToken: "refresh-1",
      expiresAt: now() + 3_600_000,
      scope: "all-apis offline_access",
    });
    const [request] = server.requestsTo("/oidc/v1/token");
    assert.ok(request);
    assert.equal(request.form.get("redirect_uri"), redirectUri);
    assert.equal(request.form.get("client_id"), "databricks-cli");
    assert.equal(request.headers.authorization, undefined);
  });

  it("names itself on every request", async () => {
    const { client } = await signIn(server);
    await client.refresh("refresh-1");
    await client.revoke("refresh-2");
    assert.deepEqual(new Set(server.received.map(({ headers }) => headers["user-agent"])), new Set([userAgent]));
    assert.ok(server.received.length >= 5);
  });

  it("refreshes, and gets another refresh token", async () => {
    const { client } = await signIn(server);
    assert.equal((await client.refresh("refresh-1")).refreshToken, "refresh-2");
    await assert.rejects(client.refresh("refresh-1"), (error: unknown) => {
      assert.ok(error instanceof OAuthError);
      assert.equal(error.code, "invalid_grant");
      return failsWith("sign-in", /no longer accepts.*Refresh token is invalid/)(error);
    });
  });

  it("revokes where the server offers it", async () => {
    const { client } = await signIn(server);
    assert.equal(await client.revoke("refresh-1"), true);
    assert.equal(server.refreshTokens.size, 0);
    const metadata = { ...server.metadata(), revocation_endpoint: undefined };
    server.overrides.push(
      at("/oidc/.well-known/oauth-authorization-server", (response) => json(response, 200, metadata)),
    );
    assert.equal(await clientOf(server.origin).revoke("x"), false);
  });

  it("refuses a code with another PKCE verifier", async () => {
    const client = clientOf(server.origin);
    const { url } = await client.authorizationUrl(redirectUri, "state");
    const code = server.agree(url).searchParams.get("code") ?? "";
    const other = "0".repeat(43);
    await assert.rejects(client.exchange({ code }, redirectUri, other), failsWith("sign-in", /wrong code or verifier/));
  });

  it("refuses an answer of another issuer, or of none where the server announces one", async () => {
    const client = clientOf(server.origin);
    const { codeVerifier } = await client.authorizationUrl(redirectUri, "state");
    const foreign = { code: "c", issuer: "https://evil.example/oidc" };
    await assert.rejects(client.exchange(foreign, redirectUri, codeVerifier), failsWith("sign-in", /another server/));
    const announcing = { ...server.metadata(), authorization_response_iss_parameter_supported: true };
    server.overrides.push(at("/oidc/.well-known/oauth-authorization-server", (r) => json(r, 200, announcing)));
    await assert.rejects(
      clientOf(server.origin).exchange({ code: "c" }, redirectUri, codeVerifier),
      failsWith("sign-in", /another server/),
    );
    assert.equal(server.requestsTo("/oidc/v1/token").length, 0, "the code was sent to nobody");
  });

  describe("discovery", () => {
    it("asks the host once per client", async () => {
      const { client } = await signIn(server);
      await client.refresh("refresh-1");
      assert.equal(server.requestsTo("/.well-known/databricks-config").length, 1);
    });

    it("finds the server where the host's metadata says", async () => {
      const config = { oidc_endpoint: `${server.origin}/oidc/accounts/{account_id}`, account_id: "a-1" };
      server.overrides.push(at("/.well-known/databricks-config", (r) => json(r, 200, config)));
      server.overrides.push(
        at("/oidc/accounts/a-1/.well-known/oauth-authorization-server", (r) => json(r, 200, server.metadata())),
      );
      assert.equal((await signIn(server)).tokens.accessToken, "access-1");
    });

    for (const [what, answer] of [
      ["no metadata", (r: ServerResponse) => json(r, 404, {})],
      [
        "metadata that is a web page",
        (r: ServerResponse) => r.writeHead(200, { "content-type": "text/html" }).end("<html>"),
      ],
      ["metadata that is not an object", (r: ServerResponse) => json(r, 200, [1])],
      ["metadata without an endpoint", (r: ServerResponse) => json(r, 200, { oidc_endpoint: "" })],
    ] as const) {
      it(`falls back to /oidc with ${what}`, async () => {
        server.overrides.push(at("/.well-known/databricks-config", answer));
        assert.equal((await signIn(server)).tokens.accessToken, "access-1");
      });
    }

    it("falls back to the OpenID document", async () => {
      server.overrides.push(at("/oidc/.well-known/oauth-authorization-server", (r) => json(r, 404, {})));
      server.overrides.push(at("/oidc/.well-known/openid-configuration", (r) => json(r, 200, server.metadata())));
      assert.equal((await signIn(server)).tokens.accessToken, "access-1");
    });

    for (const [what, change] of [
      ["token_endpoint over plain http", { token_endpoint: "http://evil.example/token" }],
      ["authorization_endpoint with another scheme", { authorization_endpoint: "file:///etc/passwd" }],
    ] as const) {
      it(`refuses a ${what}`, async () => {
        const metadata = { ...server.metadata(), ...change };
        server.overrides.push(at("/oidc/.well-known/oauth-authorization-server", (r) => json(r, 200, metadata)));
        await assert.rejects(clientOf(server.origin).refresh("x"), failsWith("bad-response", /not safe/));
      });
    }

    it("refuses metadata that points to plain http", async () => {
      server.overrides.push(
        at("/.well-known/databricks-config", (r) => json(r, 200, { oidc_endpoint: "http://evil.example/oidc" })),
      );
      await assert.rejects(clientOf(server.origin).refresh("x"), failsWith("bad-response", /not safe/));
    });

    it("says when the host is no workspace", async () => {
      await using other = await TestServer.start((r) =>
        r.writeHead(200, { "content-type": "text/html" }).end("<html>hi"),
      );
      await assert.rejects(clientOf(other.host).refresh("x"), failsWith("bad-response", /does not say how to sign in/));
    });

    it("says when the metadata is incomplete", async () => {
      server.overrides.push(at("/oidc/.well-known/oauth-authorization-server", (r) => json(r, 200, { issuer: "x" })));
      await assert.rejects(clientOf(server.origin).refresh("x"), failsWith("bad-response", /incomplete/));
    });

    it("falls back to the server of the account at an account console without metadata", async () => {
      const host = "https://accounts.cloud.databricks.com";
      const asked: string[] = [];
      const answer: typeof fetch = async (input) => {
        const { pathname } = new URL(input instanceof Request ? input.url : input);
        asked.push(pathname);
        const base = `${host}/oidc/accounts/a-1`;
        return pathname === "/oidc/accounts/a-1/.well-known/oauth-authorization-server"
          ? Response.json({
              issuer: base,
              authorization_endpoint: `${base}/v1/authorize`,
              token_endpoint: `${base}/v1/token`,
            })
          : Response.json({}, { status: 404 });
      };
      const client = (accountId?: string) =>
        new OAuthClient({ host, accountId, clientId: "databricks-cli", http: { userAgent, fetch: answer }, now });
      const { url } = await client("a-1").authorizationUrl(redirectUri, "state");
      assert.equal(url.split("?")[0], `${host}/oidc/accounts/a-1/v1/authorize`);
      assert.equal(await client("a-1").federationAudience(), "a-1");
      asked.length = 0;
      await assert.rejects(client().refresh("x"), failsWith("config", /which account/, /`account_id`/));
      assert.deepEqual(asked, ["/.well-known/databricks-config"], "no other account's server is tried");
    });

    it("does not keep a failure", async () => {
      const client = clientOf(server.origin);
      server.overrides.push(at("/.well-known/databricks-config", (r) => json(r, 503, {})));
      await assert.rejects(client.refresh("x"), failsWith("unavailable", /503/));
      server.overrides.pop();
      server.refreshTokens.add("x");
      assert.equal((await client.refresh("x")).accessToken, "access-1");
    });
  });

  const faults: readonly [
    what: string,
    answer: (response: ServerResponse) => void,
    reason: string,
    message: RegExp,
    hint?: RegExp,
  ][] = [
    [
      "400 invalid_grant",
      (r) => json(r, 400, { error: "invalid_grant", error_description: "spent" }),
      "sign-in",
      /spent/,
      /Sign in again/,
    ],
    [
      "401 invalid_client",
      (r) => json(r, 401, { error: "invalid_client" }, { "www-authenticate": "Basic" }),
      "config",
      /OAuth app.*invalid_client/,
      /30 minutes/,
    ],
    [
      "400 unknown code",
      (r) => json(r, 400, { error: "odd\nthing", error_description: "x".repeat(900) }),
      "sign-in",
      /odd thing: x+…/,
    ],
    ["401 without OAuth", (r) => json(r, 401, { message: "who?" }), "unauthenticated", /who\?/],
    ["403", (r) => json(r, 403, { message: "no" }), "forbidden", /no/],
    ["404", (r) => json(r, 404, {}), "not-found", /Not found/],
    [
      "429 with Retry-After",
      (r) => json(r, 429, { error: "slow_down" }, { "retry-after": "7" }),
      "throttled",
      /429/,
      /7 seconds/,
    ],
    ["503 with Retry-After", (r) => json(r, 503, {}, { "retry-after": "9" }), "unavailable", /503/, /9 seconds/],
    ["500", (r) => r.writeHead(500).end("boom"), "server", /boom/],
    [
      "200 with a web page",
      (r) => r.writeHead(200, { "content-type": "text/html" }).end("<html>Log in"),
      "bad-response",
      /web page/,
    ],
    [
      "200 with broken JSON",
      (r) => r.writeHead(200, { "content-type": "application/json" }).end("{"),
      "bad-response",
      /not JSON/,
    ],
    ["200 without a token", (r) => json(r, 200, { token_type: "Bearer" }), "bad-response", /cannot be used/],
    [
      "200 with an empty body",
      (r) => r.writeHead(200, { "content-type": "application/json" }).end(),
      "bad-response",
      /cannot be used/,
    ],
    ["200 without an end", (r) => void r.writeHead(200).write("x".repeat(2 << 20)), "bad-response", /too much/],
    [
      "a redirect to another origin",
      (r) => r.writeHead(307, { location: "https://evil.example/token" }).end(),
      "bad-response",
      /evil\.example/,
    ],
    ["a dropped connection", (r) => r.destroy(), "dropped", /broke/],
    [
      "a connection that drops midway",
      (r) => {
        r.writeHead(200, { "content-length": "100" }).write("{");
        setImmediate(() => r.destroy());
      },
      "dropped",
      /broke/,
    ],
    ["silence", () => undefined, "timeout", /did not answer in time/],
  ];
  for (const [what, answer, reason, message, hint] of faults) {
    it(`explains at the token endpoint: ${what}`, async () => {
      server.overrides.push(at("/oidc/v1/token", answer));
      const client = clientOf(server.origin, what === "silence" ? 50 : 10_000);
      await assert.rejects(client.refresh("secret-refresh-token"), (error: unknown) => {
        failsWith(reason, message, hint)(error);
        for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
          assert.ok(!cause.message.includes("secret-refresh-token"));
        }
        return true;
      });
      if (reason === "bad-response") assert.equal(server.requestsTo("/oidc/v1/token").length, 1, "nothing was sent on");
    });
  }

  it("takes tokens of a server that declares them as another type", async () => {
    const body = JSON.stringify({ access_token: "x", token_type: "Bearer", expires_in: 60 });
    server.overrides.push(at("/oidc/v1/token", (r) => r.writeHead(200, { "content-type": "text/plain" }).end(body)));
    assert.equal((await clientOf(server.origin).refresh("y")).accessToken, "x");
  });

  it("ends at once when it is cancelled", async () => {
    const controller = new AbortController();
    server.overrides.push(at("/oidc/v1/token", () => controller.abort()));
    await assert.rejects(clientOf(server.origin).refresh("x", controller.signal), failsWith("cancelled", /cancelled/));
    await assert.rejects(
      clientOf(server.origin).refresh("x", AbortSignal.abort()),
      failsWith("cancelled", /cancelled/),
    );
  });

  it("says when nobody is there", async () => {
    const { origin } = server;
    await server[Symbol.asyncDispose]();
    await assert.rejects(clientOf(origin).refresh("x"), failsWith("unreachable", /Cannot connect/, /network/));
    server = await OAuthServer.start();
  });

  it("says when the name does not exist", async () => {
    await assert.rejects(
      clientOf("https://no-such-workspace.invalid").refresh("x"),
      failsWith("unreachable", /no-such-workspace\.invalid/),
    );
  });

  it("refuses a certificate of an unknown authority and names both ways to trust it", async () => {
    await using tls = await TestServer.start((r) => sendJson(r, {}), privatelySigned());
    await assert.rejects(
      clientOf(tls.host).refresh("x"),
      failsWith("tls", /not trusted/, /certificate store.*NODE_EXTRA_CA_CERTS/),
    );
    assert.equal(tls.seen.length, 0, "nothing was asked of a server that we do not trust");
  });
});

describe("fetchUserName", () => {
  const http = { userAgent };

  it("asks SCIM with the token", async () => {
    await using server = await TestServer.start((r) => sendJson(r, { userName: "ada@example.com" }));
    assert.equal(await fetchUserName(server.host, "t", http), "ada@example.com");
    assert.equal(server.seen[0]?.url, "/api/2.0/preview/scim/v2/Me");
    assert.equal(server.seen[0].headers.authorization, "Bearer t");
    assert.equal(server.seen[0].headers["user-agent"], userAgent);
  });

  it("tells a refused token from a server in trouble", async () => {
    await using refusing = await TestServer.start((r) => sendJson(r, { message: "Invalid access token" }, 403));
    await assert.rejects(fetchUserName(refusing.host, "t", http), failsWith("unauthenticated", /Invalid access token/));
    await using failing = await TestServer.start((r) => sendJson(r, {}, 503));
    await assert.rejects(fetchUserName(failing.host, "t", http), failsWith("unavailable", /503/));
    await using odd = await TestServer.start((r) => sendJson(r, { id: 1 }));
    await assert.rejects(fetchUserName(odd.host, "t", http), failsWith("bad-response", /whose token/));
  });
});
