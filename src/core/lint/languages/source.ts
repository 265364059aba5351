import type { Node } from "@vscode/tree-sitter-wasm";
import type { Excerpt } from "./excerpt.ts";
import type { Binding, Grammar, Mutation } from "./expression.ts";
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
  readonly #mutations = new Map<number, Mutation | undefined>();
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
    this.grammar = grammar;
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

  /** What a use of a name does to its value in place. Kept: the same uses are asked about for each value of the name. */
  mutation(use: Node): Mutation | undefined {
    if (!this.#mutations.has(use.id)) this.#mutations.set(use.id, this.grammar.mutation(use));
    return this.#mutations.get(use.id);
  }

  get starImports(): readonly string[] {
    return (this.#starImports ??= this.grammar.starImports(this.root));
  }
}

export function contains(outer: Node, inner: Node): boolean {
  return outer.startIndex <= inner.startIndex && inner.endIndex <= outer.endIndex;
}

/** Children with a name in the grammar, without comments. */
export function parts(node: Node): Node[] {
  return node.namedChildren.filter((child): child is Node => child !== null && !child.type.endsWith("comment"));
}

/** The nearest ancestor of one of these kinds. */
export function ancestor(node: Node, kinds: ReadonlySet<string>): Node | undefined {
  let current = node.parent;
  while (current && !kinds.has(current.type)) current = current.parent;
  return current ?? undefined;
}

export function field(node: Node, name: string): Node | undefined {
  return node.childForFieldName(name) ?? undefined;
}
