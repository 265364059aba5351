import { checkUserAgent, isPlaceholder } from "../../identity/identity.ts";
import { defineRule } from "../rule.ts";

export const uaInconsistentIsv = defineRule({
  id: "ua-inconsistent-isv",
  severity: "warning",
  summary: "The company in a User-Agent is not the one that the rest of the project names.",
  files: ["all"],
  fix: "none",
  checkFile(file, context) {
    const { project, identity } = context;
    const named = project.userAgents.flatMap(({ value, place }) => {
      const check = checkUserAgent(value);
      return check.ok && !isPlaceholder(value) ? [{ isv: check.identity.isv, value, place }] : [];
    });
    const company = identity?.isv ?? commonest(named.map(({ isv }) => isv));
    for (const { isv, value, place } of named) {
      if (place.path !== file.path || company === undefined || isv === company) continue;
      // What the project states of itself weighs more than any place in its code.
      const other = identity ? undefined : named.find((candidate) => candidate.isv === company);
      const where = !other
        ? "`pwaf.json`"
        : other.place.path === file.path
          ? `line ${context.line(other.place.start)}`
          : `\`${other.place.path.slice(other.place.path.lastIndexOf("/") + 1)}\``;
      const message = `\`${value}\` names the company \`${isv}\`, and ${where} names it \`${company}\`. Databricks adds up usage by the company's exact spelling: write one in every product.`;
      context.report(place, message);
    }
  },
});

/** What most say; of equals, what is said first. Undefined when all say the same. */
function commonest(names: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  if (counts.size < 2) return undefined;
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}
