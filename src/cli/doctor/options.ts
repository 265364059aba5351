import { oneOf, parseArguments } from "../arguments.ts";

const formats = ["text", "json", "markdown"] as const;

export interface DoctorOptions {
  readonly profile: string | undefined;
  readonly format: (typeof formats)[number];
  readonly offline: boolean;
}

export const doctorUsage = `Usage: pwaf doctor [options]

Explains how Databricks clients started here would sign in: where each value comes from, which one wins in each
client, and what is wrong. Secrets are never shown.

  -p, --profile NAME     as if programs were told to use this profile; default: what the environment says
  --format FORMAT        text (default), json, markdown
  --offline              do not connect to the host to look at proxy, certificate and clock
  -h, --help             this text

Exit code: 0 nothing that stops a client, 1 errors, 2 could not run.
`;

/** @throws PwafError `config` for an argument that cannot be. Undefined when help is asked for. */
export function readDoctorOptions(args: string[]): DoctorOptions | undefined {
  const { values } = parse(args);
  if (values.help === true) return undefined;
  const format = oneOf("doctor", "--format", values.format ?? "text", formats);
  return { profile: values.profile, format, offline: values.offline === true };
}

function parse(args: readonly string[]) {
  return parseArguments("doctor", {
    args,
    options: {
      profile: { type: "string", short: "p" },
      format: { type: "string" },
      offline: { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  });
}
