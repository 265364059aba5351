import { Disposable } from "../../core/base/disposable.ts";
import { Emitter } from "../../core/base/emitter.ts";
import type { Logger } from "../../core/base/logger.ts";
import type { Page } from "../../workspace/rest/types.ts";
import type { WorkspaceClient } from "../../workspace/rest/workspaceClient.ts";
import type { BranchSource } from "./branch.ts";
import { Branch } from "./branch.ts";
import type { CatalogNode, ContainerNode, NamedNode } from "./catalogNode.ts";
import { nodeId } from "./catalogNode.ts";

/** What the catalog asks of a workspace. */
export type CatalogClient = Pick<WorkspaceClient, "catalogs" | "schemas" | "tables" | "table">;

export interface CatalogModelOptions {
  readonly client: () => Promise<CatalogClient>;
  /** Entries per page; asked for each page. */
  readonly pageSize: () => number;
  readonly log: Logger;
}

/**
 * Catalogs, schemas, tables and columns as a lazy tree: one level and one page at a time. It remembers what was
 * loaded, asks once for what is asked for twice, and ignores answers that come after a refresh.
 */
export class CatalogModel extends Disposable {
  readonly #options: CatalogModelOptions;
  readonly #branches = new Map<string, Branch>();
  readonly #didChange = this.own(new Emitter<ContainerNode | undefined>());
  #scope: string | undefined;

  /** A node whose children changed; undefined for the top level. */
  readonly onDidChange = this.#didChange.event;

  constructor(options: CatalogModelOptions) {
    super();
    this.#options = options;
  }

  /** Shows the catalogs of another profile, or nothing. Whatever was loaded is dropped. */
  setScope(profileName: string | undefined): void {
    this.#scope = profileName;
    this.refresh();
  }

  /** Children of a node, from the server when they are not there yet. Never rejects: failures are nodes. */
  async children(parent?: ContainerNode): Promise<CatalogNode[]> {
    const scope = this.#scope;
    if (scope === undefined) return [];
    const branch = this.#branch(scope, parent);
    if (!branch.isStarted) await this.#load(branch);
    // Refreshed meanwhile: the newer branch knows better. Another profile meanwhile: the node is no more.
    if (branch.isDropped) return scope === this.#scope ? this.children(parent) : [];
    return branch.nodes();
  }

  /** Loads the next page below a node. The first node that came with it, if any. */
  async loadMore(parent?: ContainerNode): Promise<NamedNode | undefined> {
    if (this.#scope === undefined) return undefined;
    const branch = this.#branch(this.#scope, parent);
    if (!branch.canLoad) return undefined;
    const before = new Set([...branch.entries].map(({ id }) => id));
    const loading = this.#load(branch);
    this.#didChange.fire(parent);
    await loading;
    if (branch.isDropped) return undefined;
    this.#didChange.fire(parent);
    return [...branch.entries].find(({ id }) => !before.has(id));
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

  /** Tries again where a page failed; entries that are loaded stay. */
  async retry(parent?: ContainerNode): Promise<void> {
    await this.loadMore(parent);
  }

  override dispose(): void {
    for (const branch of this.#branches.values()) branch.drop();
    super.dispose();
  }

  async #load(branch: Branch): Promise<void> {
    await branch.load();
    if (!branch.isDropped && branch.failure !== undefined) this.#options.log.warn(branch.failure.message);
  }

  #drop(id: string): void {
    const branch = this.#branches.get(id);
    if (branch === undefined) return;
    branch.drop();
    this.#branches.delete(id);
    for (const entry of branch.entries) this.#drop(entry.id);
  }

  #branch(scope: string, parent: ContainerNode | undefined): Branch {
    const id = parent?.id ?? "";
    let branch = this.#branches.get(id);
    if (branch === undefined) {
      branch = new Branch(scope, parent, this.#source(scope, parent));
      this.#branches.set(id, branch);
    }
    return branch;
  }

  #source(scope: string, parent: ContainerNode | undefined): BranchSource {
    const { client, pageSize } = this.#options;
    const request = (pageToken: string | undefined) => ({
      pageSize: pageSize(),
      ...(pageToken === undefined ? {} : { pageToken }),
    });
    switch (parent?.kind) {
      case undefined:
        return {
          doing: "list catalogs",
          load: async (pageToken, signal) =>
            mapPage(await (await client()).catalogs(request(pageToken), signal), (info) => {
              const path = [info.name] as const;
              return { kind: "catalog", id: nodeId(scope, "catalog", path), parent: undefined, path, info };
            }),
        };
      case "catalog":
        return {
          doing: `list schemas in ${parent.path.join(".")}`,
          load: async (pageToken, signal) =>
            mapPage(await (await client()).schemas(...parent.path, request(pageToken), signal), (info) => {
              const path = [...parent.path, info.name] as const;
              return { kind: "schema", id: nodeId(scope, "schema", path), parent, path, info };
            }),
        };
      case "schema":
        return {
          doing: `list tables in ${parent.path.join(".")}`,
          load: async (pageToken, signal) =>
            mapPage(await (await client()).tables(...parent.path, request(pageToken), signal), (info) => {
              const path = [...parent.path, info.name] as const;
              return { kind: "table", id: nodeId(scope, "table", path), parent, path, info };
            }),
        };
      case "table":
        return {
          doing: `list columns of ${parent.path.join(".")}`,
          load: async (_pageToken, signal) => {
            const { columns } = await (await client()).table(parent.path.join("."), signal);
            return mapPage({ items: columns }, (info) => {
              const path = [...parent.path, info.name] as const;
              return { kind: "column", id: nodeId(scope, "column", path), parent, path, info };
            });
          },
        };
    }
  }
}

function mapPage<T>(page: Page<T>, toNode: (info: T) => NamedNode): Page<NamedNode> {
  return { ...page, items: page.items.map(toNode) };
}
