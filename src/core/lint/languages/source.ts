import type { Node, Tree } from "@vscode/tree-sitter-wasm";
import type { Excerpt } from "./excerpt.ts";
import type { Binding, Grammar } from "./expression.ts";
import { remembered } from "./remembered.ts";
import { nextWord } from "./words.ts";

/** A name that occurs more often than this is not worth following; it is a loop variable of generated code. */
const occurrenceLimit = 2_000;

/**
 * A parsed file with an index of its names, built on demand. The analysis starts from the few names that matter and
 * follows those it meets, so its cost depends on the Databricks code in a file and not on the size of the file.
 */
export class Source {
  readonly text: string;
  readonly root: Node;
  readonly grammar: Grammar;
  /** Path of the file that a node of another tree belongs to. */
  readonly pathOf: (node: Node) => string | undefined;
  readonly #excerpt: Excerpt | undefined;
  readonly #occurrences = new Map<string, readonly Node[]>();
  readonly #bindings = new Map<string, readonly Binding[]>();
  #starImports: readonly string[] | undefined;

  /** @param excerpt what of the text is in the tree; without it, all is */
  constructor(
    text: string,
    root: Node,
    grammar: Grammar,
    { excerpt, pathOf = () => undefined }: { excerpt?: Excerpt | undefined; pathOf?: Source["pathOf"] } = {},
  ) {
    this.pathOf = pathOf;
    this.text = text;
    this.root = root;
    this.grammar = remembered(grammar);
    this.#excerpt = excerpt;
  }

  /** Every name that was asked for. */
  get names(): Iterable<string> {
    return this.#occurrences.keys();
  }

  /** Every place where a name stands as a name: not in texts or comments. In file order. */
  occurrences(name: string): readonly Node[] {
    const known = this.#occurrences.get(name);
    if (known) return known;
    const found: Node[] = [];
    for (
      let at = nextWord(this.text, name, 0);
      at >= 0 && found.length < occurrenceLimit;
      at = nextWord(this.text, name, at + name.length)
    ) {
      if (this.#excerpt?.include(at) === false) continue;
      const node = this.root.descendantForIndex(at, at + name.length);
      if (node?.startIndex === at && node.endIndex === at + name.length && this.grammar.nameKinds.has(node.type))
        found.push(node);
    }
    this.#occurrences.set(name, found);
    return found;
  }

  /** Every definition of a name, in file order. */
  bindings(name: string): readonly Binding[] {
    const known = this.#bindings.get(name);
    if (known) return known;
    const spelled = this.occurrences(name).flatMap((node) =>
      this.#isUse(node) ? [] : (this.grammar.binding(node) ?? []),
    );
    const found = [...(this.grammar.unspelledBindings?.(this.root, name) ?? []), ...spelled];
    this.#bindings.set(name, found);
    return found;
  }

  /** Told by the text alone, without the tree: `name.`, `name(` and `name[` define nothing, unless behind `def` and the like. */
  #isUse({ startIndex, endIndex }: Node): boolean {
    const next = this.text[endIndex];
    if (next !== "." && next !== "(" && next !== "[") return false;
    const before = this.text.slice(this.text.lastIndexOf("\n", startIndex) + 1, startIndex);
    return !this.grammar.declarator.test(before);
  }

  get starImports(): readonly string[] {
    return (this.#starImports ??= this.grammar.starImports(this.root));
  }
}

export function contains(outer: Node, inner: Node): boolean {
  return outer.startIndex <= inner.startIndex && inner.endIndex <= outer.endIndex;
}

/**
 * What was read of a tree once. Each of these crosses into WebAssembly for every node, a parent is found there by a walk down from
 * the root, and the analysis asks for the same ones by many ways.
 */
class TreeIndex {
  readonly parents = new Map<number, Node | null>();
  readonly parts = new Map<number, readonly Node[]>();
  readonly descendants = new Map<string, readonly Node[]>();
}

const indexes = new WeakMap<Tree, TreeIndex>();

function indexOf({ tree }: Node): TreeIndex {
  let index = indexes.get(tree);
  if (!index) indexes.set(tree, (index = new TreeIndex()));
  return index;
}

export function parentOf(node: Node): Node | null {
  const { parents } = indexOf(node);
  let parent = parents.get(node.id);
  if (parent === undefined) parents.set(node.id, (parent = node.parent));
  return parent;
}

/** Children with a name in the grammar, without comments. */
export function parts(node: Node): readonly Node[] {
  const index = indexOf(node);
  let found = index.parts.get(node.id);
  if (!found) {
    found = node.namedChildren.filter((child): child is Node => child !== null && !child.type.endsWith("comment"));
    index.parts.set(node.id, found);
  }
  return found;
}

/** Every node of a kind within a node. */
export function descendants(node: Node, kind: string): readonly Node[] {
  const index = indexOf(node);
  const key = `${node.id} ${kind}`;
  let found = index.descendants.get(key);
  if (!found) {
    found = node.descendantsOfType(kind).filter((child) => child !== null);
    index.descendants.set(key, found);
  }
  return found;
}

/** The nearest ancestor of one of these kinds. */
export function ancestor(node: Node, kinds: ReadonlySet<string>): Node | undefined {
  let current = parentOf(node);
  while (current && !kinds.has(current.type)) current = parentOf(current);
  return current ?? undefined;
}

export function field(node: Node, name: string): Node | undefined {
  return node.childForFieldName(name) ?? undefined;
}
