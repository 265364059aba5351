import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { constants } from "node:os";
import { PwafError } from "../core/base/errors.ts";
import type { CommandIo } from "./io.ts";

/** Signals that a terminal sends to the command by itself. */
const fromTerminal: ReadonlySet<string> = new Set(["SIGINT", "SIGQUIT"]);
const passedOn = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"] as const;

/**
 * Runs a program with an environment of its own on this process's input and output. Gives its exit code; for one that a
 * signal ended, 128 and the signal's number, as shells do.
 * @throws PwafError `config` when it cannot be started.
 */
export async function runCommand(
  [program, ...args]: readonly [string, ...string[]],
  environment: Readonly<Record<string, string>>,
  { cwd }: Pick<CommandIo, "cwd">,
): Promise<number> {
  let child: ChildProcess | undefined;
  // Before the start: a signal that comes in between would end this process and leave the command behind.
  const handlers = passedOn.map((signal) => {
    const handler = () => {
      // A terminal has told the whole group already; twice would look like an impatient user.
      if (!(fromTerminal.has(signal) && process.stdin.isTTY)) child?.kill(signal);
    };
    process.on(signal, handler);
    return { signal, handler };
  });
  try {
    const started = (child = spawn(program, args, { cwd, env: environment, stdio: "inherit" }));
    return await new Promise<number>((resolve, reject) => {
      started.once("error", (error) => reject(notStarted(program, error)));
      started.once("exit", (code, signal) => resolve(signal === null ? (code ?? 0) : 128 + constants.signals[signal]));
    });
  } finally {
    for (const { signal, handler } of handlers) process.off(signal, handler);
  }
}

function notStarted(program: string, error: Error): PwafError {
  const code = "code" in error ? String(error.code) : error.message;
  const why = code === "ENOENT" ? "there is no such program" : code === "EACCES" ? "it may not be run" : code;
  const hint =
    process.platform === "win32"
      ? "On Windows, scripts such as npm need a shell: -- cmd /c npm …"
      : "Check its name and the PATH.";
  return new PwafError("config", `${program} could not be started: ${why}.`, { cause: error, hint });
}
