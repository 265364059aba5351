import * as vscode from "vscode";
import type { Project } from "../../core/scaffold/project.ts";
import { isEnvironmentExample } from "../../core/scaffold/environmentExample.ts";
import { isReadme } from "../../core/scaffold/readme.ts";
import {
  applicationFiles,
  connectionFiles,
  decidingFiles,
  detectProjects,
  sharedFiles,
} from "../../core/scaffold/project.ts";

/** A project of the workspace, and what adding a connector must know of its files. */
export interface FoundProject {
  readonly project: Project;
  readonly folder: vscode.Uri;
  /** Relative to the folder, with forward slashes. */
  readonly paths: readonly string[];
  readonly texts: ReadonlyMap<string, string>;
}

const elsewhere = "**/{node_modules,.venv,venv,site-packages,target,build,dist,out,.git}/**";
const mostManifests = 100;
const mostFiles = 5000;

/** The projects of all folders of the workspace, by manifests; those nearest to the root first. */
export async function findProjects(): Promise<FoundProject[]> {
  const manifests = await vscode.workspace.findFiles(`**/{${decidingFiles.join(",")}}`, elsewhere, mostManifests);
  const folders = new Map(manifests.map((uri) => [parentOf(uri).toString(), parentOf(uri)]));
  const sorted = [...folders.values()].sort((a, b) => depth(a) - depth(b) || (a.path < b.path ? -1 : 1));
  return (await Promise.all(sorted.map(readFolder))).flat();
}

async function readFolder(folder: vscode.Uri): Promise<FoundProject[]> {
  const pattern = new vscode.RelativePattern(folder, "**/*");
  const uris = await vscode.workspace.findFiles(pattern, elsewhere, mostFiles);
  const paths = uris.map((uri) => uri.path.slice(folder.path.length + 1)).sort();
  const wanted = paths.filter(
    (path) =>
      decidingFiles.includes(path) ||
      isReadme(path) ||
      isEnvironmentExample(path) ||
      applicationFiles.test(path) ||
      connectionFiles.test(path),
  );
  const texts = new Map<string, string>();
  for (const path of wanted) texts.set(path, await textOf(vscode.Uri.joinPath(folder, path)));
  const above = await filesAbove(folder);
  return detectProjects({ paths, texts, above }).map((project) => ({ project, folder, paths, texts }));
}

/** Lock files and the like in the folders above, up to that of the workspace; the nearest first. */
async function filesAbove(folder: vscode.Uri): Promise<string[]> {
  const root = vscode.workspace.getWorkspaceFolder(folder)?.uri.path ?? folder.path;
  const found: string[] = [];
  let way = "";
  for (let at = folder; at.path.length > root.length;) {
    at = parentOf(at);
    way += "../";
    const entries = await vscode.workspace.fs.readDirectory(at);
    for (const [name] of entries) if (sharedFiles.includes(name)) found.push(way + name);
  }
  return found;
}

/** The text as the editor has it, unsaved changes among it. */
export async function textOf(uri: vscode.Uri): Promise<string> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  return open?.getText() ?? new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

function parentOf(uri: vscode.Uri): vscode.Uri {
  return uri.with({ path: uri.path.slice(0, uri.path.lastIndexOf("/")) });
}

function depth({ path }: vscode.Uri): number {
  return path.split("/").length;
}
