import ignore from "ignore";

/** Whether a path (relative to the folder of `pwaf.json`, forward slashes) is left out by its `ignore` patterns, which read like those of git. */
export function ignoredPaths(patterns: readonly string[]): (path: string) => boolean {
  if (patterns.length === 0) return () => false;
  const rules = ignore().add([...patterns]);
  return (path) => ignore.isPathValid(path) && rules.ignores(path);
}
