import { oneOf, parseArguments, wrongArgument } from "../arguments.ts";

export interface RecordOptions {
  readonly upstream?: string;
  readonly port: number;
  /** Path of the recording to compare with. */
  readonly expect?: string;
  /** Path to write the recording to; HAR if it ends so. */
  readonly save?: string;
  readonly format: "text" | "json" | "har";
  /** Without one, the recorder runs until it is interrupted. */
  readonly command?: readonly [program: string, ...args: string[]];
}

export const recordUsage = `Usage: pwaf record [options] -- command [arguments...]
       pwaf record [options]

Runs a command and records how its calls to Databricks name themselves: User-Agent, client, kind of sign-in. Without a
command, prints the variables that lead a program here, and records until it is interrupted.

  --upstream URL            pass calls on to this workspace, certificate verified; without it the recorder stands in for
                            a workspace, and every call ends with an error after its User-Agent is noted
  --expect FILE             compare with a recording that was found good
  --save FILE               write the recording: JSON, or HTTP Archive if FILE ends in .har
  --format text|json|har    how the recording is printed after the command's own output (text)
  --port PORT               take this port on 127.0.0.1 (a free one)
  -h, --help                this text

Neither tokens nor bodies, query strings or other headers are kept.

Exit code: with --upstream that of the command, unless it is 0. Otherwise 0 when calls were tagged and none was untagged
or has drifted, 1 when not, 2 when it could not run.
`;

const formats = ["text", "json", "har"] as const;

/** @throws PwafError `config` for an argument that cannot be. Undefined when help is asked for. */
export function readRecordOptions(args: readonly string[]): RecordOptions | undefined {
  const end = args.indexOf("--");
  const { values, positionals } = parse(end < 0 ? args : args.slice(0, end));
  if (values.help === true) return undefined;
  if (positionals.length > 0) throw wrong("Write -- in front of the command.");
  const [program, ...rest] = end < 0 ? [] : args.slice(end + 1);
  if (end >= 0 && program === undefined) throw wrong("There is no command after --.");
  const format = oneOf("record", "--format", values.format ?? "text", formats);
  const port = Number(values.port ?? "0");
  if (!/^\d+$/.test(values.port ?? "0") || port > 65_535) throw wrong("--port must be a number from 0 to 65535.");
  const { upstream, expect, save } = values;
  for (const [name, value] of Object.entries({ upstream, expect, save }))
    if (value === "") throw wrong(`--${name} needs a value.`);
  return {
    format,
    port,
    ...(upstream === undefined ? {} : { upstream }),
    ...(expect === undefined ? {} : { expect }),
    ...(save === undefined ? {} : { save }),
    ...(program === undefined ? {} : { command: [program, ...rest] }),
  };
}

function parse(args: readonly string[]) {
  return parseArguments("record", {
    args,
    allowPositionals: true,
    options: {
      upstream: { type: "string" },
      expect: { type: "string" },
      save: { type: "string" },
      format: { type: "string" },
      port: { type: "string" },
      help: { type: "boolean", short: "h" },
    },
  });
}

const wrong = (message: string) => wrongArgument("record", message);
