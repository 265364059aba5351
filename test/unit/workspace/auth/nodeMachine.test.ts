import assert from "node:assert/strict";
import { chmod, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PwafError } from "../../../../src/core/base/errors.ts";
import type { NodeMachineOptions } from "../../../../src/workspace/auth/nodeMachine.ts";
import { nodeMachine } from "../../../../src/workspace/auth/nodeMachine.ts";

describe("nodeMachine", () => {
  let home: string;
  beforeEach(async () => (home = await realpath(await mkdtemp(join(tmpdir(), "pwaf-machine-")))));
  afterEach(() => rm(home, { recursive: true, force: true }));

  const machine = (options: Partial<NodeMachineOptions> = {}) =>
    nodeMachine({ programObstacle: () => undefined, home, environment: { PATH: process.env["PATH"] }, ...options });
  const node = (...args: string[]) => ({ file: process.execPath, args });
  const isGone = (pid: number) => {
    try {
      process.kill(pid, 0);
      return false;
    } catch {
      return true;
    }
  };

  it("hands words to a program as they are, in the home folder", async () => {
    const script = "console.log(JSON.stringify([process.cwd(), ...process.argv.slice(1)]))";
    const result = await machine().run(node("-e", script, "--", "a b", "$HOME; exit 1", "*"));
    assert.deepEqual(JSON.parse(result?.output ?? ""), [home, "a b", "$HOME; exit 1", "*"]);
  });

  it("gives a command line to the shell", async () => {
    const line = `"${process.execPath}" -e "console.log(1); console.error(2); process.exit(7)"`;
    assert.deepEqual(await machine().run({ commandLine: line }), { exitCode: 7, output: "1\n", errorOutput: "2\n" });
  });

  it("says when there is no such program", async () => {
    assert.equal(await machine().run({ file: "no-such-program-anywhere", args: [] }), undefined);
  });

  it("says when a program may not be started", async function () {
    if (process.platform === "win32") return this.skip();
    await writeFile(join(home, "token"), "#!/bin/sh\n");
    await chmod(join(home, "token"), 0o600);
    await assert.rejects(machine().run({ file: join(home, "token"), args: [] }), /could not be started/);
  });

  it("runs nothing where that is forbidden", async () => {
    const mark = join(home, "mark");
    const script = `require("fs").writeFileSync(${JSON.stringify(mark)}, "")`;
    const closed = machine({ programObstacle: () => "the folder is not trusted" });
    for (const program of [node("-e", script), { commandLine: `echo > "${mark}"` }]) {
      await assert.rejects(closed.run(program), (error: unknown) => {
        assert.ok(error instanceof PwafError);
        assert.equal(error.reason, "forbidden");
        assert.match(error.message, /not trusted/);
        return true;
      });
    }
    assert.equal(await machine().readFile(mark), undefined);
  });

  it("ends a program that takes too long, and what it has started", async () => {
    const child = `require("child_process").spawn(process.execPath, ["-e", "setInterval(() => 0, 9)"], { stdio: "inherit" })`;
    const script = `const c = ${child}; require("fs").writeFileSync("pid", String(c.pid)); setInterval(() => 0, 9)`;
    await assert.rejects(machine({ timeoutMs: 700 }).run(node("-e", script)), /did not end within 1 second/);
    const pid = Number(await machine().readFile("pid"));
    assert.ok(pid > 0);
    const deadline = Date.now() + 5000;
    while (!isGone(pid) && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
    assert.ok(isGone(pid));
  });

  it("does not wait for a service that a program leaves behind, and lets it live", async () => {
    const service = `require("child_process").spawn(process.execPath, ["-e", "setInterval(() => 0, 9)"], { stdio: "inherit", detached: true })`;
    const script = `const c = ${service}; c.unref(); require("fs").writeFileSync("pid", String(c.pid)); console.log("token")`;
    const result = await machine().run(node("-e", script));
    const pid = Number(await machine().readFile("pid"));
    try {
      assert.deepEqual(result, { exitCode: 0, output: "token\n", errorOutput: "" });
      assert.ok(!isGone(pid));
    } finally {
      process.kill(pid);
    }
  });

  it("ends a program when it is cancelled", async () => {
    const controller = new AbortController();
    const running = machine().run(node("-e", "setInterval(() => 0, 9)"), controller.signal);
    controller.abort();
    const isCancelled = (error: unknown) => error instanceof PwafError && error.reason === "cancelled";
    await assert.rejects(running, isCancelled);
    await assert.rejects(machine().run(node("-e", ""), AbortSignal.abort()), isCancelled);
  });

  it("takes no more of a program's output than a token can be", async () => {
    const result = await machine().run(node("-e", "process.stdout.write('x'.repeat(2 ** 20))"));
    assert.equal(result?.output.length, 1 << 18);
  });

  it("reads files of the home folder", async () => {
    await writeFile(join(home, "token"), "x");
    assert.equal(await machine().readFile("~/token"), "x");
    assert.equal(await machine().readFile("token"), "x");
    assert.equal(await machine().readFile(join(home, "token")), "x");
    assert.equal(await machine().readFile("~/none"), undefined);
    await assert.rejects(machine().readFile("~/"), /cannot be read/);
  });
});
