import type { Node } from "@vscode/tree-sitter-wasm";
import type { Grammar } from "./expression.ts";

/**
 * A grammar that answers every question about a node of one tree once. Each answer crosses into WebAssembly several times
 * (a parent alone is found by a walk down from the root), and the analysis comes back to the same nodes by many ways.
 */
export function remembered(grammar: Grammar): Grammar {
  return {
    ...grammar,
    expression: once((node) => grammar.expression(node)),
    binding: once((node) => grammar.binding(node)),
    scopeAround: once((node) => grammar.scopeAround(node)),
    blockAround: once((node) => grammar.blockAround(node)),
    functionAround: once((node) => grammar.functionAround(node)),
    parameters: once((node) => grammar.parameters(node)),
    results: once((node) => grammar.results(node)),
    functionName: once((node) => grammar.functionName(node)),
    classOf: once((node) => grammar.classOf(node)),
    superclasses: once((node) => grammar.superclasses(node)),
    members: onceByName((node, name) => grammar.members(node, name)),
    selfAssignment: once((node) => grammar.selfAssignment(node)),
    mutation: once((node) => grammar.mutation(node)),
    typeNames: once((node) => grammar.typeNames(node)),
    impliedCalls: once((node) => grammar.impliedCalls?.(node) ?? []),
    reference: once((node) => grammar.reference(node)),
  };
}

function once<T>(answer: (node: Node) => T): (node: Node) => T {
  const known = new Map<number, T>();
  return (node) => {
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
    if (!ofName) known.set(name, (ofName = once((owner) => answer(owner, name))));
    return ofName(node);
  };
}
