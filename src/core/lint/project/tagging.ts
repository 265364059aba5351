import { lastName } from "../connectors/calls.ts";
import type { GlobalTagFacts } from "../connectors/facts.ts";
import { connectors } from "../connectors/tables.ts";
import type { FileModel } from "../model.ts";
import type { Site, UserAgent } from "../sites.ts";
import type { ProjectFacts } from "./facts.ts";
import { mayBeTaggedOnItsWay } from "./requestTagging.ts";

/** What sets the User-Agent of a client from outside its call, by the table that describes the client. */
const outside = new Map(
  connectors.map(({ id, userAgent: { globals, environment } }) => [id, { globals, environment }]),
);

/** The file with every site that is tagged from elsewhere: by a call for the whole process, or by the environment. */
export function linked(model: FileModel, project: ProjectFacts): FileModel {
  if (model.sites.length === 0) return model;
  return { ...model, sites: model.sites.map((site) => linkedSite(site, model.path, project)) };
}

function linkedSite(site: Site, path: string, project: ProjectFacts): Site {
  if (site.userAgent.status !== "missing") return site;
  const facts = outside.get(site.facts);
  const found =
    (facts?.globals && fromTags(site, path, project, facts.globals)) ||
    (facts?.environment && fromEnvironment(facts.environment, project)) ||
    (mayBeTaggedOnItsWay(site, project.files) && { status: "unknown" as const });
  if (!found) return site;
  const { insert, ...userAgent } = site.userAgent;
  return { ...site, userAgent: { ...userAgent, ...found } };
}

function fromTags(
  { connector, options }: Site,
  path: string,
  project: ProjectFacts,
  globals: readonly GlobalTagFacts[],
): Partial<UserAgent> | undefined {
  const tags = project.tags(connector).filter(({ name }) => {
    const needs = globals.find(({ origin }) => lastName(origin) === name)?.needs;
    return needs?.some((option) => options.has(option)) ?? true;
  });
  const tag = tags.find(({ status, value }) => status === "set-valid" && value !== undefined) ?? tags[0];
  if (!tag) return undefined;
  const place = { ...tag.range, ...(tag.path === path ? {} : { path: tag.path }) };
  return { status: tag.status, definedAt: place, ...(tag.value === undefined ? {} : { value: tag.value }) };
}

function fromEnvironment(names: readonly string[], project: ProjectFacts): Partial<UserAgent> | undefined {
  for (const file of project.files) {
    for (const { variables } of file.environments) {
      const variable = variables.find(({ name, value }) => names.includes(name) && value !== "");
      if (variable)
        return {
          status: "dynamic",
          value: variable.value,
          definedAt: { start: variable.start, end: variable.end, path: file.path },
        };
    }
  }
  return undefined;
}
