import type { TextRange } from "../../base/text.ts";
import type { Setting } from "./section.ts";

/** One value of a nested file (YAML, JSON, TOML), whatever its syntax. */
export interface Leaf {
  /** Keys from the top; elements of a list count from `0`. */
  readonly path: readonly string[];
  /** Scalars as text, without quotes; empty for null and for an empty list or map. */
  readonly value: string;
  /** Of the last key; of the value, where that is an element of a list. */
  readonly keyRange: TextRange;
  readonly valueRange: TextRange;
}

/** More values than any configuration file has: aliases of aliases can make billions. */
export const leafLimit = 20_000;

export function settingsOf(leaves: readonly Leaf[]): Setting[] {
  return leaves.map(({ path, value, keyRange, valueRange }) => ({ key: path.join("."), value, keyRange, valueRange }));
}

/** The leaves below a path, with the rest of their paths. `*` in the path stands for any one key. */
export function below(leaves: readonly Leaf[], path: readonly string[]): Leaf[] {
  return leaves
    .filter((leaf) => leaf.path.length > path.length && path.every((key, at) => key === "*" || key === leaf.path[at]))
    .map((leaf) => ({ ...leaf, path: leaf.path.slice(path.length) }));
}

/** Leaves by their first key, each with the rest of its path, in file order. */
export function byFirstKey(leaves: readonly Leaf[]): Map<string, Leaf[]> {
  const groups = new Map<string, Leaf[]>();
  for (const leaf of leaves) {
    const [key = "", ...path] = leaf.path;
    const group = groups.get(key);
    if (group) group.push({ ...leaf, path });
    else groups.set(key, [{ ...leaf, path }]);
  }
  return groups;
}
