import { setImmediate as nextTurn } from "node:timers/promises";
import ignore from "ignore";
import type { Ignore } from "ignore";
import * as vscode from "vscode";
import { Disposable, toDisposable } from "../../core/base/disposable.ts";
import { errorText } from "../../core/base/errors.ts";
import { fileKind, hasTrigger } from "../../core/lint/languages/fileKinds.ts";
import { logError } from "../platform/errors.ts";
import type { Services } from "../services.ts";
import { foreignGlob, isLintedFile, lintedGlob } from "./lintedFiles.ts";
import type { LintService } from "./lintService.ts";

/** Bounds of a scan. A larger workspace is checked on the command line. */
const limits = { files: 20_000, bytes: 1_000_000 };

/** Files read at the same time; analysis runs between them, one file at a turn of the event loop. */
const readAhead = 8;

const changePause = 300;

export interface ScanProgress {
  readonly done: number;
  readonly total: number;
}

/** Checks the files of the workspace that no editor shows, and follows their changes on disk. */
export class WorkspaceScan extends Disposable {
  readonly #lint: LintService;
  readonly #services: Pick<Services, "settings" | "log">;
  readonly #changed = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #running: vscode.CancellationTokenSource | undefined;

  constructor(lint: LintService, services: Pick<Services, "settings" | "log">) {
    super();
    this.#lint = lint;
    this.#services = services;
    const watcher = this.own(vscode.workspace.createFileSystemWatcher(lintedGlob));
    this.own(watcher.onDidCreate((uri) => this.#fileChanged(uri)));
    this.own(watcher.onDidChange((uri) => this.#fileChanged(uri)));
    this.own(watcher.onDidDelete((uri) => lint.forget(uri)));
    this.own(vscode.workspace.onDidCloseTextDocument((document) => this.#documentClosed(document.uri)));
    this.own(toDisposable(() => this.#running?.cancel()));
    this.own(toDisposable(() => clearTimeout(this.#timer)));
  }

  /** Scans in the background; a scan that is still running is given up. */
  start(): void {
    this.#running?.cancel();
    const source = new vscode.CancellationTokenSource();
    this.#running = source;
    this.scan(source.token)
      .catch((error: unknown) => logError(error, this.#services.log))
      .finally(() => source.dispose());
  }

  /** Checks every file of the workspace. Stops between two files when cancelled. */
  async scan(
    token: vscode.CancellationToken,
    onProgress: (progress: ScanProgress) => void = () => undefined,
  ): Promise<void> {
    const isOver = () => token.isCancellationRequested || this.isDisposed;
    const files = await this.#files(token);
    for (let start = 0; start < files.length && !isOver(); start += readAhead) {
      const batch = files.slice(start, start + readAhead);
      const texts = await Promise.all(batch.map((uri) => this.#read(uri)));
      for (const [index, uri] of batch.entries()) {
        const text = texts[index];
        if (isOver()) return;
        if (text === undefined || isOpen(uri)) continue;
        await this.#lint.checkText(uri, text);
        // Lets the editor's own messages through between two files.
        await nextTurn();
      }
      onProgress({ done: Math.min(start + readAhead, files.length), total: files.length });
    }
  }

  async #files(token: vscode.CancellationToken): Promise<vscode.Uri[]> {
    const found = await vscode.workspace.findFiles(lintedGlob, foreignGlob, limits.files, token);
    if (found.length === limits.files) {
      this.#services.log.warn(
        `The workspace has more than ${limits.files} files to check; the rest is left to \`pwaf lint\`.`,
      );
    }
    const gitRules = await this.#gitRules(token);
    return found.filter(
      (uri) =>
        fileKind(uri.path) === "dotenv" ||
        !gitRules.some(({ base, rules }) => uri.path.startsWith(base) && rules.ignores(uri.path.slice(base.length))),
    );
  }

  async #gitRules(token: vscode.CancellationToken): Promise<{ readonly base: string; readonly rules: Ignore }[]> {
    const found = await vscode.workspace.findFiles("**/.gitignore", foreignGlob, 1_000, token);
    const texts = await Promise.all(found.map((uri) => this.#read(uri)));
    return found.map((uri, index) => ({
      base: uri.path.slice(0, uri.path.lastIndexOf("/") + 1),
      rules: ignore().add(texts[index] ?? ""),
    }));
  }

  /** The text of a file that is worth a check; undefined for others and for what cannot be read. */
  async #read(uri: vscode.Uri): Promise<string | undefined> {
    try {
      const { size } = await vscode.workspace.fs.stat(uri);
      if (size > limits.bytes) return undefined;
      const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
      const kind = fileKind(uri.path);
      // A file that had findings is checked again, so that they go away.
      return kind === undefined || hasTrigger(kind, text) || this.#lint.state(uri) ? text : undefined;
    } catch (error) {
      this.#services.log.warn(`Could not read ${uri.fsPath}: ${errorText(error)}`);
      return undefined;
    }
  }

  #isWholeWorkspace(): boolean {
    return this.#services.settings.get("lint.scope") === "workspace" && this.#services.settings.get("lint.enabled");
  }

  #documentClosed(uri: vscode.Uri): void {
    this.#lint.closeTree(uri);
    // Unsaved changes are gone now: what counts is the file on disk.
    if (this.#isWholeWorkspace() && vscode.workspace.getWorkspaceFolder(uri)) this.#fileChanged(uri);
    else this.#lint.forget(uri);
  }

  #fileChanged(uri: vscode.Uri): void {
    if (!this.#isWholeWorkspace() || !isLintedFile(uri)) return;
    this.#changed.add(uri.toString());
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#checkChanged(), changePause);
  }

  async #checkChanged(): Promise<void> {
    const changed = [...this.#changed].map((key) => vscode.Uri.parse(key));
    this.#changed.clear();
    for (const uri of changed) {
      if (this.isDisposed) return;
      if (isOpen(uri)) continue;
      const text = await this.#read(uri);
      if (text === undefined) this.#lint.forget(uri);
      else await this.#lint.checkText(uri, text).catch((error: unknown) => logError(error, this.#services.log));
      await nextTurn();
    }
  }
}

function isOpen(uri: vscode.Uri): boolean {
  const key = uri.toString();
  return vscode.workspace.textDocuments.some((document) => document.uri.toString() === key);
}
