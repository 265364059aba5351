/** A file that an import path may mean, and what of it. */
export interface ModuleCandidate {
  readonly file: string;
  /** The name at its top level, and members of it. */
  readonly names: readonly string[];
}

/** Folders beside a file that are searched for a class. */
const siblingLimit = 40;

/** Names of the files and folders in a folder. */
type ListFolder = (folder: string) => readonly string[];

/** Libraries whose imports lead to no file of a project. */
const libraries =
  /^(?:os|sys|re|json|typing|types|enum|logging|dataclasses|functools|contextlib|asyncio|collections|pathlib|time|datetime|urllib|importlib|requests|httpx|aiohttp|sqlalchemy|pydantic|pydantic_settings|pyspark|pandas|numpy|airflow|databricks\.(?:sql|sdk|connect|sqlalchemy)|java|javax|jakarta|kotlin|kotlinx|scala|org\.(?:springframework|apache|slf4j|junit)|com\.(?:databricks|zaxxer|fasterxml|google))(?:\.|$)/;

const pythonFolders = ["", "src/", "lib/", "python/"];

/** Folders above a file in which imports are looked up: no project nests its roots deeper. */
const ancestorLimit = 6;

/**
 * The files of a project that an import path of one of them may mean, the likeliest first.
 *
 * @param path as the grammars give it: `pkg.constants.USER_AGENT`, `.constants.USER_AGENT`, `./constants.USER_AGENT`, `:name` for a name
 *   that is defined nowhere in the file
 * @param from path of the importing file
 */
export function moduleCandidates(path: string, from: string, list: ListFolder): readonly ModuleCandidate[] {
  const extension = from.slice(from.lastIndexOf(".") + 1).toLowerCase();
  switch (extension) {
    case "py":
    case "pyw":
    case "ipynb":
      return python(path, from, list);
    case "js":
    case "mjs":
    case "cjs":
    case "jsx":
    case "ts":
    case "mts":
    case "cts":
    case "tsx":
      return javascript(path, from);
    case "java":
    case "kt":
    case "scala":
      return jvm(path, from);
    case "go":
      return go(path, from, list);
    case "cs":
      return csharp(path, from, list);
    default:
      return [];
  }
}

function python(path: string, from: string, list: ListFolder): ModuleCandidate[] {
  if (path.startsWith(":") || libraries.test(path)) return [];
  const dots = /^\.*/.exec(path)?.[0].length ?? 0;
  const segments = path.slice(dots).split(".");
  if (segments.some((segment) => segment === "")) return [];
  const folder = folderOf(from);
  if (dots > 0) {
    let base = folder;
    for (let up = 1; up < dots; up++) base = folderOf(base.slice(0, -1));
    return pythonFiles(base, segments);
  }
  const [first = ""] = segments;
  return ancestors(folder)
    .flatMap((base) => pythonFolders.map((inner) => base + inner))
    .filter((base) => list(base.slice(0, -1)).some((name) => name === first || name === `${first}.py`))
    .flatMap((base) => pythonFiles(base, segments));
}

/** `pkg.mod.NAME`: `NAME` in `pkg/mod.py` or `pkg/mod/__init__.py`, or a member of `mod` in `pkg/…`. */
function pythonFiles(base: string, segments: readonly string[]): ModuleCandidate[] {
  const found: ModuleCandidate[] = [];
  for (let count = segments.length - 1; count >= 0 && count >= segments.length - 3; count--) {
    const names = segments.slice(count);
    const module = base + segments.slice(0, count).join("/");
    if (count > 0) found.push({ file: `${module}.py`, names });
    found.push({ file: `${module}${count > 0 ? "/" : ""}__init__.py`, names });
  }
  return found;
}

const scriptExtensions = [".ts", ".js", ".tsx", ".mjs", ".mts", ".cjs", "/index.ts", "/index.js"];

function javascript(path: string, from: string): ModuleCandidate[] {
  const folder = folderOf(from);
  const alias = /^(?:@|~|src)\//.exec(path)?.[0];
  if (alias === undefined && !/^\.\.?\//.test(path)) return [];
  const inner = folderOf(path.slice(alias?.length ?? 0));
  const bases =
    alias === undefined
      ? [joinPath(folder, inner)]
      : ancestors(folder).flatMap((base) => [`${base}src/${inner}`, `${base}${inner}`]);
  const pieces = path.slice(path.lastIndexOf("/") + 1).split(".");
  return bases.flatMap((base) =>
    // The module's own name may hold dots: `./user-agent.constants.USER_AGENT`.
    pieces.slice(1).flatMap((_piece, index) => {
      const name = pieces.slice(0, index + 1).join(".");
      const names = pieces.slice(index + 1);
      const bare = name.replace(/\.(?:[cm]?js|jsx|[cm]?ts|tsx)$/, "");
      return scriptExtensions.map((ending) => ({ file: base + bare + ending, names }));
    }),
  );
}

const jvmExtensions = [".java", ".kt", ".scala"];

/** `com.acme.Names.USER_AGENT` from `…/com/acme/app/Main.java`: a class per file, folders named like packages. */
function jvm(path: string, from: string): ModuleCandidate[] {
  const folder = folderOf(from);
  if (path.startsWith(":")) {
    const [name = "", ...members] = path.slice(1).split(".");
    return /^[A-Z]/.test(name)
      ? jvmExtensions.map((ending) => ({ file: `${folder}${name}${ending}`, names: [name, ...members] }))
      : [];
  }
  if (libraries.test(path)) return [];
  const segments = path.split(".");
  const at = segments.findIndex((segment) => /^[A-Z]/.test(segment));
  if (at <= 0) return [];
  const [first = ""] = segments;
  const name = segments[at] ?? "";
  // The source root is where the first segment of the package is a folder on the way.
  const roots = ancestors(folder, 12).filter((base) => folder.slice(base.length).startsWith(`${first}/`));
  return roots.flatMap((root) =>
    jvmExtensions.map((ending) => ({
      file: `${root}${segments.slice(0, at).join("/")}/${name}${ending}`,
      names: segments.slice(at),
    })),
  );
}

function go(path: string, from: string, list: ListFolder): ModuleCandidate[] {
  const folder = folderOf(from);
  if (path.startsWith(":")) return goFiles(folder, path.slice(1).split("."), from, list);
  const slash = path.lastIndexOf("/");
  if (slash < 0 || /^github\.com\/(?:databricks|jackc|lib)\//.test(path)) return [];
  const [name = "", ...names] = path.slice(slash + 1).split(".");
  if (names.length === 0) return [];
  const segments = [...path.slice(0, slash).split("/"), name];
  // The module's own path is a prefix that no folder carries: `example.com/acme/app/internal/tag` lies in `internal/tag`.
  return ancestors(folder).flatMap((base) =>
    [3, 2, 1].flatMap((count) => {
      const inner = segments.slice(-count).join("/");
      return goFiles(`${base}${inner}/`, names, from, list);
    }),
  );
}

function goFiles(folder: string, names: readonly string[], from: string, list: ListFolder): ModuleCandidate[] {
  return list(folder.slice(0, -1))
    .filter((name) => name.endsWith(".go") && !name.endsWith("_test.go") && folder + name !== from)
    .slice(0, 30)
    .map((name) => ({ file: folder + name, names }));
}

/** `:Names.UserAgent`: a class of the project, which lies in a file of its name near by. Namespaces say little about folders. */
function csharp(path: string, from: string, list: ListFolder): ModuleCandidate[] {
  const names = path.slice(1).split(".");
  const [name = ""] = names;
  if (!path.startsWith(":") || names.length < 2 || !/^[A-Z]\w*$/.test(name)) return [];
  return ancestors(folderOf(from), 3)
    .flatMap((base) => [
      base,
      ...list(base.slice(0, -1))
        .slice(0, siblingLimit)
        .map((inner) => `${base}${inner}/`),
    ])
    .filter((folder) => list(folder.slice(0, -1)).includes(`${name}.cs`))
    .map((folder) => ({ file: `${folder}${name}.cs`, names }));
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

function ancestors(folder: string, limit = ancestorLimit): string[] {
  const found = [folder];
  for (let at = folder; at !== "" && at !== "/" && found.length < limit;) {
    at = folderOf(at.slice(0, -1));
    found.push(at);
  }
  return found;
}

function joinPath(folder: string, relative: string): string {
  const parts = folder.split("/").slice(0, -1);
  for (const part of relative.split("/").slice(0, -1)) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return `${parts.join("/")}/`;
}
