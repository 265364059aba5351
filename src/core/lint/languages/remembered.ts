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

/** A question about nodes that each node is asked once, as long as its tree is there. */
export function oncePerNode<T>(answer: (node: Node) => T): (node: Node) => T {
  const trees = new WeakMap<Tree, Map<number, T>>();
  return (node) => {
    let known = trees.get(node.tree);
    if (!known) trees.set(node.tree, (known = new Map<number, T>()));
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
