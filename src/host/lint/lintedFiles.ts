import type * as vscode from "vscode";
import { fileGlobs, fileKind } from "../../core/lint/languages/fileKinds.ts";

/** Folders that hold other people's code or generated files. */
const foreignFolders = [
  ...["node_modules", ".git", ".hg", ".svn", ".venv", "venv", "site-packages", "__pycache__", ".tox"],
  "bower_components",
];

/** Every file of a workspace that the linter reads, as one glob. */
export const lintedGlob = `**/{${fileGlobs.join(",")}}`;

export const foreignGlob = `**/{${foreignFolders.join(",")}}/**`;

const schemes = ["file", "untitled", "vscode-vfs", "vscode-remote", "vscode-test-web", "memfs"];

/** Language of a document without a telling name → the extension by which the engine knows it. */
const extensions: Readonly<Record<string, string>> = {
  python: ".py",
  javascript: ".js",
  javascriptreact: ".jsx",
  typescript: ".ts",
  typescriptreact: ".tsx",
  java: ".java",
  kotlin: ".kt",
  scala: ".scala",
  go: ".go",
  csharp: ".cs",
  shellscript: ".sh",
  properties: ".properties",
  sql: ".sql",
  dotenv: ".env",
};

/** Documents that providers are asked about; whether there is anything in them is a look into a map. */
export const lintedDocuments: vscode.DocumentSelector = [
  { pattern: lintedGlob },
  ...Object.keys(extensions).map((language) => ({ language })),
];

/** The path by which the engine knows a document's language: its own, or for nameless ones that of its language. */
export function lintPath({
  uri,
  languageId,
}: {
  readonly uri: Pick<vscode.Uri, "scheme" | "path">;
  readonly languageId: string;
}): string | undefined {
  if (!schemes.includes(uri.scheme) || isForeign(uri.path)) return undefined;
  if (fileKind(uri.path) !== undefined) return uri.path;
  // A name with an extension that `fileKind` does not know, such as `types.d.ts`, is left out on purpose.
  const hasExtension = /\.[^/]*$/.test(uri.path) && languageId !== "dotenv";
  const extension = hasExtension ? undefined : extensions[languageId];
  if (extension === undefined || fileKind(extension) === undefined) return undefined;
  return `${uri.path}${extension}`;
}

export function isLintedFile(uri: vscode.Uri): boolean {
  return fileKind(uri.path) !== undefined && !isForeign(uri.path);
}

function isForeign(path: string): boolean {
  return path.split("/").some((folder) => foreignFolders.includes(folder));
}
