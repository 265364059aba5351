import * as vscode from "vscode";
import { Disposable, toDisposable } from "../../core/base/disposable.ts";
import type { CallPath, CallPathFilter } from "./callPath.ts";
import { callPathsOf, noFilter, passes } from "./callPath.ts";
import type { CallPathNode } from "./callPathItems.ts";
import { toItem } from "./callPathItems.ts";
import type { Services } from "../services.ts";
import { setContextKey } from "../platform/contextKeys.ts";

/** Changes of many files in a row are drawn once. */
const drawPause = 100;

/** Drawing takes the editor about a third of a millisecond for each row, all of them each time; with less pause a long list slows a scan down. */
const pausePerRow = 1;

export type Grouping = "client" | "file";

/** The view “Call Paths”: every client of the workspace, by client or by file. */
export class CallPathsTree extends Disposable implements vscode.TreeDataProvider<CallPathNode> {
  readonly #services: Pick<Services, "lint" | "scan" | "state">;
  readonly #drawn = this.own(new vscode.EventEmitter<undefined>());
  readonly #view: vscode.TreeView<CallPathNode>;
  #filter = noFilter;
  #all: readonly CallPath[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly onDidChangeTreeData = this.#drawn.event;

  constructor(services: Pick<Services, "lint" | "scan" | "state">) {
    super();
    this.#services = services;
    this.#view = this.own(
      vscode.window.createTreeView("pwaf.callPaths", { treeDataProvider: this, showCollapseAll: true }),
    );
    this.own(services.lint.onDidChange(() => this.#drawSoon()));
    this.own(services.scan.onDidChange(({ kind }) => (kind === "running" ? this.#drawSoon() : this.#draw())));
    this.own(toDisposable(() => clearTimeout(this.#timer)));
    this.#draw();
  }

  get grouping(): Grouping {
    return this.#services.state.get("callPathsGroup") ?? "client";
  }

  async group(grouping: Grouping): Promise<void> {
    await this.#services.state.set("callPathsGroup", grouping);
    this.#draw();
  }

  get filter(): CallPathFilter {
    return this.#filter;
  }

  set filter(filter: CallPathFilter) {
    this.#filter = filter;
    this.#draw();
  }

  /** What the filter lets through, in the order of paths and lines. */
  get shown(): CallPath[] {
    return this.#all.filter((path) => passes(path, this.#filter));
  }

  getChildren(node?: CallPathNode): CallPathNode[] {
    if (!node) return this.grouping === "client" ? byClient(this.shown) : byFile(this.shown);
    if (node.kind === "client" || node.kind === "file")
      return node.paths.map((path) => ({ kind: "path", path, within: node.kind }));
    if (node.kind !== "path") return [];
    const { path } = node;
    const findings = path.findings.map((finding): CallPathNode => ({ kind: "finding", path, finding }));
    return [...findings, { kind: "userAgent", path }, { kind: "auth", path }];
  }

  async getTreeItem(node: CallPathNode): Promise<vscode.TreeItem> {
    return toItem(node, node.kind === "userAgent" ? await this.#sourceOf(node.path) : undefined);
  }

  /** Where the User-Agent of a call is written: `line 4`, or `settings.py:4` in another file. */
  async #sourceOf({ file, site }: CallPath): Promise<string | undefined> {
    const { definedAt } = site.userAgent;
    if (!definedAt) return undefined;
    const { path } = definedAt;
    if (path === undefined) return `line ${file.lines.positionAt(definedAt.start).line + 1}`;
    const place = await this.#services.lint.locate(file.uri, { ...definedAt, path });
    return place && `${vscode.workspace.asRelativePath(place.uri)}:${place.line}`;
  }

  #drawSoon(): void {
    this.#timer ??= setTimeout(() => this.#draw(), Math.max(drawPause, this.#all.length * pausePerRow));
  }

  #draw(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.isDisposed) return;
    this.#all = callPathsOf(this.#services.lint.files, ({ uri }) => vscode.workspace.asRelativePath(uri));
    const { state } = this.#services.scan;
    setContextKey("pwaf.scanning", state.kind === "running");
    setContextKey("pwaf.scanned", state.kind === "finished");
    setContextKey("pwaf.hasCallPaths", this.#all.length > 0);
    setContextKey("pwaf.callPathsByFile", this.grouping === "file");
    setContextKey("pwaf.callPathsFiltered", this.#filter.gapsOnly || this.#filter.text !== "");
    const gaps = this.#all.filter(({ verdict }) => verdict === "gap").length;
    this.#view.badge =
      gaps === 0
        ? undefined
        : { value: gaps, tooltip: gaps === 1 ? "1 call path with gaps" : `${gaps} call paths with gaps` };
    this.#view.description = describeFilter(this.#filter);
    this.#view.message = this.#message();
    this.#drawn.fire(undefined);
  }

  /** Only beside rows: a message would hide the welcome text, which says the same with a button. */
  #message(): string {
    const { state } = this.#services.scan;
    if (state.kind === "finished" || this.shown.length === 0) return "";
    if (state.kind === "notYet") return "Not all files have been checked.";
    return state.total === 0 ? "Looking for files…" : `Checked ${state.done} of ${state.total} files…`;
  }
}

function byClient(paths: readonly CallPath[]): CallPathNode[] {
  const groups = grouped(paths, ({ site }) => site.connector);
  return groups.map(([connector, members]) => ({ kind: "client", connector, paths: members }));
}

function byFile(paths: readonly CallPath[]): CallPathNode[] {
  const groups = grouped(paths, ({ shownPath }) => shownPath);
  return groups.map(([path, members]) => ({ kind: "file", path, paths: members }));
}

function grouped<K>(paths: readonly CallPath[], keyOf: (path: CallPath) => K): [K, CallPath[]][] {
  const groups = new Map<K, CallPath[]>();
  for (const path of paths) {
    const members = groups.get(keyOf(path));
    if (members) members.push(path);
    else groups.set(keyOf(path), [path]);
  }
  return [...groups];
}

function describeFilter({ gapsOnly, text }: CallPathFilter): string {
  return [gapsOnly ? "gaps only" : "", text === "" ? "" : `“${text}”`].filter((part) => part !== "").join(", ");
}
