import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { errorText, isCancelled, PwafError } from "../core/base/errors.ts";
import { redact } from "../core/base/redact.ts";
import type { ConformanceEntry } from "../core/conformance/entry.ts";
import { runEnvironment } from "../core/conformance/environment.ts";
import { KeptOutput } from "../core/conformance/keptOutput.ts";
import type { ConformanceResult, Run } from "../core/conformance/result.ts";
import { SecretFilter } from "../core/conformance/secretFilter.ts";
import { problemsOf } from "../core/conformance/verdict.ts";
import type { Environment } from "../core/environment/isolate.ts";
import { isDatabricksVariable } from "../core/environment/isolate.ts";
import { clientEnvironment } from "../recorder/clientEnvironment.ts";
import { startRecorder } from "../recorder/recorder.ts";
import { runProgram } from "./program.ts";
import type { SignIn } from "./signIn.ts";

export interface RunContext {
  /** The folder of `pwaf.json`. */
  readonly folder: string;
  readonly identity: string;
  /** What a run inherits, before anything about Databricks is taken out. */
  readonly environment: Environment;
  /** @throws PwafError when nobody can sign in as the entry promises */
  readonly signIn: (entry: ConformanceEntry) => Promise<SignIn>;
  /** For entries that name no time of their own. */
  readonly timeoutSeconds: number;
  readonly signal: AbortSignal;
  readonly now: () => Date;
  /** Output without secrets, as it comes. */
  readonly onOutput?: (entry: ConformanceEntry, text: string) => void;
}

/** Runs one entry behind a recorder of its own and judges it. Never rejects: what went wrong is the result. */
export async function runEntry(entry: ConformanceEntry, context: RunContext): Promise<ConformanceResult> {
  const { signal, now, identity, onOutput } = context;
  const begun = now();
  const kept = new KeptOutput();
  const result = (rest: Partial<ConformanceResult> & Pick<ConformanceResult, "outcome">): ConformanceResult => ({
    entry,
    started: begun.toISOString(),
    ms: now().getTime() - begun.getTime(),
    problems: [],
    output: kept.text,
    ...rest,
  });
  const print = (text: string) => {
    if (text === "") return;
    kept.push(text);
    onOutput?.(entry, text);
  };
  let profile: string | undefined;
  try {
    if (signal.aborted) return result({ outcome: "cancelled" });
    const signIn = await context.signIn(entry);
    profile = signIn.name;
    const run = await recorded(entry, signIn, context, print);
    const problems = problemsOf(entry, identity, run);
    return result({ outcome: problems.length === 0 ? "passed" : "failed", problems, run, profile });
  } catch (error) {
    const seen = profile === undefined ? {} : { profile };
    if (signal.aborted || isCancelled(error)) return result({ outcome: "cancelled", ...seen });
    const hint = error instanceof PwafError ? error.hint : undefined;
    const obstacle = [redact(errorText(error)).replace(/[^.!?]$/, "$&."), hint].filter(Boolean).join(" ");
    return result({ outcome: "notRun", obstacle, ...seen });
  }
}

async function recorded(
  entry: ConformanceEntry,
  { host, authType, variables, values }: SignIn,
  { folder, environment, timeoutSeconds, signal }: RunContext,
  print: (text: string) => void,
): Promise<Run> {
  const secrets = variables.flatMap((variable) => ("secret" in variable ? [values[variable.name] ?? ""] : []));
  const filter = new SecretFilter(secrets);
  const recorder = await startRecorder({ port: 0, upstream: host, environment });
  const own = await mkdtemp(join(tmpdir(), "pwaf-conform-"));
  try {
    const emptyFile = join(own, "empty");
    await writeFile(emptyFile, "");
    const isolated = runEnvironment({ ...environment, ...entry.env }, values, { authType, emptyFile });
    const led = { ...isolated, ...clientEnvironment(recorder.reach, isolated) };
    const ending = await runProgram(entry.command, {
      folder: join(folder, entry.folder),
      environment: led,
      timeoutSeconds: entry.timeoutSeconds ?? timeoutSeconds,
      signal,
      onOutput: (text) => print(filter.push(text)),
    });
    print(filter.end());
    const names = Object.keys(led).filter((name) => isDatabricksVariable(name) && name !== "DATABRICKS_CONFIG_FILE");
    // A copy: the recorder is about to go.
    const { started, forwarded, calls, troubles, dropped } = recorder.recording;
    const session = { started, forwarded, calls: calls.map((call) => ({ ...call })), troubles: [...troubles], dropped };
    return { ending, session, variables: names.sort() };
  } finally {
    await recorder.close();
    await rm(own, { recursive: true, force: true });
  }
}
