import { createHash } from "node:crypto";
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { errorText, PwafError } from "../../core/base/errors.ts";
import type { Logger } from "../../core/base/logger.ts";

/** What a window knows while it has a lock. */
export interface Turn {
  /** Mark of the tokens that another window stored moments ago: secret storage may not show them here yet. */
  readonly before: string | undefined;
  /** Leaves the mark of the tokens that were stored now. */
  leave(mark: string): Promise<void>;
}

/** Runs something while no other window runs something under the same lock. */
export type RefreshLock = <T>(run: (turn: Turn) => Promise<T>) => Promise<T>;

export interface RefreshLockOptions {
  /** A folder of this machine that all windows share. */
  readonly folder: string;
  readonly log: Logger;
  /** Longest wait for another window, in milliseconds. Default 60 000: longer than one renewal takes, time-outs included. */
  readonly patienceMs?: number;
  /** A lock that its owner has not touched for so long, in milliseconds, is nobody's. Default 15 000. */
  readonly staleMs?: number;
}

/** After this, in milliseconds, secret storage has shown every window what another one stored. */
const arrivalMs = 30_000;

/**
 * Locks by the name of a session. Whoever holds one touches it every few seconds; a window that crashes leaves it to the
 * next. Where no lock can be made, work goes on without.
 */
export function refreshLocks({
  folder,
  log,
  patienceMs = 60_000,
  staleMs = 15_000,
}: RefreshLockOptions): (name: string) => RefreshLock {
  return (name) => {
    // Names hold profile names and hosts, which are nobody's business in a folder.
    const path = join(folder, `refresh-${createHash("sha256").update(name).digest("hex").slice(0, 16)}`);
    return async (run) => {
      const release = await take(path, { folder, log, patienceMs, staleMs });
      const markFile = `${path}.mark`;
      const leave = (mark: string) =>
        writeFile(markFile, mark).catch((error: unknown) => log.debug(`lock: ${errorText(error)}`));
      try {
        return await run({ before: await freshMark(markFile), leave });
      } finally {
        // Fails when the lock was lost meanwhile; then there is nothing to give back.
        await release?.().catch((error: unknown) => log.debug(`lock: ${errorText(error)}`));
      }
    };
  };
}

/** Undefined when it is old, or when there is none. */
async function freshMark(file: string): Promise<string | undefined> {
  try {
    const { mtimeMs } = await stat(file);
    return Date.now() - mtimeMs < arrivalMs ? await readFile(file, "utf8") : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Undefined where locks do not work.
 * @throws PwafError `timeout` when another window keeps it for too long.
 */
async function take(
  path: string,
  { folder, log, patienceMs, staleMs }: Required<RefreshLockOptions>,
): Promise<(() => Promise<void>) | undefined> {
  const { default: lockfile } = await import("proper-lockfile");
  const pause = Math.min(200, patienceMs);
  try {
    await mkdir(folder, { recursive: true });
    return await lockfile.lock(path, {
      realpath: false,
      stale: staleMs,
      retries: { retries: Math.ceil(patienceMs / pause), factor: 1, minTimeout: pause, maxTimeout: pause },
      // The machine slept for so long that others took it for lost. The library would throw into nowhere.
      onCompromised: (error) => log.info(`lock: ${error.message}`),
    });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ELOCKED") {
      throw new PwafError("timeout", "Another window has been renewing this sign-in for too long.", {
        cause: error,
        hint: "Try again, or close the other windows.",
      });
    }
    log.warn(`renewing without a lock: ${errorText(error)}`);
    return undefined;
  }
}
