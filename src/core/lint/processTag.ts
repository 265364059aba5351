import type { RuleContext } from "./rule.ts";
import type { ConnectorId, Site } from "./sites.ts";
import { isTestFile } from "./testFiles.ts";

/** Where a call goes that names the product for every client of a process. */
export interface TaggingPlace {
  /** One call serves the whole program: the first site of a project's first file that makes such a client offers to write it. */
  readonly isHere: boolean;
  /** No other folder makes such clients, so that what runs before this one's code runs before all of them. */
  readonly isOnly: boolean;
}

/** Looks at every untagged client of a kind in the project, tests left out: a call in a test tags no program. */
export function taggingPlace(connector: ConnectorId, site: Site, { file, project }: RuleContext): TaggingPlace {
  const isUntagged = ({ userAgent, ...other }: Site) => other.connector === connector && userAgent.status === "missing";
  const paths = project.files
    .filter(({ path, sites }) => !isTestFile(path) && sites.some(isUntagged))
    .map(({ path }) => path)
    .sort();
  const folders = new Set(paths.map((path) => path.slice(0, Math.max(path.lastIndexOf("/"), 0))));
  const first = file.sites.find(isUntagged);
  return { isHere: paths[0] === file.path && first?.range.start === site.range.start, isOnly: folders.size === 1 };
}
