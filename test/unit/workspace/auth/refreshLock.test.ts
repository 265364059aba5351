import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { PwafError } from "../../../../src/core/base/errors.ts";
import type { Logger } from "../../../../src/core/base/logger.ts";
import { refreshLocks } from "../../../../src/workspace/auth/refreshLock.ts";

describe("refreshLocks", () => {
  let folder: string;
  let lines: string[];
  let log: Logger;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "pwaf-lock-"));
    lines = [];
    const write = (message: string) => void lines.push(message);
    log = { debug: write, info: write, warn: write, error: write };
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** Holds the lock in a process of its own, as another window would; ends without giving it back. */
  async function crashedWindow(name: string): Promise<void> {
    const program = `
      import { refreshLocks } from ${JSON.stringify(new URL("../../../../src/workspace/auth/refreshLock.ts", import.meta.url).href)};
      const log = { debug() {}, info() {}, warn() {}, error() {} };
      await refreshLocks({ folder: ${JSON.stringify(folder)}, log })(${JSON.stringify(name)})(async () => {
        await new Promise((resolve) => process.send("held", resolve));
        process.kill(process.pid, "SIGKILL");
      });`;
    const script = join(folder, "window.ts");
    await writeFile(script, program);
    const window = fork(script, { stdio: "inherit" });
    await new Promise((resolve, reject) => {
      window.once("message", resolve);
      window.once("exit", reject);
    });
    await new Promise((resolve) =>
      window.exitCode === null && window.signalCode === null ? window.once("exit", resolve) : resolve(undefined),
    );
  }

  it("lets one run after the other", async () => {
    // Two windows have nothing in common but the folder.
    const windows = [refreshLocks({ folder, log }), refreshLocks({ folder, log })];
    let running = 0;
    let most = 0;
    await Promise.all(
      [...windows, ...windows].map((locks) =>
        locks("dev")(async () => {
          most = Math.max(most, ++running);
          await sleep(20);
          running--;
        }),
      ),
    );
    assert.equal(most, 1);
  });

  it("does not make sessions wait for each other", async () => {
    const locks = refreshLocks({ folder, log });
    assert.equal(await locks("dev")(() => locks("prod")(async () => "both")), "both");
  });

  it("is given back after a failure", async () => {
    const locks = refreshLocks({ folder, log, patienceMs: 0 });
    await assert.rejects(
      locks("dev")(() => Promise.reject(new Error("failed"))),
      /failed/,
    );
    assert.equal(await locks("dev")(async () => "next"), "next");
  });

  it("gives up on a window that keeps it", async () => {
    const locks = refreshLocks({ folder, log, patienceMs: 50 });
    await locks("dev")(() =>
      assert.rejects(
        locks("dev")(async () => assert.fail("ran")),
        (error: unknown) => error instanceof PwafError && error.reason === "timeout",
      ),
    );
  });

  it("passes on what a window held that has crashed", async () => {
    await crashedWindow("dev");
    const impatient = refreshLocks({ folder, log, patienceMs: 0 });
    await assert.rejects(
      impatient("dev")(async () => assert.fail("ran")),
      PwafError,
    );
    const locks = refreshLocks({ folder, log, staleMs: 2000 });
    assert.equal(await locks("dev")(async () => "next"), "next");
  });

  it("survives that others took it for lost, as after a sleep", async () => {
    const locks = refreshLocks({ folder, log, staleMs: 2000 });
    const result = await locks("dev")(async () => {
      const [lock = ""] = await readdir(folder);
      await rm(join(folder, lock), { recursive: true });
      // The library looks after its lock every second.
      while (!lines.join().includes("lock:")) await sleep(50);
      return "done";
    });
    assert.equal(result, "done");
  });

  it("tells the next window what was stored moments ago, and later no more", async () => {
    const [here, there] = [refreshLocks({ folder, log }), refreshLocks({ folder, log })];
    const before = () => there("dev")(async (turn) => turn.before);
    assert.equal(await before(), undefined);
    await here("dev")((turn) => turn.leave("mark"));
    assert.equal(await before(), "mark");
    assert.equal(await there("prod")(async (turn) => turn.before), undefined);
    const [file = ""] = await readdir(folder);
    await utimes(join(folder, file), new Date(), new Date(Date.now() - 60_000));
    assert.equal(await before(), undefined);
  });

  it("goes on without a lock where none can be made", async () => {
    const file = join(folder, "file");
    await writeFile(file, "");
    const locks = refreshLocks({ folder: join(file, "below"), log });
    assert.equal(await locks("dev")(async () => "done"), "done");
    assert.match(lines.join(), /without a lock/);
  });

  it("tells the folder nothing of the session", async () => {
    await refreshLocks({ folder, log })("customer-prod")(async () => {
      assert.ok(!(await readdir(folder)).join().includes("customer"));
    });
  });
});
