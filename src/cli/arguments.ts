import type { ParseArgsConfig } from "node:util";
import { parseArgs } from "node:util";
import { errorText, PwafError } from "../core/base/errors.ts";

/**
 * Reads the arguments of a subcommand.
 * @throws PwafError `config` for one that it does not know.
 */
export function parseArguments<T extends ParseArgsConfig>(command: string, config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (cause) {
    // Node adds how to pass such a thing as an argument, which nobody meant.
    throw wrongArgument(command, errorText(cause).replace(/\. To specify a positional argument [^]*/, "."));
  }
}

/** What to throw for an argument that cannot be. */
export function wrongArgument(command: string, message: string): PwafError {
  return new PwafError("config", message, { hint: `See pwaf ${command} --help.` });
}

/** @throws PwafError `config` when an option's value is none of those that it may have. */
export function oneOf<T extends string>(command: string, option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found !== undefined) return found;
  throw wrongArgument(command, `${option} must be one of ${allowed.join(", ")}, but is "${value}".`);
}
