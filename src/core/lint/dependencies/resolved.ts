import type { RuleContext } from "../rule.ts";
import type { Dependency } from "./dependency.ts";

const lockFile = /(?:^|\/)(?:[\w.-]+\.lock|package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml)$/;
const manifests = /(?:^|\/)(?:package\.json|pyproject\.toml|Pipfile)$/;

/**
 * What a manifest's dependency comes to: the version of the lock file beside it, where there is one. Undefined for an entry of a lock file whose
 * manifest is in the project: there the manifest is what people change.
 */
export function resolvedDependency(dependency: Dependency, { file, project }: RuleContext): Dependency | undefined {
  if (lockFile.test(file.path) && project.hasFile(manifests)) return undefined;
  if (dependency.exact !== undefined) return dependency;
  return project.dependency(file.path, dependency.ecosystem, dependency.name) ?? dependency;
}
