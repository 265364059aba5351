import * as vscode from "vscode";
import { Disposable, toDisposable } from "../../core/base/disposable.ts";
import type { Engine, LintedDocument } from "../../core/lint/engine.ts";
import type { Project } from "../../core/lint/project/project.ts";
import { listFolder, readText } from "./workspaceFiles.ts";

/** Syntax trees kept for documents that are being edited; more would only hold memory. */
const treeLimit = 12;

interface Entry {
  readonly project: Promise<Project>;
  /** Ends with the last task that was asked for. */
  queue: Promise<unknown>;
}

/**
 * The projects that files are checked in: one for each workspace folder, whose files know of each other, and one for
 * each document that lies in none. The engine and its grammars come with the first file that needs them.
 */
export class LintProjects extends Disposable {
  readonly #extension: vscode.Uri;
  readonly #entries = new Map<string, Entry>();
  /** Least recently used first. */
  readonly #trees = new Map<string, LintedDocument>();
  #engine: Promise<Engine> | undefined;

  constructor(extension: vscode.Uri) {
    super();
    this.#extension = extension;
    this.own(toDisposable(() => this.#closeAll()));
  }

  /** Whether something has been checked in the project of a file. */
  has(uri: vscode.Uri): boolean {
    return this.#entries.has(keyOf(uri));
  }

  /** Does something with the project of a file, one task after the other, so that a late answer overtakes no later one. */
  run<T>(uri: vscode.Uri, task: (project: Project) => T | Promise<T>): Promise<T> {
    const key = keyOf(uri);
    let entry = this.#entries.get(key);
    if (!entry) {
      const project = this.#create(uri);
      project.catch(() => this.#entries.delete(key));
      entry = { project, queue: project.catch(() => undefined) };
      this.#entries.set(key, entry);
    }
    const { project, queue } = entry;
    const result = queue.then(async () => task(await project));
    entry.queue = result.catch(() => undefined);
    return result;
  }

  /** The syntax tree of a document that is being edited. */
  async tree(uri: vscode.Uri, path: string): Promise<LintedDocument> {
    const engine = await this.#loadEngine();
    const key = uri.toString();
    const tree = this.#trees.get(key) ?? engine.open(path);
    this.#trees.delete(key);
    this.#trees.set(key, tree);
    const [oldest] = this.#trees.keys();
    if (oldest !== undefined && this.#trees.size > treeLimit) this.#closeTree(oldest);
    return tree;
  }

  /** A document is no longer shown: frees its tree, and its project where it lies in no folder. */
  close(uri: vscode.Uri): void {
    this.#closeTree(uri.toString());
    if (!vscode.workspace.getWorkspaceFolder(uri)) this.#closeProject(keyOf(uri));
  }

  /** Lets go of the projects of folders that were closed. */
  keepOpenFolders(): void {
    const kept = new Set((vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri.toString()));
    for (const key of [...this.#entries.keys()]) if (!kept.has(key)) this.#closeProject(key);
  }

  async #create(uri: vscode.Uri): Promise<Project> {
    const [engine, { Project: LoadedProject }] = await Promise.all([
      this.#loadEngine(),
      import("../../core/lint/project/project.ts"),
    ]);
    const at = (path: string) => uri.with({ path, query: "", fragment: "" });
    return new LoadedProject(engine, { read: (path) => readText(at(path)), list: (path) => listFolder(at(path)) });
  }

  #loadEngine(): Promise<Engine> {
    this.#engine ??= (async () => {
      const { Engine: LoadedEngine } = await import("../../core/lint/engine.ts");
      const folder = vscode.Uri.joinPath(this.#extension, "dist", "grammars");
      const read = async (name: string) => vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, name));
      return new LoadedEngine({
        runtime: () => read("tree-sitter.wasm"),
        grammar: (name) => read(`tree-sitter-${name}.wasm`),
      });
    })();
    this.#engine.catch(() => (this.#engine = undefined));
    return this.#engine;
  }

  #closeTree(key: string): void {
    this.#trees.get(key)?.dispose();
    this.#trees.delete(key);
  }

  #closeProject(key: string): void {
    const entry = this.#entries.get(key);
    this.#entries.delete(key);
    entry?.queue.then(async () => (await entry.project).dispose()).catch(() => undefined);
  }

  #closeAll(): void {
    for (const key of [...this.#trees.keys()]) this.#closeTree(key);
    for (const key of [...this.#entries.keys()]) this.#closeProject(key);
  }
}

function keyOf(uri: vscode.Uri): string {
  return (vscode.workspace.getWorkspaceFolder(uri)?.uri ?? uri).toString();
}
