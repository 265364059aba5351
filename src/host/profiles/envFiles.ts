import * as vscode from "vscode";
import type { EnvWorkspace } from "../../core/profiles/envWorkspace.ts";
import { envWorkspace } from "../../core/profiles/envWorkspace.ts";

/** A workspace that can be offered, and where it was found. */
export interface FoundWorkspace extends EnvWorkspace {
  /** Path of the file, for people; absent for one that was typed. */
  readonly source?: string;
}

/** More than this is no `.env` file, in bytes. */
const longestFile = 100_000;

/**
 * Workspaces that `.env` files of the open folders name, each once. None in a folder that is not trusted: nothing from
 * there may suggest where to sign in.
 */
export async function findWorkspaces(): Promise<readonly FoundWorkspace[]> {
  if (!vscode.workspace.isTrusted) return [];
  const files = await vscode.workspace.findFiles("**/{.env,.env.*}", "**/{node_modules,.venv,venv}/**", 20);
  const found = new Map<string, FoundWorkspace>();
  for (const file of files.sort((a, b) => a.path.length - b.path.length)) {
    const workspace = await read(file);
    if (!workspace) continue;
    const key = JSON.stringify([workspace.host, workspace.clientId]);
    if (!found.has(key)) found.set(key, { ...workspace, source: vscode.workspace.asRelativePath(file) });
  }
  return [...found.values()];
}

async function read(file: vscode.Uri): Promise<EnvWorkspace | undefined> {
  try {
    const { size } = await vscode.workspace.fs.stat(file);
    if (size > longestFile) return undefined;
    return envWorkspace(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)));
  } catch {
    // A file that went away or may not be read has nothing to offer.
    return undefined;
  }
}
