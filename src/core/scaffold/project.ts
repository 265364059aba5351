import type { SnippetLanguage } from "../snippets/languages.ts";

/** A folder with a manifest: names of what is in it, and the texts that decide what it is. */
export interface ProjectFolder {
  /** Paths relative to the folder, with forward slashes. */
  readonly paths: readonly string[];
  /** Manifests and settings beside each other in the folder, and source files that may make a web application. */
  readonly texts: ReadonlyMap<string, string>;
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
  readonly extension: "ts" | "mts" | "js" | "mjs";
  /** How files name each other in imports. */
  readonly importExtension: "ts" | "mts" | "js" | "mjs";
  /** What runs a source file. */
  readonly runner: readonly [string, ...string[]];
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

/** File names that usually make a FastAPI application. */
export const applicationFiles = /(?:^|\/)(?:main|app|application|server|asgi|api|__init__)\.py$/;

/** The projects that a folder is: one per language, none where no manifest says so. */
export function detectProjects(folder: ProjectFolder): readonly Project[] {
  return [detectPython(folder), detectNode(folder), detectJava(folder), detectGo(folder)].filter(
    (project) => project !== undefined,
  );
}

function detectPython({ paths, texts }: ProjectFolder): PythonProject | undefined {
  const manifest = ["pyproject.toml", "requirements.txt"].find((name) => texts.has(name));
  if (manifest === undefined) return undefined;
  const manager = paths.includes("uv.lock") ? "uv" : paths.includes("poetry.lock") ? "Poetry" : "pip";
  const fastApi = findFastApi(texts);
  const sourceRoot = paths.some((path) => /^src\/[^/]+\/__init__\.py$/.test(path)) ? "src" : "";
  const installs = { uv: "uv sync", Poetry: "poetry install", pip: pipInstall(manifest) };
  return {
    kind: "python",
    language: "python",
    label: ["Python", ...(fastApi ? ["FastAPI"] : []), manager].join(", "),
    manifest,
    install: installs[manager],
    sourceRoot,
    packageName: pythonPackage(paths, sourceRoot, fastApi?.path),
    ...(fastApi && { fastApi }),
  };
}

function pipInstall(manifest: string): string {
  return manifest === "requirements.txt" ? "pip install -r requirements.txt" : "pip install -e .";
}

function findFastApi(texts: ReadonlyMap<string, string>): PythonProject["fastApi"] {
  for (const [path, text] of texts) {
    const made = applicationFiles.test(path) ? /^(\w+)(?:\s*:\s*\w+)?\s*=\s*(?:fastapi\.)?FastAPI\(/m.exec(text) : null;
    if (made?.[1] !== undefined) return { path, variable: made[1] };
  }
  return undefined;
}

/** The package of the application, or the only one that is no tests. */
function pythonPackage(paths: readonly string[], sourceRoot: string, application: string | undefined): string {
  const inside = (path: string) => (sourceRoot === "" ? path : path.slice(sourceRoot.length + 1));
  const packages = paths
    .filter((path) => path.startsWith(sourceRoot))
    .flatMap((path) => /^([A-Za-z_]\w*)\/__init__\.py$/.exec(inside(path))?.[1] ?? [])
    .filter((name) => !/^(?:tests?|docs|examples?|scripts)$/.test(name));
  const own = application === undefined ? undefined : /^([^/]+)\//.exec(inside(application))?.[1];
  if (own !== undefined && packages.includes(own)) return own;
  return packages.length === 1 ? (packages[0] ?? "") : "";
}

function detectNode({ paths, texts }: ProjectFolder): NodeProject | undefined {
  const text = texts.get("package.json");
  if (text === undefined) return undefined;
  const config = texts.get("tsconfig.json");
  const isTypeScript = config !== undefined || /"typescript"\s*:/.test(text);
  const isModule = /"type"\s*:\s*"module"/.test(text);
  const manager = nodeManagers.find(({ lock }) => paths.includes(lock)) ?? npm;
  const extension = isTypeScript ? "ts" : isModule ? "js" : "mjs";
  const importsTs = /"(?:allowImportingTsExtensions|rewriteRelativeImportExtensions)"\s*:\s*true/.test(config ?? "");
  return {
    kind: "node",
    language: isTypeScript ? "typescript" : "javascript",
    label: [isTypeScript ? "TypeScript" : "JavaScript", manager.name].join(", "),
    manifest: "package.json",
    install: manager.install,
    sourceRoot: paths.some((path) => path.startsWith("src/")) ? "src" : "",
    extension,
    importExtension: isTypeScript && !importsTs ? "js" : extension,
    // Node itself runs TypeScript only where imports name the files that are there.
    runner: isTypeScript && !importsTs ? ["npx", "tsx"] : ["node"],
  };
}

const npm = { lock: "package-lock.json", name: "npm", install: "npm install" };
const nodeManagers = [
  { lock: "pnpm-lock.yaml", name: "pnpm", install: "pnpm install" },
  { lock: "yarn.lock", name: "Yarn", install: "yarn install" },
  { lock: "bun.lock", name: "Bun", install: "bun install" },
  npm,
];

function detectJava({ paths, texts }: ProjectFolder): JavaProject | undefined {
  const manifest = ["pom.xml", "build.gradle.kts", "build.gradle"].find((name) => texts.has(name));
  if (manifest === undefined) return undefined;
  const isMaven = manifest === "pom.xml";
  const wrapper = isMaven ? "mvnw" : "gradlew";
  const tool = paths.includes(wrapper) ? `./${wrapper}` : isMaven ? "mvn" : "gradle";
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

/** The package that all sources share the beginning of. */
function javaPackage(paths: readonly string[]): string {
  const packages = paths.flatMap((path) => {
    const folder = /^src\/main\/java\/(.+)\/[^/]+\.java$/.exec(path)?.[1];
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
