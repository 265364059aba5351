import { resolve } from "node:path";
import { errorText } from "../../core/base/errors.ts";
import { LineIndex } from "../../core/base/text.ts";
import type { FileReport, LintOptions } from "../../core/lint/fileReport.ts";
import { severityRank } from "../../core/lint/finding.ts";
import { fixText } from "../../core/lint/fixing.ts";
import type { CommandIo } from "../io.ts";
import { exitCode } from "../io.ts";
import { productVersion } from "../version.ts";
import { Baseline, defaultBaseline } from "./baseline.ts";
import { CheckedProjects } from "./checkedProjects.ts";
import type { InputFile } from "./inputs.ts";
import { isAskedFor, readInputs } from "./inputs.ts";
import { listRules } from "./listRules.ts";
import type { LintCommandOptions } from "./options.ts";
import { lintUsage, readLintOptions } from "./options.ts";
import { isWithin, repositoryRoot, shownPath } from "./paths.ts";
import { githubReport } from "./report/github.ts";
import { jsonReport } from "./report/json.ts";
import { markdownReport } from "./report/markdown.ts";
import type { CheckedFile, LintResult } from "./report/result.ts";
import { count } from "./report/result.ts";
import { sarifReport } from "./report/sarif.ts";
import { paintFor, textReport } from "./report/text.ts";
import { SettingsStore } from "./settings.ts";
import { encodeText, writeTextFile } from "./textFile.ts";
import { unifiedDiff } from "./unifiedDiff.ts";

/** `pwaf lint`: 0 nothing at or above `--fail-on`, 1 findings, 2 could not run. */
export async function lintCommand(args: string[], io: CommandIo): Promise<number> {
  const options = readLintOptions(args);
  if (!options) {
    io.out(lintUsage);
    return exitCode.clean;
  }
  if (options.listRules) {
    io.out(listRules(options.format === "json" ? "json" : "text"));
    return exitCode.clean;
  }
  return await new LintRun(options, io).run();
}

/** One run over all files: read, fix, report. */
class LintRun {
  readonly #options: LintCommandOptions;
  readonly #io: CommandIo;
  readonly #started = performance.now();
  readonly #projects: CheckedProjects;
  readonly #failures: string[] = [];

  constructor(options: LintCommandOptions, io: CommandIo) {
    this.#options = options;
    this.#io = io;
    this.#projects = new CheckedProjects(io.cwd);
  }

  async run(): Promise<number> {
    const { baseline: given, writeBaseline, config, failOn } = this.#options;
    const baselineFile = resolve(this.#io.cwd, given ?? defaultBaseline);
    const baseline = given !== undefined && !writeBaseline ? await Baseline.read(baselineFile, given) : undefined;
    const settings = new SettingsStore(this.#io.cwd, config, (message) => this.#say(message));
    // A mistyped path must not pass where no file happens to ask for its settings.
    if (config !== undefined) await settings.of(config);
    const inputs: InputFile[] = [];
    for await (const file of readInputs(this.#options, settings, this.#io, (failure) => this.#fail(failure))) {
      // Files are looked at only when all of them are known: what one says may decide about another.
      await this.#projects.update(file, file.content.text);
      inputs.push(file);
    }
    inputs.sort((a, b) => (a.path < b.path ? -1 : 1));
    const fixed = await this.#fix(inputs);
    const reports = inputs.map((file) => ({ file, report: this.#report(file) }));
    const checked = reports.map(({ file, report }) =>
      toChecked(file, fixed.texts.get(file) ?? file.content.text, report),
    );
    if (writeBaseline) return await this.#writeBaseline(baselineFile, checked);

    const files = checked.map((file) => baseline?.apply(file) ?? file);
    this.#reportStale(baseline, given);
    const result: LintResult = {
      files: files.filter(({ findings, suppressed }) => findings.length + suppressed.length > 0),
      failures: this.#failures,
      summary: {
        files: inputs.length,
        parsed: reports.filter(({ report }) => report.parsed).length,
        fixed: fixed.count,
        ms: Math.round(performance.now() - this.#started),
      },
    };
    this.#print(result);
    if (this.#failures.length > 0) return exitCode.failed;
    const fails = files.some(({ findings }) =>
      findings.some(({ severity }) => severityRank[severity] >= severityRank[failOn]),
    );
    return fails ? exitCode.findings : exitCode.clean;
  }

  /** Writes or shows fixes, and gives the texts that are now on disk, so that the report speaks of them. */
  async #fix(inputs: readonly InputFile[]): Promise<{ count: number; texts: ReadonlyMap<InputFile, string> }> {
    const texts = new Map<InputFile, string>();
    let total = 0;
    for (const file of this.#options.fix === "no" ? [] : inputs) {
      const { text, fixed } = await fixText(file.content.text, async (current) => {
        await this.#projects.update(file, current);
        return this.#report(file).findings;
      });
      if (await this.#deliver(file, text)) {
        total += fixed;
        texts.set(file, text);
      } else await this.#projects.update(file, file.content.text);
    }
    const changed = new Set([...texts.keys()].flatMap((file) => this.#projects.importersOf(file)));
    for (const file of inputs) {
      if (changed.has(file.absolute)) await this.#projects.update(file, texts.get(file) ?? file.content.text);
    }
    return { count: total, texts };
  }

  /** False when the file stays as it was. */
  async #deliver(file: InputFile, text: string): Promise<boolean> {
    const { path, absolute, content } = file;
    if (this.#options.fix === "show") {
      this.#io.out(unifiedDiff(path, content.text, text));
      return false;
    }
    try {
      if (this.#options.stdinFilename !== undefined) this.#io.out(encodeText(text, content.encoding));
      else if (text !== content.text) await writeTextFile(absolute, text, content.encoding);
      return true;
    } catch (error) {
      this.#fail(`Could not write ${path}: ${errorText(error)}`);
      return false;
    }
  }

  #report(file: InputFile): FileReport {
    const { identity, rules } = file.settings;
    const options: LintOptions = { rules: { ...rules, ...this.#options.rules }, ...(identity ? { identity } : {}) };
    return this.#projects.report(file, options);
  }

  async #writeBaseline(file: string, checked: readonly CheckedFile[]): Promise<number> {
    const { baseline: asGiven = defaultBaseline } = this.#options;
    await Baseline.write(file, asGiven, checked, isAskedFor(this.#options, this.#io.cwd));
    const problems = checked.reduce((sum, { findings }) => sum + findings.length, 0);
    this.#say(`${count(problems, "problem")} written to ${asGiven}`);
    return this.#failures.length > 0 ? exitCode.failed : exitCode.clean;
  }

  #reportStale(baseline: Baseline | undefined, asGiven = defaultBaseline): void {
    const { rules } = this.#options;
    const gone = baseline?.stale(isAskedFor(this.#options, this.#io.cwd)) ?? [];
    // What a run did not look for, or could not read, is not gone.
    const stale = this.#failures.length > 0 ? [] : gone.filter(({ rule }) => rules[rule] !== "off");
    if (stale.length === 0) return;
    for (const { path, count: number, rule } of stale)
      this.#say(`${path}: ${number} known ${rule} ${number === 1 ? "is" : "are"} gone`);
    this.#say(`\`pwaf lint --write-baseline\` takes what is gone out of ${asGiven}.`);
  }

  #print(result: LintResult): void {
    const { fix, stdinFilename } = this.#options;
    // A diff, or a fixed text, is the whole of the output.
    const isOwnOutput = fix === "show" || (fix === "write" && stdinFilename !== undefined);
    const text = this.#format(result);
    if (isOwnOutput) this.#io.err(text);
    else this.#io.out(text);
  }

  #format(result: LintResult): string {
    const root = repositoryRoot(this.#io.cwd);
    const locate = (path: string) => (isWithin(root, path) ? shownPath(path, root) : path);
    switch (this.#options.format) {
      case "text":
        return textReport(result, paintFor(this.#io.isTerminal, this.#io.env));
      case "json":
        return jsonReport(result);
      case "sarif":
        return sarifReport(result, { version: productVersion(), locate });
      case "github":
        return githubReport(result, locate);
      case "markdown":
        return markdownReport(result);
    }
  }

  #say(message: string): void {
    this.#io.err(`pwaf: ${message}\n`);
  }

  /** Something could not be read or written: the run goes on, and ends with exit code 2. */
  #fail(failure: string): void {
    this.#failures.push(failure);
    this.#say(failure);
  }
}

function toChecked({ path, absolute }: InputFile, text: string, { findings, ignored }: FileReport): CheckedFile {
  const suppressed = ignored.map((finding) => ({ finding, by: "comment" as const }));
  return { path, absolute, text, lines: new LineIndex(text), findings, suppressed };
}
