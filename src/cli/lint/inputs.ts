import { resolve } from "node:path";
import { errorText } from "../../core/base/errors.ts";
import { fileKind } from "../../core/lint/languages/fileKinds.ts";
import type { CommandIo } from "../io.ts";
import { findCandidates } from "./candidates.ts";
import { isWithin, shownPath } from "./paths.ts";
import type { ProjectSettings, SettingsStore } from "./settings.ts";
import type { Text } from "./textFile.ts";
import { decodeText, readTextFile } from "./textFile.ts";

/** What a command is asked to look at. */
export interface InputOptions {
  readonly paths: readonly string[];
  /** The name that standard input stands for; then there are no paths. */
  readonly stdinFilename: string | undefined;
}

export interface InputFile {
  /** As shown: relative to the working folder, forward slashes. */
  readonly path: string;
  readonly absolute: string;
  readonly settings: ProjectSettings;
  readonly content: Text;
}

/** Every file to check, in the order in which they are found. What cannot be read goes to `fail`, in words. */
export async function* readInputs(
  { paths, stdinFilename }: InputOptions,
  settings: SettingsStore,
  io: CommandIo,
  fail: (failure: string) => void,
): AsyncGenerator<InputFile> {
  const note = (path: string, why: string) => io.err(`pwaf: ${path} is left out: ${why}\n`);
  if (stdinFilename !== undefined) {
    const absolute = resolve(io.cwd, stdinFilename);
    const path = shownPath(absolute, io.cwd);
    const content = decodeText(await io.readInput());
    if (content.kind === "text") yield { path, absolute, settings: await settings.of(absolute), content };
    // Whoever asked waits for an answer about this one text, or for the text with its fixes.
    else fail(`Could not read ${path}: ${content.why}`);
    return;
  }
  const named = new Set(paths.map((path) => resolve(io.cwd, path)));
  const onUnread = (path: string, why: string) => fail(`Could not read ${shownPath(path, io.cwd)}: ${why}`);
  for await (const absolute of findCandidates(paths, io.cwd, onUnread)) {
    const path = shownPath(absolute, io.cwd);
    const ofFile = await settings.of(absolute);
    if (ofFile.ignores(absolute)) continue;
    if (fileKind(absolute) === undefined) {
      if (named.has(absolute)) note(path, "not a kind of file that pwaf reads");
      continue;
    }
    try {
      const content = readTextFile(absolute);
      if (content.kind === "skipped") note(path, content.why);
      else {
        if (content.encoding === "latin1") io.err(`pwaf: ${path} is no valid UTF-8 and is read as Latin-1\n`);
        yield { path, absolute, settings: ofFile, content };
      }
    } catch (error) {
      onUnread(absolute, errorText(error));
    }
  }
}

/** Whether a file (absolute path) belongs to what was asked for, there or not. */
export function isAskedFor({ paths, stdinFilename }: InputOptions, cwd: string): (path: string) => boolean {
  if (stdinFilename !== undefined) return (path) => path === resolve(cwd, stdinFilename);
  const places = (paths.length > 0 ? paths : ["."]).map((path) => resolve(cwd, path));
  return (path) => places.some((place) => isWithin(place, path));
}
