import type { Dependency } from "./dependency.ts";
import { readGoMod } from "./goMod.ts";
import { readGradle, readSbt, readVersionCatalog } from "./gradle.ts";
import { readLock } from "./locks.ts";
import { readMaven, readNuget } from "./maven.ts";
import { readPackageJson } from "./npm.ts";
import { readPipfile, readPyproject, readRequirements, readSetupCfg, readSetupPy } from "./python.ts";

/** Readers of manifests and lock files by name; the first that fits reads. */
const readers: readonly (readonly [RegExp, (text: string, name: string) => Dependency[]])[] = [
  [
    /^(?:poetry\.lock|uv\.lock|pdm\.lock|Pipfile\.lock|package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml)$/,
    readLock,
  ],
  [/^(?:requirements|constraints)(?:[.-][\w.-]+)?\.(?:txt|in)$|[.-]requirements\.(?:txt|in)$/i, readRequirements],
  [/^pyproject\.toml$/, readPyproject],
  [/^setup\.cfg$/, readSetupCfg],
  [/^setup\.py$/, readSetupPy],
  [/^Pipfile$/, readPipfile],
  [/^package\.json$/, readPackageJson],
  [/^go\.mod$/, readGoMod],
  [/^pom(?:[.-][\w.-]+)?\.xml$/i, readMaven],
  [/\.(?:csproj|fsproj)$|^Directory\.(?:Packages|Build)\.props$/i, readNuget],
  [/\.versions\.toml$/, readVersionCatalog],
  [/\.gradle(?:\.kts)?$/, readGradle],
  [/\.sbt$|^Dependencies\.scala$/, readSbt],
];

/** The libraries that a manifest or lock file asks for; none for other files. `path` has forward slashes. */
export function readDependencies(path: string, text: string): Dependency[] {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const found = readers.find(([expression]) => expression.test(name))?.[1];
  if (found) return found(text, name);
  return /(?:^|\/)requirements\/[\w.-]+\.(?:txt|in)$/i.test(path) ? readRequirements(text) : [];
}
