import type { Dependency, Ecosystem } from "./dependency.ts";

export interface DependencyFile {
  readonly path: string;
  readonly dependencies: readonly Dependency[];
}

/**
 * A library as the nearest folder at or above a file asks for it. In one folder a version that is sure (a lock file, a pin) wins over a range.
 * Paths have forward slashes; names of PyPI are compared as PEP 503 says.
 */
export function nearestDependency(
  files: Iterable<DependencyFile>,
  path: string,
  ecosystem: Ecosystem,
  name: string,
): (Dependency & { readonly path: string }) | undefined {
  const wanted = ecosystem === "pypi" ? pypiName(name) : name;
  let best: (Dependency & { readonly path: string }) | undefined;
  let bestDepth = -1;
  for (const file of files) {
    const folder = manifestFolder(file.path);
    if (folder !== "" && !path.startsWith(`${folder}/`)) continue;
    if (folder.length < bestDepth) continue;
    for (const dependency of file.dependencies) {
      if (dependency.ecosystem !== ecosystem || dependency.name !== wanted) continue;
      const isNearer = folder.length > bestDepth;
      const isSurer = best?.exact === undefined && (dependency.exact !== undefined || best?.lowest === undefined);
      if (!isNearer && !isSurer) continue;
      best = { ...dependency, path: file.path };
      bestDepth = folder.length;
    }
  }
  return best;
}

/** PEP 503: lower case, and one `-` for each run of `-`, `_` and `.`. */
export function pypiName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, "-");
}

/** The folder a manifest speaks for: `requirements/dev.txt` and `gradle/libs.versions.toml` speak for the folder above. */
export function manifestFolder(path: string): string {
  const folder = path.slice(0, Math.max(path.lastIndexOf("/"), 0));
  return folder.replace(/(?:^|\/)(?:requirements|gradle)$/, "");
}
