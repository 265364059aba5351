import { readdirSync, realpathSync } from "node:fs";
import { dirname, sep } from "node:path";
import type { FileReport, LintOptions } from "../../core/lint/engine.ts";
import { Engine } from "../../core/lint/engine.ts";
import type { FileModel } from "../../core/lint/model.ts";
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

  /** What another file of the same project holds, as the project names it. */
  model(file: InputFile, path: string): FileModel | undefined {
    return this.#projectOf(file).model(path);
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
export function projectPath(absolute: string): string {
  return absolute.replaceAll(sep, "/");
}

/** What imports may lead to: text files below a folder, wherever links lead. */
function filesWithin(root: string): ProjectFiles {
  const isInside = (path: string) => isWithin(realpathSync(root), realpathSync(path));
  return {
    async read(path) {
      try {
        const file = isInside(path) ? readTextFile(path, readLimit) : undefined;
        return file?.kind === "text" ? file.text : undefined;
      } catch {
        return undefined;
      }
    },
    async list(folder) {
      try {
        return isInside(folder) ? readdirSync(folder) : [];
      } catch {
        return [];
      }
    },
  };
}
