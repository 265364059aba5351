import * as vscode from "vscode";
import type { TextEdit } from "../../core/base/text.ts";
import type { WantedPackage } from "../../core/snippets/manifests.ts";
import { addPackages, lackingPackages, manifestNames } from "../../core/snippets/manifests.ts";
import type { Registry } from "../../core/snippets/snippet.ts";
import { foldersUpTo } from "./folders.ts";

interface Manifest {
  readonly name: string;
  readonly document: vscode.TextDocument;
}

const show = "Show the change";

/** Offers to add packages to the manifest that a file's project has, when it does not ask for them yet. */
export async function offerPackages(
  file: vscode.Uri,
  registry: Registry,
  packages: readonly WantedPackage[],
): Promise<void> {
  const manifests = await nearestManifests(file, registry);
  const texts = new Map(manifests.map(({ name, document }) => [name, document.getText()]));
  const lacking = lackingPackages(texts, packages);
  for (const { name, document } of manifests) {
    const change = addPackages(registry, name, document.getText(), lacking);
    if (change)
      return offerChange(document, change, lacking.map((each) => `${each.name} ${each.version}`).join(" and "));
  }
}

/** The editor shows the change as the preview of a refactoring, which the user applies or not. */
async function offerChange(document: vscode.TextDocument, change: TextEdit, packages: string): Promise<void> {
  const path = vscode.workspace.asRelativePath(document.uri);
  const picked = await vscode.window.showInformationMessage(`${path} does not ask for ${packages} yet.`, show);
  if (picked !== show) return;
  const edit = new vscode.WorkspaceEdit();
  const range = new vscode.Range(document.positionAt(change.start), document.positionAt(change.end));
  edit.replace(document.uri, range, change.text, { needsConfirmation: true, label: `Add ${packages}` });
  await vscode.workspace.applyEdit(edit, { isRefactoring: true });
}

/** The manifests of the nearest folder that has any, from the file's own up to that of the workspace; of a new file, that. */
async function nearestManifests(file: vscode.Uri, registry: Registry): Promise<Manifest[]> {
  const isNew = file.scheme === "untitled";
  const root = isNew ? vscode.workspace.workspaceFolders?.[0] : vscode.workspace.getWorkspaceFolder(file);
  if (!root) return [];
  for (const path of isNew ? [root.uri.path] : foldersUpTo(root.uri.path, file.path)) {
    const found: Manifest[] = [];
    for (const name of manifestNames(registry)) {
      const uri = vscode.Uri.joinPath(root.uri.with({ path }), name);
      if (await exists(uri)) found.push({ name, document: await vscode.workspace.openTextDocument(uri) });
    }
    if (found.length > 0) return found;
  }
  return [];
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    return (await vscode.workspace.fs.stat(uri)).type === vscode.FileType.File;
  } catch {
    return false;
  }
}
