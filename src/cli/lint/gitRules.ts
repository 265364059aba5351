import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import ignore from "ignore";
import type { Ignore } from "ignore";

/** Patterns of one file and the folder that they are relative to. */
interface Rules {
  readonly base: string;
  readonly rules: Ignore;
}

/**
 * What `.gitignore`, `.ignore` and `.git/info/exclude` leave out, for a walk from folder to folder. As in git, the
 * pattern that stands deepest decides, and within a file the last one; `.ignore` goes over `.gitignore`.
 */
export class GitRules {
  /** The weakest first. */
  readonly #git: readonly Rules[];
  readonly #own: readonly Rules[];

  private constructor(git: readonly Rules[], own: readonly Rules[]) {
    this.#git = git;
    this.#own = own;
  }

  /** The rules of a folder, with those of the folders above it up to the root of the repository. */
  static async at(folder: string): Promise<GitRules> {
    const isTop = existsSync(join(folder, ".git")) || dirname(folder) === folder;
    const above = isTop ? new GitRules([], []) : await GitRules.at(dirname(folder));
    return await above.enter(folder);
  }

  /** The rules within a folder of the one that these are for. */
  async enter(folder: string): Promise<GitRules> {
    const [exclude, git, own] = await Promise.all(
      [".git/info/exclude", ".gitignore", ".ignore"].map(async (name) => {
        const text = await readFile(join(folder, name), "utf8").catch(() => "");
        return text.trim() === "" ? [] : [{ base: folder, rules: ignore().add(text) }];
      }),
    );
    return new GitRules([...this.#git, ...(exclude ?? []), ...(git ?? [])], [...this.#own, ...(own ?? [])]);
  }

  ignores(path: string, isFolder: boolean): boolean {
    for (const { base, rules } of [...this.#git, ...this.#own].reverse()) {
      const name = relative(base, path).replaceAll(sep, "/") + (isFolder ? "/" : "");
      const { ignored, unignored } = rules.test(name);
      if (ignored || unignored) return ignored;
    }
    return false;
  }
}
