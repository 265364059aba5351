import type { Node, Tree } from "@vscode/tree-sitter-wasm";
import type { Grammar } from "./expression.ts";

/**
 * A grammar that answers every question about a node of one tree once. Each answer crosses into WebAssembly several times
 * (a parent alone is found by a walk down from the root), and the analysis comes back to the same nodes by many ways.
 */
export function remembered(grammar: Grammar): Grammar {
  return {
    ...grammar,
    expression: oncePerNode((node) => grammar.expression(node)),
    binding: oncePerNode((node) => grammar.binding(node)),
    scopeAround: oncePerNode((node) => grammar.scopeAround(node)),
    blockAround: oncePerNode((node) => grammar.blockAround(node)),
    functionAround: oncePerNode((node) => grammar.functionAround(node)),
    parameters: oncePerNode((node) => grammar.parameters(node)),
    results: oncePerNode((node) => grammar.results(node)),
    functionName: oncePerNode((node) => grammar.functionName(node)),
    classOf: oncePerNode((node) => grammar.classOf(node)),
    superclasses: oncePerNode((node) => grammar.superclasses(node)),
    members: onceByName((node, name) => grammar.members(node, name)),
    selfAssignment: oncePerNode((node) => grammar.selfAssignment(node)),
    mutation: oncePerNode((node) => grammar.mutation(node)),
    typeNames: oncePerNode((node) => grammar.typeNames(node)),
    impliedCalls: oncePerNode((node) => grammar.impliedCalls?.(node) ?? []),
    reference: oncePerNode((node) => grammar.reference(node)),
  };
}

const kept = Symbol("what is kept with a tree");

/**
 * A tree holds what is kept with it itself: V8's young collections take what a WeakMap holds for alive, so each text would leave
 * megabytes behind that are copied until the next full collection.
 */
type Keeping = Tree & { [kept]?: Map<unknown, Map<unknown, unknown>> | undefined };

/** A map that is kept until a tree is released, by what it is for: answers to a question about its nodes by their ids. */
export function keptWith<K, V>(tree: Keeping, purpose: unknown): Map<K, V> {
  const ofTree = (tree[kept] ??= new Map<unknown, Map<unknown, unknown>>());
  let known = ofTree.get(purpose);
  if (!known) ofTree.set(purpose, (known = new Map<unknown, unknown>()));
  return known as Map<K, V>;
}

/** Frees a tree with all that is kept with it, also where some node of it is still held. */
export function release(tree: Keeping): void {
  tree[kept] = undefined;
  tree.delete();
}

/** A question about nodes that each node is asked once, as long as its tree is there. */
export function oncePerNode<T>(answer: (node: Node) => T): (node: Node) => T {
  return (node) => {
    const known = keptWith<number, T>(node.tree, answer);
    const before = known.get(node.id);
    if (before !== undefined || known.has(node.id)) return before as T;
    const found = answer(node);
    known.set(node.id, found);
    return found;
  };
}

function onceByName<T>(answer: (node: Node, name: string) => T): (node: Node, name: string) => T {
  const known = new Map<string, (node: Node) => T>();
  return (node, name) => {
    let ofName = known.get(name);
    if (!ofName) known.set(name, (ofName = oncePerNode((owner) => answer(owner, name))));
    return ofName(node);
  };
}
