import assert from "node:assert/strict";
import { delayBefore, withRetries } from "../../../../src/workspace/sql/retry.ts";

const pace = { attempts: 3, firstDelay: 1, totalDelay: 5000 };
const never = new AbortController().signal;

/** An HTTP failure as the driver throws it. */
function http(statusCode: number, retryAfter?: string): Error {
  const headers = { get: (name: string) => (name === "retry-after" ? (retryAfter ?? null) : null) };
  return Object.assign(new Error(`status ${statusCode}`), { statusCode, response: { headers } });
}
const reset = (): Error => Object.assign(new Error("socket hang up"), { code: "ECONNRESET" });

async function attempts(failures: Error[], afterDrop: boolean): Promise<{ calls: number; error?: unknown }> {
  let calls = 0;
  try {
    await withRetries(
      async () => {
        const failure = failures[calls++];
        if (failure) throw failure;
      },
      { afterDrop },
      never,
      () => undefined,
      pace,
    );
    return { calls };
  } catch (error) {
    return { calls, error };
  }
}

describe("withRetries", () => {
  it("repeats after 429 and 503", async () => {
    assert.deepEqual(await attempts([http(429), http(503)], false), { calls: 3 });
  });
  it("gives up after the last attempt", async () => {
    const last = http(503);
    assert.deepEqual(await attempts([http(503), http(503), last, http(503)], false), { calls: 3, error: last });
  });
  it("repeats after a dropped connection only where the rule allows it", async () => {
    assert.deepEqual(await attempts([reset()], true), { calls: 2 });
    assert.equal((await attempts([reset()], false)).calls, 1);
  });
  it("does not repeat what would fail again", async () => {
    for (const error of [http(401), http(403), http(404), http(500), new Error("boom")])
      assert.deepEqual(await attempts([error], true), { calls: 1, error });
  });
  it("waits as long as the server asks", () => {
    assert.equal(delayBefore(1, http(429, "7"), { afterDrop: false }, pace), 7000);
    assert.equal(delayBefore(2, http(503, "soon"), { afterDrop: false }, pace), 2);
  });
  it("gives up at once when the server asks for more than there is", async () => {
    const error = http(429, "3600");
    assert.deepEqual(await attempts([error], false), { calls: 1, error });
  });
  it("stops waiting when aborted", async () => {
    const abort = new AbortController();
    const waiting = withRetries(
      async () => Promise.reject(http(429, "4")),
      { afterDrop: false },
      abort.signal,
      () => abort.abort(),
      pace,
    );
    await assert.rejects(waiting, { name: "AbortError" });
  });
});
