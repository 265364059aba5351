import type { ProjectFacts } from "./project/facts.ts";
import type { GlobalTag, UserAgentText } from "./sites.ts";

/** Calls that add a further pair to the header, which may say anything. */
const additions = new Set([
  "WithUserAgentExtra",
  "with_extra",
  "with_user_agent_extra",
  "withOtherInfo",
  "addToDefault",
]);

/**
 * What a call for the whole process puts into the User-Agent, to be judged like any other value. Beside a call that names the
 * company (`with_partner`) the product may stand alone. Without the place for a fix: the call takes name and version apart.
 */
export function tagValues({ connector, name, values }: GlobalTag, project: ProjectFacts): UserAgentText[] {
  if (additions.has(name)) return [];
  const namesCompany = project.tags(connector).some(({ value }) => value === undefined);
  return values
    .filter(({ problem }) => !namesCompany || problem?.reason !== "no-separator")
    .map(({ content: _content, ...text }) => text);
}
