import { readFile, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { runAll } from "../../conformance/runAll.ts";
import { errorText, PwafError } from "../../core/base/errors.ts";
import { LineIndex } from "../../core/base/text.ts";
import { parseConformance } from "../../core/conformance/entries.ts";
import type { ConformanceEntry } from "../../core/conformance/entry.ts";
import { readErrors, withRun } from "../../core/conformance/errorHistory.ts";
import { conformanceJson } from "../../core/conformance/json.ts";
import { junitXml } from "../../core/conformance/junit.ts";
import { buildReport } from "../../core/conformance/report.ts";
import type { ConformanceRun } from "../../core/conformance/result.ts";
import { resultText, summaryText } from "../../core/conformance/text.ts";
import { formatIdentity } from "../../core/identity/identity.ts";
import type { CommandIo } from "../io.ts";
import { exitCode } from "../io.ts";
import { SettingsStore } from "../lint/settings.ts";
import { shownPath } from "../lint/paths.ts";
import { productVersion } from "../version.ts";
import type { ConformOptions } from "./options.ts";
import { conformUsage, readConformOptions } from "./options.ts";
import type { Target } from "./target.ts";

/** `pwaf conform`: the exit code that `conformUsage` describes. */
export async function conformCommand(args: string[], io: CommandIo): Promise<number> {
  const options = readConformOptions(args);
  if (!options) {
    io.out(conformUsage);
    return exitCode.clean;
  }
  const project = await readProject(io);
  const entries = chosen(project.entries, options.only);
  // Read before anything runs: it may be something else that must not be overwritten.
  const earlier = options.report === undefined ? undefined : await readEarlier(resolve(io.cwd, options.report));
  const target = await openTarget(options, io);
  const started = new Date();
  let run: ConformanceRun;
  try {
    const context = {
      folder: project.folder,
      identity: project.identity,
      environment: io.env,
      signIn: (entry: ConformanceEntry) => target.signIn(entry),
      timeoutSeconds: options.timeoutSeconds,
      signal: io.signal,
      now: () => new Date(),
    };
    const results = await runAll(entries, context, {
      jobs: options.jobs,
      onResult: (result) => {
        if (options.format === "text") io.out(resultText(result));
      },
    });
    run = {
      started: started.toISOString(),
      ms: Date.now() - started.getTime(),
      identity: project.identity,
      target: target.name,
      toolVersion: productVersion(),
      configFile: shownPath(project.file, io.cwd),
      results,
    };
  } finally {
    await target.close();
  }
  io.out(options.format === "json" ? conformanceJson(run) : summaryText(run));
  if (options.junit !== undefined) await save(resolve(io.cwd, options.junit), junitXml(run));
  if (options.report !== undefined) {
    const errors = withRun(earlier ?? [], run.results, run.started.slice(0, 10));
    await save(resolve(io.cwd, options.report), buildReport(run, errors));
  }
  const outcomes = new Set(run.results.map(({ outcome }) => outcome));
  if (outcomes.has("notRun") || outcomes.has("cancelled")) return exitCode.failed;
  return outcomes.has("failed") ? exitCode.findings : exitCode.clean;
}

interface Project {
  /** Path of `pwaf.json`. */
  readonly file: string;
  readonly folder: string;
  readonly identity: string;
  readonly entries: readonly ConformanceEntry[];
}

/** @throws PwafError `config` where there is nothing to run, or no identity to look for. */
async function readProject(io: Pick<CommandIo, "cwd" | "err">): Promise<Project> {
  const settings = new SettingsStore(io.cwd, undefined, (message) => io.err(`pwaf: ${message}\n`));
  const { folder, identity } = await settings.of(join(io.cwd, "pwaf.json"));
  if (folder === undefined) {
    throw new PwafError("config", "There is no pwaf.json here or above.", {
      hint: "Make one with company, product and the commands to run: see docs/conformance.md.",
    });
  }
  const file = join(folder, "pwaf.json");
  const text = (await readFile(file, "utf8")).replace(/^\ufeff/, "");
  const { entries, problems } = parseConformance(text);
  const errors = problems.filter(({ severity }) => severity === "error");
  if (errors.length > 0) {
    const lines = new LineIndex(text);
    const messages = errors.map(({ message, start }) => {
      const { line, character } = lines.positionAt(start);
      return `${shownPath(file, io.cwd)}:${line + 1}:${character + 1}: ${message}`;
    });
    throw new PwafError("config", messages.join("\n"));
  }
  if (!identity) {
    throw new PwafError("config", `${shownPath(file, io.cwd)} names no company and product.`, {
      hint: 'Add "isv" and "product": every User-Agent is compared with them.',
    });
  }
  if (entries.length === 0) {
    throw new PwafError("config", `${shownPath(file, io.cwd)} names no commands to run.`, {
      hint: 'Add "conformance": [{"connector": …, "auth": …, "command": […]}].',
    });
  }
  return { file, folder: dirname(file), identity: formatIdentity(identity), entries };
}

function chosen(entries: readonly ConformanceEntry[], only: readonly string[]): readonly ConformanceEntry[] {
  if (only.length === 0) return entries;
  const isOf = ({ id }: ConformanceEntry, name: string) => id === name || id.startsWith(`${name.replace(/\/$/, "")}/`);
  for (const name of only) {
    if (entries.some((entry) => isOf(entry, name))) continue;
    throw new PwafError("config", `There is no entry ${name}.`, {
      hint: `pwaf.json has ${entries.map(({ id }) => id).join(", ")}.`,
    });
  }
  return entries.filter((entry) => only.some((name) => isOf(entry, name)));
}

async function openTarget({ target }: ConformOptions, io: CommandIo): Promise<Target> {
  if (target === "emulator") return (await import("./emulatorTarget.ts")).emulatorTarget();
  return (await import("./profileTarget.ts")).profileTarget(target.profile, io);
}

/** What an earlier report says of errors; nothing where there is none. */
async function readEarlier(path: string) {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw new PwafError("config", `The report cannot be read: ${errorText(error)}.`, { cause: error });
  }
  if (text.trim() === "" || text.startsWith("# Build report")) return readErrors(text);
  throw new PwafError("config", `${path} is no build report, and is not overwritten.`, {
    hint: "Choose another name with --report.",
  });
}

async function save(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (error) {
    throw new PwafError("config", `The results cannot be saved: ${errorText(error)}.`, { cause: error });
  }
}
