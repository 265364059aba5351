import * as vscode from "vscode";
import { readErrors, withRun } from "../../core/conformance/errorHistory.ts";
import { buildReport } from "../../core/conformance/report.ts";
import type { RunHistory } from "../../core/conformance/runHistory.ts";
import type { ConformanceProject } from "./projects.ts";
import { readProject } from "./projects.ts";

/** A project as it was when it ran last, and its runs in this window. */
export interface ProjectHistory {
  readonly project: ConformanceProject;
  readonly history: RunHistory;
}

/** “Save conformance report”: writes `build_report.md` and shows it. */
export async function saveReport(projects: readonly ProjectHistory[]): Promise<void> {
  const chosen = await choose(projects);
  if (!chosen) return;
  const { project, history } = chosen;
  // Entries may have come and gone since.
  const { entries } = (await readProject(project.uri)) ?? project;
  const run = history.latest(entries.map(({ id }) => id));
  if (!run) return;
  const defaultUri = vscode.Uri.joinPath(project.folder, "build_report.md");
  const target = await vscode.window.showSaveDialog({
    title: "Save report",
    defaultUri,
    filters: { Markdown: ["md"] },
  });
  if (!target) return;
  const known = readErrors(await textOf(target));
  const errors = history.runs.reduce((all, each) => withRun(all, each.results, each.started.slice(0, 10)), known);
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(buildReport(run, errors)));
  await vscode.commands.executeCommand("markdown.showPreview", target);
}

async function choose(projects: readonly ProjectHistory[]): Promise<ProjectHistory | undefined> {
  if (projects.length <= 1) return projects[0];
  const items = projects.map((each) => ({
    label: each.project.name,
    description: vscode.workspace.asRelativePath(each.project.uri),
    each,
  }));
  return (await vscode.window.showQuickPick(items, { title: "Report of which project?" }))?.each;
}

async function textOf(uri: vscode.Uri): Promise<string> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === "FileNotFound") return "";
    throw error;
  }
}
