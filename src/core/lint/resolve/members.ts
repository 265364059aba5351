import type { Node } from "@vscode/tree-sitter-wasm";
import type { Binding } from "../languages/expression.ts";
import type { Source } from "../languages/source.ts";

/** The definitions of a member in a class and by assignment to `self`, without those that it inherits. */
export function ownMembers(source: Source, node: Node, name: string): Binding[] {
  const { grammar } = source;
  const assigned = source.occurrences(name).flatMap((occurrence) => {
    const found = grammar.selfAssignment(occurrence);
    return found?.class.id === node.id ? [found.binding] : [];
  });
  const declared = grammar.members(node, name);
  const valued = declared.filter((binding) => binding.source.kind !== "declared");
  // A bare declaration says nothing more once there is an assignment, except through its type.
  return assigned.length + valued.length > 0 ? [...valued, ...assigned] : [...declared];
}
