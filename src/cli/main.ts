import { errorText, PwafError } from "../core/base/errors.ts";
import type { CommandIo } from "./io.ts";
import { exitCode } from "./io.ts";
import { productVersion } from "./version.ts";

const usage = `Usage: pwaf <command> [options]

  lint [paths...]    report Partner Well-Architected Framework gaps
  sites [paths...]   list every place where a Databricks client is made
  doctor             explain how Databricks clients started here would sign in
  env PROFILE -- …   run a command with the Databricks variables of one profile only
  record -- …        run a command and record how its calls to Databricks name themselves
  conform            run the commands of pwaf.json and prove how their calls name themselves
  explain            explain errors of Databricks clients in a text or in a program's output
  emulator           run an emulated Databricks workspace on 127.0.0.1

  -h, --help         this text; \`pwaf <command> --help\` for a command's options
  -V, --version      the version

Exit code: 0 nothing found, 1 problems found, 2 could not run.
`;

/** Commands are loaded when they run, so that none pays for another. */
const commands: Readonly<Record<string, () => Promise<(args: string[], io: CommandIo) => Promise<number>>>> = {
  lint: async () => (await import("./lint/lintCommand.ts")).lintCommand,
  sites: async () => (await import("./lint/sitesCommand.ts")).sitesCommand,
  doctor: async () => (await import("./doctor/doctorCommand.ts")).doctorCommand,
  env: async () => (await import("./env/envCommand.ts")).envCommand,
  record: async () => (await import("./record/recordCommand.ts")).recordCommand,
  conform: async () => (await import("./conform/conformCommand.ts")).conformCommand,
  explain: async () => (await import("./explain/explainCommand.ts")).explainCommand,
  emulator: async () => (await import("./emulator.ts")).emulatorCommand,
};

/** Runs the command line. Gives the exit code and never ends the process, so that output is always complete. */
export async function main(args: readonly string[], io: CommandIo): Promise<number> {
  const [name, ...rest] = args[0] === "help" && args[1] !== undefined ? [args[1], "--help"] : args;
  if (name === undefined || name === "-h" || name === "--help" || name === "help") {
    if (name === undefined) io.err(usage);
    else io.out(usage);
    return name === undefined ? exitCode.failed : exitCode.clean;
  }
  if (name === "-V" || name === "--version") {
    io.out(`${productVersion()}\n`);
    return exitCode.clean;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    io.err(`pwaf: There is no command "${name}". Commands are ${Object.keys(commands).join(", ")}.\n`);
    return exitCode.failed;
  }
  try {
    const run = await command();
    return await run(rest, io);
  } catch (error) {
    io.err(`pwaf ${name}: ${errorText(error)}\n`);
    if (error instanceof PwafError) {
      if (error.hint !== undefined) io.err(`${error.hint}\n`);
    } else if (error instanceof Error && error.stack !== undefined) io.err(`${error.stack}\n`);
    return exitCode.failed;
  }
}
