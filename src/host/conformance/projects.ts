import { basename, dirname } from "node:path";
import * as vscode from "vscode";
import { LineIndex } from "../../core/base/text.ts";
import type { ConformanceSettings } from "../../core/conformance/entries.ts";
import { parseConformance } from "../../core/conformance/entries.ts";

/** A `pwaf.json` of the workspace that names commands to run, or would if it were right. */
export interface ConformanceProject extends ConformanceSettings {
  readonly uri: vscode.Uri;
  readonly folder: vscode.Uri;
  /** For people. */
  readonly name: string;
  readonly lines: LineIndex;
}

export const configGlob = "**/pwaf.json";
const elsewhere = "**/{node_modules,.venv,venv,target,dist}/**";
const mostProjects = 200;

export async function findConfigs(): Promise<vscode.Uri[]> {
  const files = await vscode.workspace.findFiles(configGlob, elsewhere, mostProjects);
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Undefined for a file that is gone, or says nothing about conformance. */
export async function readProject(uri: vscode.Uri): Promise<ConformanceProject | undefined> {
  let text: string;
  try {
    text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return undefined;
    throw error;
  }
  if (!text.includes('"conformance"')) return undefined;
  const settings = parseConformance(text);
  const folder = uri.with({ path: dirname(uri.path) });
  return { ...settings, uri, folder, name: basename(folder.path), lines: new LineIndex(text) };
}

export function rangeOf(
  lines: LineIndex,
  { start, end }: { readonly start: number; readonly end: number },
): vscode.Range {
  const [from, to] = [lines.positionAt(start), lines.positionAt(end)];
  return new vscode.Range(from.line, from.character, to.line, to.character);
}
