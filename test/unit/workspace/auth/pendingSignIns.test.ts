import assert from "node:assert/strict";
import { PwafError } from "../../../../src/core/base/errors.ts";
import type { Callback } from "../../../../src/workspace/auth/callback.ts";
import { PendingSignIns } from "../../../../src/workspace/auth/pendingSignIns.ts";

const never = new AbortController().signal;
const long = 60_000;

function code(nonce: string, value = "c"): Callback {
  return { kind: "code", state: { nonce }, code: value };
}

function failsWith(reason: string, message: RegExp) {
  return (error: unknown) => error instanceof PwafError && error.reason === reason && message.test(error.message);
}

describe("PendingSignIns", () => {
  let pending: PendingSignIns;
  beforeEach(() => (pending = new PendingSignIns()));
  afterEach(() => assert.equal(pending.count, 0, "every wait cleans up after itself"));

  it("gives each answer to whoever made its nonce", async () => {
    const first = pending.answerFor("one", long, never);
    const second = pending.answerFor("two", long, never);
    assert.deepEqual(pending.deliver(code("two", "b")), { kind: "taken" });
    assert.deepEqual(pending.deliver(code("one", "a")), { kind: "taken" });
    assert.equal((await first).code, "a");
    assert.equal((await second).code, "b");
  });

  it("refuses an answer with another nonce and goes on waiting", async () => {
    const waiting = pending.answerFor("mine", long, never);
    assert.equal(pending.deliver(code("theirs")).kind, "refused");
    assert.equal(pending.deliver({ kind: "invalid", why: "it has no state" }).kind, "refused");
    assert.equal(
      pending.deliver({ kind: "error", state: { nonce: "theirs" }, error: "access_denied" }).kind,
      "refused",
    );
    assert.equal(pending.deliver(code("mine")).kind, "taken");
    assert.equal((await waiting).code, "c");
  });

  it("takes an answer once", async () => {
    const waiting = pending.answerFor("mine", long, never);
    assert.equal(pending.deliver(code("mine", "first")).kind, "taken");
    assert.equal(pending.deliver(code("mine", "second")).kind, "refused");
    assert.equal((await waiting).code, "first");
  });

  it("ends with the error that the server gave", async () => {
    const waiting = pending.answerFor("mine", long, never);
    pending.deliver({ kind: "error", state: { nonce: "mine" }, error: "access_denied", description: "no" });
    await assert.rejects(waiting, failsWith("sign-in", /refused in the browser \(access_denied: no\)\.$/));
  });

  it("ends when the time is over", async () => {
    await assert.rejects(pending.answerFor("mine", 1, never), failsWith("timeout", /did not answer/));
    assert.equal(pending.deliver(code("mine")).kind, "refused", "a late answer finds nobody");
  });

  it("ends when the user cancels, before or while waiting", async () => {
    await assert.rejects(pending.answerFor("mine", long, AbortSignal.abort()), failsWith("cancelled", /cancelled/));
    const controller = new AbortController();
    const waiting = pending.answerFor("mine", long, controller.signal);
    controller.abort();
    await assert.rejects(waiting, failsWith("cancelled", /cancelled/));
  });
});
