import { spawn } from "node:child_process";
import { readdir, readFile, stat } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import ignore from "ignore";
import type { Ignore } from "ignore";
import { PwafError } from "../../core/base/errors.ts";
import { fileGlobs, fileKind, triggerWords } from "../../core/lint/languages/fileKinds.ts";

/** Folders of other people's code, which nobody checks in. Given as a path of their own they are checked. */
const foreignFolders = [
  "node_modules",
  ".git",
  ".hg",
  ".svn",
  ".venv",
  "venv",
  "site-packages",
  "__pycache__",
  ".tox",
  "bower_components",
];

export interface Candidates {
  /** Absolute paths, sorted. */
  readonly files: readonly string[];
  /** What could not be read, in words. */
  readonly problems: readonly string[];
}

/**
 * The files below some paths that may hold something for a rule. A folder is searched by ripgrep, which reads
 * `.gitignore`; a file that is named is always one.
 * @throws PwafError `config` when a path does not exist.
 */
export async function findCandidates(paths: readonly string[], cwd: string): Promise<Candidates> {
  const found = await Promise.all(
    (paths.length > 0 ? paths : ["."]).map((path) => candidatesAt(resolve(cwd, path), path)),
  );
  return {
    files: [...new Set(found.flatMap(({ files }) => files))].sort(),
    problems: found.flatMap(({ problems }) => problems),
  };
}

async function candidatesAt(path: string, asGiven: string): Promise<Candidates> {
  const info = await stat(path).catch((cause: unknown) => {
    const reason = isCode(cause, "ENOENT") ? "There is no such file or folder" : "Could not read";
    throw new PwafError("config", `${reason}: ${asGiven}`, { cause });
  });
  if (!info.isDirectory()) return { files: [path], problems: [] };
  const rg = await ripgrep();
  const found = rg === undefined ? await walk(path) : await search(rg, path);
  return { ...found, files: [...found.files, ...(await environmentFiles(path, found.files))] };
}

/** The search tool's path, or undefined where its binary is not installed. */
async function ripgrep(): Promise<string | undefined> {
  try {
    return (await import("@vscode/ripgrep")).rgPath;
  } catch {
    return undefined;
  }
}

function search(rg: string, folder: string): Promise<Candidates> {
  const args = [
    ...["--files-with-matches", "--null", "--hidden", "--no-require-git", "--no-config", "--color=never"],
    ...fileGlobs.flatMap((glob) => ["-g", glob]),
    ...foreignFolders.flatMap((name) => ["-g", `!${name}/`]),
    ...triggerWords.flatMap((word) => ["-e", word]),
    ".",
  ];
  return new Promise((done, fail) => {
    const child = spawn(rg, args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
    const output: Buffer[] = [];
    let errors = "";
    child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
    child.on("error", (cause) =>
      fail(new PwafError("unexpected", `Could not run ripgrep: ${cause.message}`, { cause })),
    );
    child.on("close", () => {
      const names = Buffer.concat(output)
        .toString("utf8")
        .split("\0")
        .filter((name) => name !== "");
      const problems = errors
        .split("\n")
        .filter((line) => /^(?:rg: )?\.?\//.test(line))
        .map((line) => `Could not read ${join(folder, line.replace(/^rg: /, ""))}`);
      done({ files: names.map((name) => join(folder, name)), problems });
    });
  });
}

/** The same without ripgrep: slower, and only `.gitignore` files are understood. */
export async function walk(folder: string): Promise<Candidates> {
  const files: string[] = [];
  const problems: string[] = [];
  const visit = async (
    directory: string,
    ignores: readonly { readonly base: string; readonly rules: Ignore }[],
  ): Promise<void> => {
    const entries = await readdir(directory, { withFileTypes: true }).catch((cause: unknown) => {
      problems.push(`Could not read ${directory}: ${isCode(cause, "EACCES") ? "permission denied" : String(cause)}`);
      return [];
    });
    const own = entries.some((entry) => entry.name === ".gitignore")
      ? await readFile(join(directory, ".gitignore"), "utf8").catch(() => "")
      : "";
    const all = own === "" ? ignores : [...ignores, { base: directory, rules: ignore().add(own) }];
    for (const entry of entries) {
      const path = join(directory, entry.name);
      const isFolder = entry.isDirectory();
      const isIgnored = all.some(({ base, rules }) =>
        rules.ignores(posix(relative(base, path)) + (isFolder ? "/" : "")),
      );
      if (isIgnored || foreignFolders.includes(entry.name)) continue;
      if (isFolder) await visit(path, all);
      else if (entry.isFile() && fileKind(path) !== undefined) files.push(path);
    }
  };
  await visit(folder, []);
  return { files, problems };
}

/**
 * `.env` files beside checked code and at the root. Git is told to ignore them, as it should be, but what stands in
 * them decides how the code signs in.
 */
async function environmentFiles(root: string, files: readonly string[]): Promise<string[]> {
  const folders = new Set([root]);
  for (const file of files) {
    for (let folder = dirname(file); folder.length > root.length && !folders.has(folder); folder = dirname(folder))
      folders.add(folder);
  }
  const found = await Promise.all(
    [...folders].map(async (folder) => {
      const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
      return entries
        .filter((entry) => entry.isFile() && entry.name.startsWith(".env"))
        .map((entry) => join(folder, entry.name));
    }),
  );
  return found.flat().filter((file) => fileKind(file) === "dotenv");
}

/** A path as it is shown: relative to the working folder, with forward slashes. */
export function shownPath(path: string, cwd: string): string {
  return posix(relative(cwd, path)) || ".";
}

function posix(path: string): string {
  return sep === "/" ? path : path.replaceAll(sep, "/");
}

export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
