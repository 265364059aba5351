import { resolve } from "node:path";
import { LineIndex } from "../../core/base/text.ts";
import type { Engine, LintOptions } from "../../core/lint/engine.ts";
import { severityRank } from "../../core/lint/finding.ts";
import { rules } from "../../core/lint/registry.ts";
import type { CommandIo } from "../io.ts";
import { exitCode } from "../io.ts";
import { productVersion } from "../version.ts";
import { defaultBaseline, readBaseline, withoutKnown, writeBaseline } from "./baseline.ts";
import type { InputFile, Inputs } from "./checkFiles.ts";
import { createEngine, readInputs } from "./checkFiles.ts";
import { fixText } from "../../core/lint/fixing.ts";
import type { LintCommandOptions } from "./options.ts";
import { lintUsage, readLintOptions } from "./options.ts";
import { Projects } from "./projects.ts";
import { githubReport } from "./report/github.ts";
import { jsonReport } from "./report/json.ts";
import { markdownReport } from "./report/markdown.ts";
import type { CheckedFile, LintResult } from "./report/result.ts";
import { sarifReport } from "./report/sarif.ts";
import { paintFor, textReport } from "./report/text.ts";
import { writeTextFile } from "./textFile.ts";
import { unifiedDiff } from "./unifiedDiff.ts";

/** `pwaf lint`: 0 nothing at or above `--fail-on`, 1 findings, 2 could not run. */
export async function lintCommand(args: string[], io: CommandIo): Promise<number> {
  const options = readLintOptions(args);
  if (!options) {
    io.out(lintUsage);
    return exitCode.clean;
  }
  if (options.listRules) {
    io.out(listRules(options));
    return exitCode.clean;
  }
  return await lint(options, io);
}

async function lint(options: LintCommandOptions, io: CommandIo): Promise<number> {
  const started = performance.now();
  const warn = (message: string) => io.err(`pwaf: ${message}\n`);
  const baselineFile = resolve(io.cwd, options.baseline ?? defaultBaseline);
  const known =
    options.baseline !== undefined && !options.writeBaseline ? await readBaseline(baselineFile, options.baseline) : {};
  const projects = new Projects(io.cwd, options.config, warn);
  const engine = createEngine();
  const inputs: Inputs = { incomplete: false };
  const files: CheckedFile[] = [];
  let [total, parsed, fixed] = [0, 0, 0];
  for await (const file of readInputs(options, projects, io, inputs)) {
    total++;
    const outcome = await checkFile(engine, file, options, io);
    if (outcome.parsed) parsed++;
    fixed += outcome.fixed;
    const checked = withoutKnown(outcome.checked, known);
    if (checked.findings.length > 0) files.push(checked);
  }
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  if (options.writeBaseline) {
    await writeBaseline(baselineFile, files);
    io.err(
      `pwaf: ${files.reduce((sum, { findings }) => sum + findings.length, 0)} problems written to ${options.baseline ?? defaultBaseline}\n`,
    );
    return inputs.incomplete ? exitCode.failed : exitCode.clean;
  }
  const result: LintResult = {
    files,
    summary: { files: total, parsed, fixed, ms: Math.round(performance.now() - started) },
  };
  // A diff, or a fixed text, is the whole of the output.
  const isOwnOutput = options.fix === "show" || (options.fix === "write" && options.stdinFilename !== undefined);
  if (isOwnOutput) io.err(report(result, options, io));
  else io.out(report(result, options, io));
  if (inputs.incomplete) return exitCode.failed;
  const fails = files.some(({ findings }) =>
    findings.some(({ severity }) => severityRank[severity] >= severityRank[options.failOn]),
  );
  return fails ? exitCode.findings : exitCode.clean;
}

interface Outcome {
  readonly checked: CheckedFile;
  readonly parsed: boolean;
  readonly fixed: number;
}

async function checkFile(
  engine: Engine,
  file: InputFile,
  options: LintCommandOptions,
  io: CommandIo,
): Promise<Outcome> {
  const { path, project, content } = file;
  const lintOptions: LintOptions = {
    rules: { ...project.rules, ...options.rules },
    ...(project.identity ? { identity: project.identity } : {}),
  };
  const check = (text: string) => engine.check(path, text, lintOptions);
  const before = await check(content.text);
  const toChecked = (text: string, findings: CheckedFile["findings"]): CheckedFile => ({
    path,
    text,
    lines: new LineIndex(text),
    findings,
  });
  if (options.fix === "no")
    return { checked: toChecked(content.text, before.findings), parsed: before.parsed, fixed: 0 };
  const { text, fixed } = await fixText(content.text, async (current) => (await check(current)).findings);
  if (options.fix === "show") {
    io.out(unifiedDiff(path, content.text, text));
    return { checked: toChecked(content.text, before.findings), parsed: before.parsed, fixed: 0 };
  }
  if (options.stdinFilename !== undefined) io.out(text);
  else if (text !== content.text) await writeTextFile(file.absolute, text, content.encoding);
  return { checked: toChecked(text, (await check(text)).findings), parsed: before.parsed, fixed };
}

function report(result: LintResult, { format }: LintCommandOptions, io: CommandIo): string {
  switch (format) {
    case "text":
      return textReport(result, paintFor(io.isTerminal, io.env));
    case "json":
      return jsonReport(result);
    case "sarif":
      return sarifReport(result, productVersion());
    case "github":
      return githubReport(result);
    case "markdown":
      return markdownReport(result);
  }
}

function listRules({ format }: LintCommandOptions): string {
  if (format === "json")
    return `${JSON.stringify(
      rules.map(({ id, severity, summary, files, fix }) => ({ id, severity, summary, files, fix })),
      null,
      2,
    )}\n`;
  const width = Math.max(...rules.map(({ id }) => id.length));
  return rules
    .map(
      ({ id, severity, summary, fix }) =>
        `${id.padEnd(width)}  ${severity.padEnd(7)}  ${fix === "safe" ? "fix" : "   "}  ${summary}\n`,
    )
    .join("");
}
