import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { resolve } from "node:path";
import { PwafError } from "../../core/base/errors.ts";
import type { Machine, Program, ProgramResult } from "./machine.ts";

export interface NodeMachineOptions {
  /** Why programs may not run here, for people; undefined when they may. Asked before each. */
  readonly programObstacle: () => string | undefined;
  /** Default: that of this process. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Default: the user's. */
  readonly home?: string;
  /** Longest wait for a program, in milliseconds. Default 60 000. */
  readonly timeoutMs?: number;
}

/** How long, in milliseconds, output may still arrive after a program has ended. */
const afterExitMs = 1000;

/** Nobody prints a token that is longer, in characters. */
const longestOutput = 1 << 18;

/** The computer that this process runs on. */
export function nodeMachine(options: NodeMachineOptions): Machine {
  const environment = options.environment ?? process.env;
  const home = options.home ?? homedir();
  return {
    environment,
    home,
    readFile: async (path) => {
      const whole = resolve(home, path.replace(/^~[\\/]/, ""));
      try {
        return await readFile(whole, "utf8");
      } catch (error) {
        if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR"))
          return undefined;
        throw new PwafError("config", `${whole} cannot be read.`, { cause: error, hint: "Check who may read it." });
      }
    },
    run: async (program, signal) => {
      const obstacle = options.programObstacle();
      if (obstacle !== undefined) {
        throw new PwafError("forbidden", `No program may be run here: ${obstacle}.`, {
          hint: "Trust the folder, and keep your profiles where only you write: in your home folder.",
        });
      }
      if (signal?.aborted) throw cancelled();
      return runProgram(program, { environment, home, timeoutMs: options.timeoutMs ?? 60_000, signal });
    },
  };
}

interface Run {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
}

async function runProgram(program: Program, run: Run): Promise<ProgramResult | undefined> {
  const isWindows = process.platform === "win32";
  const isLine = "commandLine" in program;
  const isBatch = !isLine && program.isBatchOnWindows === true && isWindows;
  if (isBatch) checkWords(program);
  const [file, args] = isLine ? [program.commandLine, []] : [program.file, program.args];
  const child = spawn(file, args, {
    // Not where a folder is open: Windows looks for programs in the current folder first.
    cwd: run.home,
    env: { ...run.environment },
    shell: isLine || isBatch,
    stdio: ["ignore", "pipe", "pipe"],
    windowsHide: true,
    // In a group of its own, so that what it started can be ended with it.
    detached: !isWindows,
  });
  const stop = () => {
    try {
      if (isWindows || child.pid === undefined) child.kill();
      else process.kill(-child.pid, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  };
  let [output, errorOutput] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output = (output + text).slice(0, longestOutput)));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (errorOutput = (errorOutput + text).slice(-4096)));
  return await new Promise((resolve, reject) => {
    const giveUp = (error: PwafError) => {
      stop();
      end(() => reject(error));
    };
    const cancel = () => giveUp(cancelled());
    let timer = setTimeout(() => giveUp(tooSlow(run.timeoutMs)), run.timeoutMs);
    const end = (settle: () => void) => {
      clearTimeout(timer);
      run.signal?.removeEventListener("abort", cancel);
      child.stdout.destroy();
      child.stderr.destroy();
      settle();
    };
    const finish = (code: number | null) => end(() => resolve({ exitCode: code ?? -1, output, errorOutput }));
    run.signal?.addEventListener("abort", cancel, { once: true });
    child.on("error", (error) =>
      end(() => ("code" in error && error.code === "ENOENT" ? resolve(undefined) : reject(notRun(error)))),
    );
    child.on("close", finish);
    child.on("exit", (code) => {
      // A service that the program leaves behind may keep its output open for ever.
      clearTimeout(timer);
      timer = setTimeout(() => finish(code), afterExitMs);
    });
  });
}

/**
 * Batch files can be run by a shell only, and a shell reads their arguments once more: so only words without a meaning to
 * it may be among them.
 */
function checkWords({ file, args }: { readonly file: string; readonly args: readonly string[] }): void {
  if ([file, ...args].every((word) => /^[\w.:=-]+$/.test(word))) return;
  throw new PwafError("config", `An id of the profile cannot be handed to the program ${file}.`, {
    hint: "Ids have letters, digits, dots and hyphens only.",
  });
}

function cancelled(): PwafError {
  return new PwafError("cancelled", "The sign-in was cancelled.");
}

function tooSlow(timeoutMs: number): PwafError {
  return new PwafError("timeout", `A program did not end within ${Math.round(timeoutMs / 1000)} seconds.`, {
    hint: "Run it in a terminal: it may be waiting for an answer.",
  });
}

function notRun(cause: Error): PwafError {
  return new PwafError("config", "A program could not be started.", { cause, hint: "Check its path and its rights." });
}
