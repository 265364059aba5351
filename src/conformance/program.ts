import type { ChildProcess } from "node:child_process";
import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { errorText, PwafError } from "../core/base/errors.ts";
import type { Ending } from "../core/conformance/result.ts";

export interface ProgramRun {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly signal: AbortSignal;
  /** Both streams, in the order in which they come. */
  readonly onOutput: (text: string) => void;
}

const isWindows = process.platform === "win32";
/** To a program that is asked to end; then it is ended. */
const graceMs = 2000;
/** To output that is still under way when the program has ended. */
const afterExitMs = 1000;

/**
 * Runs a program without input, and ends everything that it started: when it has ended, when its time is over, and when
 * the run is cancelled.
 * @throws PwafError `config` when it cannot be started, `cancelled` when the signal says so.
 */
export async function runProgram(
  [program, ...args]: readonly [string, ...string[]],
  { folder, environment, timeoutSeconds, signal, onOutput }: ProgramRun,
): Promise<Ending> {
  stopIfCancelled(signal);
  const child = spawn(program, args, {
    cwd: folder,
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
    windowsHide: true,
    // In a group of its own, so that what it starts can be ended with it.
    detached: !isWindows,
  });
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", onOutput);
  const state = { isLate: false };
  const stop = () => {
    endTree(child, "SIGTERM");
    setTimeout(() => endTree(child, "SIGKILL"), graceMs).unref();
  };
  const timer = setTimeout(() => {
    state.isLate = true;
    stop();
  }, timeoutSeconds * 1000);
  child.once("exit", () => clearTimeout(timer));
  signal.addEventListener("abort", stop, { once: true });
  try {
    const ending = await ended(child, program, folder);
    stopIfCancelled(signal);
    return state.isLate ? { kind: "timeout", seconds: timeoutSeconds } : ending;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
  }
}

function stopIfCancelled({ aborted }: AbortSignal): void {
  if (aborted) throw new PwafError("cancelled", "The run was cancelled.");
}

function ended(child: ChildProcess, program: string, folder: string): Promise<Ending> {
  return new Promise((resolve, reject) => {
    let ending: Ending | undefined;
    child.once("error", (error) => {
      if (child.pid === undefined) reject(notStarted(program, folder, error));
    });
    child.once("exit", (code, signal) => {
      ending = signal === null ? { kind: "exited", code: code ?? 0 } : { kind: "signal", signal };
      endTree(child, "SIGKILL");
      // What has left the group may keep the output open for ever.
      setTimeout(() => {
        child.stdout?.destroy();
        child.stderr?.destroy();
      }, afterExitMs).unref();
    });
    child.once("close", () => {
      if (ending) resolve(ending);
    });
  });
}

function endTree({ pid }: ChildProcess, signal: "SIGTERM" | "SIGKILL"): void {
  if (pid === undefined) return;
  if (isWindows) {
    // Windows knows no asking.
    spawnSync("taskkill", ["/pid", String(pid), "/T", "/F"], { windowsHide: true });
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch {
    // Nobody is left.
  }
}

function notStarted(program: string, folder: string, error: Error): PwafError {
  const code = "code" in error ? String(error.code) : "";
  const why =
    code === "ENOENT"
      ? existsSync(folder)
        ? "there is no such program"
        : `there is no folder ${folder}`
      : code === "EACCES"
        ? "it may not be run"
        : errorText(error);
  const hint = isWindows
    ? 'On Windows, scripts such as npm need a shell: ["cmd", "/c", "npm", …].'
    : "Check `command` and `folder` in pwaf.json, and the PATH.";
  return new PwafError("config", `${program} could not be started: ${why}.`, { cause: error, hint });
}
