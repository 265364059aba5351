import { readdirSync, realpathSync } from "node:fs";
import { dirname, resolve, sep } from "node:path";
import { LineIndex } from "../../core/base/text.ts";
import type { FileReport, LintOptions } from "../../core/lint/fileReport.ts";
import { Engine } from "../../core/lint/engine.ts";
import type { ProjectFiles } from "../../core/lint/project/modules.ts";
import { Project } from "../../core/lint/project/project.ts";
import { nodeGrammarFiles } from "../grammarFiles.ts";
import type { InputFile } from "./inputs.ts";
import { isWithin, repositoryRoot } from "./paths.ts";
import { readTextFile } from "./textFile.ts";

/** Files that are read only because another mentions them, in bytes. */
const readLimit = 1_000_000;

/** The projects that files belong to. What files say of each other counts within one. */
export class CheckedProjects {
  readonly #engine = new Engine(nodeGrammarFiles());
  readonly #cwdRoot: string;
  readonly #cwd: string;
  readonly #projects = new Map<string, Project>();

  constructor(cwd: string) {
    this.#cwd = cwd;
    this.#cwdRoot = repositoryRoot(cwd);
    // Loads while the files are still being searched.
    this.#engine.grammars.start().catch(() => undefined);
  }

  /** Takes a file into its project, or its text after a change. */
  async update(file: InputFile, text: string): Promise<void> {
    await this.#projectOf(file).update(projectPath(file.absolute), text);
  }

  report(file: InputFile, options: LintOptions): FileReport {
    return this.#projectOf(file).report(projectPath(file.absolute), options);
  }

  /** Files (absolute paths) whose imports lead to a file: after a change of it they are to be updated too. */
  importersOf(file: InputFile): string[] {
    return this.#projectOf(file)
      .importersOf(projectPath(file.absolute))
      .map((path) => resolve(path));
  }

  /** The lines of another file of the same project, which may hold nothing for a rule; undefined when it cannot be read. */
  lines(file: InputFile, path: string): LineIndex | undefined {
    const known = this.#projectOf(file).model(path)?.lines;
    if (known) return known;
    const text = readWithin(this.#rootOf(file), path);
    return text === undefined ? undefined : new LineIndex(text);
  }

  #projectOf(file: InputFile): Project {
    const root = this.#rootOf(file);
    let project = this.#projects.get(root);
    if (!project) {
      project = new Project(this.#engine, filesWithin(root));
      this.#projects.set(root, project);
    }
    return project;
  }

  /** The folder of the `pwaf.json` that counts, because there stands one product; else the repository. */
  #rootOf({ absolute, settings: { folder } }: InputFile): string {
    if (folder !== undefined && isWithin(folder, absolute)) return folder;
    return isWithin(this.#cwd, absolute) ? this.#cwdRoot : repositoryRoot(dirname(absolute));
  }
}

/** Projects name files by absolute paths with forward slashes. */
function projectPath(absolute: string): string {
  return absolute.replaceAll(sep, "/");
}

/** What imports may lead to. */
function filesWithin(root: string): ProjectFiles {
  return {
    read: (path) => Promise.resolve(readWithin(root, path)),
    list: (folder) => Promise.resolve(within(root, folder, () => readdirSync(folder)) ?? []),
  };
}

function readWithin(root: string, path: string): string | undefined {
  const file = within(root, path, () => readTextFile(path, readLimit));
  return file?.kind === "text" ? file.text : undefined;
}

/** Reads something that lies below a folder, wherever links lead. Undefined when it does not, or cannot be read. */
function within<T>(root: string, path: string, read: () => T): T | undefined {
  try {
    return isWithin(realpathSync(root), realpathSync(path)) ? read() : undefined;
  } catch {
    return undefined;
  }
}
