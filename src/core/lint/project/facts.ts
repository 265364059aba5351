import type { Dependency, Ecosystem } from "../dependencies/dependency.ts";
import type { FileModel } from "../model.ts";
import type { ConnectorId, GlobalTag, Place } from "../sites.ts";

/** What a rule may know of the files around the one it looks at. */
export interface ProjectFacts {
  /** Every file of the project that holds anything. */
  readonly files: Iterable<FileModel>;
  /** A library as the nearest manifest or lock file above `path` asks for it; a lock file wins. Undefined when none does. */
  dependency(path: string, ecosystem: Ecosystem, name: string): Dependency | undefined;
  /** Calls that tag every client of a kind, anywhere in the project. */
  tags(connector: ConnectorId): readonly (GlobalTag & { readonly path: string })[];
  /** Every User-Agent that is written out in the project, with its place. */
  readonly userAgents: readonly { readonly value: string; readonly place: Required<Place> }[];
  /** Whether some file of the project matches, by its path. */
  hasFile(pattern: RegExp): boolean;
}
