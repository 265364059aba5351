import assert from "node:assert/strict";
import { chmod, mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ExportFile, exportPlaces } from "../../../../src/workspace/sql/export/exportFile.ts";
import type { ExportProgress } from "../../../../src/workspace/sql/exportTypes.ts";
import { runningEmulator } from "../../emulator/running.ts";
import { calls, warehouse } from "./emulated.ts";
import { noAbort, testClient } from "./testClient.ts";

const never = "SELECT id FROM range(100000000)";

/** What happens around the rows: the file's place, progress, cancelling, failures. */
describe("An export", function () {
  this.timeout(60_000);
  const emulator = runningEmulator();
  const { client, lines } = testClient();
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "pwaf-export-"));
    emulator.current.requests.clear();
    emulator.current.faults.clear();
  });
  afterEach(() => rm(folder, { recursive: true }));
  after(() => client.dispose());

  const start = (
    sql: string,
    file: string,
    signal: AbortSignal = noAbort,
    onProgress?: (progress: ExportProgress) => void,
  ) => client.exportResult(warehouse(emulator.current), { sql }, { format: "csv", file }, signal, onProgress);

  it("says how far it is, and in the end what is there", async () => {
    const file = join(folder, "rows.csv");
    const seen: ExportProgress[] = [];
    const all = await start("SELECT id FROM range(400000)", file, noAbort, (progress) => seen.push(progress));
    assert.deepEqual(all, { rows: 400_000, bytes: (await stat(file)).size });
    assert.ok(seen.length > 0);
    for (const [i, { rows, bytes }] of seen.entries()) {
      assert.ok(rows > (seen[i - 1]?.rows ?? 0) && rows <= all.rows, String(rows));
      assert.ok(bytes > (seen[i - 1]?.bytes ?? 0) && bytes <= all.bytes, String(bytes));
    }
  });

  it("leaves an older file as it was until the new one is whole, and its permissions then too", async () => {
    const file = join(folder, "rows.csv");
    await writeFile(file, "old", { mode: 0o640 });
    await assert.rejects(start("SELECT no_such_column", file), { reason: "sql" });
    assert.equal(await readFile(file, "utf8"), "old");
    let during = "";
    await start(
      "SELECT id FROM range(400000)",
      file,
      noAbort,
      () => void readFile(file, "utf8").then((text) => (during ||= text)),
    );
    assert.equal(during, "old");
    assert.match(await readFile(file, "utf8"), /^id\n0\n/);
    if (process.platform !== "win32") assert.equal((await stat(file)).mode & 0o777, 0o640);
    assert.deepEqual(await readdir(folder), ["rows.csv"]);
  });

  it("follows a link to where the file is", async () => {
    await mkdir(join(folder, "elsewhere"));
    const [link, file] = [join(folder, "link.csv"), join(folder, "elsewhere", "rows.csv")];
    await writeFile(file, "old");
    await symlink(file, link);
    await start("SELECT 1 AS a", link);
    assert.deepEqual([await readlink(link), await readFile(file, "utf8")], [file, "a\n1\n"]);
  });

  it("that is cancelled stops on the server and leaves nothing", async () => {
    const abort = new AbortController();
    const running = start(never, join(folder, "rows.csv"), abort.signal, () => abort.abort());
    await assert.rejects(running, { reason: "cancelled" });
    assert.deepEqual(await readdir(folder), []);
    const ends = calls(emulator.current).filter((call) => /^(?:Cancel|Close)Operation$/.test(call));
    assert.equal(ends.length, 1);
  });

  it("that was cancelled before it began asks nothing of anybody", async () => {
    await assert.rejects(start(never, join(folder, "rows.csv"), AbortSignal.abort()), { reason: "cancelled" });
    assert.deepEqual([calls(emulator.current), await readdir(folder)], [[], []]);
  });

  it("that fails in the middle leaves nothing", async () => {
    const fail = (): void => emulator.current.faults.add({ match: "FetchResults", kind: "status", status: 500 });
    const running = start(never, join(folder, "rows.csv"), noAbort, fail);
    await assert.rejects(running, { reason: "server" });
    assert.deepEqual(await readdir(folder), []);
  });

  it("whose process is killed leaves nothing, and the next one works", async () => {
    const pid = Number(/process (\d+) started/.exec(lines.findLast((line) => line.includes("started")) ?? "")?.[1]);
    const file = join(folder, "rows.csv");
    await assert.rejects(
      start(never, file, noAbort, () => process.kill(pid, "SIGKILL")),
      {
        reason: "dropped",
        message: /SQL driver process ended/,
        hint: /Run the statement again/,
      },
    );
    assert.deepEqual(await readdir(folder), []);
    assert.deepEqual(await start("SELECT 1 AS a", file), { rows: 1, bytes: 4 });
  });

  it("ends with the client, leaving nothing", async () => {
    const own = testClient();
    const running = own.client.exportResult(
      warehouse(emulator.current),
      { sql: never },
      { format: "parquet", file: join(folder, "rows.parquet") },
      noAbort,
      () => own.client.dispose(),
    );
    await assert.rejects(running, { reason: "cancelled" });
    assert.deepEqual(await readdir(folder), []);
  });

  describe("that cannot write", () => {
    const refusals: readonly (readonly [what: string, file: () => Promise<string>, message: RegExp])[] = [
      ["into a folder that is not there", async () => join(folder, "none", "rows.csv"), /folder does not exist/],
      ["under a file", async () => join(await written("file"), "rows.csv"), /folder does not exist/],
      ["over a folder", async () => folder, /there is a folder of that name/],
      ["into a folder that it may not", unwritable, /you have no permission/],
      ["under a name too long", async () => join(folder, `${"n".repeat(300)}.csv`), /name is too long/],
    ];
    for (const [what, file, message] of refusals) {
      it(`${what} says so before anything runs`, async function () {
        if (process.platform === "win32" && file === unwritable) {
          process.stdout.write("      skipped: Windows keeps permissions in another form\n");
          this.skip();
        }
        const path = await file();
        await assert.rejects(start("SELECT 1", path), { reason: "file", message, hint: /./ });
        assert.deepEqual(calls(emulator.current), []);
      });
    }

    it("because the disk is full says so and leaves nothing", async function () {
      if (process.platform !== "linux") {
        process.stdout.write("      skipped: needs /dev/full, which Linux has\n");
        this.skip();
      }
      const places = { target: join(folder, "rows.csv"), partial: join(folder, "rows.part") };
      await symlink("/dev/full", places.partial);
      const file = await ExportFile.open(places);
      await assert.rejects(file.write(new Uint8Array(1)), {
        reason: "file",
        message: `Could not write ${places.target}: the disk is full.`,
        hint: "Free some space, or choose another disk.",
      });
      await file.discard();
      assert.deepEqual(await readdir(folder), []);
    });

    async function written(name: string): Promise<string> {
      await writeFile(join(folder, name), "");
      return join(folder, name);
    }

    /** Permissions do not hold root back; a file system of the kernel's own does. */
    async function unwritable(): Promise<string> {
      if (process.getuid?.() === 0) return "/sys/kernel/rows.csv";
      await mkdir(join(folder, "locked"));
      await chmod(join(folder, "locked"), 0o555);
      return join(folder, "locked", "rows.csv");
    }
  });

  it("grows beside its place", async () => {
    const { target, partial } = await exportPlaces(join(folder, "rows.csv"));
    assert.equal(target, join(folder, "rows.csv"));
    assert.match(partial.slice(folder.length), /^.pwaf-export-[-0-9a-f]+\.part$/);
  });
});
