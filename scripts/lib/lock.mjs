// One run at a time: a folder is a lock, because making one either works or fails for everybody else.
import { mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { say } from "./say.mjs";

/** A lock without an owner's note is being made right now, or its maker died between two steps. */
const UNOWNED_MS = 10_000;

export async function withLock(path, run) {
  await take(path);
  try {
    return await run();
  } finally {
    await rm(path, { recursive: true, force: true });
  }
}

/** Takes a lock if nobody has it. @returns {Promise<(() => Promise<void>) | undefined>} gives it back */
export async function tryLock(path) {
  if (!(await make(path))) {
    if (!(await abandoned(path))) return undefined;
    await rm(path, { recursive: true, force: true });
    if (!(await make(path))) return undefined;
  }
  return () => rm(path, { recursive: true, force: true });
}

async function take(path) {
  for (let announced = false; (await tryLock(path)) === undefined; announced = true) {
    if (!announced) say(`  waiting for another run that does the same (lock: ${path})`);
    await pause(250);
  }
}

async function make(path) {
  await mkdir(dirname(path), { recursive: true });
  try {
    await mkdir(path);
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
  await writeFile(join(path, "pid"), String(process.pid));
  return true;
}

async function abandoned(path) {
  try {
    return !isRunning(Number(await readFile(join(path, "pid"), "utf8")));
  } catch {
    const made = await stat(path).catch(() => undefined);
    return made !== undefined && Date.now() - made.mtimeMs > UNOWNED_MS;
  }
}

function isRunning(pid) {
  if (!pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
