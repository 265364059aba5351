import { posix } from "node:path";
import * as vscode from "vscode";
import { Disposable } from "../../core/base/disposable.ts";
import { Emitter } from "../../core/base/emitter.ts";
import { LineIndex } from "../../core/base/text.ts";
import { ignoredPaths } from "../../core/identity/ignoredPaths.ts";
import type { Engine, FileReport, LintedDocument, LintOptions } from "../../core/lint/engine.ts";
import type { Services } from "../services.ts";
import { toDiagnostic } from "./diagnostics.ts";
import { lintPath } from "./lintedFiles.ts";

/** What is known about a file: the report of one version of its text. */
export interface LintState {
  readonly report: FileReport;
  readonly text: string;
  readonly lines: LineIndex;
  readonly hasIdentity: boolean;
}

/** Syntax trees kept for documents that are being edited; more would only hold memory. */
const treeLimit = 12;

const empty: FileReport = { findings: [], sites: [], parsed: false };

/** Checks texts and owns what was found: diagnostics and the reports behind them. */
export class LintService extends Disposable {
  readonly #services: Pick<Services, "extensionUri" | "settings" | "identities">;
  readonly #diagnostics = this.own(vscode.languages.createDiagnosticCollection("pwaf"));
  readonly #changed = this.own(new Emitter<vscode.Uri>());
  readonly #states = new Map<string, LintState>();
  /** Least recently used first. */
  readonly #trees = new Map<string, LintedDocument>();
  #engine: Promise<Engine> | undefined;

  /** Fires with the file whose findings changed. */
  readonly onDidChange = this.#changed.event;

  constructor(services: Pick<Services, "extensionUri" | "settings" | "identities">) {
    super();
    this.#services = services;
  }

  state(uri: vscode.Uri): LintState | undefined {
    return this.#states.get(uri.toString());
  }

  /** Every file that has been checked and had something in it. */
  get states(): ReadonlyMap<string, LintState> {
    return this.#states;
  }

  /** Checks an open document. Gives up, without an answer, when its text changes meanwhile. */
  async checkDocument(document: vscode.TextDocument): Promise<LintState | undefined> {
    const path = lintPath(document);
    if (path === undefined) return undefined;
    const { version, uri } = document;
    const options = await this.#options(uri);
    const engine = await this.#loadEngine();
    const isStale = () => document.version !== version || document.isClosed || this.isDisposed;
    if (isStale()) return undefined;
    const text = document.getText();
    const known = this.state(uri);
    const report = options ? await this.#tree(engine, uri, path).check(text, options) : empty;
    if (isStale()) return undefined;
    return this.#publish(uri, text, report, options, known);
  }

  /** Checks a text that no editor shows. */
  async checkText(uri: vscode.Uri, text: string): Promise<void> {
    const options = await this.#options(uri);
    const engine = await this.#loadEngine();
    const report = options ? await engine.check(uri.path, text, options) : empty;
    if (!this.isDisposed) this.#publish(uri, text, report, options, this.state(uri));
  }

  /** What the findings of another text of the same document would be, without showing them. */
  async tryText(document: vscode.TextDocument, text: string): Promise<FileReport> {
    const path = lintPath(document);
    const options = await this.#options(document.uri);
    return path === undefined || !options ? empty : await (await this.#loadEngine()).check(path, text, options);
  }

  forget(uri: vscode.Uri): void {
    this.closeTree(uri);
    if (!this.#states.delete(uri.toString())) return;
    this.#diagnostics.delete(uri);
    this.#changed.fire(uri);
  }

  forgetAll(): void {
    for (const key of [...this.#states.keys()]) this.forget(vscode.Uri.parse(key));
  }

  /** Frees the syntax tree of a document that was closed. */
  closeTree(uri: vscode.Uri): void {
    this.#trees.get(uri.toString())?.dispose();
    this.#trees.delete(uri.toString());
  }

  override dispose(): void {
    super.dispose();
    for (const tree of this.#trees.values()) tree.dispose();
    this.#trees.clear();
  }

  #publish(
    uri: vscode.Uri,
    text: string,
    report: FileReport,
    options: LintOptions | undefined,
    known: LintState | undefined,
  ): LintState {
    const lines = new LineIndex(text);
    const state = { report, text, lines, hasIdentity: options?.identity !== undefined };
    if (!report.parsed && !known) return state;
    this.#states.set(uri.toString(), state);
    const pages = vscode.Uri.joinPath(this.#services.extensionUri, "docs", "rules");
    this.#diagnostics.set(
      uri,
      report.findings.map((finding) => toDiagnostic(finding, lines, pages)),
    );
    this.#changed.fire(uri);
    return state;
  }

  #tree(engine: Engine, uri: vscode.Uri, path: string): LintedDocument {
    const key = uri.toString();
    const tree = this.#trees.get(key) ?? engine.open(path);
    this.#trees.delete(key);
    this.#trees.set(key, tree);
    const [oldest] = this.#trees;
    if (oldest && this.#trees.size > treeLimit) {
      oldest[1].dispose();
      this.#trees.delete(oldest[0]);
    }
    return tree;
  }

  /** How a file is checked; undefined when it is left out. */
  async #options(uri: vscode.Uri): Promise<LintOptions | undefined> {
    const { settings, identities } = this.#services;
    if (!settings.get("lint.enabled")) return undefined;
    const project = await identities.settingsFor(uri);
    if (project.folder && ignoredPaths(project.config.ignore)(posix.relative(project.folder.path, uri.path)))
      return undefined;
    const rules = { ...project.config.rules, ...settings.get("lint.rules") };
    return { rules, ...(project.identity ? { identity: project.identity } : {}) };
  }

  /** The engine and its grammars come with the first file that needs them, not with activation. */
  #loadEngine(): Promise<Engine> {
    this.#engine ??= (async () => {
      const { Engine } = await import("../../core/lint/engine.ts");
      const folder = vscode.Uri.joinPath(this.#services.extensionUri, "dist", "grammars");
      const read = async (name: string) => vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, name));
      return new Engine({
        runtime: () => read("tree-sitter.wasm"),
        grammar: (name) => read(`tree-sitter-${name}.wasm`),
      });
    })();
    this.#engine.catch(() => (this.#engine = undefined));
    return this.#engine;
  }
}
