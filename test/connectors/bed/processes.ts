import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { userCache } from "./paths.ts";
import type { ProgramResult } from "./toolchain.ts";
import { longestMs } from "./toolchain.ts";

interface Run {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  readonly timeoutMs?: number;
}

/** Runs a command to its end; what it prints on both streams, in the order it came. A missing program is exit code 127, as in a shell. */
export function runCommand(command: string, args: readonly string[], run: Run = {}): Promise<ProgramResult> {
  const options = { env: { ...run.env }, cwd: run.cwd, timeout: run.timeoutMs ?? longestMs, maxBuffer: 20_000_000 };
  return new Promise((resolve) => {
    let output = "";
    const child = execFile(command, args, options, (error) => {
      const isMissing = error !== null && error.code === "ENOENT";
      if (isMissing) output += error.message;
      resolve({ code: isMissing ? 127 : child.exitCode, output });
    });
    child.stdout?.on("data", (text: string) => (output += text));
    child.stderr?.on("data", (text: string) => (output += text));
  });
}

/**
 * A folder in the user's cache that `fill` makes once per key; a half-made one is never seen.
 * @param key what its content depends on: versions, and the toolchain's own
 */
export async function cachedFolder(
  name: string,
  key: unknown,
  fill: (folder: string) => Promise<void>,
): Promise<string> {
  const hash = createHash("sha256").update(JSON.stringify(key)).digest("hex").slice(0, 16);
  const folder = join(userCache(), "connectors", `${name}-${hash}`);
  if (existsSync(folder)) return folder;
  const draft = `${folder}.${process.pid}`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  await fill(draft);
  await rename(draft, folder);
  return folder;
}

/** @throws Error with what the command printed, when it fails. */
export async function mustRun(command: string, args: readonly string[], run: Run = {}): Promise<string> {
  const { code, output } = await runCommand(command, args, run);
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${code ?? "a time-out"}:\n${output}`);
  return output;
}
