import assert from "node:assert/strict";
import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  unlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import lockfile from "proper-lockfile";
import { PwafError } from "../../../../src/core/base/errors.ts";
import { silentLogger } from "../../../../src/core/base/logger.ts";
import type { Profile } from "../../../../src/core/profiles/profile.ts";
import { removal } from "../../../../src/host/profiles/profileEditor.ts";
import { ProfileStore } from "../../../../src/host/profiles/profileStore.ts";
import { MemorySecretStorage } from "../memorySecrets.ts";
import { MemoryState } from "../memoryState.ts";

const two = "# mine\n[dev]\nhost = https://a.b\n\n[prod]\nhost = https://c.d\nx = 1 # keep\n";

describe("ProfileStore", () => {
  let home: string;
  let file: string;
  let state: MemoryState;
  let storage: MemorySecretStorage;
  const stores: ProfileStore[] = [];

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), "pwaf-profiles-"));
    file = join(home, ".databrickscfg");
    state = new MemoryState();
    storage = new MemorySecretStorage();
  });
  afterEach(async () => {
    for (const store of stores.splice(0)) store.dispose();
    await rm(home, { recursive: true, force: true });
  });

  async function open(environment: NodeJS.ProcessEnv = {}): Promise<ProfileStore> {
    const store = new ProfileStore({ state, secrets: storage.open(), log: silentLogger, environment, home });
    stores.push(store);
    await store.ready;
    return store;
  }

  async function openWith(text: string | Uint8Array, environment: NodeJS.ProcessEnv = {}): Promise<ProfileStore> {
    await writeFile(file, text, { mode: 0o600 });
    return open(environment);
  }

  function named(store: ProfileStore, name: string): Profile {
    const profile = store.all.find((candidate) => candidate.name === name);
    assert.ok(profile, `there is a profile ${name}`);
    return profile;
  }

  /** The next change that makes the condition true; mocha's own limit ends the wait. */
  function until(store: ProfileStore, condition: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const subscription = store.onDidChange(() => {
        if (!condition()) return;
        subscription.dispose();
        resolve();
      });
      if (condition()) resolve();
    });
  }

  /** Root may do everything, so for root this runs as somebody who may not. */
  async function asNobody(run: () => Promise<void>): Promise<void> {
    const root = process.geteuid?.() === 0;
    await chmod(home, 0o755);
    if (root) process.seteuid?.(65_534);
    try {
      await run();
    } finally {
      if (root) process.seteuid?.(0);
    }
  }

  function names(store: ProfileStore): string[] {
    return store.all.map(({ name }) => name);
  }

  describe("reading", () => {
    it("finds nothing wrong with a missing file", async () => {
      const store = await open();
      assert.deepEqual([store.all, store.active, store.problem], [[], undefined, undefined]);
    });

    it("lists the profiles of the file", async () => {
      const store = await openWith(two);
      assert.deepEqual(names(store), ["dev", "prod"]);
      assert.equal(store.problem, undefined);
    });

    it("honours DATABRICKS_CONFIG_FILE", async () => {
      await writeFile(join(home, "other.cfg"), "[x]\nhost = https://x.y\n");
      assert.deepEqual(names(await open({ DATABRICKS_CONFIG_FILE: join(home, "other.cfg") })), ["x"]);
      assert.deepEqual(names(await open({ DATABRICKS_CONFIG_FILE: "~/other.cfg" })), ["x"]);
      assert.deepEqual(names(await openWith(two, { DATABRICKS_CONFIG_FILE: "" })), ["dev", "prod"]);
    });

    const unusable: readonly [what: string, make: () => Promise<unknown>, message: RegExp][] = [
      ["a folder", () => mkdir(file), /is a folder/],
      ["a binary file", () => writeFile(file, Buffer.from([1, 0, 2])), /binary/],
      ["a huge file", () => writeFile(file, "#".repeat(1 + (1 << 20))), /too large/],
      ["a file in UTF-16", () => writeFile(file, "\uFEFF[a]\nhost = https://a.b", "utf16le"), /UTF-16/],
      ["a file in Latin-1", () => writeFile(file, "[ä]\nhost = https://a.b", "latin1"), /UTF-8/],
      ["a circle of links", () => symlink(file, file), /cannot be read: ELOOP/],
    ];
    for (const [what, make, message] of unusable) {
      it(`explains ${what}, refuses to write it, and leaves it`, async () => {
        await make();
        const store = await open();
        assert.deepEqual(store.all, []);
        assertProblem(store.problem, message);
        await assert.rejects(store.add("new", { host: "https://n.e" }), (error: unknown) => isReason(error, "config"));
        assert.deepEqual(await readdir(home), [".databrickscfg"], "nothing is left behind");
      });
    }

    it("explains a file that may not be read", async function () {
      await writeFile(file, two, { mode: 0o000 });
      if (process.platform === "win32") return skip(this, "Windows has other permissions");
      await asNobody(async () => assertProblem((await open()).problem, /no permission/));
    });

    it("never waits for a pipe", async function () {
      if (process.platform === "win32") return skip(this, "Windows has no named pipes in folders");
      const { execFileSync } = await import("node:child_process");
      execFileSync("mkfifo", [file]);
      assertProblem((await open()).problem, /no regular file/);
    });

    const malformed: readonly [what: string, text: string, names: string[], line: number, message: RegExp][] = [
      ["a broken header", `[broken\nx\n${two}`, ["dev", "prod"], 0, /Line 1 of .*not closed/],
      ["namesakes", `${two}\n[dev]\nhost = https://e.f\n`, ["dev", "prod"], 8, /Line 9 of .*twice.*line 2/],
      ["a line that is nothing", `${two}nonsense\n`, ["dev", "prod"], 7, /Line 8 of .*neither/],
      ["a profile without a host", `[a]\ntoken = x\n${two}`, ["dev", "prod"], 0, /\[a\] has no `host`/],
      ["a host over plain http", `[a]\nhost = http://a.b\n${two}`, ["dev", "prod"], 1, /not encrypted/],
      ["two problems", "[a]\n[b]\n[c]\nhost = https://c.d", ["c"], 0, /and 1 more problem\)/],
      ["text without a section", "host = https://a.b", [], 0, /before the first/],
    ];
    for (const [what, text, expected, line, message] of malformed) {
      it(`explains ${what} and lists the rest`, async () => {
        const store = await openWith(text);
        assert.deepEqual(names(store), expected);
        assert.equal(store.problemLine, line);
        assertProblem(store.problem, message);
      });
    }

    it("keeps tokens out of what it offers, and reads one on demand", async () => {
      const token = ["da", "pi"].join("") + "1".repeat(32);
      const store = await openWith(`[dev]\nhost = https://a.b\ntoken = ${token}\n`);
      assert.ok(!JSON.stringify(store.all).includes(token));
      const [profile] = store.all;
      assert.ok(profile);
      assert.equal(await store.tokenInFile(profile), token);
    });
  });

  describe("the active profile", () => {
    it("is the chosen one, else the environment's, else the file's default, else DEFAULT, else the only one", async () => {
      const text = `${two}[DEFAULT]\nhost = https://e.f\n[__settings__]\ndefault_profile = prod\n`;
      await state.set("activeProfile", "dev");
      assert.equal((await openWith(text, { DATABRICKS_CONFIG_PROFILE: "DEFAULT" })).active?.name, "dev");
      await state.set("activeProfile", "gone");
      assert.equal((await openWith(text, { DATABRICKS_CONFIG_PROFILE: "DEFAULT" })).active?.name, "DEFAULT");
      assert.equal((await openWith(text)).active?.name, "prod");
      assert.equal((await openWith(text.replace("default_profile", "x"))).active?.name, "DEFAULT");
      assert.equal((await openWith(two)).active, undefined);
      assert.equal((await openWith("[one]\nhost = https://a.b")).active?.name, "one");
    });

    it("changes by activate, and tells so once", async () => {
      const store = await openWith(two);
      let changes = 0;
      store.onDidChange(() => changes++);
      await store.activate("prod");
      await store.activate("prod");
      assert.equal(store.active?.name, "prod");
      assert.equal(changes, 1);
    });
  });

  describe("following other programs", () => {
    it("sees the file appear, change, be replaced, and go away", async () => {
      const store = await open();
      await writeFile(file, two);
      await until(store, () => store.all.length === 2);
      await writeFile(file, `${two}\n[third]\nhost = https://e.f\n`);
      await until(store, () => store.all.length === 3);
      await writeFile(join(home, "next"), "[replaced]\nhost = https://e.f\n");
      await rename(join(home, "next"), file);
      await until(store, () => names(store)[0] === "replaced");
      await unlink(file);
      await until(store, () => store.all.length === 0);
    });

    it("says nothing when nothing is different", async () => {
      const store = await openWith(two);
      let changes = 0;
      store.onDidChange(() => changes++);
      await writeFile(file, `# another comment\n${two}`);
      await store.refresh();
      assert.equal(changes, 0);
    });
  });

  describe("writing", () => {
    it("makes the file, for its owner only", async () => {
      const store = await open();
      await store.add("dev", { host: "https://a.b" });
      assert.equal(await readFile(file, "utf8"), "[dev]\nhost = https://a.b\n");
      if (process.platform !== "win32") assert.equal((await stat(file)).mode & 0o777, 0o600);
      assert.deepEqual(names(store), ["dev"]);
    });

    it("makes missing folders", async () => {
      const path = join(home, "deep", "er", "cfg");
      await (await open({ DATABRICKS_CONFIG_FILE: path })).add("dev", { host: "https://a.b" });
      assert.match(await readFile(path, "utf8"), /\[dev\]/);
    });

    it("adds and removes without touching anything else", async () => {
      const store = await openWith(two);
      await store.add("third", { host: "https://e.f" });
      assert.equal(await readFile(file, "utf8"), `${two}\n[third]\nhost = https://e.f\n`);
      await store.change(removal(named(store, "third")));
      assert.equal(await readFile(file, "utf8"), two);
      await store.change(removal(named(store, "dev")));
      assert.equal(await readFile(file, "utf8"), "# mine\n[prod]\nhost = https://c.d\nx = 1 # keep\n");
      assert.deepEqual(await readdir(home), [".databrickscfg"]);
    });

    it("keeps the mode of the file", async () => {
      const store = await openWith(two);
      await chmod(file, 0o640);
      await store.add("third", { host: "https://e.f" });
      if (process.platform !== "win32") assert.equal((await stat(file)).mode & 0o777, 0o640);
    });

    it("refuses a name that is taken, also by a section that is no profile", async () => {
      const store = await openWith(`${two}[broken]\ntoken = x\n`);
      for (const name of ["dev", "broken"]) {
        await assert.rejects(store.add(name, { host: "https://e.f" }), (error: unknown) => isReason(error, "conflict"));
      }
    });

    it("follows a link, and one that leads to nothing yet", async () => {
      const target = join(home, "dotfiles-cfg");
      await symlink(target, file);
      const store = await open();
      await store.add("dev", { host: "https://a.b" });
      await store.add("prod", { host: "https://a.b" });
      assert.match(await readFile(target, "utf8"), /\[dev\][^]*\[prod\]/);
      assert.ok((await readdir(home)).includes("dotfiles-cfg"));
      assert.ok((await lstat(file)).isSymbolicLink(), "the link is still a link");
    });

    it("loses nothing when many windows write at once", async () => {
      const windows = await Promise.all(Array.from({ length: 4 }, () => open()));
      await Promise.all(windows.map((store, number) => store.add(`p${number}`, { host: "https://a.b" })));
      const reader = await open();
      assert.deepEqual(names(reader).sort(), ["p0", "p1", "p2", "p3"]);
    });

    it("refuses when another program holds the lock, and leaves the file", async () => {
      const store = await openWith(two);
      const release = await lockfile.lock(file);
      try {
        await assert.rejects(store.add("new", { host: "https://a.b" }), (error: unknown) =>
          isReason(error, "conflict"),
        );
      } finally {
        await release();
      }
      assert.equal(await readFile(file, "utf8"), two);
    });

    it("leaves the file when its folder may not be written", async function () {
      if (process.platform === "win32") return skip(this, "Windows has other permissions");
      const folder = join(home, "closed");
      await mkdir(folder);
      await writeFile(join(folder, "cfg"), two);
      await chmod(folder, 0o555);
      await asNobody(async () => {
        const store = await open({ DATABRICKS_CONFIG_FILE: join(folder, "cfg") });
        await assert.rejects(store.add("new", { host: "https://a.b" }), /cannot be written: you have no permission/);
      });
      await chmod(folder, 0o755);
      assert.equal(await readFile(join(folder, "cfg"), "utf8"), two);
    });
  });
});

function skip(context: Mocha.Context, why: string): void {
  console.log(`      skipped: ${why}`);
  context.skip();
}

function assertProblem(problem: PwafError | undefined, message: RegExp): void {
  assert.ok(problem);
  assert.equal(problem.reason, "config");
  assert.match(problem.message, message);
  assert.ok(problem.hint);
}

function isReason(error: unknown, reason: string): boolean {
  return error instanceof PwafError && error.reason === reason;
}
