import { dirname } from "node:path";
import { examine, hostOf } from "../../core/doctor/examine.ts";
import type { DoctorInput } from "../../core/doctor/input.ts";
import { markdownReport } from "../../core/doctor/render/markdown.ts";
import { textReport } from "../../core/doctor/render/text.ts";
import type { DoctorReport } from "../../core/doctor/report.ts";
import { missingCertificateFiles, readConfigFile, readEnvironmentFiles } from "../../workspace/doctor/gather.ts";
import { probe } from "../../workspace/doctor/probe.ts";
import type { CommandIo } from "../io.ts";
import { exitCode } from "../io.ts";
import { repositoryRoot } from "../lint/paths.ts";
import { paintFor } from "../lint/report/text.ts";
import { productVersion } from "../version.ts";
import type { DoctorOptions } from "./options.ts";
import { doctorUsage, readDoctorOptions } from "./options.ts";

/** `pwaf doctor`: 0 nothing that stops a client, 1 errors, 2 could not run. */
export async function doctorCommand(args: string[], io: CommandIo): Promise<number> {
  const options = readDoctorOptions(args);
  if (!options) {
    io.out(doctorUsage);
    return exitCode.clean;
  }
  const report = examine(await gather(options, io));
  io.out(print(report, options, io));
  return report.findings.some(({ severity }) => severity === "error") ? exitCode.findings : exitCode.clean;
}

async function gather({ profile, offline }: DoctorOptions, io: CommandIo): Promise<DoctorInput> {
  const { env: environment, cwd, signal } = io;
  const [configFile, files] = await Promise.all([
    readConfigFile(environment, cwd),
    readEnvironmentFiles(foldersAbove(cwd)),
  ]);
  const input: DoctorInput = {
    place: "this process",
    environment,
    configFile,
    files,
    missingFiles: missingCertificateFiles(environment, cwd),
    now: Date.now(),
    ...(profile === undefined ? {} : { profileName: profile }),
  };
  const host = offline ? undefined : hostOf(input);
  if (host === undefined) return input;
  const userAgent = `PwafToolkit_CLI/${productVersion()}`;
  return { ...input, connection: await probe(host, { environment, userAgent, now: Date.now, signal }) };
}

/** This folder and those above it, up to the root of the repository: programs look for `.env` files there. */
function foldersAbove(cwd: string): string[] {
  const root = repositoryRoot(cwd);
  const folders = [cwd];
  for (let folder = cwd; folder !== root; folder = dirname(folder)) folders.push(dirname(folder));
  return folders;
}

function print(report: DoctorReport, { format }: DoctorOptions, { isTerminal, env }: CommandIo): string {
  switch (format) {
    case "json":
      return `${JSON.stringify({ version: 1, ...report }, undefined, 2)}\n`;
    case "markdown":
      return markdownReport(report);
    case "text": {
      const paint = paintFor(isTerminal, env);
      const styles = { error: "red", warning: "yellow", info: "blue", title: "bold", muted: "dim" } as const;
      return textReport(report, (text, style) => paint(text, styles[style]));
    }
  }
}
