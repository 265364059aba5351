import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { PwafError } from "../../../../src/core/base/errors.ts";
import { redact } from "../../../../src/core/base/redact.ts";
import { parseDatabrickscfg } from "../../../../src/core/profiles/databrickscfg.ts";
import { toProfile } from "../../../../src/core/profiles/toProfile.ts";
import { Accounts } from "../../../../src/host/auth/accounts.ts";
import { OAuthClient } from "../../../../src/workspace/auth/oauthClient.ts";
import { TestBrowser } from "../../emulator/browser.ts";
import { runningEmulator } from "../../emulator/running.ts";
import { OAuthServer } from "../../workspace/auth/oauthServer.ts";
import { sendJson, TestServer } from "../../workspace/rest/server.ts";
import { EditorBed, isReason } from "./editorBed.ts";

const hour = 3_600_000;
const root = new URL("../../../../", import.meta.url);

/** What an attack must not get past. Each of these fails when the one line that defends is taken away. */
describe("security of sign-in", () => {
  const emulator = runningEmulator();
  let bed: EditorBed;
  beforeEach(() => (bed = new EditorBed(emulator.current)));
  afterEach(() => bed[Symbol.dispose]());

  describe("secrets", () => {
    /** Parameters and fields that carry secrets; a state is one while its sign-in waits. */
    const secretNames = /^(?:code|code_verifier|access_token|refresh_token|id_token|client_secret|token|state)$/;

    /** Node's `fetch` that notes every secret that leaves or comes. */
    function listening(heard: Set<string>): typeof fetch {
      const note = (name: string, value: unknown) => {
        if (secretNames.test(name) && typeof value === "string" && value.length > 7) heard.add(value);
      };
      return async (input, init) => {
        if (init?.body instanceof URLSearchParams) for (const [name, value] of init.body) note(name, value);
        const bearer = new Headers(init?.headers).get("authorization");
        if (bearer) heard.add(bearer.replace(/^Bearer /, ""));
        const response = await fetch(input, init);
        const json: unknown = await response
          .clone()
          .json()
          .catch(() => undefined);
        if (typeof json === "object" && json !== null)
          Object.entries(json).forEach(([name, value]) => note(name, value));
        return response;
      };
    }

    it("are in secret storage and nowhere else, whatever happens", async () => {
      const heard = new Set<string>();
      const written: unknown[] = [];
      const attempt = async (run: Promise<unknown>) =>
        written.push(
          await run.then(
            () => "fine",
            (error: unknown) => withCauses(error),
          ),
        );
      const { store } = bed.open({ fetch: listening(heard) });
      bed.browse = async (url, routes) => {
        heard.add(new URL(url).searchParams.get("state") ?? "");
        await bed.agree(url, routes);
      };
      await attempt(bed.signIn(store));
      const accounts = new Accounts({
        sessions: store,
        profiles: bed.profiles,
        log: bed.log,
        signIn: (profile) => store.signIn(profile, new AbortController().signal),
        pickProfile: async () => bed.profile,
      });
      written.push((await accounts.createSession(["sql"], {})).account);
      // A renewal that fails with an answer that quotes the token, one that works, and one that is refused.
      bed.now += hour;
      emulator.current.faults.add({ match: "POST /oidc/v1/token", kind: "html", times: 1 });
      await attempt(store.accessToken(bed.profile));
      await attempt(store.accessToken(bed.profile));
      await attempt(store.signOut(bed.profile));
      await attempt(store.accessToken(bed.profile));
      // A callback that nobody waits for, with a real state.
      bed.browse = async (url, routes) => {
        const state = new URL(url).searchParams.get("state") ?? "";
        await attempt(routes.handle({ path: "/auth/callback/", query: `code=${"c".repeat(20)}&state=${state}` }));
        await routes.handle({ path: "/auth/callback", query: `code=${"stolen".repeat(5)}&state=${state}` });
      };
      heard.add("c".repeat(20)).add("stolen".repeat(5));
      await attempt(bed.signIn(store));
      bed.use({ name: "pat", host: emulator.current.httpUrl, authType: "pat", hasSecretInFile: false });
      bed.offeredToken = ["da", "pi"].join("") + "1".repeat(32);
      await attempt(bed.signIn(store));
      bed.offeredToken = emulator.current.createToken();
      await attempt(bed.signIn(store));
      accounts.dispose();

      assert.ok(heard.size > 12, `the run should have many secrets, not ${heard.size}`);
      const places: Readonly<Record<string, unknown>> = {
        // Before `redact`, which is only the net below.
        "the log": bed.lines,
        "errors and what callers get": written,
        "the state of the session": [store.current, store.of(bed.profile)],
        "the keys of secret storage": [...bed.storage.values.keys()],
        "the emulator's request log": emulator.current.requests.entries,
      };
      for (const [place, content] of Object.entries(places)) {
        const text = JSON.stringify(content);
        for (const secret of heard) assert.ok(!text.includes(secret), `${place} holds ${secret.slice(0, 6)}…`);
      }
    });

    const hex = "0123456789abcdef".repeat(2);
    for (const prefix of ["dapi", "dkea", "dskea", "dsapi", "dose", "doau"]) {
      it(`with the prefix ${prefix} are hidden in what is shown and logged`, () => {
        const token = prefix + hex;
        assert.equal(redact(`token ${token}, "${token}"`), 'token <redacted>, "<redacted>"');
      });
    }

    it("that are JSON Web Tokens are hidden too", () => {
      const token = ["eyJ", "hbGciOiJSUzI1NiJ9.eyJ", "zdWIiOiJhZGEifQ.c2lnbmF0dXJl"].join("");
      assert.equal(redact(`sent ${token}.`), "sent <redacted>.");
    });
  });

  it("CSRF: takes no answer without the state of a sign-in that waits in this window", async () => {
    const other = bed.open();
    for (const query of ["code=x", "code=x&state=", `code=x&state=${stateOf("guess")}`]) {
      bed.browse = async (_url, routes) => {
        await assert.rejects(routes.handle({ path: "/auth/callback", query }), isReason("sign-in", /refused/));
        controller.abort();
      };
      const controller = new AbortController();
      await assert.rejects(bed.signIn(other.store, controller.signal), isReason("cancelled", /./));
    }
    bed.assertNoSession(other.store);
  });

  it("code injection: a real code of somebody else's sign-in is worth nothing here", async () => {
    bed.browse = async (url, routes) => {
      const attacker = new OAuthClient({
        host: bed.profile.host,
        clientId: bed.profile.clientId,
        http: { userAgent: "Attacker_Tool/1" },
        now: () => 0,
      });
      const start = await attacker.authorizationUrl(
        bed.profile.redirectUrl ?? "",
        stateOf("attacker", "vscode://pwaf-toolkit.pwaf-toolkit/auth/callback"),
      );
      const theirs = await answerTo(start.url);
      const state = new URL(url).searchParams.get("state") ?? "";
      theirs.set("state", state);
      await routes.handle({ path: "/auth/callback", query: theirs.toString() });
    };
    const { store } = bed.open();
    await assert.rejects(bed.signIn(store), isReason("sign-in", /invalid_grant/));
    bed.assertNoSession(store);
  });

  it("replay: an answer counts once", async () => {
    bed.browse = async (url, routes) => {
      const answer = await answerTo(url);
      await routes.handle({ path: "/auth/callback", query: answer.toString() });
      await assert.rejects(
        routes.handle({ path: "/auth/callback", query: answer.toString() }),
        isReason("sign-in", /no sign-in that was started here/),
      );
    };
    const { store, failures } = bed.open();
    await bed.signIn(store);
    assert.deepEqual(failures, []);
  });

  it("mix-up: an answer that another server gave is not taken to ours", async () => {
    bed.browse = async (url, routes) => {
      const answer = await answerTo(url);
      answer.set("iss", "https://evil.example/oidc");
      await routes.handle({ path: "/auth/callback", query: answer.toString() });
    };
    const { store } = bed.open();
    const before = bed.tokenRequests();
    await assert.rejects(bed.signIn(store), isReason("sign-in", /another server/));
    assert.equal(bed.tokenRequests(), before, "the code went nowhere");
    bed.assertNoSession(store);
  });

  it("downgrade: asks for S256 whatever the server claims to know", async () => {
    await using server = await OAuthServer.start();
    const metadata = { ...server.metadata(), code_challenge_methods_supported: ["plain"] };
    server.overrides.push(
      ({ path }, response) => path.endsWith("/oauth-authorization-server") && (sendJson(response, metadata), true),
    );
    const client = new OAuthClient({ host: server.origin, clientId: "app", http: { userAgent: "X/1" }, now: () => 0 });
    const { url, codeVerifier } = await client.authorizationUrl("http://localhost:1/", "state");
    const { searchParams } = new URL(url);
    assert.equal(searchParams.get("code_challenge_method"), "S256");
    assert.ok(!url.includes(codeVerifier));
  });

  it("open redirect: follows no redirect of a server with a code or token", async () => {
    const thief: string[] = [];
    await using there = await TestServer.start((response, { url }) => {
      thief.push(url);
      sendJson(response, { access_token: "x", token_type: "Bearer" });
    });
    await using server = await OAuthServer.start();
    server.overrides.push(({ path }, response) => {
      if (path !== "/oidc/v1/token") return false;
      response.writeHead(307, { location: `${there.host}/take` }).end();
      return true;
    });
    const client = new OAuthClient({ host: server.origin, clientId: "app", http: { userAgent: "X/1" }, now: () => 0 });
    await assert.rejects(client.exchange({ code: "code" }, "http://localhost:1/", "verifier"), PwafError);
    await assert.rejects(client.refresh("refresh"), PwafError);
    assert.deepEqual(thief, []);
  });

  describe("a hostile configuration", () => {
    const hosts: readonly [host: string, reached: string | undefined][] = [
      ["http://evil.example", undefined],
      ["http://127.0.0.1.evil.example", undefined],
      ["javascript:alert(1)", undefined],
      ["file:///etc/passwd", undefined],
      ["https://good.cloud.databricks.com@evil.example", "https://evil.example"],
      ["https://evil.example\\@good.cloud.databricks.com", "https://good.cloud.databricks.com"],
    ];
    for (const [host, reached] of hosts) {
      it(`with the host ${host} ${reached === undefined ? "makes no profile" : "is shown for what it is"}`, () => {
        const [section] = parseDatabrickscfg(`[dev]\nhost = ${host}\n`).sections;
        assert.ok(section);
        const reading = toProfile(section);
        assert.equal(reading.kind === "profile" ? reading.profile.host : undefined, reached);
      });
    }

    for (const key of ["authorization_endpoint", "token_endpoint", "revocation_endpoint"]) {
      it(`cannot send codes and tokens in the clear by ${key}`, async () => {
        await using server = await OAuthServer.start();
        const metadata = { ...server.metadata(), [key]: "http://evil.example/take" };
        server.overrides.push(
          ({ path }, response) => path.endsWith("/oauth-authorization-server") && (sendJson(response, metadata), true),
        );
        const client = new OAuthClient({
          host: server.origin,
          clientId: "app",
          http: { userAgent: "X/1" },
          now: () => 0,
        });
        await assert.rejects(
          client.authorizationUrl("http://localhost:1/", "state"),
          isReason("bad-response", /not safe/),
        );
      });
    }

    it("in the settings of a folder reaches nothing of a sign-in", async () => {
      const manifest = JSON.parse(await readFile(new URL("package.json", root), "utf8")) as {
        contributes: { configuration: { properties: Record<string, { scope?: string }> } };
      };
      const forFolders = Object.entries(manifest.contributes.configuration.properties)
        .filter(([, { scope }]) => scope !== "application" && scope !== "machine")
        .map(([name]) => name);
      // A setting that is added here is one that any repository can set for whoever opens it.
      const harmless = [
        ...["lint.enabled", "lint.run", "lint.scope", "lint.rules", "catalog.pageSize"],
        ...["query.cloudFetch", "query.maxRows", "query.onError", "query.timeoutSeconds"],
      ].map((name) => `pwaf.${name}`);
      assert.deepEqual(
        forFolders.filter((name) => !harmless.includes(name)),
        [],
      );
    });

    it("in a folder that is not trusted starts nothing", async () => {
      bed.trusted = false;
      bed.browse = () => assert.fail("a browser was opened");
      const before = emulator.current.requests.entries.length;
      const { store } = bed.open();
      await assert.rejects(bed.signIn(store), isReason("forbidden", /trusted/));
      assert.equal(emulator.current.requests.entries.length, before);
    });
  });

  /** Signs in at a page and gives the query that the browser would bring to the editor. */
  async function answerTo(url: string): Promise<URLSearchParams> {
    const browser = new TestBrowser(emulator.current.httpUrl);
    await browser.open(url);
    await browser.press("Sign in");
    await browser.press("Allow");
    assert.ok(browser.leftFor, browser.html);
    const { searchParams } = browser.leftFor;
    searchParams.delete("windowId");
    return searchParams;
  }
});

function stateOf(nonce: string, callbackUrl?: string): string {
  return Buffer.from(JSON.stringify({ n: nonce, u: callbackUrl })).toString("base64url");
}

/** Everything that a handler of an error could print. */
function withCauses(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error);
  return [Object.entries(error), error.message, error.stack, error.cause && withCauses(error.cause)];
}
