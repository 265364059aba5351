import { PwafError } from "../../core/base/errors.ts";
import type { RuleSetting } from "../../core/identity/projectConfig.ts";
import { ruleSettings } from "../../core/identity/projectConfig.ts";
import type { Severity } from "../../core/lint/finding.ts";
import { rules } from "../../core/lint/registry.ts";
import { oneOf, parseArguments } from "../arguments.ts";
import type { InputOptions } from "./inputs.ts";
import { ruleHint } from "./ruleHint.ts";

const formats = ["text", "json", "sarif", "github", "markdown"] as const;

export type Format = (typeof formats)[number];

export interface LintCommandOptions extends InputOptions {
  readonly format: Format;
  readonly fix: "no" | "write" | "show";
  readonly baseline: string | undefined;
  readonly writeBaseline: boolean;
  readonly rules: Readonly<Record<string, RuleSetting>>;
  readonly failOn: Severity;
  readonly config: string | undefined;
  readonly listRules: boolean;
}

export const lintUsage = `Usage: pwaf lint [paths...] [options]

Checks files and folders (default: this folder) for Partner Well-Architected Framework gaps.
Files that git ignores are left out, except .env files beside code that is checked.

  --format FORMAT        text (default), json, sarif, github, markdown
  --fix                  apply every safe fix
  --fix-dry-run          show what --fix would change, as a unified diff
  --rule ID=SEVERITY     off, info, warn or error; may be given several times
  --fail-on SEVERITY     least severity that makes the exit code 1: info, warn, error (default)
  --config FILE          this pwaf.json instead of the nearest one above each file
  --baseline FILE        leave out the problems that FILE knows
  --write-baseline       write today's problems to the baseline (default pwaf-baseline.json)
  --stdin-filename NAME  check standard input as if it were this file; other files are read as needed
  --list-rules           show all rules and end
  -h, --help             this text

Exit code: 0 nothing at or above --fail-on, 1 problems, 2 could not run.
`;

export const sitesUsage = `Usage: pwaf sites [paths...] [options]

Lists every place where a Databricks client is made, with how its User-Agent and authentication are set.

  --format FORMAT        text (default), json, markdown
  --stdin-filename NAME  read standard input as if it were this file
  -h, --help             this text
`;

/** @throws PwafError `config` for an argument that cannot be. Undefined when help is asked for. */
export function readLintOptions(args: string[]): LintCommandOptions | undefined {
  const { values, positionals } = parseArguments("lint", {
    args,
    allowPositionals: true,
    options: {
      format: { type: "string" },
      fix: { type: "boolean" },
      "fix-dry-run": { type: "boolean" },
      rule: { type: "string", multiple: true },
      "fail-on": { type: "string" },
      config: { type: "string" },
      baseline: { type: "string" },
      "write-baseline": { type: "boolean" },
      "stdin-filename": { type: "string" },
      "list-rules": { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help === true) return undefined;
  return {
    ...inputs(positionals, values["stdin-filename"]),
    format: oneOf("lint", "--format", values.format ?? "text", formats),
    fix: values["fix-dry-run"] === true ? "show" : values.fix === true ? "write" : "no",
    baseline: values.baseline,
    writeBaseline: values["write-baseline"] === true,
    rules: Object.fromEntries((values.rule ?? []).map(ruleOption)),
    failOn: severity(oneOf("lint", "--fail-on", values["fail-on"] ?? "error", ["info", "warn", "error"])),
    config: values.config,
    listRules: values["list-rules"] === true,
  };
}

const sitesFormats = ["text", "json", "markdown"] as const;

export interface SitesCommandOptions extends InputOptions {
  readonly format: (typeof sitesFormats)[number];
}

/** @throws PwafError `config` for an argument that cannot be. Undefined when help is asked for. */
export function readSitesOptions(args: string[]): SitesCommandOptions | undefined {
  const { values, positionals } = parseArguments("sites", {
    args,
    allowPositionals: true,
    options: {
      format: { type: "string" },
      "stdin-filename": { type: "string" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help === true) return undefined;
  return {
    format: oneOf("sites", "--format", values.format ?? "text", sitesFormats),
    ...inputs(positionals, values["stdin-filename"]),
  };
}

function inputs(paths: readonly string[], stdinFilename: string | undefined): InputOptions {
  if (stdinFilename !== undefined && paths.length > 0) {
    throw new PwafError("config", "--stdin-filename checks standard input, so there can be no paths beside it.");
  }
  return { paths, stdinFilename };
}

function ruleOption(text: string): [string, RuleSetting] {
  const [id = "", setting] = text.split("=");
  if (rules.some((rule) => rule.id === id)) {
    if (setting !== undefined) return [id, oneOf("lint", `--rule ${id}`, setting, ruleSettings)];
    throw new PwafError("config", `--rule ${id} says no severity.`, {
      hint: `Write --rule ${id}=${ruleSettings.join("|")}`,
    });
  }
  throw new PwafError("config", `--rule: there is no rule "${id}".`, { hint: ruleHint(id) });
}

function severity(setting: "info" | "warn" | "error"): Severity {
  return setting === "warn" ? "warning" : setting;
}
