import { oneOf, parseArguments } from "../arguments.ts";

const formats = ["text", "json"] as const;

export interface ExplainCommandOptions {
  readonly format: (typeof formats)[number];
  /** What to explain; undefined for standard input. */
  readonly text: string | undefined;
}

export const explainUsage = `Usage: pwaf explain [options] [--] TEXT...
       program 2>&1 | pwaf explain [options]

Explains errors of Databricks clients: what causes each that it knows in the text, and what to do. Words of your own
do as well (“User-Agent is missing in query history”). Without TEXT it reads standard input; secrets in it are not shown.

  --format FORMAT        text (default), json
  -h, --help             this text

Exit code: 0 explained, 1 nothing in it is known, 2 could not run.
`;

/** @throws PwafError `config` for an argument that cannot be. Undefined when help is asked for. */
export function readExplainOptions(args: readonly string[]): ExplainCommandOptions | undefined {
  const { values, positionals } = parse(args);
  if (values.help === true) return undefined;
  const format = oneOf("explain", "--format", values.format ?? "text", formats);
  return { format, text: positionals.length === 0 ? undefined : positionals.join(" ") };
}

function parse(args: readonly string[]) {
  return parseArguments("explain", {
    args,
    allowPositionals: true,
    options: { format: { type: "string" }, help: { type: "boolean", short: "h" } },
  });
}
