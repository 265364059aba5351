import { defineRule } from "../rule.ts";
import type { RuleContext } from "../rule.ts";
import { reportMissing } from "../missingUserAgent.ts";

const variable = "SPARK_CONNECT_USER_AGENT";

export const uaMissingConnect = defineRule({
  id: "ua-missing-connect",
  severity: "error",
  summary: "A session of Databricks Connect sets no User-Agent, or sets it where it is lost.",
  files: ["Python", "Scala", "Java"],
  fix: "safe",
  checkSite(site, context) {
    if (site.connector !== "databricks-connect") return;
    const { options, userAgent } = site;
    const [tag, remote] = [options.get("userAgent"), options.get("remote")];
    const isOverwritten = tag?.range && remote?.range && tag.range.end <= remote.range.end;
    if (isOverwritten && options.get("remote.user_agent") === undefined) {
      const message =
        "`.remote(…)` empties the User-Agent that `.userAgent(…)` set before it. Call `.userAgent(…)` after `.remote(…)`, or pass `user_agent=` to `.remote(…)`.";
      context.report(tag.range, message);
    } else if (userAgent.status === "missing" && !isInEnvironment(context))
      reportMissing(site, context, {
        connector: "databricks-connect",
        option: "userAgent",
        example: '`.userAgent("$")` to the builder, after `.remote(…)` if there is one',
      });
  },
});

function isInEnvironment({ file, project }: RuleContext): boolean {
  if (file.text.includes(variable)) return true;
  for (const { environments } of project.files) {
    if (environments.some(({ variables }) => variables.some(({ name }) => name === variable))) return true;
  }
  return false;
}
