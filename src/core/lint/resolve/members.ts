import type { Node } from "@vscode/tree-sitter-wasm";
import type { Binding } from "../languages/expression.ts";
import type { Source } from "../languages/source.ts";

/** The definitions of a member in a class and by assignment to `self`, without those that it inherits. */
export function ownMembers(source: Source, node: Node, name: string): Binding[] {
  const assigned = source.assignedMembers(name).get(node.id) ?? [];
  const declared = source.grammar.members(node, name);
  const valued = declared.filter((binding) => binding.source.kind !== "declared");
  // A bare declaration says nothing more once there is an assignment, except through its type.
  return assigned.length + valued.length > 0 ? [...valued, ...assigned] : [...declared];
}
