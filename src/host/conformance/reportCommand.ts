import * as vscode from "vscode";
import { PwafError } from "../../core/base/errors.ts";
import { readErrors, withRun } from "../../core/conformance/errorHistory.ts";
import { buildReport } from "../../core/conformance/report.ts";
import type { ConformanceRun } from "../../core/conformance/result.ts";
import { setContextKey } from "../platform/contextKeys.ts";
import type { ConformanceProject } from "./projects.ts";

/** More runs of one project in one window say nothing new about errors. */
const mostRuns = 100;

/** The runs of this window, from which the report is made. */
export class RunHistory {
  readonly #runs = new Map<string, { readonly project: ConformanceProject; readonly runs: ConformanceRun[] }>();

  add(project: ConformanceProject, run: ConformanceRun): void {
    const key = project.uri.toString();
    const runs = this.#runs.get(key)?.runs ?? [];
    runs.push(run);
    this.#runs.set(key, { project, runs: runs.slice(-mostRuns) });
    setContextKey("pwaf.hasConformanceResults", true);
  }

  get projects(): readonly ConformanceProject[] {
    return [...this.#runs.values()].map(({ project }) => project);
  }

  /** The last run, completed by the results of earlier ones for entries that it left out. */
  latest(project: ConformanceProject): ConformanceRun | undefined {
    const runs = this.of(project);
    const last = runs.at(-1);
    if (!last) return undefined;
    const same = runs.filter(({ target, identity }) => target === last.target && identity === last.identity);
    const results = new Map(same.flatMap((run) => run.results).map((result) => [result.entry.id, result]));
    const order = project.entries.map(({ id }) => id);
    const place = (id: string) => (order.includes(id) ? order.indexOf(id) : order.length);
    return { ...last, results: [...results.values()].sort((a, b) => place(a.entry.id) - place(b.entry.id)) };
  }

  of(project: ConformanceProject): readonly ConformanceRun[] {
    return this.#runs.get(project.uri.toString())?.runs ?? [];
  }
}

/** “Save conformance report”: writes `build_report.md`. @throws PwafError without results. */
export async function saveReport(history: RunHistory): Promise<void> {
  const project = await chooseProject(history.projects);
  const run = project && history.latest(project);
  if (!project || !run) return;
  const defaultUri = vscode.Uri.joinPath(project.folder, "build_report.md");
  const target = await vscode.window.showSaveDialog({
    title: "Save report",
    defaultUri,
    filters: { Markdown: ["md"] },
  });
  if (!target) return;
  const known = readErrors(await textOf(target));
  const errors = history
    .of(project)
    .reduce((all, each) => withRun(all, each.results, each.started.slice(0, 10)), known);
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(buildReport(run, errors)));
  await vscode.commands.executeCommand("markdown.showPreview", target);
}

async function chooseProject(projects: readonly ConformanceProject[]): Promise<ConformanceProject | undefined> {
  if (projects.length === 0) {
    throw new PwafError("not-found", "Nothing has been run yet.", { hint: "Run conformance in the Testing view." });
  }
  if (projects.length === 1) return projects[0];
  const items = projects.map((project) => ({
    label: project.name,
    description: vscode.workspace.asRelativePath(project.uri),
    project,
  }));
  return (await vscode.window.showQuickPick(items, { title: "Report of which project?" }))?.project;
}

async function textOf(uri: vscode.Uri): Promise<string> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === "FileNotFound") return "";
    throw error;
  }
}
