import { readFile, writeFile } from "node:fs/promises";
import { once } from "node:events";
import { resolve } from "node:path";
import { errorText, PwafError } from "../../core/base/errors.ts";
import type { Session } from "../../core/recorder/call.ts";
import { compareSessions } from "../../core/recorder/compare.ts";
import { sessionHar } from "../../core/recorder/har.ts";
import { parseSession, sessionJson } from "../../core/recorder/json.ts";
import { groupsOf, isProof } from "../../core/recorder/summary.ts";
import { sessionText } from "../../core/recorder/text.ts";
import { shellText } from "../../core/environment/formats.ts";
import type { Recorder } from "../../recorder/recorder.ts";
import { clientEnvironment } from "../../recorder/clientEnvironment.ts";
import { startRecorder } from "../../recorder/recorder.ts";
import type { CommandIo } from "../io.ts";
import { exitCode } from "../io.ts";
import { runCommand } from "../runCommand.ts";
import { productVersion } from "../version.ts";
import type { RecordOptions } from "./options.ts";
import { readRecordOptions, recordUsage } from "./options.ts";

/** `pwaf record`: the exit code that `recordUsage` describes. */
export async function recordCommand(args: string[], io: CommandIo): Promise<number> {
  const options = readRecordOptions(args);
  if (!options) {
    io.out(recordUsage);
    return exitCode.clean;
  }
  // Read first: a program may run for long, and its name may be misspelt.
  const golden = options.expect === undefined ? undefined : await readGolden(resolve(io.cwd, options.expect));
  const recorder = await startRecorder({ ...options, environment: io.env });
  let code: number;
  try {
    code = await drive(recorder, options, io);
  } finally {
    await recorder.close();
  }
  const { recording } = recorder;
  // Printed before the file is written, which may fail: nothing that was recorded is to be lost.
  io.out(printed(recording, options.format));
  if (options.save !== undefined) await save(resolve(io.cwd, options.save), recording);
  const drifts = golden === undefined ? [] : compareSessions(golden, recording);
  for (const drift of drifts) io.err(`drift     ${drift}\n`);
  if (recording.calls.length === 0) io.err(nothing);
  const isGood = drifts.length === 0 && isProof(groupsOf(recording), recording.dropped);
  // Nothing stands behind a stand-in: its commands end with an error, which says nothing about attribution.
  if (recording.forwarded && code !== 0) return code;
  return isGood ? exitCode.clean : exitCode.findings;
}

const nothing = `Nothing called Databricks through the recorder. A program that heeds neither DATABRICKS_HOST nor HTTPS_PROXY needs
to be told the address in its own settings: see docs/recorder.md.
`;

async function drive(recorder: Recorder, { command }: RecordOptions, io: CommandIo): Promise<number> {
  const variables = clientEnvironment(recorder.reach, io.env);
  if (command) {
    const inherited = Object.entries(io.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
    return runCommand(command, { ...Object.fromEntries(inherited), ...variables }, io);
  }
  const lines = Object.entries(variables).map(([name, value]) => `export ${name}=${shellText(value)}`);
  io.out(`${lines.join("\n")}\n`);
  io.err(`Recording at ${recorder.url}. Set these variables where the program runs; end with Ctrl+C.\n`);
  if (!io.signal.aborted) await once(io.signal, "abort");
  return exitCode.clean;
}

function printed(session: Session, format: RecordOptions["format"]): string {
  switch (format) {
    case "json":
      return sessionJson(session);
    case "har":
      return sessionHar(session, productVersion());
    case "text":
      return sessionText(session);
  }
}

async function readGolden(path: string): Promise<Session> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    throw new PwafError("config", `The expected recording cannot be read: ${errorText(error)}.`, {
      cause: error,
      hint: "Make it with pwaf record --save FILE -- command, look at it, and commit it.",
    });
  }
  return parseSession(text);
}

async function save(path: string, session: Session): Promise<void> {
  try {
    await writeFile(path, /\.har$/i.test(path) ? sessionHar(session, productVersion()) : sessionJson(session));
  } catch (error) {
    throw new PwafError("config", `The recording cannot be saved: ${errorText(error)}.`, { cause: error });
  }
}
