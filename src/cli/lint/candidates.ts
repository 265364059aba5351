import { spawn } from "node:child_process";
import { readdir, readFile, stat } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import ignore from "ignore";
import type { Ignore } from "ignore";
import { errorText, PwafError } from "../../core/base/errors.ts";
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

/**
 * The files below some paths that may hold something for a rule, as they are found. A folder is searched by ripgrep,
 * which reads `.gitignore`; a file that is named is always one. What cannot be read goes to `report`, in words.
 * @throws PwafError `config` when a path does not exist.
 */
export async function* findCandidates(
  paths: readonly string[],
  cwd: string,
  report: (problem: string) => void,
): AsyncGenerator<string> {
  const places = await Promise.all((paths.length > 0 ? paths : ["."]).map((path) => place(resolve(cwd, path), path)));
  const seen = new Set<string>();
  for (const { path, isFolder } of places) {
    for await (const file of isFolder ? below(path, report) : [path]) {
      if (seen.has(file)) continue;
      seen.add(file);
      yield file;
    }
  }
}

async function place(path: string, asGiven: string): Promise<{ readonly path: string; readonly isFolder: boolean }> {
  try {
    return { path, isFolder: (await stat(path)).isDirectory() };
  } catch (cause) {
    const reason = isCode(cause, "ENOENT") ? "There is no such file or folder" : "Could not read";
    throw new PwafError("config", `${reason}: ${asGiven}`, { cause });
  }
}

async function* below(folder: string, report: (problem: string) => void): AsyncGenerator<string> {
  const rg = await ripgrep();
  const folders = new Set([folder]);
  for await (const file of rg === undefined ? walk(folder, report) : search(rg, folder, report)) {
    for (let above = dirname(file); above.length > folder.length && !folders.has(above); above = dirname(above)) {
      folders.add(above);
    }
    yield file;
  }
  yield* await environmentFiles(folders);
}

/** The search tool's path, or undefined where its binary is not installed. */
async function ripgrep(): Promise<string | undefined> {
  try {
    return (await import("@vscode/ripgrep")).rgPath;
  } catch {
    return undefined;
  }
}

async function* search(rg: string, folder: string, report: (problem: string) => void): AsyncGenerator<string> {
  const args = [
    ...["--files-with-matches", "--null", "--hidden", "--no-require-git", "--no-config", "--color=never"],
    ...fileGlobs.flatMap((glob) => ["-g", glob]),
    ...foreignFolders.flatMap((name) => ["-g", `!${name}/`]),
    ...triggerWords.flatMap((word) => ["-e", word]),
    ".",
  ];
  const child = spawn(rg, args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
  const ended = new Promise<Error | undefined>((done) => {
    child.on("error", done);
    child.on("close", () => done(undefined));
  });
  let rest = Buffer.alloc(0);
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    const bytes = Buffer.concat([rest, chunk]);
    const end = bytes.lastIndexOf(0) + 1;
    rest = bytes.subarray(end);
    for (const name of bytes.toString("utf8", 0, end).split("\0")) if (name !== "") yield join(folder, name);
  }
  const failure = await ended;
  if (failure) throw new PwafError("unexpected", `Could not run ripgrep: ${failure.message}`, { cause: failure });
  for (const line of errors.split("\n")) {
    if (/^(?:rg: )?\.?\//.test(line)) report(`Could not read ${join(folder, line.replace(/^rg: /, ""))}`);
  }
}

interface GitRules {
  readonly base: string;
  readonly rules: Ignore;
}

/** The same without ripgrep: slower, and only `.gitignore` files are understood. */
export async function* walk(
  folder: string,
  report: (problem: string) => void,
  above: readonly GitRules[] = [],
): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    report(`Could not read ${folder}: ${isCode(cause, "EACCES") ? "permission denied" : errorText(cause)}`);
    return [];
  });
  const own = entries.some((entry) => entry.name === ".gitignore")
    ? await readFile(join(folder, ".gitignore"), "utf8").catch(() => "")
    : "";
  const all = own === "" ? above : [...above, { base: folder, rules: ignore().add(own) }];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    const isFolder = entry.isDirectory();
    const isIgnored = all.some(({ base, rules }) => rules.ignores(posix(relative(base, path)) + (isFolder ? "/" : "")));
    if (isIgnored || foreignFolders.includes(entry.name)) continue;
    if (isFolder) yield* walk(path, report, all);
    else if (entry.isFile() && fileKind(path) !== undefined) yield path;
  }
}

/**
 * `.env` files beside checked code and at the root. Git is told to ignore them, as it should be, but what stands in
 * them decides how the code signs in.
 */
async function environmentFiles(folders: ReadonlySet<string>): Promise<string[]> {
  const found = await Promise.all(
    [...folders].map(async (folder) => {
      const names = await readdir(folder).catch(() => []);
      return names
        .filter((name) => name.startsWith(".env") && fileKind(name) === "dotenv")
        .map((name) => join(folder, name));
    }),
  );
  return found.flat();
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
