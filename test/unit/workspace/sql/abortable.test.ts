import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { abortable } from "../../../../src/workspace/sql/driverSessions.ts";

describe("abortable", () => {
  it("takes on what fails after nobody waits for it: that would end the driver's process", async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown): unknown => unhandled.push(reason);
    // Mocha listens too, and would blame whichever test runs then.
    const others = process.listeners("unhandledRejection");
    process.removeAllListeners("unhandledRejection").on("unhandledRejection", note);
    try {
      await assert.rejects(abortable(Promise.reject(new Error("late")), AbortSignal.abort(new Error("stopped"))), {
        message: "stopped",
      });
      await setImmediate();
    } finally {
      process.removeAllListeners("unhandledRejection");
      for (const listener of others) process.on("unhandledRejection", listener);
    }
    assert.deepEqual(unhandled, []);
  });
});
