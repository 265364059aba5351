import * as vscode from "vscode";
import type { WantedPackage } from "../../core/snippets/manifests.ts";
import { addPackage, lackingPackages, manifestNames } from "../../core/snippets/manifests.ts";
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
  const manifest = manifests.find(({ name, document }) =>
    lacking.some((wanted) => addPackage(registry, name, document.getText(), wanted)),
  );
  if (!manifest) return;
  const names = lacking.map(({ name, version }) => `${name} ${version}`).join(" and ");
  const path = vscode.workspace.asRelativePath(manifest.document.uri);
  const picked = await vscode.window.showInformationMessage(`${path} does not ask for ${names} yet.`, show);
  if (picked === show) await vscode.workspace.applyEdit(editOf(registry, manifest, lacking), { isRefactoring: true });
}

/** The editor shows it as the preview of a refactoring, which the user applies or not. */
function editOf(
  registry: Registry,
  { name, document }: Manifest,
  packages: readonly WantedPackage[],
): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const wanted of packages) {
    const change = addPackage(registry, name, document.getText(), wanted);
    if (!change) continue;
    const range = new vscode.Range(document.positionAt(change.start), document.positionAt(change.end));
    const description = "the version that the snippet was proved with";
    const metadata = { needsConfirmation: true, label: `Add ${wanted.name} ${wanted.version}`, description };
    edit.replace(document.uri, range, change.text, metadata);
  }
  return edit;
}

/** The manifests of the nearest folder that has any, from the file's own up to that of the workspace. */
async function nearestManifests(file: vscode.Uri, registry: Registry): Promise<Manifest[]> {
  const root = vscode.workspace.getWorkspaceFolder(file);
  if (!root) return [];
  for (const path of foldersUpTo(root.uri.path, file.path)) {
    const found: Manifest[] = [];
    for (const name of manifestNames(registry)) {
      const uri = vscode.Uri.joinPath(file.with({ path }), name);
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
