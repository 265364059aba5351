import type { CatalogNode, ContainerNode, RangeNode } from "./catalogNode.ts";
import { nodeId } from "./catalogNode.ts";

/** Entries that a part holds. At least as many, at the end of the list, are in no part. */
const partSize = 1000;

/**
 * The nodes of a list as the editor is given them: the beginning of a long one in parts that can be expanded. The editor
 * draws all children of a node anew whenever a page has come, so that without parts each page would cost more than the last.
 */
export function folded(nodes: readonly CatalogNode[], parent: ContainerNode): CatalogNode[] {
  const count = Math.max(0, Math.floor(nodes.length / partSize) - 1);
  const parts = Array.from({ length: count }, (_, index): RangeNode => {
    const start = index * partSize;
    const id = nodeId(parent.scope, "range", [parent.id, String(start)]);
    return { kind: "range", id, scope: parent.scope, parent, entries: nodes.slice(start, start + partSize) };
  });
  return [...parts, ...nodes.slice(count * partSize)];
}

/** The part of a list that a node is in, if any. */
export function partOf(
  node: CatalogNode,
  siblings: readonly CatalogNode[],
  parent: ContainerNode,
): RangeNode | undefined {
  const at = siblings.findIndex(({ id }) => id === node.id);
  const part = at < 0 ? undefined : folded(siblings, parent)[Math.floor(at / partSize)];
  return part?.kind === "range" ? part : undefined;
}
