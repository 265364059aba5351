import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { portOwner } from "../../../../src/workspace/auth/portOwner.ts";

const head = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode";
/** A line of `/proc/net/tcp`. */
const line = (local: string, state: string, inode: number) =>
  `   0: ${local} 00000000:0000 ${state} 00000000:00000000 00:00000000 00000000  1000        0 ${inode} 1 0000000000000000 100 0 0 10 0`;

describe("portOwner", () => {
  let proc: string;
  beforeEach(async () => {
    proc = await mkdtemp(join(tmpdir(), "pwaf-proc-"));
    await mkdir(join(proc, "net"));
    await addProcess("17", "/usr/bin/other", "socket:[500]");
    await addProcess("4321", "/opt/bin/databricks", "socket:[501]");
    // Of another user: its open files cannot be listed.
    await mkdir(join(proc, "99"));
  });
  afterEach(() => rm(proc, { recursive: true }));

  async function addProcess(pid: string, program: string, ...links: string[]): Promise<void> {
    await mkdir(join(proc, pid, "fd"), { recursive: true });
    await symlink(program, join(proc, pid, "exe"));
    await symlink("/dev/null", join(proc, pid, "fd", "0"));
    for (const [index, link] of links.entries()) await symlink(link, join(proc, pid, "fd", String(index + 3)));
  }

  async function tables(tcp: readonly string[], tcp6: readonly string[] = []): Promise<void> {
    await writeFile(join(proc, "net", "tcp"), [head, ...tcp].join("\n"));
    await writeFile(join(proc, "net", "tcp6"), [head, ...tcp6].join("\n"));
  }

  it("finds who listens on IPv4", async () => {
    await tables([line("0100007F:0016", "0A", 500), line("0100007F:1F54", "0A", 501)]);
    assert.deepEqual(await portOwner(8020, proc), { pid: 4321, name: "databricks" });
  });

  it("finds who listens on IPv6", async () => {
    await tables([], [line("00000000000000000000000001000000:1F54", "0A", 500)]);
    assert.deepEqual(await portOwner(8020, proc), { pid: 17, name: "other" });
  });

  it("does not take a connection through the port for its owner", async () => {
    await tables([line("0100007F:1F54", "01", 501), line("0100007F:C000", "01", 500)]);
    assert.equal(await portOwner(8020, proc), undefined);
  });

  it("does not know the programs of other users", async () => {
    await tables([line("0100007F:1F54", "0A", 777)]);
    assert.equal(await portOwner(8020, proc), undefined);
  });

  it("does not know anything where there is no /proc", async () => {
    assert.equal(await portOwner(8020, join(proc, "absent")), undefined);
  });
});
