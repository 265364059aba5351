import * as vscode from "vscode";
import { Disposable } from "../../core/base/disposable.ts";
import type { ConformanceEntry } from "../../core/conformance/entry.ts";
import { conformanceAuthNames } from "../../core/conformance/entry.ts";
import { connectorNames } from "../../core/lint/report/names.ts";
import type { ConformanceProject } from "./projects.ts";
import { configGlob, findConfigs, rangeOf, readProject } from "./projects.ts";

/** An entry, the project it belongs to, and where the Testing view shows it. */
export interface EntryItem {
  readonly project: ConformanceProject;
  readonly entry: ConformanceEntry;
  readonly item: vscode.TestItem;
}

/** Keeps the Testing view what the files say: project (where there are several), connector, kind of sign-in. */
export class TestTree extends Disposable {
  readonly #controller: vscode.TestController;
  readonly #projects = new Map<string, ConformanceProject>();
  readonly #entries = new Map<vscode.TestItem, EntryItem>();
  #found: Promise<void> | undefined;

  constructor(controller: vscode.TestController) {
    super();
    this.#controller = controller;
    controller.resolveHandler = (item) => (item ? undefined : this.find());
    controller.refreshHandler = () => this.#findAll();
    const watcher = this.own(vscode.workspace.createFileSystemWatcher(configGlob));
    this.own(watcher.onDidCreate((uri) => this.#update(uri)));
    this.own(watcher.onDidChange((uri) => this.#update(uri)));
    this.own(watcher.onDidDelete((uri) => this.#update(uri)));
    // So that the lines of an open file have their buttons before anybody looks into the Testing view.
    this.own(vscode.workspace.onDidOpenTextDocument(({ uri }) => this.#opened(uri)));
    for (const { uri } of vscode.workspace.textDocuments) this.#opened(uri);
  }

  /** Looks for projects, once. */
  find(): Promise<void> {
    this.#found ??= this.#findAll();
    return this.#found;
  }

  get all(): readonly EntryItem[] {
    return [...this.#entries.values()];
  }

  get projects(): readonly ConformanceProject[] {
    return [...this.#projects.values()];
  }

  /** The entries that somebody asked to run, each once, in the order of their files. */
  chosen({ include, exclude = [] }: Pick<vscode.TestRunRequest, "include" | "exclude">): readonly EntryItem[] {
    const isUnder = (item: vscode.TestItem | undefined, items: readonly vscode.TestItem[]): boolean =>
      item !== undefined && (items.includes(item) || isUnder(item.parent, items));
    return this.all.filter(({ item }) => (!include || isUnder(item, include)) && !isUnder(item, exclude));
  }

  async #findAll(): Promise<void> {
    const projects = await Promise.all((await findConfigs()).map(readProject));
    this.#projects.clear();
    for (const project of projects) if (project) this.#projects.set(project.uri.toString(), project);
    this.#draw();
  }

  #opened(uri: vscode.Uri): void {
    if (uri.path.endsWith("/pwaf.json") && vscode.workspace.getWorkspaceFolder(uri)) void this.find();
  }

  async #update(uri: vscode.Uri): Promise<void> {
    const project = await readProject(uri);
    if (project) this.#projects.set(uri.toString(), project);
    else this.#projects.delete(uri.toString());
    this.#draw();
  }

  #draw(): void {
    this.#entries.clear();
    const { items } = this.#controller;
    const projects = this.projects;
    const [only] = projects;
    if (projects.length === 1 && only) {
      items.replace(this.#problemItems(only).concat(this.#connectorItems(only)));
      return;
    }
    items.replace(
      projects.map((project) => {
        const item = this.#controller.createTestItem(project.uri.toString(), project.name, project.uri);
        item.description = vscode.workspace.asRelativePath(project.uri);
        item.children.replace(this.#problemItems(project).concat(this.#connectorItems(project)));
        return item;
      }),
    );
  }

  #connectorItems(project: ConformanceProject): vscode.TestItem[] {
    const { entries, uri } = project;
    const connectors = [...new Set(entries.map(({ connector }) => connector))];
    return connectors.map((connector, index) => {
      const item = this.#controller.createTestItem(`${uri.toString()}#${connector}`, connectorNames[connector], uri);
      item.sortText = sortText(index);
      const own = entries.filter((entry) => entry.connector === connector);
      item.children.replace(own.map((entry, place) => this.#entryItem(project, entry, place)));
      return item;
    });
  }

  #entryItem(project: ConformanceProject, entry: ConformanceEntry, place: number): vscode.TestItem {
    const { uri, lines } = project;
    const name = conformanceAuthNames[entry.auth].replace(/^./, (first) => first.toUpperCase());
    const label = name + (entry.name === undefined ? "" : `: ${entry.name}`);
    const item = this.#controller.createTestItem(`${uri.toString()}#${entry.id}`, label, uri);
    item.sortText = sortText(place);
    item.range = rangeOf(lines, entry.range);
    this.#entries.set(item, { project, entry, item });
    return item;
  }

  /** What is wrong in the file stands in the tree, because an entry with an error in it cannot. */
  #problemItems({ problems, uri, lines }: ConformanceProject): vscode.TestItem[] {
    const [first] = problems.filter(({ severity }) => severity === "error");
    if (!first) return [];
    const item = this.#controller.createTestItem(`${uri.toString()}#!`, "pwaf.json has errors", uri);
    item.range = rangeOf(lines, first);
    item.error = new vscode.MarkdownString(first.message);
    item.sortText = "";
    return [item];
  }
}

function sortText(index: number): string {
  return String(index).padStart(4, "0");
}
