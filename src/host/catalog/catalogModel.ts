import { Disposable } from "../../core/base/disposable.ts";
import { Emitter } from "../../core/base/emitter.ts";
import type { Logger } from "../../core/base/logger.ts";
import { Branch } from "./branch.ts";
import type { BranchNode, CatalogNode, ContainerNode, GroupNode } from "./catalogNode.ts";
import { groupNode, isNamed, nodeId, rootGroups } from "./catalogNode.ts";
import { TreeFilter } from "./filter.ts";
import type { Bare, CatalogClient, SourceOptions } from "./sources.ts";
import { entryNode, filteredTables, sourceOf } from "./sources.ts";

export type { CatalogClient };

export interface CatalogModelOptions extends SourceOptions {
  readonly log: Logger;
  /** The user's favourites of the scope that is shown, in their order. */
  readonly favourites?: {
    readonly count: number;
    load(client: CatalogClient, signal: AbortSignal): Promise<readonly Bare[]>;
  };
}

/**
 * What a workspace holds as a lazy tree: one level and one page at a time. It remembers what was loaded, asks once for
 * what is asked for twice, and ignores answers that come after a refresh.
 */
export class CatalogModel extends Disposable {
  readonly #options: CatalogModelOptions;
  readonly #branches = new Map<string, Branch>();
  readonly #didChange = this.own(new Emitter<ContainerNode | undefined>());
  #scope: string | undefined;
  #filter: TreeFilter | undefined;

  /** A node whose children changed; undefined for the top level. */
  readonly onDidChange = this.#didChange.event;

  constructor(options: CatalogModelOptions) {
    super();
    this.#options = options;
  }

  /** The profile whose workspace is shown, if any. */
  get scope(): string | undefined {
    return this.#scope;
  }

  /** Shows the catalogs of another profile, or nothing. Whatever was loaded is dropped, and the filter too. */
  setScope(profileName: string | undefined): void {
    this.#scope = profileName;
    this.#filter = undefined;
    this.refresh();
  }

  /** The text that names must contain to be shown; empty for all. */
  get filter(): string {
    return this.#filter?.text ?? "";
  }

  set filter(text: string) {
    if (text === this.filter) return;
    this.#filter =
      text === ""
        ? undefined
        : new TreeFilter(text, {
            loaded: (node) => {
              const branch = this.#branches.get(node.id);
              return branch?.isStarted === true ? { entries: branch.entries, isComplete: !branch.canLoad } : undefined;
            },
          });
    // What the server found for the last text.
    for (const [id, branch] of this.#branches) {
      if (!id.startsWith(searched)) continue;
      branch.drop();
      this.#branches.delete(id);
    }
    this.#didChange.fire(undefined);
  }

  /** Favourites, catalogs, and what belongs to no catalog. */
  async roots(): Promise<CatalogNode[]> {
    const scope = this.#scope;
    if (scope === undefined) return [];
    const catalogs = await this.children();
    if (scope !== this.#scope || catalogs[0]?.kind === "error") return catalogs;
    const favourites = (this.#options.favourites?.count ?? 0) > 0 ? [this.favouritesNode(scope)] : [];
    const groups = rootGroups.map((of) => groupNode(scope, of, undefined));
    const shown = (nodes: readonly GroupNode[]) => nodes.filter((node) => this.#filter?.shows(node) ?? true);
    return [...shown(favourites), ...catalogs, ...shown(groups)];
  }

  favouritesNode(scope: string): GroupNode {
    return groupNode(`${scope}\u2605`, "favourites", undefined);
  }

  /** Children of a node, from the server when they are not there yet. Never rejects: failures are nodes. */
  async children(parent?: ContainerNode): Promise<CatalogNode[]> {
    const scope = this.#scope;
    if (scope === undefined) return [];
    const branch = this.#shownBranch(scope, parent);
    if (!branch.isStarted) await this.#load(branch);
    // Refreshed meanwhile: the newer branch knows better. Another profile meanwhile: the node is no more.
    if (branch.isDropped) return scope === this.#scope ? this.children(parent) : [];
    return this.#filtered(branch.nodes(), parent);
  }

  /** Loads the next page below a node. The first node that came with it and is shown, if any. */
  async loadMore(parent?: ContainerNode): Promise<BranchNode | undefined> {
    if (this.#scope === undefined) return undefined;
    const branch = this.#shownBranch(this.#scope, parent);
    if (!branch.canLoad) return undefined;
    const before = branch.count;
    const loading = this.#load(branch);
    this.#didChange.fire(parent);
    await loading;
    if (branch.isDropped) return undefined;
    this.#didChange.fire(parent);
    return [...branch.entries].slice(before).find((entry) => this.#filter?.shows(entry) ?? true);
  }

  /** Forgets what is below a node, or everything, and stops what is still loading there. */
  refresh(node?: ContainerNode): void {
    if (node !== undefined) this.#drop(node.id);
    else {
      for (const branch of this.#branches.values()) branch.drop();
      this.#branches.clear();
    }
    this.#didChange.fire(node);
  }

  /** Has everything drawn again, with nothing loaded anew. */
  redraw(): void {
    this.#didChange.fire(undefined);
  }

  /** Tries again where a page failed; entries that are loaded stay. */
  async retry(parent?: ContainerNode): Promise<void> {
    await this.loadMore(parent);
  }

  /** Everything that is loaded, favourites left out, in the order of the tree. */
  *loadedNodes(): Generator<BranchNode> {
    if (this.#scope === undefined) return;
    const branches = this.#branches;
    function* below(id: string): Generator<BranchNode> {
      for (const entry of branches.get(id)?.entries ?? []) {
        yield entry;
        yield* below(entry.id);
      }
    }
    yield* below("");
    for (const of of rootGroups) yield* below(groupNode(this.#scope, of, undefined).id);
  }

  /**
   * A child by kind and name, also when it is on a page that is not loaded: then `lookUp` asks for it alone.
   * @throws what `lookUp` throws, `not-found` for one.
   */
  async child(
    parent: ContainerNode | undefined,
    kind: BranchNode["kind"],
    path: readonly string[],
    lookUp: (client: CatalogClient) => Promise<Bare>,
  ): Promise<BranchNode> {
    const scope = parent?.scope ?? this.#scope ?? "";
    const branch = this.#branch(scope, parent);
    if (!branch.isStarted) await this.#load(branch);
    // Names of Unity Catalog do not differ by case alone.
    const name = path.at(-1)?.toLowerCase();
    const wanted = JSON.stringify(path).toLowerCase();
    const isWanted = (entry: BranchNode): boolean =>
      entry.kind === kind &&
      entry.path.at(-1)?.toLowerCase() === name &&
      JSON.stringify(entry.path).toLowerCase() === wanted;
    const known = [...branch.entries].find(isWanted);
    if (known) return known;
    const found = branch.include(entryNode(scope, parent, await lookUp(await this.#options.client())));
    this.#didChange.fire(parent);
    return found;
  }

  override dispose(): void {
    for (const branch of this.#branches.values()) branch.drop();
    super.dispose();
  }

  #filtered(nodes: readonly CatalogNode[], parent: ContainerNode | undefined): CatalogNode[] {
    const filter = this.#filter;
    if (filter === undefined) return [...nodes];
    const shown = nodes.filter((node) => (isNamed(node) || node.kind === "group" ? filter.shows(node) : true));
    if (shown.length > 0 || parent === undefined) return shown.filter(({ kind }) => kind !== "empty");
    const id = nodeId(parent.scope, "empty", [parent.id]);
    return [{ kind: "empty", id, scope: parent.scope, parent, filter: filter.text }];
  }

  async #load(branch: Branch): Promise<void> {
    await branch.load();
    if (!branch.isDropped && branch.failure !== undefined) this.#options.log.warn(branch.failure.message);
  }

  #drop(id: string): void {
    const branch = this.#branches.get(id);
    this.#branches.get(searched + id)?.drop();
    this.#branches.delete(searched + id);
    if (branch === undefined) return;
    branch.drop();
    this.#branches.delete(id);
    for (const entry of branch.entries) this.#drop(entry.id);
  }

  /** The children as they are loaded, or as the server filters them. */
  #shownBranch(scope: string, parent: ContainerNode | undefined): Branch {
    if (parent?.kind !== "group" || this.#filter?.asksServer(parent) !== true) return this.#branch(scope, parent);
    const id = searched + parent.id;
    let branch = this.#branches.get(id);
    if (branch === undefined) {
      const source = filteredTables(parent.scope, parent, this.#filter.text, this.#options);
      this.#branches.set(id, (branch = new Branch(parent.scope, parent, source)));
    }
    return branch;
  }

  #branch(scope: string, parent: ContainerNode | undefined): Branch {
    const id = parent?.id ?? "";
    let branch = this.#branches.get(id);
    if (branch === undefined) {
      const within = parent?.scope ?? scope;
      const favourites = async (signal: AbortSignal) =>
        (await this.#options.favourites?.load(await this.#options.client(), signal)) ?? [];
      this.#branches.set(
        id,
        (branch = new Branch(within, parent, sourceOf(within, parent, this.#options, favourites))),
      );
    }
    return branch;
  }
}

/** Marks branches whose entries the server has found by the filter's text. No id of a node begins so. */
const searched = "searched:";
