import type { TextRange } from "../../base/text.ts";
import type { Dependency } from "../dependencies/dependency.ts";
import { readDependencies } from "../dependencies/readDependencies.ts";
import type { EnvironmentBlock } from "../environment/block.ts";
import { readDockerfile } from "../environment/dockerfile.ts";
import { readDotenv } from "../environment/dotenv.ts";
import { readEnvironments } from "../environment/fromLeaves.ts";
import type { ConfigurationKind } from "../languages/configurationFiles.ts";
import { oncePerText } from "../oncePerText.ts";
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

const slashAndStar = blocks(/(?:^|\s)\/\*/g, "*/");

/** Block comments, which may go over several lines. */
const blockComments: Partial<Record<ConfigurationKind, (text: string) => readonly TextRange[]>> = {
  json: slashAndStar,
  gradle: slashAndStar,
  sbt: slashAndStar,
  terraform: slashAndStar,
  sql: slashAndStar,
  xml: blocks(/<!--/g, "-->"),
};

/** Finds what stands between a beginning and the next end, in the order of the beginnings. */
function blocks(begin: RegExp, end: string): (text: string) => readonly TextRange[] {
  return oncePerText((text) => {
    let close = -1;
    return [...text.matchAll(begin)].map(({ 0: { length }, index }) => {
      if (close < index + length) close = text.indexOf(end, index + length);
      if (close < 0) close = text.length;
      return { start: index + length, end: close + end.length };
    });
  });
}

/** How much of a line is looked at for the beginning of a comment: a generated file may be one line with thousands of values. */
const longestLine = 2_000;

/** Whether an offset stands in a comment. */
export function isInComment(kind: ConfigurationKind, text: string, offset: number): boolean {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  const line = text.slice(start, Math.min(offset + 1, start + longestLine));
  if (commentStarts[kind].test(line)) return true;
  const found = blockComments[kind]?.(text).findLast((block) => block.start <= offset);
  return found !== undefined && offset < found.end;
}
