import { randomBytes } from "node:crypto";
import type { Stats } from "node:fs";
import { mkdir, open, readlink, realpath, rename, rm, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { PwafError } from "../../core/base/errors.ts";

/** Nobody has profiles that fill a megabyte; something else does. In bytes. */
const longestFile = 1 << 20;

/** Where the profiles are: `DATABRICKS_CONFIG_FILE`, else `~/.databrickscfg`. Databricks' tools agree on both. */
export function configPath(environment: NodeJS.ProcessEnv = process.env, home: string = homedir()): string {
  const named = environment["DATABRICKS_CONFIG_FILE"];
  if (named === undefined || named === "") return join(home, ".databrickscfg");
  return resolve(named.replace(/^~(?=$|[\\/])/, home));
}

/**
 * Text of the configuration file, byte order mark included; empty when there is no such file.
 * @throws PwafError `config` when it is not a text file that we may read.
 */
export async function readConfig(path: string): Promise<string> {
  try {
    const found = await stat(path);
    checkKind(path, found);
    const handle = await open(path, "r");
    try {
      return decode(path, await handle.readFile());
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (codeOf(error) === "ENOENT") return "";
    throw readError(path, error);
  }
}

/**
 * Changes the configuration file: under a lock, from its latest text, by replacing it in one step. Symbolic links are
 * followed, the mode stays (0600 for a file that is new), and a failure leaves the old file as it was.
 * @throws PwafError `conflict` when another program holds the lock or keeps writing; `config` when it cannot be written.
 */
export async function editConfig(path: string, edit: (text: string) => string): Promise<void> {
  const target = await followLinks(path);
  await mkdir(dirname(target), { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    throw writeError(path, error);
  });
  const release = await takeLock(target, path);
  try {
    // Not every tool takes the lock: a change between our reading and our writing means another round.
    for (let round = 0; round < 5; round++) if (await tryEdit(path, target, edit)) return;
    throw new PwafError("conflict", `Another program keeps changing ${path}, so nothing was written.`, {
      hint: "Try again when it has finished.",
    });
  } finally {
    await release();
  }
}

async function tryEdit(path: string, target: string, edit: (text: string) => string): Promise<boolean> {
  const before = await readConfig(target);
  const after = edit(before);
  if (after === before) return true;
  const temporary = `${target}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    const mode = (await modeOf(target)) ?? 0o600;
    const handle = await open(temporary, "wx", mode);
    try {
      // The umask may have taken bits away that the old file had.
      await handle.chmod(mode);
      await handle.writeFile(after, "utf8");
      await handle.sync();
    } finally {
      await handle.close();
    }
    if ((await readConfig(target)) !== before) return false;
    await rename(temporary, target);
    return true;
  } catch (error) {
    throw writeError(path, error);
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Lock shared with every program that uses `proper-lockfile` on the same file, such as our own other windows. */
async function takeLock(target: string, path: string): Promise<() => Promise<void>> {
  const { default: lockfile } = await import("proper-lockfile");
  try {
    return await lockfile.lock(target, {
      realpath: false,
      stale: 10_000,
      retries: { retries: 8, minTimeout: 50, maxTimeout: 500 },
      // The library would throw into nowhere; the comparison before the replacement is what protects the file.
      onCompromised: () => undefined,
    });
  } catch (error) {
    if (codeOf(error) !== "ELOCKED") throw writeError(path, error);
    throw new PwafError("conflict", `Another program is writing ${path}, so nothing was written.`, {
      cause: error,
      hint: `Try again. If no program is at work, delete ${target}.lock.`,
    });
  }
}

/** The file behind links, also when it does not exist yet: dotfile collections keep the real one elsewhere. */
async function followLinks(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw readError(path, error);
  }
  try {
    return resolve(dirname(path), await readlink(path));
  } catch {
    return path;
  }
}

async function modeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).mode & 0o777;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

function checkKind(path: string, found: Stats): void {
  if (found.isDirectory()) throw notUsable(`${path} is a folder, not a configuration file.`);
  if (!found.isFile()) throw notUsable(`${path} is no regular file.`);
  if (found.size > longestFile) {
    throw notUsable(`${path} is too large for a configuration file (${Math.round(found.size / 1024)} kB).`);
  }
}

function decode(path: string, bytes: Uint8Array): string {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw new PwafError("config", `${path} is written in UTF-16, which the Databricks tools cannot read.`, {
      hint: "Save it as UTF-8. PowerShell's > writes UTF-16; Set-Content -Encoding utf8 does not.",
    });
  }
  if (bytes.includes(0)) throw notUsable(`${path} is a binary file.`);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new PwafError("config", `${path} is not written in UTF-8.`, { hint: "Save it with the encoding UTF-8." });
  }
}

function notUsable(message: string): PwafError {
  return new PwafError("config", message, {
    hint: "Move it away, or name another file in the environment variable DATABRICKS_CONFIG_FILE.",
  });
}

function readError(path: string, error: unknown): PwafError {
  if (error instanceof PwafError) return error;
  const code = codeOf(error);
  const denied = code === "EACCES" || code === "EPERM";
  return new PwafError(
    "config",
    `${path} cannot be read: ${denied ? "you have no permission" : (code ?? "unknown reason")}.`,
    {
      cause: error,
      hint: denied ? "Change its permissions: it should be yours, with mode 600." : "Check the path and its folders.",
    },
  );
}

function writeError(path: string, error: unknown): PwafError {
  if (error instanceof PwafError) return error;
  const code = codeOf(error);
  const reasons: Readonly<Record<string, string>> = {
    EACCES: "you have no permission",
    EPERM: "you have no permission",
    EROFS: "its file system is read-only",
    ENOSPC: "the disk is full",
    EDQUOT: "your disk quota is used up",
  };
  return new PwafError(
    "config",
    `${path} cannot be written: ${reasons[code ?? ""] ?? code ?? "unknown reason"}. It is unchanged.`,
    {
      cause: error,
      hint: "Check the permissions of the file and of its folder.",
    },
  );
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
