import type { Node } from "@vscode/tree-sitter-wasm";
import type { Excerpt } from "./excerpt.ts";
import type { Binding, Grammar } from "./expression.ts";
import { keptWith, oncePerNode, remembered } from "./remembered.ts";
import { nextWord } from "./words.ts";

/** A name that occurs more often than this is not worth following; it is a loop variable of generated code. */
const occurrenceLimit = 2_000;

/** How much of the line before a name is looked at for `def` and the like: minified code is one line. */
const longestDeclarator = 200;

/** Characters behind a name in which an `=` that defines it must stand. */
const longestGap = 10;

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
  readonly #bindings = new Map<string, ReadonlyMap<number, readonly Binding[]>>();
  readonly #assigned = new Map<string, ReadonlyMap<number, readonly Binding[]>>();
  readonly #memberChanges = new Map<string, readonly Node[]>();
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

  get lineCount(): number {
    return this.root.endPosition.row + 1;
  }

  /** Every name that was asked for. */
  get names(): Iterable<string> {
    return this.#occurrences.keys();
  }

  /** The places where a name stands as a name: not in texts or comments. In file order, up to a limit. */
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

  /** Where a name stands behind its last occurrence, had the limit not ended them. By the text alone, comments and all. */
  beyond(name: string): readonly number[] {
    const known = this.occurrences(name);
    const last = known.length < occurrenceLimit ? undefined : known.at(-1);
    const starts: number[] = [];
    if (!last) return starts;
    for (let at = last.endIndex; (at = nextWord(this.text, name, at)) >= 0; at += name.length) starts.push(at);
    return starts;
  }

  /** Every definition of a name, in file order, by the id of the scope in which it holds. */
  bindings(name: string): ReadonlyMap<number, readonly Binding[]> {
    const known = this.#bindings.get(name);
    if (known) return known;
    const spelled = this.occurrences(name).flatMap((node) =>
      this.#isUse(node.startIndex, node.startIndex + name.length) ? [] : (this.grammar.binding(node) ?? []),
    );
    const found = grouped(
      [...(this.grammar.unspelledBindings?.(this.root, name, this.starImports) ?? []), ...spelled],
      ({ scope }) => scope.id,
    );
    this.#bindings.set(name, found);
    return found;
  }

  /** Every definition of a member by assignment to `self`, in file order, by the id of the class. */
  assignedMembers(name: string): ReadonlyMap<number, readonly Binding[]> {
    let assigned = this.#assigned.get(name);
    if (!assigned) {
      const found = this.occurrences(name).flatMap((occurrence) => this.grammar.selfAssignment(occurrence) ?? []);
      const byClass = grouped(found, (assignment) => assignment.class.id);
      assigned = new Map([...byClass].map(([id, group]) => [id, group.map(({ binding }) => binding)]));
      this.#assigned.set(name, assigned);
    }
    return assigned;
  }

  /** Every place where a member of this name is changed, of whatever object. */
  memberChanges(name: string): readonly Node[] {
    let changes = this.#memberChanges.get(name);
    if (!changes) {
      const references = this.occurrences(name).map((occurrence) => this.grammar.reference(occurrence));
      changes = references.filter((reference) => this.grammar.mutation(reference));
      this.#memberChanges.set(name, changes);
    }
    return changes;
  }

  /**
   * Told by the text alone, without the tree: `name.`, `name(` and `name[` define nothing, unless behind `def` and the like, and
   * nothing is defined where only a value can stand.
   */
  #isUse(start: number, end: number): boolean {
    const next = this.text[end];
    const before = this.text.slice(Math.max(start - longestDeclarator, 0), start);
    if (next === "." || next === "(" || next === "[")
      return !this.grammar.declarator.test(before.slice(before.lastIndexOf("\n") + 1));
    const { operand } = this.grammar;
    return operand !== undefined && operand.test(before) && !/^\s*=(?!=)/.test(this.text.slice(end, end + longestGap));
  }

  get starImports(): readonly string[] {
    return (this.#starImports ??= this.grammar.starImports(this.root));
  }
}

/** Things by a key, in their order. */
export function grouped<T, K>(things: readonly T[], keyOf: (thing: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const thing of things) {
    const key = keyOf(thing);
    const group = groups.get(key);
    if (group) group.push(thing);
    else groups.set(key, [thing]);
  }
  return groups;
}

export function contains(outer: Node, inner: Node): boolean {
  return outer.startIndex <= inner.startIndex && inner.endIndex <= outer.endIndex;
}

/** The node around a node. Kept, as each is found by a walk down from the root. */
export const parentOf = oncePerNode((node) => node.parent);

/** Children with a name in the grammar, without comments. */
export const parts = oncePerNode((node): readonly Node[] =>
  node.namedChildren.filter((child): child is Node => child !== null && !child.type.endsWith("comment")),
);

const descendantsByKind = new Map<string, (node: Node) => readonly Node[]>();

/** Every node of a kind within a node. */
export function descendants(node: Node, kind: string): readonly Node[] {
  let ofKind = descendantsByKind.get(kind);
  if (!ofKind) {
    ofKind = oncePerNode((outer) => outer.descendantsOfType(kind).filter((inner) => inner !== null));
    descendantsByKind.set(kind, ofKind);
  }
  return ofKind(node);
}

/**
 * The nearest ancestor of one of these kinds. Kept for each node on the way, so that going up from all the names of a
 * function costs one way through it: pass the same set each time.
 *
 * @param among kinds that hold all of these and were most likely asked for before, so that the way leads over those only
 */
export function ancestor(node: Node, kinds: ReadonlySet<string>, among = kinds): Node | undefined {
  if (among === kinds) return nearest(node, kinds);
  let outer = nearest(node, among);
  while (outer && !kinds.has(outer.type)) outer = nearest(outer, among);
  return outer;
}

function nearest(node: Node, kinds: ReadonlySet<string>): Node | undefined {
  const known = keptWith<number, Node | undefined>(node.tree, kinds);
  const passed: number[] = [];
  let current = node;
  let found: Node | undefined;
  while (!known.has(current.id)) {
    passed.push(current.id);
    const outer = parentOf(current);
    if (!outer || kinds.has(outer.type)) {
      found = outer ?? undefined;
      break;
    }
    current = outer;
  }
  found ??= known.get(current.id);
  for (const id of passed) known.set(id, found);
  return found;
}

const fieldsByName = new Map<string, (node: Node) => Node | undefined>();

/** The child that a node has in a field. */
export function field(node: Node, name: string): Node | undefined {
  let ofName = fieldsByName.get(name);
  if (!ofName) {
    ofName = oncePerNode((outer) => outer.childForFieldName(name) ?? undefined);
    fieldsByName.set(name, ofName);
  }
  return ofName(node);
}
