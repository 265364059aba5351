import { formatEnvironment } from "../../core/environment/formats.ts";
import { isolated } from "../../core/environment/isolate.ts";
import { profileVariables, withSecrets } from "../../core/environment/profileVariables.ts";
import type { CommandIo } from "../io.ts";
import { exitCode } from "../io.ts";
import { envUsage, readEnvOptions } from "./options.ts";
import { browserSignIn, findProfile } from "./profileSource.ts";
import { runCommand } from "../runCommand.ts";

/** `pwaf env`: exit code of the command that it runs, or 2 when it could not run it. */
export async function envCommand(args: string[], io: CommandIo): Promise<number> {
  const options = readEnvOptions(args);
  if (!options) {
    io.out(envUsage);
    return exitCode.clean;
  }
  const found = await findProfile(options.profile, io);
  const variables = profileVariables(found.profile, await browserSignIn(found));
  if ("format" in options) {
    io.out(formatEnvironment(found.profile, variables, options.format));
    return exitCode.clean;
  }
  const values = await withSecrets(found.profile, variables, found.secret);
  return runCommand(options.command, isolated(io.env, values), io);
}
