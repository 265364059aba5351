import { nearestDependency } from "../dependencies/nearest.ts";
import type { Dependency, Ecosystem } from "../dependencies/dependency.ts";
import type { FileModel } from "../model.ts";
import type { ConnectorId, GlobalTag, Place } from "../sites.ts";

/** What a rule may know of the files around the one it looks at. */
export interface ProjectFacts {
  /** Every file of the project that holds anything. */
  readonly files: readonly FileModel[];
  /** A library as the nearest manifest or lock file above `path` asks for it; a lock file wins. Undefined when none does. */
  dependency(path: string, ecosystem: Ecosystem, name: string): (Dependency & { readonly path: string }) | undefined;
  /** Calls that tag every client of a kind, anywhere in the project. */
  tags(connector: ConnectorId): readonly (GlobalTag & { readonly path: string })[];
  /** Every User-Agent that is written out in the project, with its place. */
  readonly userAgents: readonly { readonly value: string; readonly place: Required<Place> }[];
  /** Whether some file of the project matches, by its path. */
  hasFile(pattern: RegExp): boolean;
}

/** The facts of a set of files. They are worked out when they are asked for, once. */
export function projectFacts(files: readonly FileModel[]): ProjectFacts {
  let userAgents: ProjectFacts["userAgents"] | undefined;
  const tags = new Map<ConnectorId, ReturnType<ProjectFacts["tags"]>>();
  let manifests: readonly FileModel[] | undefined;
  return {
    files,
    dependency(path, ecosystem, name) {
      manifests ??= files.filter(({ dependencies }) => dependencies.length > 0);
      return nearestDependency(manifests, path, ecosystem, name);
    },
    tags(connector) {
      let found = tags.get(connector);
      if (!found) {
        found = files.flatMap((file) =>
          file.tags.filter((tag) => tag.connector === connector).map((tag) => ({ ...tag, path: file.path })),
        );
        tags.set(connector, found);
      }
      return found;
    },
    get userAgents() {
      return (userAgents ??= files.flatMap(writtenIn));
    },
    hasFile: (pattern) => files.some(({ path }) => pattern.test(path)),
  };
}

/** A file that is looked at alone. */
export function singleFileFacts(model: FileModel): ProjectFacts {
  return projectFacts([model]);
}

/** The values that a file writes out; one constant that serves several calls counts once. */
function writtenIn({ path, sites, tags }: FileModel): ProjectFacts["userAgents"] {
  const texts = [...sites.flatMap(({ userAgent }) => userAgent.values), ...tags.flatMap(({ values }) => values)];
  const own = texts.filter(({ isElsewhere }) => !isElsewhere);
  const found = new Map(own.map(({ text, range }) => [range.start, { value: text, place: { ...range, path } }]));
  return [...found.values()];
}
