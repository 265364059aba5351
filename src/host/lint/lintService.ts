import * as vscode from "vscode";
import { Disposable } from "../../core/base/disposable.ts";
import { Emitter } from "../../core/base/emitter.ts";
import { LineIndex } from "../../core/base/text.ts";
import { ignoredPaths } from "../../core/identity/ignoredPaths.ts";
import type { FileReport, LintOptions } from "../../core/lint/fileReport.ts";
import { nothingFound } from "../../core/lint/fileReport.ts";
import type { Project } from "../../core/lint/project/project.ts";
import type { Place } from "../../core/lint/sites.ts";
import type { LintResults, Services } from "../services.ts";
import { toDiagnostic } from "./diagnostics.ts";
import { isLintedFile, lintPath } from "./lintedFiles.ts";
import { LintProjects } from "./lintProjects.ts";
import type { LintState } from "./lintState.ts";
import { cellStates, openNotebook } from "./notebookReport.ts";
import { outline, sameReport } from "./outline.ts";
import { Refresh } from "./refresh.ts";
import { openDocument, readText } from "./workspaceFiles.ts";

type LintServices = Pick<Services, "extensionUri" | "settings" | "identities" | "log">;

/** Checks texts and owns what was found: diagnostics and the reports behind them. */
export class LintService extends Disposable implements LintResults {
  readonly #services: LintServices;
  readonly #diagnostics = this.own(vscode.languages.createDiagnosticCollection("pwaf"));
  readonly #changed = this.own(new Emitter<vscode.Uri>());
  readonly #states = new Map<string, LintState>();
  readonly #projects: LintProjects;
  readonly #refresh: Refresh;
  /** Files to be read again, because one that they import from has changed. */
  readonly #outdated = new Set<string>();

  /** Fires with the file whose findings changed. */
  readonly onDidChange = this.#changed.event;

  constructor(services: LintServices) {
    super();
    this.#services = services;
    this.#projects = this.own(new LintProjects(services.extensionUri));
    const again = (state: LintState) => this.#checkAgain(state);
    this.#refresh = this.own(new Refresh({ files: () => this.#states.values(), again, log: services.log }));
  }

  state(uri: vscode.Uri): LintState | undefined {
    return this.#states.get(uri.toString());
  }

  /** Every file that has been checked and had something in it. */
  get files(): Iterable<LintState> {
    return this.#states.values();
  }

  /** Checks an open document. Gives up, without an answer, when its text changes meanwhile. */
  async checkDocument(document: vscode.TextDocument): Promise<LintState | undefined> {
    const path = lintPath(document);
    if (path === undefined) return undefined;
    const { version, uri } = document;
    const isStale = () => document.version !== version || document.isClosed;
    return await this.#check({ uri, path, text: document.getText(), isStale, isEdited: true });
  }

  /** Checks a text that no editor shows. */
  async checkText(uri: vscode.Uri, text: string): Promise<LintState | undefined> {
    return await this.#check({ uri, path: uri.path, text, isStale: () => false, isEdited: false });
  }

  async check(uri: vscode.Uri): Promise<LintState | undefined> {
    if ((await this.#options(uri)) === undefined) return undefined;
    const open = openDocument(uri);
    // Whoever types meanwhile has it checked again.
    if (open) return (await this.checkDocument(open)) ?? this.state(uri);
    const text = isLintedFile(uri) ? await readText(uri) : undefined;
    return text === undefined ? undefined : await this.checkText(uri, text);
  }

  /** Checks a notebook that is open; what is found stands at its cells. */
  async checkNotebook(document: vscode.NotebookDocument): Promise<void> {
    const { uri, version } = document;
    const notebook = openNotebook(document);
    const isStale = () => document.version !== version || document.isClosed;
    const { text } = notebook.joined;
    const whole = await this.#check({ uri, path: uri.path, text, isStale, isEdited: true, isShown: false });
    if (!whole) return;
    this.#hide(uri);
    const states = cellStates(notebook, whole.report, whole.hasIdentity);
    const kept = new Set(states.map((state) => state.uri.toString()));
    for (const cell of this.#cellsOf(document)) if (!kept.has(cell.toString())) this.#hide(cell);
    for (const state of states) this.#publish(state);
  }

  closeNotebook(document: vscode.NotebookDocument): void {
    for (const cell of this.#cellsOf(document)) this.#hide(cell);
    this.#projects.close(document.uri);
  }

  #cellsOf(document: vscode.NotebookDocument): vscode.Uri[] {
    return [...this.#states.values()].filter(({ notebook }) => notebook === document).map(({ uri }) => uri);
  }

  /** What the findings of another text of the same file would be, without showing them. */
  async tryText({ uri, path, text: current }: LintState, text: string): Promise<FileReport> {
    const options = await this.#options(uri);
    if (!options) return nothingFound;
    return await this.#projects.run(uri, async (project) => {
      await project.update(path, text);
      const report = project.report(path, options);
      await project.update(path, this.state(uri)?.text ?? current);
      return report;
    });
  }

  async locate(
    file: vscode.Uri,
    { path, start }: Required<Place>,
  ): Promise<{ readonly uri: vscode.Uri; readonly line: number } | undefined> {
    const uri = file.with({ path, query: "", fragment: "" });
    const text = this.state(uri)?.text ?? (await readText(uri));
    return text === undefined ? undefined : { uri, line: new LineIndex(text).positionAt(start).line + 1 };
  }

  /** Settings or identities are different: what the rules say about known files is worked out anew, a few at a time. */
  refreshAll(): void {
    this.#refresh.soon();
  }

  /** The same at once, for a command that needs the answer. */
  async refreshNow(): Promise<void> {
    for (const state of [...this.#states.values()]) await this.#checkAgain(state);
  }

  /** A file is gone, or holds nothing any more. */
  forget(uri: vscode.Uri): void {
    const state = this.state(uri);
    this.#hide(uri);
    if (!this.#projects.has(uri)) return;
    const path = state?.path ?? uri.path;
    void this.#projects
      .run(uri, (project) => {
        const before = outline(project.model(path));
        project.remove(path);
        this.#noteChange(project, path, before);
      })
      .finally(() => this.#projects.close(uri));
  }

  forgetAll(): void {
    for (const { uri } of [...this.#states.values()]) this.forget(uri);
    this.#projects.keepOpenFolders();
  }

  /** Frees what was kept for editing a document that was closed. */
  closeDocument(uri: vscode.Uri): void {
    this.#projects.close(uri);
  }

  async #check(file: {
    readonly uri: vscode.Uri;
    readonly path: string;
    readonly text: string;
    readonly isStale: () => boolean;
    readonly isEdited: boolean;
    /** False when the caller shows what was found. */
    readonly isShown?: false;
  }): Promise<LintState | undefined> {
    const { uri, path, text, isEdited } = file;
    const isStale = () => this.isDisposed || file.isStale();
    const options = await this.#options(uri);
    if (isStale()) return undefined;
    return await this.#projects.run(uri, async (project) => {
      if (isStale()) return undefined;
      const before = outline(project.model(path));
      if (!options) project.remove(path);
      else await project.update(path, text, isEdited ? await this.#projects.tree(uri, path) : undefined);
      if (text !== this.state(uri)?.text) this.#noteChange(project, path, before);
      if (isStale()) return undefined;
      const report = options ? project.report(path, options) : nothingFound;
      const lines = new LineIndex(text);
      const state = { uri, path, text, report, lines, hasIdentity: hasIdentity(options) };
      return file.isShown === false ? state : this.#publish(state);
    });
  }

  /** After a change of a file: those that import from it are read again, and all others judged anew if it means something else. */
  #noteChange(project: Project, path: string, before: string): void {
    const importers = project.importersOf(path);
    for (const importer of importers) this.#outdated.add(importer);
    if (importers.length > 0 || outline(project.model(path)) !== before) this.#refresh.soon();
  }

  /** The same text under other circumstances: another file, a setting or the identity has changed. */
  async #checkAgain(state: LintState): Promise<void> {
    if (this.state(state.uri) !== state) return;
    const { notebook } = state;
    if (notebook) {
      // Only the text of now is at hand, which whoever wants to be told on save may still be writing.
      const isWaiting = notebook.isDirty && this.#services.settings.get("lint.run") === "onSave";
      if (!isWaiting) await this.checkNotebook(notebook);
      return;
    }
    const options = await this.#options(state.uri);
    await this.#projects.run(state.uri, async (project) => {
      // It was checked meanwhile, or is gone.
      if (this.state(state.uri) !== state) return;
      if (this.#outdated.delete(state.path) && options) await project.update(state.path, state.text);
      const report = options ? project.report(state.path, options) : nothingFound;
      const isSame = sameReport(report, state.report) && state.hasIdentity === hasIdentity(options);
      if (!isSame) this.#publish({ ...state, report, hasIdentity: hasIdentity(options) });
    });
  }

  #hide(uri: vscode.Uri): void {
    this.#diagnostics.delete(uri);
    if (this.#states.delete(uri.toString())) this.#changed.fire(uri);
  }

  #publish(state: LintState): LintState {
    const { uri, report, lines } = state;
    if (!report.parsed && !this.state(uri)) return state;
    this.#states.set(uri.toString(), state);
    const pages = vscode.Uri.joinPath(this.#services.extensionUri, "docs", "rules");
    this.#diagnostics.set(
      uri,
      report.findings.map((finding) => toDiagnostic(finding, lines, pages)),
    );
    this.#changed.fire(uri);
    return state;
  }

  /** How a file is checked; undefined when it is left out. */
  async #options(uri: vscode.Uri): Promise<LintOptions | undefined> {
    const { settings, identities } = this.#services;
    if (!settings.get("lint.enabled")) return undefined;
    const project = await identities.settingsFor(uri);
    const base = project.folder && `${project.folder.path.replace(/\/$/, "")}/`;
    if (base !== undefined && uri.path.startsWith(base)) {
      if (ignoredPaths(project.config.ignore)(uri.path.slice(base.length))) return undefined;
    }
    const rules = { ...project.config.rules, ...settings.get("lint.rules") };
    return { rules, ...(project.identity ? { identity: project.identity } : {}) };
  }
}

function hasIdentity(options: LintOptions | undefined): boolean {
  return options?.identity !== undefined;
}
