import type * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import { Disposable, toDisposable } from "../../core/base/disposable.ts";
import { Emitter } from "../../core/base/emitter.ts";

/**
 * A part of a view that several features fill: its roots and what is below them. Nodes are objects that no other
 * section uses. To draw the whole section anew it fires undefined.
 */
export type TreeSection<N extends object> = Pick<vscode.TreeDataProvider<N>, "getChildren" | "getTreeItem"> & {
  readonly onDidChangeTreeData: vscode.Event<N | undefined>;
};

/** Where features put their sections. */
export interface TreeSections {
  /** @param order place among the sections, lowest first. Dispose the answer to take the section out again. */
  add<N extends object>(section: TreeSection<N>, order: number): IDisposable;
}

interface Entry {
  readonly section: TreeSection<object>;
  readonly order: number;
}

/** The tree of a view that several features fill, each its own section. */
export class SectionedTree extends Disposable implements vscode.TreeDataProvider<object>, TreeSections {
  readonly #changed = this.own(new Emitter<object | undefined>());
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #owners = new WeakMap<object, TreeSection<object>>();
  #entries: readonly Entry[] = [];

  add<N extends object>(section: TreeSection<N>, order: number): IDisposable {
    // A section is only ever asked about nodes that it gave itself, so it sees its own kind of nodes.
    const entry = { section: section as unknown as TreeSection<object>, order };
    this.#entries = [...this.#entries, entry].sort((a, b) => a.order - b.order);
    const listening = section.onDidChangeTreeData((node) => this.#changed.fire(node));
    this.#changed.fire(undefined);
    return this.own(
      toDisposable(() => {
        listening.dispose();
        this.#entries = this.#entries.filter((one) => one !== entry);
        this.#changed.fire(undefined);
      }),
    );
  }

  async getChildren(node?: object): Promise<object[]> {
    if (node === undefined) {
      const roots = await Promise.all(this.#entries.map(({ section }) => this.#childrenOf(section, undefined)));
      return roots.flat();
    }
    const section = this.#owners.get(node);
    return section === undefined ? [] : await this.#childrenOf(section, node);
  }

  getTreeItem(node: object): vscode.TreeItem | Thenable<vscode.TreeItem> {
    const section = this.#owners.get(node);
    if (section === undefined) throw new Error("A node of no section.");
    return section.getTreeItem(node);
  }

  async #childrenOf(section: TreeSection<object>, node: object | undefined): Promise<object[]> {
    const children = (await section.getChildren(node)) ?? [];
    for (const child of children) this.#owners.set(child, section);
    return children;
  }
}
