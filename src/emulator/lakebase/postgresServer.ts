import { type ChildProcess, execFile, spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { chown, mkdtemp, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Duplex } from "node:stream";
import { promisify } from "node:util";
import { administrator, type Postgres } from "./postgres.ts";

const run = promisify(execFile);
/** Where Debian and its relatives put a version's server programs. */
const debianFolder = "/usr/lib/postgresql";

/** The folder of the newest server programs on this machine, or undefined. */
export function findServerPrograms(): string | undefined {
  const versions = existsSync(debianFolder) ? readdirSync(debianFolder) : [];
  const newest = versions.sort((a, b) => Number(b) - Number(a)).map((version) => join(debianFolder, version, "bin"));
  const inPath = (process.env["PATH"] ?? "").split(":");
  return [...newest, ...inPath].find(
    (folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "postgres")),
  );
}

interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

/** Starts a server of its own in a temporary folder: a Unix socket, no port, no password. */
export async function startPostgresServer(programs: string): Promise<Postgres> {
  const account = await unprivileged();
  const folder = await mkdtemp(join(tmpdir(), "pwaf-postgres-"));
  try {
    if (account.uid !== undefined) await chown(folder, account.uid, account.gid ?? account.uid);
    const data = join(folder, "data");
    const options = { ...account, cwd: folder, env: { PATH: programs, LC_ALL: "C", TZ: "UTC" } };
    const trust = ["--auth=trust", `--username=${administrator}`, "--encoding=UTF8", "--locale=C", "--no-sync"];
    await run(join(programs, "initdb"), ["-D", data, ...trust], options);
    const start = () => startProcess(join(programs, "postgres"), ["-D", data, ...settings(folder)], options);
    let server = await start();
    let restarting: Promise<void> | undefined;
    const restart = async () => {
      await stop(server);
      server = await start();
    };
    return {
      engine: (await run(join(programs, "postgres"), ["--version"], options)).stdout.trim(),
      async connect() {
        await restarting;
        return open(join(folder, ".s.PGSQL.5432"));
      },
      restart: () => (restarting ??= restart().finally(() => (restarting = undefined))),
      async close() {
        await restarting;
        await stop(server);
        await rm(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Data that is thrown away need not survive a power cut. */
function settings(socketFolder: string): string[] {
  const values = {
    listen_addresses: "",
    unix_socket_directories: socketFolder,
    fsync: "off",
    max_connections: 200,
    shared_buffers: "16MB",
    log_timezone: "UTC",
    timezone: "UTC",
  };
  return Object.entries(values).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

/** The server refuses to run as root; there the account that its package made is used. */
async function unprivileged(): Promise<Account> {
  if (process.getuid?.() !== 0) return {};
  const id = async (option: string) => Number((await run("id", [option, "postgres"])).stdout);
  return { uid: await id("-u"), gid: await id("-g") };
}

type Options = Account & { readonly cwd: string; readonly env: NodeJS.ProcessEnv };

function startProcess(program: string, args: string[], options: Options): Promise<ChildProcess> {
  return new Promise((resolve, reject) => {
    const server = spawn(program, args, { ...options, stdio: ["ignore", "ignore", "pipe"] });
    let said = "";
    const ended = () => reject(new Error(`PostgreSQL did not start: ${said}`));
    server.once("error", reject);
    server.once("exit", ended);
    server.stderr.setEncoding("utf8").on("data", (text: string) => {
      said = (said + text).slice(-4000);
      if (!said.includes("ready to accept connections")) return;
      server.off("exit", ended);
      resolve(server);
    });
  });
}

/** Fast shutdown: sessions are ended, with a message to each. */
async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  await new Promise<void>((resolve) => {
    server.once("exit", () => resolve());
    server.kill("SIGINT");
  });
}

function open(path: string): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const socket = connect(path, () => {
      socket.off("error", reject);
      resolve(socket);
    });
    socket.once("error", reject);
  });
}
