import { resolve } from "node:path";
import { errorText } from "../../core/base/errors.ts";
import { Engine } from "../../core/lint/engine.ts";
import { fileKind } from "../../core/lint/languages/fileKinds.ts";
import { nodeGrammarFiles } from "../grammarFiles.ts";
import type { CommandIo } from "../io.ts";
import { findCandidates, shownPath } from "./candidates.ts";
import type { Project, Projects } from "./projects.ts";
import { readTextFile } from "./textFile.ts";
import type { TextFile } from "./textFile.ts";

export interface InputFile {
  /** As shown: relative, forward slashes. */
  readonly path: string;
  readonly absolute: string;
  readonly project: Project;
  readonly content: Extract<TextFile, { kind: "text" }>;
}

export interface Inputs {
  /** Something could not be read, so that the answer is not complete. */
  incomplete: boolean;
}

/** Every file to check, in the order in which they are found. What cannot be read is said on the error output. */
export async function* readInputs(
  { paths, stdinFilename }: { readonly paths: readonly string[]; readonly stdinFilename: string | undefined },
  projects: Projects,
  io: CommandIo,
  inputs: Inputs,
): AsyncGenerator<InputFile> {
  if (stdinFilename !== undefined) {
    const absolute = resolve(io.cwd, stdinFilename);
    const text = (await io.readInput()).replace(/^\ufeff/, "");
    yield {
      path: shownPath(absolute, io.cwd),
      absolute,
      project: await projects.of(absolute),
      content: { kind: "text", text, encoding: "utf8" },
    };
    return;
  }
  const named = new Set(paths.map((path) => resolve(io.cwd, path)));
  const report = (problem: string) => {
    io.err(`pwaf: ${problem}\n`);
    inputs.incomplete = true;
  };
  for await (const absolute of findCandidates(paths, io.cwd, report)) {
    const file = await readInput(absolute, named.has(absolute), projects, io, inputs);
    if (file) yield file;
  }
}

async function readInput(
  absolute: string,
  isNamed: boolean,
  projects: Projects,
  io: CommandIo,
  inputs: Inputs,
): Promise<InputFile | undefined> {
  const path = shownPath(absolute, io.cwd);
  const project = await projects.of(absolute);
  if (project.ignores(absolute)) return undefined;
  if (fileKind(absolute) === undefined) {
    if (isNamed) io.err(`pwaf: ${path} is left out: not a kind of file that pwaf reads\n`);
    return undefined;
  }
  try {
    const content = readTextFile(absolute);
    if (content.kind === "text") return { path, absolute, project, content };
    io.err(`pwaf: ${path} is left out: ${content.why}\n`);
  } catch (error) {
    io.err(`pwaf: Could not read ${path}: ${errorText(error)}\n`);
    inputs.incomplete = true;
  }
  return undefined;
}

/** An engine whose runtime loads while the files are still being searched. */
export function createEngine(): Engine {
  const engine = new Engine(nodeGrammarFiles());
  engine.grammars.start().catch(() => undefined);
  return engine;
}
