import { spawn } from "node:child_process";
import { readdir, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { errorText, PwafError } from "../../core/base/errors.ts";
import { fileGlobs, fileKind, isReadByName, triggerWords } from "../../core/lint/languages/fileKinds.ts";
import { GitRules } from "./gitRules.ts";
import { isCode } from "./paths.ts";

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

/** Told of every file or folder (absolute path) that could not be read, and why. */
export type OnUnread = (path: string, why: string) => void;

/**
 * The files below some paths that may hold something for a rule, as they are found. A folder is searched by ripgrep,
 * which reads `.gitignore`, `.ignore` and `.git/info/exclude`; a file that is named is always one.
 * @throws PwafError `config` when a path does not exist.
 */
export async function* findCandidates(
  paths: readonly string[],
  cwd: string,
  onUnread: OnUnread,
): AsyncGenerator<string> {
  // One after the other, so that of several wrong paths always the first is named, and all before any file is given.
  const places: Awaited<ReturnType<typeof place>>[] = [];
  for (const path of paths.length > 0 ? paths : ["."]) places.push(await place(resolve(cwd, path), path));
  const seen = new Set<string>();
  for (const { path, isFolder } of places) {
    for await (const file of isFolder ? below(path, onUnread) : [path]) {
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

async function* below(folder: string, onUnread: OnUnread): AsyncGenerator<string> {
  const rg = await ripgrep();
  const folders = new Set([folder]);
  for await (const file of rg === undefined ? walk(folder, onUnread) : search(rg, folder, onUnread)) {
    for (let above = dirname(file); above.length > folder.length && !folders.has(above); above = dirname(above)) {
      folders.add(above);
    }
    yield file;
  }
  yield* await filesByName(folders);
}

/** The search tool's path, or undefined where its binary is not installed. */
async function ripgrep(): Promise<string | undefined> {
  try {
    return (await import("@vscode/ripgrep")).rgPath;
  } catch {
    return undefined;
  }
}

/**
 * Globs as file types, because a type narrows what git leaves and `-g` would bring back files that git ignores.
 * A type knows names only, so that a glob with folders lets more files through; `fileKind` sorts them out.
 */
const types = [...new Set(fileGlobs.map((glob) => glob.slice(glob.lastIndexOf("/") + 1)))].flatMap((glob) => [
  "--type-add",
  `pwaf:${glob}`,
]);

async function* search(rg: string, folder: string, onUnread: OnUnread): AsyncGenerator<string> {
  const args = [
    ...["--files-with-matches", "--null", "--hidden", "--no-require-git", "--no-config", "--no-ignore-messages"],
    ...[...types, "--type", "pwaf"],
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
    for (const name of bytes.toString("utf8", 0, end).split("\0")) {
      if (name !== "" && fileKind(name) !== undefined) yield join(folder, name);
    }
  }
  const failure = await ended;
  if (failure) throw new PwafError("unexpected", `Could not run ripgrep: ${failure.message}`, { cause: failure });
  for (const line of errors.split("\n").filter((text) => text !== "")) {
    const unread = /^rg: (?<name>\.\/.+?|\.): (?<why>.+?)(?: \(os error \d+\))?$/.exec(line)?.groups;
    // Anything else means that the search did not run, and an empty result would look like a clean one.
    if (!unread) throw new PwafError("unexpected", `The search for files failed: ${line}`);
    onUnread(join(folder, unread["name"] ?? ""), unread["why"] ?? "");
  }
}

/** The same without ripgrep: slower, and every file of a known kind is one. */
export async function* walk(folder: string, onUnread: OnUnread, rules?: GitRules): AsyncGenerator<string> {
  const here = rules ?? (await GitRules.at(folder));
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    onUnread(folder, isCode(cause, "EACCES") ? "Permission denied" : errorText(cause));
    return [];
  });
  for (const entry of entries) {
    const path = join(folder, entry.name);
    const isFolder = entry.isDirectory();
    if (isFolder ? foreignFolders.includes(entry.name) : !entry.isFile() || fileKind(path) === undefined) continue;
    if (here.ignores(path, isFolder)) continue;
    if (isFolder) yield* walk(path, onUnread, await here.enter(path));
    else yield path;
  }
}

/**
 * `.env` files beside checked code and at the root. Git is told to ignore them, as it should be, but what stands in
 * them decides how the code signs in. Bundles and apps are about Databricks whatever words they hold.
 */
async function filesByName(folders: ReadonlySet<string>): Promise<string[]> {
  const found = await Promise.all(
    [...folders].map(async (folder) => {
      // A folder that cannot be read has been told of by the search.
      const names = await readdir(folder).catch(() => []);
      return names
        .filter((name) => isReadByName(name) || (name.startsWith(".env") && fileKind(name) === "dotenv"))
        .map((name) => join(folder, name));
    }),
  );
  return found.flat();
}
