import { readDependencies } from "../lint/dependencies/readDependencies.ts";
import type { SnippetLanguage } from "../snippets/languages.ts";
import { pathOf } from "./plan.ts";

/** Not `databricks`: a package of that name would hide the clients' own. Those of more connectors begin with it, too. */
export const pythonFolder = "databricks_connector";

/** A folder with a manifest: names of what is in it, and the texts that decide what it is. */
export interface ProjectFolder {
  /** Paths relative to the folder, with forward slashes. */
  readonly paths: readonly string[];
  /** Manifests and settings beside each other in the folder, and source files that may make a web application. */
  readonly texts: ReadonlyMap<string, string>;
  /**
   * Of `sharedFiles` those in the folders above, as seen from here: `../pnpm-lock.yaml`. Several projects have one lock
   * file, or one wrapper of the build tool, for all.
   */
  readonly above?: readonly string[];
}

interface Common {
  /** For people: `Python, FastAPI, uv`. */
  readonly label: string;
  /** Whose snippets it takes. */
  readonly language: SnippetLanguage;
  /** Where packages are listed. */
  readonly manifest: string;
  /** What a person types to install what the manifest asks for. */
  readonly install: string;
}

export interface PythonProject extends Common {
  readonly kind: "python";
  /** What runs Python with the project's packages: `python`, `uv run python`. */
  readonly python: readonly [string, ...string[]];
  /** `tests`, unless the project has another folder for them. */
  readonly testFolder: string;
  /** FastAPI is among its packages. */
  readonly usesFastApi: boolean;
  /** `src` where packages lie there, otherwise empty. */
  readonly sourceRoot: string;
  /** The project's own package below it, otherwise empty. */
  readonly packageName: string;
  /** The file that makes the FastAPI application, and its variable. */
  readonly fastApi?: { readonly path: string; readonly variable: string };
}

export interface NodeProject extends Common {
  readonly kind: "node";
  readonly sourceRoot: string;
  /** How its files end. */
  readonly extension: "ts" | "js" | "mjs";
  /** How files name each other in imports, the dot included; empty where they go without. */
  readonly importExtension: "" | ".ts" | ".js" | ".mjs";
  /** What runs a source file. */
  readonly runner: readonly [string, ...string[]];
  readonly tests: NodeTests;
  /** Packages for development that the files need and the manifest lacks, and how they are installed. */
  readonly lacking: readonly string[];
  readonly installForDevelopment: string;
}

/** A test runner, what its functions are imported from, and the command in front of a file's name. */
export interface NodeTests {
  readonly module: "node:test" | "vitest" | "@jest/globals" | "mocha";
  readonly command: readonly [string, ...string[]];
}

export interface JavaProject extends Common {
  readonly kind: "maven" | "gradle";
  /** Package of the project's own sources. */
  readonly packageName: string;
  /** JUnit Jupiter is among its test libraries. */
  readonly hasJunit5: boolean;
  /** `./gradlew` where it is there. */
  readonly tool: string;
}

export interface GoProject extends Common {
  readonly kind: "go";
  readonly module: string;
}

export type Project = PythonProject | NodeProject | JavaProject | GoProject;

/** What of a folder's files the host has to read. */
export const decidingFiles: readonly string[] = [
  ...["pyproject.toml", "requirements.txt", "package.json", "tsconfig.json", "pom.xml", "build.gradle"],
  ...["build.gradle.kts", "go.mod"],
];

/** What the projects of a workspace may share in a folder above them. */
export const sharedFiles: readonly string[] = [
  ...["uv.lock", "poetry.lock", "pdm.lock", "pnpm-lock.yaml", "yarn.lock", "bun.lock", "package-lock.json"],
  ...["mvnw", "gradlew"],
];

/** File names that usually make a FastAPI application. */
export const applicationFiles = /(?:^|\/)(?:main|app|application|server|asgi|api|__init__)\.py$/;

/** Where a connector that was added before signs in: what is there is not added twice. */
export const connectionFiles =
  /(?:^|\/)databricks[\w-]*\/(?:\w+\/)?(?:connection\.(?:py|ts|m?js|go)|DatabricksConnection\.java)$/;

/** The projects that a folder is: one per language, none where no manifest says so. */
export function detectProjects(folder: ProjectFolder): readonly Project[] {
  return [detectPython(folder), detectNode(folder), detectJava(folder), detectGo(folder)].filter(
    (project) => project !== undefined,
  );
}

/** The lock file that counts is in the folder, or else above it. */
function managerOf<T extends { readonly lock: string }>(
  managers: readonly T[],
  { paths, above = [] }: ProjectFolder,
): T | undefined {
  return (
    managers.find(({ lock }) => paths.includes(lock)) ??
    managers.find(({ lock }) => above.some((path) => path.endsWith(`/${lock}`)))
  );
}

function detectPython(folder: ProjectFolder): PythonProject | undefined {
  const { paths, texts } = folder;
  const manifest = pythonManifest(texts);
  if (manifest === undefined) return undefined;
  const manager = managerOf(pythonManagers, folder);
  const fastApi = findFastApi(texts);
  const { sourceRoot, packageName } = pythonPlace(paths, texts, fastApi?.path);
  const usesFastApi = fastApi !== undefined || readDependencies(manifest, texts.get(manifest) ?? "").some(isFastApi);
  return {
    kind: "python",
    language: "python",
    label: ["Python", ...(usesFastApi ? ["FastAPI"] : []), manager?.name ?? "pip"].join(", "),
    manifest,
    install:
      manager?.install ?? (manifest === "requirements.txt" ? "pip install -r requirements.txt" : "pip install -e ."),
    python: manager?.python ?? ["python"],
    testFolder: ["tests", "test"].find((folder) => paths.some((path) => path.startsWith(`${folder}/`))) ?? "tests",
    sourceRoot,
    packageName,
    usesFastApi,
    ...(fastApi && { fastApi }),
  };
}

const pythonManagers: readonly {
  readonly lock: string;
  readonly name: string;
  readonly install: string;
  readonly python: PythonProject["python"];
}[] = [
  { lock: "uv.lock", name: "uv", install: "uv sync", python: ["uv", "run", "python"] },
  // Poetry installs nothing while the lock file is behind the manifest.
  {
    lock: "poetry.lock",
    name: "Poetry",
    install: "poetry lock && poetry install",
    python: ["poetry", "run", "python"],
  },
  { lock: "pdm.lock", name: "PDM", install: "pdm install", python: ["pdm", "run", "python"] },
];

const isFastApi = ({ name }: { readonly name: string }) => name === "fastapi";

/** A `pyproject.toml` that only configures tools, or leaves the packages to another file, lists none. */
function pythonManifest(texts: ReadonlyMap<string, string>): string | undefined {
  const project = texts.get("pyproject.toml");
  const isElsewhere =
    project !== undefined &&
    (!/^\[(?:project|tool\.poetry(?:\.dependencies)?)\]/m.test(project) ||
      /^dynamic[ \t]*=[ \t]*\[[^\]]*["']dependencies["']/m.test(project));
  const order = isElsewhere ? ["requirements.txt", "pyproject.toml"] : ["pyproject.toml", "requirements.txt"];
  return order.find((name) => texts.has(name));
}

function findFastApi(texts: ReadonlyMap<string, string>): PythonProject["fastApi"] {
  for (const [path, text] of texts) {
    const made = applicationFiles.test(path) ? /^(\w+)(?:\s*:\s*\w+)?\s*=\s*(?:fastapi\.)?FastAPI\(/m.exec(text) : null;
    if (made?.[1] !== undefined) return { path, variable: made[1] };
  }
  return undefined;
}

/** Where Python looks for the project's modules, and the package there that is the project's own. */
function pythonPlace(
  paths: readonly string[],
  texts: ReadonlyMap<string, string>,
  application: string | undefined,
): Pick<PythonProject, "sourceRoot" | "packageName"> {
  const sourceRoot = paths.some((path) => /^src\/[^/]+\/__init__\.py$/.test(path)) ? "src" : "";
  const inside = (path: string) => (sourceRoot === "" ? path : path.slice(sourceRoot.length + 1));
  const packages = paths
    .filter((path) => path.startsWith(sourceRoot))
    .flatMap((path) => /^([A-Za-z_]\w*)\/__init__\.py$/.exec(inside(path))?.[1] ?? [])
    .filter((name) => !/^(?:tests?|docs|examples?|scripts)$/.test(name) && !name.startsWith(pythonFolder));
  const own = application === undefined ? undefined : /^(.+?)\//.exec(inside(application))?.[1];
  if (own === undefined) return { sourceRoot, packageName: packages.length === 1 ? (packages[0] ?? "") : "" };
  if (packages.includes(own)) return { sourceRoot, packageName: own };
  // A folder without `__init__.py` is a package where its files name it so; otherwise they lie side by side in it.
  const text = texts.get(application ?? "") ?? "";
  const isPackage = new RegExp(`^(?:from|import)[ \\t]+(?:\\.|${own}\\b)`, "m").test(text);
  return isPackage ? { sourceRoot, packageName: own } : { sourceRoot: pathOf(sourceRoot, own), packageName: "" };
}

function detectNode(folder: ProjectFolder): NodeProject | undefined {
  const { paths, texts } = folder;
  const text = texts.get("package.json");
  if (text === undefined) return undefined;
  const config = texts.get("tsconfig.json");
  const has = (name: string) => new RegExp(`"${name}"\\s*:`).test(text);
  const isTypeScript = config !== undefined || has("typescript");
  const isModule = /"type"\s*:\s*"module"/.test(text);
  const named = /"packageManager"\s*:\s*"(\w+)@/.exec(text)?.[1];
  const manager =
    managerOf(nodeManagers, folder) ?? nodeManagers.find(({ name }) => name.toLowerCase() === named) ?? npm;
  const importsTs = /"(?:allowImportingTsExtensions|rewriteRelativeImportExtensions)"\s*:\s*true/.test(config ?? "");
  const isBun = manager.name === "Bun";
  // Node itself runs TypeScript only where imports name the files that are there.
  const needsTsx = isTypeScript && !importsTs && !isBun;
  const extension = isTypeScript ? "ts" : isModule ? "js" : "mjs";
  const runner: NodeProject["runner"] = needsTsx ? [...manager.exec, "tsx"] : [isBun ? "bun" : "node"];
  return {
    kind: "node",
    language: isTypeScript ? "typescript" : "javascript",
    label: [isTypeScript ? "TypeScript" : "JavaScript", manager.name].join(", "),
    manifest: "package.json",
    install: manager.install,
    sourceRoot: paths.some((path) => path.startsWith("src/")) ? "src" : "",
    extension,
    importExtension: !isTypeScript || importsTs ? `.${extension}` : isModule ? ".js" : "",
    runner,
    tests: nodeTests(has, manager.exec, runner),
    lacking: [...(needsTsx ? ["tsx"] : []), ...(isTypeScript ? ["@types/node"] : [])].filter((name) => !has(name)),
    installForDevelopment: manager.develop,
  };
}

/** The project's own runner: it would find the new tests in any case, and fail on those of another. */
function nodeTests(
  has: (name: string) => boolean,
  exec: readonly [string, ...string[]],
  runner: NodeProject["runner"],
): NodeTests {
  if (has("vitest")) return { module: "vitest", command: [...exec, "vitest", "run"] };
  if (has("jest")) return { module: "@jest/globals", command: [...exec, "jest"] };
  if (has("mocha")) return { module: "mocha", command: [...exec, "mocha"] };
  return { module: "node:test", command: [...runner, "--test"] };
}

interface NodeManager {
  readonly lock: string;
  readonly name: string;
  readonly install: string;
  readonly develop: string;
  /** In front of a program of the project's packages. */
  readonly exec: readonly [string, ...string[]];
}

const npm: NodeManager = {
  lock: "package-lock.json",
  name: "npm",
  install: "npm install",
  develop: "npm install --save-dev",
  exec: ["npx"],
};
const nodeManagers: readonly NodeManager[] = [
  { lock: "pnpm-lock.yaml", name: "pnpm", install: "pnpm install", develop: "pnpm add -D", exec: ["pnpm", "exec"] },
  { lock: "yarn.lock", name: "Yarn", install: "yarn install", develop: "yarn add -D", exec: ["yarn", "run"] },
  { lock: "bun.lock", name: "Bun", install: "bun install", develop: "bun add -d", exec: ["bunx"] },
  npm,
];

function detectJava({ paths, texts, above = [] }: ProjectFolder): JavaProject | undefined {
  const manifest = ["pom.xml", "build.gradle.kts", "build.gradle"].find((name) => texts.has(name));
  if (manifest === undefined) return undefined;
  const isMaven = manifest === "pom.xml";
  // A parent has no code of its own; its modules are projects themselves.
  if (isMaven && /<packaging>\s*pom\s*<\/packaging>/.test(texts.get(manifest) ?? "")) return undefined;
  const wrapper = isMaven ? "mvnw" : "gradlew";
  const tool = paths.includes(wrapper)
    ? `./${wrapper}`
    : (above.find((path) => path.endsWith(`/${wrapper}`)) ?? (isMaven ? "mvn" : "gradle"));
  return {
    kind: isMaven ? "maven" : "gradle",
    language: "java",
    label: isMaven ? "Java, Maven" : "Java, Gradle",
    manifest,
    install: isMaven ? `${tool} compile` : `${tool} classes`,
    packageName: javaPackage(paths),
    hasJunit5: /junit-jupiter|useJUnitPlatform|spring-boot-starter-test/.test(texts.get(manifest) ?? ""),
    tool,
  };
}

/** The package that all sources share the beginning of, those of a connector that was added aside. */
function javaPackage(paths: readonly string[]): string {
  const packages = paths.flatMap((path) => {
    const folder = /^src\/main\/java\/(.+)\/(?!Databricks(?:Settings|Connection|Operations|Check)\.)[^/]+\.java$/.exec(
      path,
    )?.[1];
    return folder === undefined ? [] : [folder.split("/")];
  });
  const [first = [], ...others] = packages;
  const end = first.findIndex((name, index) => others.some((other) => other[index] !== name));
  return (end < 0 ? first : first.slice(0, end)).join(".");
}

function detectGo({ texts }: ProjectFolder): GoProject | undefined {
  const module = /^module[ \t]+"?([^\s"]+)/m.exec(texts.get("go.mod") ?? "")?.[1];
  if (module === undefined) return undefined;
  return { kind: "go", language: "go", label: "Go", manifest: "go.mod", install: "go mod tidy", module };
}
