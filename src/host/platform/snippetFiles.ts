import { readFile } from "node:fs/promises";
import * as vscode from "vscode";
import type { SnippetLanguage } from "../../core/snippets/languages.ts";

/** A file of the folder that `package.json` contributes snippets from. */
export async function readSnippetFile<T>(extensionUri: vscode.Uri, name: SnippetLanguage | "packages"): Promise<T> {
  const { fsPath } = vscode.Uri.joinPath(extensionUri, "snippets", `${name}.json`);
  return JSON.parse(await readFile(fsPath, "utf8")) as T;
}
