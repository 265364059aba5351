import { parseArguments, wrongArgument } from "../arguments.ts";
import type { EnvironmentFormat } from "../../core/environment/formats.ts";
import { environmentFormats } from "../../core/environment/formats.ts";

/** Run a command, or print the variables. */
export type EnvOptions = { readonly profile: string } & (
  { readonly command: readonly [program: string, ...args: string[]] } | { readonly format: EnvironmentFormat }
);

export const envUsage = `Usage: pwaf env PROFILE -- command [arguments...]
       pwaf env PROFILE --format FORMAT

Runs a command with the Databricks variables of one profile and of no other. Every other Databricks variable is
removed. Exit code and signals are those of the command.

  --format FORMAT        print the variables instead, secrets as references:
                         ${environmentFormats.map(({ id }) => id).join(", ")}
  -h, --help             this text

Secrets come from the configuration file or from this environment. A profile that signs in by browser uses the
access token of an editor's terminal for it (“Open terminal for profile”), or the sign-in of the Databricks CLI.
`;

/** @throws PwafError `config` for an argument that cannot be. Undefined when help is asked for. */
export function readEnvOptions(args: string[]): EnvOptions | undefined {
  const end = args.indexOf("--");
  const { values, positionals } = parse(end < 0 ? args : args.slice(0, end));
  if (values.help === true) return undefined;
  const [profile, ...more] = positionals;
  if (profile === undefined || profile === "") throw wrong("Name the profile.");
  if (more.length > 0) throw wrong("Write -- in front of the command.");
  const [program, ...rest] = end < 0 ? [] : args.slice(end + 1);
  if (values.format !== undefined) {
    const format = environmentFormats.find(({ id }) => id === values.format);
    if (!format) throw wrong(`--format must be one of ${environmentFormats.map(({ id }) => id).join(", ")}.`);
    if (program !== undefined) throw wrong("--format prints the variables: there can be no command beside it.");
    return { profile, format: format.id };
  }
  if (program === undefined) throw wrong("There is no command.");
  return { profile, command: [program, ...rest] };
}

function parse(args: readonly string[]) {
  return parseArguments("env", {
    args,
    allowPositionals: true,
    options: { format: { type: "string" }, help: { type: "boolean", short: "h" } },
  });
}

const wrong = (message: string) => wrongArgument("env", message);
