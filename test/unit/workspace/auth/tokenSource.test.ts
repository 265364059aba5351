import assert from "node:assert/strict";
import { PwafError } from "../../../../src/core/base/errors.ts";
import { silentLogger } from "../../../../src/core/base/logger.ts";
import { oauthError } from "../../../../src/workspace/auth/oauthError.ts";
import type { RefreshLock } from "../../../../src/workspace/auth/refreshLock.ts";
import { ServerClock } from "../../../../src/workspace/auth/serverClock.ts";
import type { TokenSet, TokenStore } from "../../../../src/workspace/auth/tokens.ts";
import { TokenSource } from "../../../../src/workspace/auth/tokenSource.ts";

const hour = 3_600_000;

/** As where no lock can be had. */
const unlocked: RefreshLock = (run) => run({ before: undefined, leave: async () => undefined });

/** A lock of several windows that leave each other marks. */
function sharedLock(): RefreshLock {
  let last: Promise<unknown> = Promise.resolve();
  let before: string | undefined;
  const leave = async (mark: string) => void (before = mark);
  return (run) => {
    const result = last.then(() => run({ before, leave }));
    last = result;
    return result;
  };
}

class MemoryStore implements TokenStore {
  tokens: TokenSet | undefined;
  async read() {
    return this.tokens;
  }
  async write(tokens: TokenSet) {
    this.tokens = tokens;
  }
  async delete() {
    this.tokens = undefined;
  }
}

/** An OAuth server with single-use refresh tokens: `r1` buys `a2` and `r2`, and so on. */
class RotatingServer {
  valid = "r1";
  refreshes = 0;
  failure: Error | undefined;
  readonly now: () => number;
  constructor(now: () => number) {
    this.now = now;
  }
  async refresh(refreshToken: string): Promise<TokenSet> {
    this.refreshes++;
    await Promise.resolve();
    if (this.failure) throw this.failure;
    if (refreshToken !== this.valid) throw oauthError("invalid_grant", "refused");
    const number = Number(refreshToken.slice(1)) + 1;
    this.valid = `r${number}`;
    return { accessToken: `a${number}`, refreshToken: this.valid, expiresAt: this.now() + hour, scope: "all-apis" };
  }
}

describe("TokenSource", () => {
  let now: number;
  let store: MemoryStore;
  let server: RotatingServer;
  let waits: number[];
  let onSleep: () => void;

  beforeEach(() => {
    now = 1_000_000;
    store = new MemoryStore();
    store.tokens = { accessToken: "a1", refreshToken: "r1", expiresAt: now + hour, scope: "all-apis" };
    server = new RotatingServer(() => now);
    waits = [];
    onSleep = () => undefined;
  });

  function source(lock: RefreshLock = unlocked, clock = () => now): TokenSource {
    return new TokenSource({
      store,
      renew: (tokens) => server.refresh(tokens.refreshToken ?? ""),
      lock,
      now: clock,
      sleep: async (milliseconds) => {
        waits.push(milliseconds);
        onSleep();
      },
      log: silentLogger,
    });
  }

  it("uses a token until a minute before it expires, then refreshes", async () => {
    const tokens = source();
    assert.equal(await tokens.token(), "a1");
    now += hour - 60_001;
    assert.equal(await tokens.token(), "a1");
    now += 1;
    assert.equal(await tokens.token(), "a2");
    assert.equal(server.refreshes, 1);
    assert.equal(store.tokens?.refreshToken, "r2", "the successor is stored");
  });

  it("refreshes once for many who ask at once", async () => {
    now += hour;
    const tokens = source();
    const answers = await Promise.all(Array.from({ length: 20 }, () => tokens.token()));
    assert.deepEqual(new Set(answers), new Set(["a2"]));
    assert.equal(server.refreshes, 1);
  });

  it("goes on over many rotations", async () => {
    const tokens = source();
    for (let round = 2; round < 12; round++) {
      now += hour;
      assert.equal(await tokens.token(), `a${round}`);
    }
  });

  it("keeps the refresh token when the server does not rotate", async () => {
    now += hour;
    const tokens = new TokenSource({
      store,
      lock: unlocked,
      renew: async () => ({ accessToken: "x", expiresAt: now + hour, scope: "" }),
      now: () => now,
      sleep: async () => undefined,
      log: silentLogger,
    });
    assert.equal(await tokens.token(), "x");
    assert.equal(store.tokens?.refreshToken, "r1");
  });

  it("takes what another window has stored instead of refreshing", async () => {
    const tokens = source();
    assert.equal(await tokens.token(), "a1");
    now += hour;
    await source().token();
    assert.equal(await tokens.token(), "a2");
    assert.equal(server.refreshes, 1);
  });

  it("survives a lost race: the winner stores its tokens only after we were refused", async () => {
    now += hour;
    server.valid = "r2";
    onSleep = () => {
      if (waits.length === 3)
        store.tokens = { accessToken: "a2", refreshToken: "r2", expiresAt: now + hour, scope: "" };
    };
    assert.equal(await source().token(), "a2");
    assert.ok(store.tokens, "nobody was signed out");
  });

  it("survives a lost race whose winner's token has expired since", async () => {
    now += hour;
    server.valid = "r2";
    onSleep = () => (store.tokens = { accessToken: "a2", refreshToken: "r2", expiresAt: now, scope: "" });
    assert.equal(await source().token(), "a3");
  });

  it("survives two windows that refresh at the same moment without a lock", async () => {
    now += hour;
    const [left, right] = await Promise.all([source().token(), source().token()]);
    assert.deepEqual([left, right], ["a2", "a2"]);
  });

  it("refreshes once for many windows that ask at the same moment, with a lock", async () => {
    now += hour;
    const lock = sharedLock();
    const answers = await Promise.all(Array.from({ length: 5 }, () => source(lock).token()));
    assert.deepEqual(new Set(answers), new Set(["a2"]));
    assert.equal(server.refreshes, 1);
    assert.deepEqual(waits, [], "nobody lost a race");
  });

  it("uses no refresh token twice where secret storage is slow to tell other windows", async () => {
    now += hour;
    const lock = sharedLock();
    const old = store.tokens;
    await source(lock).token();
    const renewed = store.tokens;
    // As the other window still sees it.
    store.tokens = old;
    onSleep = () => {
      if (waits.length === 3) store.tokens = renewed;
    };
    assert.equal(await source(lock).token(), "a2");
    assert.equal(server.refreshes, 1);
  });

  it("does not wait for ever for what another window could not store", async () => {
    now += hour;
    const never: RefreshLock = (run) => run({ before: "0123456789abcdef", leave: async () => undefined });
    assert.equal(await source(never).token(), "a2");
    assert.ok(waits.reduce((sum, wait) => sum + wait) < 5000);
  });

  it("needs no lock when another window has refreshed already", async () => {
    const tokens = source(() => assert.fail("locked"));
    await tokens.token();
    now += hour;
    await source().token();
    assert.equal(await tokens.token(), "a2");
  });

  it("keeps the session when another window has the lock for too long", async () => {
    now += hour;
    const tokens = source(() => Promise.reject(new PwafError("timeout", "for too long")));
    await assert.rejects(tokens.token(), failsWith("timeout", /too long/));
    assert.ok(store.tokens);
  });

  it("does not bring a session back that was signed out while it was renewed", async () => {
    now += hour;
    const tokens = source((run) => {
      const result = unlocked(run);
      store.tokens = undefined;
      return result;
    });
    await assert.rejects(tokens.token(), failsWith("unauthenticated", /Nobody is signed in/));
    assert.equal(store.tokens, undefined);
  });

  it("does not replace a sign-in that was made while the old one was renewed", async () => {
    now += hour;
    const signedInAnew = { accessToken: "other", refreshToken: "s1", expiresAt: now + hour, scope: "" };
    const tokens = source(async (run) => {
      const result = unlocked(run);
      await Promise.resolve();
      store.tokens = signedInAnew;
      return result;
    });
    assert.equal(await tokens.token(), "other");
    assert.equal(store.tokens, signedInAnew);
  });

  describe("when the workspace refuses a token that looks valid", () => {
    it("gets another one, once", async () => {
      const tokens = source();
      tokens.refuse(await tokens.token());
      assert.deepEqual([await tokens.token(), await tokens.token()], ["a2", "a2"]);
      tokens.refuse("a1");
      assert.equal(await tokens.token(), "a2", "an old refusal says nothing of the successor");
      assert.equal(server.refreshes, 1);
    });

    it("takes the one that another window got", async () => {
      const tokens = source();
      await tokens.token();
      const other = source();
      other.refuse("a1");
      await other.token();
      tokens.refuse("a1");
      assert.equal(await tokens.token(), "a2");
      assert.equal(server.refreshes, 1);
    });

    it("does not give it again while offline", async () => {
      const tokens = source();
      tokens.refuse(await tokens.token());
      server.failure = new PwafError("unreachable", "offline");
      await assert.rejects(tokens.token(), failsWith("unreachable", /offline/));
      assert.ok(store.tokens);
    });
  });

  it("goes by the time that passes, not by a clock that is wrong", async () => {
    const tokens = source();
    // Asleep for a week: a token of before is not used, and the session is not over.
    now += 7 * 24 * hour;
    assert.equal(await tokens.token(), "a2");
    // The clock is set back, so that the token seems good for a week; the workspace says that it is not.
    now -= 7 * 24 * hour;
    tokens.refuse(await tokens.token());
    assert.equal(await tokens.token(), "a3");
    now += hour - 60_001;
    assert.equal(await tokens.token(), "a3");
  });

  it("goes by the server's time where this machine's clock stood still", async () => {
    const local = now;
    const clock = new ServerClock(() => local, silentLogger);
    const tokens = source(unlocked, () => clock.now());
    assert.equal(await tokens.token(), "a1");
    now += 3 * hour;
    assert.equal(await tokens.token(), "a1", "nobody has said what time it is");
    clock.note(new Date(now).toUTCString());
    assert.equal(await tokens.token(), "a2");
  });

  it("ends the session when the refresh token was revoked", async () => {
    now += hour;
    server.valid = "none";
    await assert.rejects(source().token(), failsWith("unauthenticated", /has ended/));
    assert.equal(store.tokens, undefined);
    await assert.rejects(source().token(), failsWith("unauthenticated", /Nobody is signed in/));
    assert.equal(server.refreshes, 1, "and does not ask again");
  });

  it("says so when the session was signed out meanwhile", async () => {
    now += hour;
    server.valid = "none";
    onSleep = () => (store.tokens = undefined);
    await assert.rejects(source().token(), failsWith("unauthenticated", /Nobody is signed in/));
  });

  for (const reason of ["unreachable", "timeout", "throttled", "unavailable", "server", "tls", "dropped"] as const) {
    it(`keeps the session when the refresh fails with ${reason}`, async () => {
      const tokens = source();
      server.failure = new PwafError(reason, "no luck");
      now += hour - 30_000;
      assert.equal(await tokens.token(), "a1", "what is left of the old token is used");
      now += 30_000;
      await assert.rejects(tokens.token(), failsWith(reason, /no luck/));
      assert.ok(store.tokens);
      server.failure = undefined;
      assert.equal(await tokens.token(), "a2", "and it works again later");
    });
  }

  it("does not keep a failure", async () => {
    now += hour;
    const tokens = source();
    server.failure = new PwafError("unreachable", "offline");
    await assert.rejects(tokens.token());
    server.failure = undefined;
    assert.equal(await tokens.token(), "a2");
  });

  it("forgets its copy on reload", async () => {
    const tokens = source();
    await tokens.token();
    store.tokens = undefined;
    assert.equal(await tokens.token(), "a1");
    tokens.reload();
    await assert.rejects(tokens.token(), failsWith("unauthenticated", /Nobody/));
  });
});

function failsWith(reason: string, message: RegExp) {
  return (error: unknown) => error instanceof PwafError && error.reason === reason && message.test(error.message);
}
