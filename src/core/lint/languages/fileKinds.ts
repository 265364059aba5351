import type { ConfigurationKind } from "./configurationFiles.ts";
import { configurationGlobs, configurationKind, configurationTriggers } from "./configurationFiles.ts";

/** Grammars of tree-sitter that the engine parses with. */
export type GrammarName =
  "python" | "javascript" | "typescript" | "tsx" | "java" | "kotlin" | "scala" | "go" | "c-sharp" | "bash";

export type FileKind = GrammarName | "notebook" | ConfigurationKind;

const extensions: Readonly<Record<string, GrammarName | "notebook">> = {
  py: "python",
  pyw: "python",
  pyi: "python",
  ipynb: "notebook",
  js: "javascript",
  mjs: "javascript",
  cjs: "javascript",
  jsx: "javascript",
  ts: "typescript",
  mts: "typescript",
  cts: "typescript",
  tsx: "tsx",
  java: "java",
  kt: "kotlin",
  kts: "kotlin",
  scala: "scala",
  sc: "scala",
  go: "go",
  cs: "c-sharp",
  csx: "c-sharp",
  sh: "bash",
  bash: "bash",
  zsh: "bash",
};

const generated = /\.min\.[cm]?js$|\.d\.[cm]?ts$|\.pb\.go$|_pb2(?:_grpc)?\.pyi?$|\.g\.cs$|\.designer\.cs$/i;

/** How a file is read, by its name alone. Undefined for files that the linter has nothing to say about. */
export function fileKind(path: string): FileKind | undefined {
  const posix = path.replaceAll("\\", "/");
  if (generated.test(posix)) return undefined;
  // `build.gradle.kts` is a manifest first.
  return configurationKind(posix) ?? extensions[posix.slice(posix.lastIndexOf(".") + 1).toLowerCase()];
}

export function isGrammar(kind: FileKind): kind is GrammarName {
  return grammarNames.has(kind);
}

const grammarNames: ReadonlySet<string> = new Set(Object.values(extensions).filter((kind) => kind !== "notebook"));

/** Globs of every file that `fileKind` knows, for search tools. */
export const fileGlobs: readonly string[] = [
  ...Object.keys(extensions).map((extension) => `*.${extension}`),
  ...configurationGlobs,
];

/** A file of code without one of these has nothing that a rule could speak about. */
const codeTriggers: readonly string[] = [
  "databricks",
  "Databricks",
  "DATABRICKS",
  "lakebase",
  "Lakebase",
  "LAKEBASE",
  "zerobus",
  "hive_metastore",
  "/dbfs/",
  "dbfs:/",
  "dapi",
  "jdbc:spark:",
  "Simba Spark",
  "sc://",
  "/api/2.0/sql/statements",
  "/api/2.1/unity-catalog/",
  "/api/2.1/jobs/",
  "/api/2.0/clusters/",
  "SparkServerType",
  "/oidc/v1/token",
  "pwaf-ignore",
];

/** Words of which a file must hold one to be worth a look, for search tools. */
export const triggerWords: readonly string[] = [...new Set([...codeTriggers, ...configurationTriggers])];

const codeTrigger = anyOf(codeTriggers);
const configurationTrigger = anyOf(configurationTriggers);

/** Files that are about Databricks whatever words they hold: bundles and apps. */
export function isReadByName(path: string): boolean {
  return /(?:^|\/)(?:databricks|app)\.ya?ml$/.test(path);
}

/** Whether a file is worth parsing. */
export function hasTrigger(path: string, kind: FileKind, text: string): boolean {
  if (isReadByName(path)) return true;
  return (isGrammar(kind) || kind === "notebook" ? codeTrigger : configurationTrigger).test(text);
}

function anyOf(words: readonly string[]): RegExp {
  return new RegExp(words.map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")).join("|"));
}
