import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { PwafError } from "../../../src/core/base/errors.ts";
import { emulatorCommand } from "../../../src/cli/emulator.ts";
import { startEmulator } from "../../../src/emulator/emulator.ts";

describe("emulator: start and end", () => {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "pwaf-test-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("keeps its certificate authority and signing key between starts, readable by their owner only", async () => {
    const first = await startEmulator({ httpPort: 0, httpsPort: 0, dataDir: folder });
    await first.close();
    const second = await startEmulator({ httpPort: 0, httpsPort: 0, dataDir: folder });
    await second.close();
    assert.equal(second.caCertificate, first.caCertificate);
    assert.notEqual(second.oauth.m2mClientSecret, first.oauth.m2mClientSecret);
    for (const file of ["server.key", "oidc-signing.jwk"]) {
      assert.equal((await stat(join(folder, file))).mode & 0o777, 0o600, file);
    }
  });

  it("leaves nothing behind without a data folder", async () => {
    const emulator = await startEmulator({ httpPort: 0, httpsPort: 0 });
    assert.ok((await stat(emulator.dataDir)).isDirectory());
    await emulator.close();
    await emulator.close();
    await assert.rejects(fetch(emulator.httpUrl));
    await assert.rejects(stat(emulator.dataDir), { code: "ENOENT" });
  });

  it("names a taken port and the way out", async () => {
    const blocker = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => blocker.once("listening", resolve));
    const { port } = blocker.address() as AddressInfo;
    try {
      await assert.rejects(startEmulator({ httpPort: 0, httpsPort: port, dataDir: folder }), (error) => {
        assert.ok(error instanceof PwafError);
        assert.equal(error.reason, "config");
        assert.match(error.message, new RegExp(`Port ${port} is taken by another program\\.`));
        assert.match(error.hint ?? "", /--https-port/);
        return true;
      });
    } finally {
      blocker.close();
    }
  });

  it("says so where the port is taken by an emulated workspace, with its address", async () => {
    const first = await startEmulator({ httpPort: 0, httpsPort: 0 });
    try {
      let message = "";
      const code = await emulatorCommand(["--port", new URL(first.httpUrl).port, "--data-dir", folder], {
        out: (part) => assert.fail(part),
        err: (part) => (message += part),
        signal: AbortSignal.abort(),
      });
      assert.equal(code, 2);
      assert.match(message, new RegExp(`an emulated workspace runs at ${first.httpUrl} already\\.\nUse that one`));
    } finally {
      await first.close();
    }
  });

  it("runs as a command until it is stopped, and prints no secret", async () => {
    const stop = new AbortController();
    let text = "";
    const running = emulatorCommand(["--port", "0", "--https-port", "0", "--data-dir", folder, "--json"], {
      out: (part) => {
        text += part;
        stop.abort();
      },
      err: (part) => assert.fail(part),
      signal: stop.signal,
    });
    assert.equal(await running, 0);
    const summary = JSON.parse(text) as Record<string, string>;
    assert.match(summary["httpUrl"] ?? "", /^http:\/\/127\.0\.0\.1:\d+$/);
    const secretFile = summary["m2mClientSecretFile"] ?? "";
    assert.equal((await stat(secretFile)).mode & 0o777, 0o600);
    assert.ok(!text.includes(["do", "se"].join("")));
  });

  it("prints no warning of its libraries, on the oldest Node that we support", async () => {
    const provider = new URL("../../../src/emulator/oidc/provider.ts", import.meta.url).href;
    // By this the libraries tell which Node it is: 20, long-term support.
    const script = `Object.defineProperty(process, "release", { value: { lts: "Iron" } }); await import(${JSON.stringify(provider)});`;
    const { stdout, stderr } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script]);
    assert.deepEqual([stdout, stderr], ["", ""]);
  });

  it("explains wrong options", async () => {
    for (const args of [["--port", "abc"], ["--nonsense"]]) {
      let message = "";
      const code = await emulatorCommand(args, {
        out: () => undefined,
        err: (part) => (message += part),
        signal: AbortSignal.abort(),
      });
      assert.equal(code, 2);
      assert.match(message, /--/);
    }
  });
});
