import { oneOf, parseArguments, wrongArgument } from "../arguments.ts";

export interface ConformOptions {
  /** A profile of the configuration file, or the emulated workspace. */
  readonly target: { readonly profile: string } | "emulator";
  /** Ids of entries, or the beginning of ids up to a `/`; all if empty. */
  readonly only: readonly string[];
  readonly junit?: string;
  readonly report?: string;
  readonly jobs: number;
  readonly timeoutSeconds: number;
  readonly format: "text" | "json";
}

const standardJobs = 4;
const mostJobs = 64;
/** Enough for a build tool that begins from nothing. */
const standardTimeout = 300;

export const conformUsage = `Usage: pwaf conform --emulator [options]
       pwaf conform --profile NAME [options]

Runs the commands that pwaf.json names under "conformance", each with the variables of one way to sign in and no other, and
records what they send. A command conforms when it ends with 0, calls Databricks by the connector and the kind of
sign-in that it promises, and every call carries the identity of pwaf.json in its place.

  --emulator           against an emulated workspace that is started for it
  --profile NAME       against the workspace of this profile; other profiles of the same host stand in where
                       another kind of sign-in is promised
  --only ID            this entry (python-sql/m2m), or those that begin so (python-sql); may be repeated
  --junit FILE         write the results as JUnit XML
  --report FILE        write build_report.md for a reviewer; errors that FILE lists and that are gone count as fixed
  --jobs N             so many at a time (${standardJobs})
  --timeout SECONDS    for entries that name no time of their own (${standardTimeout})
  --format text|json   how results are printed (text)
  -h, --help           this text

Exit code: 0 all conform, 1 some do not, 2 could not run, or not all of them.
`;

/** @throws PwafError `config` for an argument that cannot be. Undefined when help is asked for. */
export function readConformOptions(args: readonly string[]): ConformOptions | undefined {
  const { values } = parse(args);
  if (values.help === true) return undefined;
  const { emulator = false, profile, only = [], junit, report } = values;
  for (const [name, value] of Object.entries({ profile, junit, report }))
    if (value === "") throw wrong(`--${name} needs a value.`);
  if (emulator === (profile !== undefined)) throw wrong("Say where to run: --emulator, or --profile NAME.");
  const format = oneOf("conform", "--format", values.format ?? "text", ["text", "json"]);
  return {
    target: profile === undefined ? "emulator" : { profile },
    only,
    format,
    jobs: count("jobs", values.jobs, standardJobs, mostJobs),
    timeoutSeconds: count("timeout", values.timeout, standardTimeout, 86_400),
    ...(junit === undefined ? {} : { junit }),
    ...(report === undefined ? {} : { report }),
  };
}

function count(name: string, text: string | undefined, standard: number, most: number): number {
  if (text === undefined) return standard;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= 1 && value <= most) return value;
  throw wrong(`--${name} must be a number from 1 to ${most}.`);
}

function parse(args: readonly string[]) {
  return parseArguments("conform", {
    args,
    options: {
      emulator: { type: "boolean" },
      profile: { type: "string" },
      only: { type: "string", multiple: true },
      junit: { type: "string" },
      report: { type: "string" },
      jobs: { type: "string" },
      timeout: { type: "string" },
      format: { type: "string" },
      help: { type: "boolean", short: "h" },
    },
  });
}

const wrong = (message: string) => wrongArgument("conform", message);
