/** Grammars of tree-sitter that the engine parses with. */
export type GrammarName = "python" | "javascript" | "typescript" | "tsx";

export type FileKind = GrammarName | "dotenv" | "yaml";

const extensions: Readonly<Record<string, GrammarName>> = {
  py: "python",
  pyw: "python",
  pyi: "python",
  js: "javascript",
  mjs: "javascript",
  cjs: "javascript",
  jsx: "javascript",
  ts: "typescript",
  mts: "typescript",
  cts: "typescript",
  tsx: "tsx",
};

const compose = /^(?:docker-)?compose(?:[.-][\w.-]+)?\.ya?ml$/i;
const workflow = /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/i;
const generated = /\.min\.[cm]?js$|\.d\.[cm]?ts$/i;

/** How a file is read, by its name alone. Undefined for files that the linter has nothing to say about. */
export function fileKind(path: string): FileKind | undefined {
  const posix = path.replaceAll("\\", "/");
  const name = posix.slice(posix.lastIndexOf("/") + 1);
  if (/^\.env(?:\.[\w.-]+|rc)?$/.test(name) || /\.env$/i.test(name)) return "dotenv";
  if (compose.test(name) || workflow.test(posix)) return "yaml";
  if (generated.test(name)) return undefined;
  return extensions[name.slice(name.lastIndexOf(".") + 1).toLowerCase()];
}

/** Globs of every file that `fileKind` knows, for search tools. */
export const fileGlobs: readonly string[] = [
  ...Object.keys(extensions).map((extension) => `*.${extension}`),
  ".env",
  ".env.*",
  ".envrc",
  "*.env",
  "docker-compose*.yml",
  "docker-compose*.yaml",
  "compose*.yml",
  "compose*.yaml",
  ".github/workflows/*.yml",
  ".github/workflows/*.yaml",
];

/** A file without one of these has nothing that a rule could speak about. */
export const triggerWords: readonly string[] = ["databricks", "DATABRICKS_", "pwaf-ignore"];

const triggers: Readonly<Record<FileKind, RegExp>> = {
  python: /databricks|pwaf-ignore/,
  javascript: /@databricks\/|pwaf-ignore/,
  typescript: /@databricks\/|pwaf-ignore/,
  tsx: /@databricks\/|pwaf-ignore/,
  dotenv: /DATABRICKS_|pwaf-ignore/,
  yaml: /DATABRICKS_|pwaf-ignore/,
};

/** Whether a text is worth parsing. */
export function hasTrigger(kind: FileKind, text: string): boolean {
  return triggers[kind].test(text);
}
