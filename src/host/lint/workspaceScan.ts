import * as vscode from "vscode";
import { Disposable, toDisposable } from "../../core/base/disposable.ts";
import { Emitter } from "../../core/base/emitter.ts";
import { logError } from "../platform/errors.ts";
import type { Scan, ScanState, Services } from "../services.ts";
import { findWorkspaceFiles, readCandidate } from "./candidates.ts";
import { isLintedFile, lintedGlob } from "./lintedFiles.ts";
import { shownFiles } from "./workspaceFiles.ts";
import type { LintService } from "./lintService.ts";
import { nextTurn } from "./turns.ts";

/** Files read at the same time; analysis runs between them. */
const readAhead = 8;

/** How long the extension host may be kept busy before its messages get their turn. */
const sliceMs = 4;

const changePause = 300;

/** Checks the files of the workspace that no editor shows, and follows their changes on disk. */
export class WorkspaceScan extends Disposable implements Scan {
  readonly #lint: LintService;
  readonly #services: Pick<Services, "settings" | "log">;
  readonly #changed = this.own(new Emitter<ScanState>());
  readonly #changedFiles = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: vscode.CancellationTokenSource | undefined;
  #state: ScanState = { kind: "notYet" };

  readonly onDidChange = this.#changed.event;

  constructor(lint: LintService, services: Pick<Services, "settings" | "log">) {
    super();
    this.#lint = lint;
    this.#services = services;
    const watcher = this.own(vscode.workspace.createFileSystemWatcher(lintedGlob));
    this.own(watcher.onDidCreate((uri) => this.#fileChanged(uri)));
    this.own(watcher.onDidChange((uri) => this.#fileChanged(uri)));
    this.own(watcher.onDidDelete((uri) => lint.forget(uri)));
    this.own(vscode.workspace.onDidCloseTextDocument((document) => this.#documentClosed(document.uri)));
    this.own(vscode.workspace.onDidCloseNotebookDocument(({ uri }) => this.#documentClosed(uri)));
    this.own(toDisposable(() => this.cancel()));
    this.own(toDisposable(() => clearTimeout(this.#timer)));
  }

  get state(): ScanState {
    return this.#state;
  }

  async start(): Promise<"finished" | "cancelled"> {
    this.cancel();
    const source = new vscode.CancellationTokenSource();
    this.#running = source;
    const before: ScanState = this.#state.kind === "finished" ? this.#state : { kind: "notYet" };
    this.#show({ kind: "running", done: 0, total: 0 });
    try {
      await this.#checkAll(source.token);
    } catch (error) {
      logError(error, this.#services.log);
      source.cancel();
    }
    const outcome = source.token.isCancellationRequested ? "cancelled" : "finished";
    // A later scan may have taken over, which then speaks for itself.
    if (this.#running === source) {
      this.#running = undefined;
      this.#show(outcome === "finished" ? { kind: "finished" } : before);
    }
    source.dispose();
    return outcome;
  }

  cancel(): void {
    this.#running?.cancel();
  }

  async #checkAll(token: vscode.CancellationToken): Promise<void> {
    const isOver = () => token.isCancellationRequested || this.isDisposed;
    const files = await findWorkspaceFiles(this.#services.log, token);
    let sliceStart = performance.now();
    for (let start = 0; start < files.length && !isOver(); start += readAhead) {
      const batch = files.slice(start, start + readAhead);
      const texts = await Promise.all(batch.map((uri) => this.#read(uri)));
      const shown = shownFiles();
      for (const [index, uri] of batch.entries()) {
        const text = texts[index];
        if (isOver()) return;
        if (text === undefined || shown.has(uri.toString())) continue;
        await this.#check(uri, text);
        if (performance.now() - sliceStart < sliceMs) continue;
        await nextTurn();
        sliceStart = performance.now();
      }
      this.#show({ kind: "running", done: Math.min(start + readAhead, files.length), total: files.length });
    }
  }

  /** One file that cannot be checked must not keep the others from it. */
  async #check(uri: vscode.Uri, text: string): Promise<void> {
    try {
      await this.#lint.checkText(uri, text);
    } catch (error) {
      this.#services.log.error(`Could not check ${vscode.workspace.asRelativePath(uri)}:`);
      logError(error, this.#services.log);
    }
  }

  #show(state: ScanState): void {
    this.#state = state;
    this.#changed.fire(state);
  }

  /** A file that had findings is read in any case, so that they go away. */
  #read(uri: vscode.Uri): Promise<string | undefined> {
    return readCandidate(uri, { always: this.#lint.state(uri) !== undefined, log: this.#services.log });
  }

  /** Whether files count that no editor shows: by setting, or because somebody asked for them. */
  #isWholeWorkspace(): boolean {
    const { settings } = this.#services;
    if (!settings.get("lint.enabled")) return false;
    return settings.get("lint.scope") === "workspace" || this.#state.kind === "finished";
  }

  #documentClosed(uri: vscode.Uri): void {
    this.#lint.closeDocument(uri);
    // Unsaved changes are gone now: what counts is the file on disk.
    if (this.#isWholeWorkspace() && vscode.workspace.getWorkspaceFolder(uri)) this.#fileChanged(uri);
    else this.#lint.forget(uri);
  }

  #fileChanged(uri: vscode.Uri): void {
    if (!this.#isWholeWorkspace() || !isLintedFile(uri)) return;
    this.#changedFiles.add(uri.toString());
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#checkChanged(), changePause);
  }

  async #checkChanged(): Promise<void> {
    const changed = [...this.#changedFiles].map((key) => vscode.Uri.parse(key));
    this.#changedFiles.clear();
    for (const uri of changed) {
      if (this.isDisposed) return;
      if (shownFiles().has(uri.toString())) continue;
      const text = await this.#read(uri);
      if (text === undefined) this.#lint.forget(uri);
      else await this.#check(uri, text);
      await nextTurn();
    }
  }
}
