import { defineRule } from "../rule.ts";
import { givenOption, sdkConnectors } from "../configOptions.ts";
import type { Site, SiteOption } from "../sites.ts";

const message =
  "Databricks ended sign-in by user name and password on 2024-07-10, so this fails. Use OAuth: a service principal for a backend, sign-in in the browser for a user.";

export const authBasic = defineRule({
  id: "auth-basic",
  severity: "error",
  summary: "A user name and password for Databricks, which it no longer takes.",
  files: ["all code", "dotenv files", "Compose files", "GitHub workflows", ".databrickscfg", "odbc.ini"],
  fix: "none",
  checkSite(site, context) {
    const option = basicOption(site);
    if (option) context.report(option.range ?? option.value ?? site.range, message);
  },
  checkEnvironment({ variables }, context) {
    for (const variable of variables)
      if (/^DATABRICKS_(?:USERNAME|PASSWORD)$/.test(variable.name)) context.report(variable, message);
  },
  checkSettings({ kind, entries }, context) {
    if (kind !== "databrickscfg") return;
    for (const { key, keyRange } of entries) if (/^(?:username|password)$/.test(key)) context.report(keyRange, message);
  },
});

function basicOption({ connector, options }: Site): SiteOption | undefined {
  if (sdkConnectors.has(connector)) return givenOption(options, "password") ?? givenOption(options, "username");
  if (connector === "python-sql") return givenOption(options, "password") ?? givenOption(options, "username");
  if (connector !== "jdbc" && connector !== "odbc") return undefined;
  // With a token the user is always called `token`.
  if ((options.get("AuthMech")?.text ?? "3") !== "3") return undefined;
  const user = options.get("UID") ?? options.get("user");
  const isName = user?.kind === "text" && !user.hasHoles && !/^(?:token)?$/i.test(user.text ?? "");
  return isName ? user : undefined;
}
