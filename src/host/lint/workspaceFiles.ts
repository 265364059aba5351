import * as vscode from "vscode";

/** A larger file is data, not code that somebody wrote. */
export const byteLimit = 1_000_000;

/**
 * The text of a file as it counts: what an editor shows, else what is on disk. Undefined when it cannot be read, is
 * too large, or lies in no folder that is open here: what a project names must not lead out of it.
 */
export async function readText(uri: vscode.Uri): Promise<string | undefined> {
  const open = openDocument(uri);
  if (open) return open.getText();
  if (!vscode.workspace.getWorkspaceFolder(uri)) return undefined;
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    return size > byteLimit ? undefined : new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}

/** Names of the files and folders in a folder of the workspace; none for any other. */
export async function listFolder(uri: vscode.Uri): Promise<readonly string[]> {
  if (!vscode.workspace.getWorkspaceFolder(uri)) return [];
  try {
    return (await vscode.workspace.fs.readDirectory(uri)).map(([name]) => name);
  } catch {
    return [];
  }
}

export function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  const key = uri.toString();
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === key);
}

/**
 * The files that editors show, whose text counts instead of what is on disk, as texts of their addresses. Documents
 * without an editor do not count: VS Code keeps them for a while, even when their file has been deleted.
 */
export function shownFiles(): ReadonlySet<string> {
  const inputs = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ input }) => input));
  const shown = inputs.flatMap((input) => {
    if (input instanceof vscode.TabInputText || input instanceof vscode.TabInputNotebook) return [input.uri];
    return input instanceof vscode.TabInputTextDiff ? [input.original, input.modified] : [];
  });
  return new Set(shown.map(String));
}
