import type { BranchNode, CatalogNode, ContainerNode } from "./catalogNode.ts";
import { isContainer, isNamed } from "./catalogNode.ts";

/** What the filter needs to know of the tree: what is loaded below a node, and whether more may be there. */
export interface LoadedTree {
  loaded(node: ContainerNode): { readonly entries: Iterable<BranchNode>; readonly isComplete: boolean } | undefined;
}

/**
 * Shows the objects whose names contain a text, whatever the case, with all that leads to them and all that is in them.
 * What is not loaded cannot be known: it is hidden, but where the server can be asked.
 */
export class TreeFilter {
  readonly text: string;
  readonly #needle: string;
  readonly #tree: LoadedTree;

  constructor(text: string, tree: LoadedTree) {
    this.text = text;
    this.#needle = text.toLowerCase();
    this.#tree = tree;
  }

  shows(node: BranchNode): boolean {
    return this.#isWithinMatch(node) || this.#holdsMatch(node);
  }

  /** Whether all below a node is shown, because it or what it is in matches. */
  #isWithinMatch(node: BranchNode): boolean {
    for (let at: CatalogNode | undefined = node; at !== undefined; at = at.parent) {
      if (isNamed(at) && this.#matches(at)) return true;
    }
    return false;
  }

  /** True when the children of a list shall be asked of the server, which knows more of them than are loaded. */
  asksServer(node: ContainerNode): boolean {
    if (node.kind !== "group" || node.of !== "tables" || this.#isWithinMatch(node)) return false;
    return this.#tree.loaded(node)?.isComplete === false;
  }

  #holdsMatch(node: BranchNode): boolean {
    if (!isContainer(node)) return false;
    if (this.asksServer(node)) return true;
    for (const entry of this.#tree.loaded(node)?.entries ?? []) {
      if ((isNamed(entry) && this.#matches(entry)) || this.#holdsMatch(entry)) return true;
    }
    return false;
  }

  #matches(node: BranchNode): boolean {
    const name = node.kind === "warehouse" ? node.info.name : (node.path.at(-1) ?? "");
    return name.toLowerCase().includes(this.#needle);
  }
}
