import { PwafError, wrapError } from "../../core/base/errors.ts";
import type { Page } from "../../workspace/rest/types.ts";
import type { BranchNode, CatalogNode, ContainerNode } from "./catalogNode.ts";
import { nodeId } from "./catalogNode.ts";

export interface BranchSource {
  /** What the children are, for messages: `list schemas in main`. */
  readonly doing: string;
  load(pageToken: string | undefined, signal: AbortSignal): Promise<Page<BranchNode>>;
}

/** A server may send empty pages on the way to the next full one; a user who asked for more wants to see something. */
const emptyPagesInARow = 10;

/** The children of one node, as far as they are loaded. Lives until the node is refreshed. */
export class Branch {
  readonly #scope: string;
  readonly #parent: ContainerNode | undefined;
  readonly #source: BranchSource;
  readonly #stop = new AbortController();
  readonly #entries = new Map<string, BranchNode>();
  /** Undefined before the first page, `done` after the last. */
  #next: { readonly token: string } | "start" | "done" = "start";
  #error: PwafError | undefined;
  #loading: Promise<void> | undefined;

  constructor(scope: string, parent: ContainerNode | undefined, source: BranchSource) {
    this.#scope = scope;
    this.#parent = parent;
    this.#source = source;
  }

  get entries(): Iterable<BranchNode> {
    return this.#entries.values();
  }

  /** How many entries are loaded. New ones come last. */
  get count(): number {
    return this.#entries.size;
  }

  /** True once it was dropped: what is still on its way is not wanted any more. */
  get isDropped(): boolean {
    return this.#stop.signal.aborted;
  }

  /** What failed last, with what was being done; for the log. */
  get failure(): PwafError | undefined {
    return this.#error && wrapError(this.#source.doing, this.#error);
  }

  drop(): void {
    this.#stop.abort();
  }

  /** True when there is something to show without asking the server. */
  get isStarted(): boolean {
    return this.#next !== "start" || this.#error !== undefined;
  }

  get canLoad(): boolean {
    return this.#next !== "done";
  }

  /** Takes in an entry that was found otherwise, on a page that is not loaded yet. The one that is here stays. */
  include(entry: BranchNode): BranchNode {
    const known = this.#entries.get(entry.id);
    if (known !== undefined) return known;
    this.#entries.set(entry.id, entry);
    return entry;
  }

  /** Loads the next page, or joins the load that is under way. Failures become part of the branch. */
  load(): Promise<void> {
    this.#error = undefined;
    this.#loading ??= this.#loadPages().finally(() => (this.#loading = undefined));
    return this.#loading;
  }

  async #loadPages(): Promise<void> {
    try {
      for (let empty = 0; empty < emptyPagesInARow && this.#next !== "done"; empty++) {
        const token = this.#next === "start" ? undefined : this.#next.token;
        const page = await this.#source.load(token, this.#stop.signal);
        // A list may change between two pages; the editor refuses a second node with the same id.
        for (const entry of page.items) this.#entries.set(entry.id, entry);
        this.#next = page.nextPageToken === undefined ? "done" : { token: page.nextPageToken };
        if (page.items.length > 0) return;
      }
    } catch (cause) {
      // What was being done is plain from the node's place in the tree.
      this.#error = cause instanceof PwafError ? cause : wrapError(this.#source.doing, cause);
    }
  }

  /** What the tree shows: the entries, then what can be said or done about the rest. */
  nodes(): CatalogNode[] {
    const base = (kind: CatalogNode["kind"]) => ({
      id: nodeId(this.#scope, kind, [this.#parent?.id ?? "", `${this.#entries.size}`]),
      scope: this.#scope,
      parent: this.#parent,
    });
    const nodes: CatalogNode[] = [...this.#entries.values()];
    if (this.#error !== undefined) nodes.push({ kind: "error", ...base("error"), error: this.#error });
    else if (this.#next !== "done") {
      nodes.push({ kind: "more", ...base("more"), loading: this.#loading !== undefined, loaded: this.#entries.size });
    } else if (nodes.length === 0) nodes.push({ kind: "empty", ...base("empty") });
    return nodes;
  }
}
