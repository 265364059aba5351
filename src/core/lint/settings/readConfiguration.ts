import type { Dependency } from "../dependencies/dependency.ts";
import { readDependencies } from "../dependencies/readDependencies.ts";
import type { EnvironmentBlock } from "../environment/block.ts";
import { readDockerfile } from "../environment/dockerfile.ts";
import { readDotenv } from "../environment/dotenv.ts";
import { readEnvironments } from "../environment/fromLeaves.ts";
import type { ConfigurationKind } from "../languages/configurationFiles.ts";
import type { Site } from "../sites.ts";
import { jsonLeaves } from "./jsonLeaves.ts";
import type { Leaf } from "./leaf.ts";
import { configurationRole } from "./role.ts";
import type { SettingsSection } from "./section.ts";
import { flatSections, nestedSections } from "./sections.ts";
import { environmentSites, settingsSites } from "./sites.ts";
import { tomlLeaves } from "./tomlLeaves.ts";
import { yamlLeaves } from "./yamlLeaves.ts";

/** What a configuration file holds that rules read. */
export interface Configuration {
  readonly environments: readonly EnvironmentBlock[];
  readonly settings: readonly SettingsSection[];
  readonly dependencies: readonly Dependency[];
  readonly sites: readonly Site[];
}

/** Larger files are generated; of them only manifests and patterns are read. */
const sizeLimit = 1_000_000;

/** Reads a configuration file, manifest or lock file. Never throws: what is malformed gives what can be read. */
export function readConfiguration(path: string, kind: ConfigurationKind, text: string): Configuration {
  const documents = text.length > sizeLimit ? [] : leavesOf(kind, text);
  const role = configurationRole(path, kind, documents[0] ?? []);
  const name = path.slice(path.lastIndexOf("/") + 1);
  const environments =
    kind === "dotenv"
      ? readDotenv(path, text)
      : kind === "dockerfile"
        ? readDockerfile(text)
        : documents.flatMap((leaves) => readEnvironments(role, leaves));
  const settings =
    documents.length > 0
      ? nestedSections(name, role, documents)
      : text.length > sizeLimit
        ? []
        : flatSections(name, kind, role, text);
  const dependencies = readDependencies(path, text);
  const sites = [...settingsSites(text, settings), ...environmentSites(text, environments)];
  return { environments, settings, dependencies, sites: distinct(sites) };
}

function leavesOf(kind: ConfigurationKind, text: string): readonly (readonly Leaf[])[] {
  switch (kind) {
    case "yaml":
      return yamlLeaves(text);
    case "json":
      return [jsonLeaves(text)];
    case "toml":
      return [tomlLeaves(text)];
    default:
      return [];
  }
}

/** The same URL is a setting and a variable of one file. */
function distinct(sites: readonly Site[]): Site[] {
  const seen = new Set<string>();
  return sites.filter(({ connector, range }) => {
    const key = `${connector} ${range.start}`;
    return !seen.has(key) && seen.add(key);
  });
}

const commentStarts: Readonly<Record<ConfigurationKind, RegExp>> = {
  dotenv: /#/,
  dockerfile: /^\s*#/,
  yaml: /(?:^|\s)#/,
  json: /(?:^|\s|,|\{)\/[/*]/,
  toml: /#/,
  xml: /<!--/,
  ini: /(?:^|\s)[#;]/,
  properties: /^\s*[#!]/,
  gradle: /(?:^|\s)\/[/*]|^\s*\*/,
  sbt: /(?:^|\s)\/[/*]|^\s*\*/,
  gomod: /\/\//,
  requirements: /(?:^|\s)#/,
  lock: /^\s*#/,
  terraform: /(?:^|\s)(?:#|\/[/*])/,
  sql: /(?:^|[\s;),])(?:--|\/\*)/,
};

/** Block comments that go over several lines, by how they begin and end. */
const blockComments: Partial<Record<ConfigurationKind, readonly [begin: RegExp, end: string]>> = {
  json: [/(?:^|\s)\/\*/g, "*/"],
  gradle: [/(?:^|\s)\/\*/g, "*/"],
  sbt: [/(?:^|\s)\/\*/g, "*/"],
  terraform: [/(?:^|\s)\/\*/g, "*/"],
  sql: [/(?:^|\s)\/\*/g, "*/"],
  xml: [/<!--/g, "-->"],
};

/** Whether an offset stands in a comment. */
export function isInComment(kind: ConfigurationKind, text: string, offset: number): boolean {
  const line = text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset + 1);
  return commentStarts[kind].test(line) || isInBlockComment(kind, text, offset);
}

function isInBlockComment(kind: ConfigurationKind, text: string, offset: number): boolean {
  const [begin, end] = blockComments[kind] ?? [];
  if (!begin || end === undefined) return false;
  const before = text.slice(0, offset);
  const opened = [...before.matchAll(begin)].at(-1)?.index ?? -1;
  return opened >= 0 && before.indexOf(end, opened + 2) < 0;
}
