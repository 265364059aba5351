import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { PwafError } from "../../../../src/core/base/errors.ts";
import type { Logger } from "../../../../src/core/base/logger.ts";
import { silentLogger } from "../../../../src/core/base/logger.ts";
import type { AddressQuestion, BrowserDesk } from "../../../../src/workspace/auth/browserSignIn.ts";
import { signInByBrowser } from "../../../../src/workspace/auth/browserSignIn.ts";
import { decodeState, encodeState, parseCallback } from "../../../../src/workspace/auth/callback.ts";
import type { SignInEnvironment } from "../../../../src/workspace/auth/flows.ts";
import { listenOnLoopback } from "../../../../src/workspace/auth/loopbackListener.ts";
import { OAuthClient } from "../../../../src/workspace/auth/oauthClient.ts";
import { PendingSignIns } from "../../../../src/workspace/auth/pendingSignIns.ts";
import { OAuthServer } from "./oauthServer.ts";

const callbackUrl = "http://editor.example/callback?vscode-reqid=1";

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe("signInByBrowser", () => {
  let server: OAuthServer;
  let pending: PendingSignIns;
  beforeEach(async () => {
    server = await OAuthServer.start();
    pending = new PendingSignIns();
  });
  afterEach(async () => {
    await server[Symbol.asyncDispose]();
    assert.equal(pending.count, 0);
  });

  function start(
    redirectUrl: string,
    openBrowser: BrowserDesk["openBrowser"],
    options: {
      timeoutMs?: number;
      signal?: AbortSignal;
      host?: string;
      log?: Logger;
      remoteName?: string;
      desk?: Partial<BrowserDesk>;
    } = {},
  ) {
    const environment: SignInEnvironment = {
      uiKind: "desktop",
      uriScheme: "vscode",
      host: options.host ?? server.origin,
      clientId: "app",
      redirectUrl,
      ...(options.remoteName === undefined ? {} : { remoteName: options.remoteName }),
    };
    const client = new OAuthClient({
      host: server.origin,
      clientId: "app",
      http: { userAgent: "PwafToolkit_VSCode/0" },
      now: () => 0,
    });
    return signInByBrowser(
      {
        client,
        environment,
        pending,
        timeoutMs: options.timeoutMs ?? 30_000,
        log: options.log ?? silentLogger,
        desk: {
          callbackUrl: async () => callbackUrl,
          openBrowser,
          forwards: () => assert.fail("nothing is remote"),
          askAddress: () => assert.fail("nothing is to be pasted"),
          offerNext: () => assert.fail("no way is blocked"),
          ...options.desk,
        },
      },
      options.signal ?? new AbortController().signal,
    );
  }

  it("goes through a relay page, which finds the editor's address in the state", async () => {
    const relayPage = `${server.origin}/relay`;
    let relayed: string | undefined;
    const tokens = await start(relayPage, (url) => {
      const target = server.agree(url);
      assert.equal(target.origin + target.pathname, relayPage);
      relayed = decodeState(target.searchParams.get("state") ?? "")?.callbackUrl;
      assert.equal(pending.deliver(parseCallback(target.search)).kind, "taken");
    });
    assert.equal(relayed, callbackUrl);
    assert.equal(tokens.accessToken, "access-1");
  });

  it("goes through the editor's own address, whose query arrives decoded", async () => {
    const own = "vscode://pwaf-toolkit.pwaf-toolkit/auth/callback";
    const tokens = await start(own, (url) => {
      const query = decodeURIComponent(server.agree(url).search.slice(1));
      pending.deliver(parseCallback(query));
    });
    assert.equal(tokens.accessToken, "access-1");
  });

  it("goes through a listener on this machine", async () => {
    const redirectUrl = `http://127.0.0.1:${await freePort()}/callback`;
    let page: Promise<Response> | undefined;
    // A workspace elsewhere makes the redirect on this machine a listener of ours.
    const tokens = await start(redirectUrl, (url) => void (page = fetch(server.agree(url))), {
      host: "https://a.b.example",
    });
    assert.equal(tokens.accessToken, "access-1");
    const response = await page;
    assert.equal(response?.status, 200);
    assert.match(await response.text(), /return to the editor/);
    await assert.rejects(fetch(redirectUrl), "the listener is gone");
  });

  it("ends a listener with cancel, and the port is free again", async () => {
    const redirectUrl = `http://127.0.0.1:${await freePort()}/`;
    const controller = new AbortController();
    const waiting = start(redirectUrl, () => controller.abort(), {
      host: "https://a.b.example",
      signal: controller.signal,
    });
    await assert.rejects(waiting, (error: unknown) => error instanceof PwafError && error.reason === "cancelled");
    await (await listenOnLoopback(redirectUrl, () => ({ kind: "taken" }))).close();
  });

  describe("by the address that the user pastes", () => {
    const redirectUrl = "http://localhost:8123/callback";
    const remote = { remoteName: "ssh-remote", host: "https://a.b.example" };
    const forwards = async () => false;

    it("takes it, and says why nothing better works here", async () => {
      let opened = "";
      let asked: AddressQuestion | undefined;
      const askAddress: BrowserDesk["askAddress"] = async (question) => {
        asked = question;
        return ` ${server.agree(opened).href}\n`;
      };
      const tokens = await start(
        redirectUrl,
        (url, _over, paste) => {
          assert.equal(paste, undefined, "it is asked for anyway");
          opened = url;
        },
        { ...remote, desk: { askAddress, forwards } },
      );
      assert.equal(tokens.accessToken, "access-1");
      assert.equal(asked?.redirectUri, redirectUrl);
      assert.match(asked.skipped.map(({ why }) => why).join(), /remote machine \(ssh-remote\)/);
    });

    it("is cancelled when the user backs out", async () => {
      const desk = { askAddress: async () => undefined, forwards };
      await assert.rejects(
        start(redirectUrl, () => undefined, { ...remote, desk }),
        isReason("cancelled", /./),
      );
    });

    it("refuses what is no answer to this sign-in, without repeating it", async () => {
      const state = (nonce: string) => encodeState({ nonce });
      const other = `${redirectUrl}?code=SECRET&state=${state("other")}`;
      const wrong: readonly [text: string, problem: RegExp][] = [
        [" ", /whole address/],
        ["SECRET", /no address/],
        ["javascript:alert(1)", /begins with http:\/\/localhost:8123\/callback/],
        ["http://localhost:8123/other?code=SECRET", /begins with/],
        ["https://localhost:8123/callback?code=SECRET", /begins with/],
        ["http://localhost.evil.example:8123/callback?code=SECRET", /begins with/],
        [redirectUrl, /no state/],
        [`${redirectUrl}?code=SECRET&state=guess`, /not made here/],
        [other, /another sign-in/],
      ];
      const askAddress: BrowserDesk["askAddress"] = async ({ problemOf }) => {
        for (const [text, problem] of wrong) {
          assert.match(problemOf(text) ?? "", problem);
          assert.ok(!problemOf(text)?.includes("SECRET"));
        }
        // An input box may hand over what it has been told is wrong.
        return other;
      };
      await assert.rejects(
        start(redirectUrl, () => undefined, { ...remote, desk: { askAddress, forwards } }),
        isReason("cancelled", /./),
      );
      assert.equal(server.requestsTo("/oidc/v1/token").length, 0);
    });

    it("is there beside a page that does not lead back", async () => {
      const relayPage = `${server.origin}/relay`;
      let address = "";
      const tokens = await start(
        relayPage,
        (url, _over, paste) => {
          address = server.agree(url).href;
          void paste?.();
        },
        { desk: { askAddress: async () => address } },
      );
      assert.equal(tokens.accessToken, "access-1");
    });

    it("stops asking when the answer came another way", async () => {
      let over: AbortSignal | undefined;
      await start(
        `${server.origin}/relay`,
        (url, _over, paste) => {
          void paste?.();
          pending.deliver(parseCallback(server.agree(url).search));
        },
        { desk: { askAddress: (_question, signal) => ((over = signal), new Promise(() => undefined)) } },
      );
      assert.equal(over?.aborted, true);
    });
  });

  describe("on a remote machine", () => {
    it("listens there when the editor brings the port to it", async () => {
      const redirectUrl = `http://localhost:${await freePort()}/callback`;
      const asked: string[] = [];
      const tokens = await start(redirectUrl, (url) => void fetch(server.agree(url)), {
        host: "https://a.b.example",
        remoteName: "ssh-remote",
        desk: { forwards: async (uri) => (asked.push(uri), true) },
      });
      assert.equal(tokens.accessToken, "access-1");
      assert.deepEqual(asked, [redirectUrl]);
    });

    it("leaves the port free when it does not", async () => {
      const redirectUrl = `http://localhost:${await freePort()}/`;
      const askAddress = () => assert.rejects(fetch(redirectUrl)).then(() => undefined);
      const options = { host: "https://a.b.example", remoteName: "ssh-remote" };
      await assert.rejects(
        start(redirectUrl, () => undefined, { ...options, desk: { forwards: async () => false, askAddress } }),
        isReason("cancelled", /./),
      );
    });
  });

  describe("when the port is taken", () => {
    let other: ReturnType<typeof createServer>;
    let redirectUrl: string;
    beforeEach(async () => {
      other = createServer();
      await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
      redirectUrl = `http://localhost:${(other.address() as AddressInfo).port}/`;
    });
    afterEach(() => new Promise((resolve) => other.close(resolve)));

    it("offers the next way and takes it", async () => {
      let opened = "";
      let problem = "";
      const tokens = await start(redirectUrl, (url) => (opened = url), {
        host: "https://a.b.example",
        desk: {
          offerNext: async (error, next) => ((problem = `${error.message} → ${next.id}`), true),
          askAddress: async ({ skipped }) => {
            assert.match(skipped.at(-1)?.why ?? "", /is taken by/);
            return server.agree(opened).href;
          },
        },
      });
      assert.equal(tokens.accessToken, "access-1");
      assert.match(problem, /^Port \d+, .* is taken by .* → paste$/);
    });

    it("opens no browser when the user does not want it", async () => {
      await assert.rejects(
        start(redirectUrl, () => assert.fail("opened"), {
          host: "https://a.b.example",
          desk: { offerNext: async () => false },
        }),
        isReason("cancelled", /./),
      );
    });
  });

  it("gives up in time", async () => {
    await assert.rejects(
      start(`${server.origin}/relay`, () => undefined, { timeoutMs: 1 }),
      (error: unknown) => error instanceof PwafError && error.reason === "timeout",
    );
  });

  it("opens no browser when the workspace cannot be reached", async () => {
    server.overrides.push((_, response) => (response.destroy(), true));
    await assert.rejects(
      start(`${server.origin}/relay`, () => assert.fail("opened")),
      PwafError,
    );
  });

  it("logs the way it takes, and no value of it", async () => {
    const lines: string[] = [];
    const write = (message: string) => void lines.push(message);
    const log: Logger = { debug: write, info: write, warn: write, error: write };
    let state = "";
    await start(
      `${server.origin}/relay`,
      (url) => {
        const target = server.agree(url);
        state = target.searchParams.get("state") ?? "";
        pending.deliver(parseCallback(target.search));
      },
      { log },
    );
    assert.match(lines.join("\n"), /relay page/);
    for (const value of [state, "access-1", "refresh-1", "code+0"]) assert.ok(!lines.join("\n").includes(value));
  });
});

describe("listenOnLoopback", () => {
  it("answers its own path only and repeats nothing of the request", async () => {
    const port = await freePort();
    const pending = new PendingSignIns();
    const listener = await listenOnLoopback(`http://127.0.0.1:${port}/callback`, (answer) => pending.deliver(answer));
    try {
      const origin = `http://127.0.0.1:${port}`;
      assert.equal((await fetch(`${origin}/favicon.ico`)).status, 404);
      assert.equal((await fetch(`${origin}/callback/`)).status, 404);
      assert.equal((await fetch(`${origin}/callback`, { method: "POST" })).status, 404);
      const response = await fetch(`${origin}/callback?state=<script>&error_description=<script>`);
      assert.equal(response.status, 400);
      assert.ok(!(await response.text()).includes("<script>"));
    } finally {
      await listener.close();
    }
  });

  it("listens on IPv6 too, where there is one", async function () {
    const port = await freePort();
    const listener = await listenOnLoopback(`http://localhost:${port}`, () => ({ kind: "taken" }));
    try {
      const probe = await fetch(`http://[::1]:${port}/?x`).catch((error: unknown) => error);
      if (probe instanceof Error && /EADDRNOTAVAIL|EAFNOSUPPORT|ENETUNREACH/.test(String(probe.cause))) {
        console.log("      skipped: this machine has no IPv6 loopback");
        return this.skip();
      }
      assert.ok(probe instanceof Response);
      assert.equal(probe.status, 200);
    } finally {
      await listener.close();
    }
  });

  it("names the port that is taken, and the program where the system tells", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as AddressInfo;
    const taken = listenOnLoopback(`http://localhost:${port}`, () => ({ kind: "taken" }));
    const who = process.platform === "linux" ? `node (process ${process.pid})` : "another program";
    await assert.rejects(taken, (error: unknown) => {
      assert.ok(error instanceof PwafError);
      assert.equal(error.reason, "conflict");
      assert.equal(error.message, `Port ${port}, to which the browser must return, is taken by ${who}.`);
      return true;
    });
    await new Promise((resolve) => other.close(resolve));
  });
});

function isReason(reason: string, message: RegExp) {
  return (error: unknown) => {
    assert.ok(error instanceof PwafError, String(error));
    assert.equal(error.reason, reason, error.message);
    assert.match(error.message, message);
    return true;
  };
}
