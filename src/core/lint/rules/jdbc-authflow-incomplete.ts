import { defineRule } from "../rule.ts";
import type { Site, SiteOption, SiteOptions } from "../sites.ts";

/** What each `Auth_Flow` of `AuthMech=11` needs: all of one of these groups. Source: databricks-jdbc, `auth/` and `DatabricksJdbcUrlParams.java`. */
const needs: Readonly<Record<string, readonly (readonly string[])[]>> = {
  "0": [["Auth_AccessToken"], ["Auth_RefreshToken"], ["OAuthRefreshToken"]],
  "1": [
    ["OAuth2ClientId", "OAuth2Secret"],
    ["OAuth2ClientId", "Auth_JWT_Key_File"],
    ["GoogleServiceAccount"],
    ["GoogleCredentialsFile"],
  ],
  "2": [],
  "3": [],
};

const names: Readonly<Record<string, string>> = {
  "0": "a token that was obtained elsewhere: `Auth_AccessToken`",
  "1": "a service principal: `OAuth2ClientId` and `OAuth2Secret`",
};

export const jdbcAuthflowIncomplete = defineRule({
  id: "jdbc-authflow-incomplete",
  severity: "error",
  summary: "A JDBC connection chooses a way to sign in without what that way needs.",
  files: ["Java", "Kotlin", "Scala", "properties", "YAML", "JSON", "XML", "dotenv files"],
  fix: "none",
  checkSite(site, context) {
    if (site.connector !== "jdbc" || site.options.get("scheme")?.text?.toLowerCase() === "jdbc:spark") return;
    const mechanism = site.options.get("AuthMech");
    if (!isWritten(mechanism)) return;
    if (mechanism.text !== "3" && mechanism.text !== "11") {
      const message = `The driver knows \`AuthMech=3\` (token) and \`AuthMech=11\` (OAuth) only, and refuses ${mechanism.text}. Use 11.`;
      context.report(placeOf(mechanism, site), message);
    } else if (mechanism.text === "11") {
      const problem = flowProblem(site.options);
      if (problem) context.report(placeOf(problem.option ?? mechanism, site), problem.message);
    }
  },
});

function flowProblem(
  options: SiteOptions,
): { readonly option: SiteOption | undefined; readonly message: string } | undefined {
  const option = options.get("Auth_Flow");
  if (option && !isWritten(option)) return undefined;
  const flow = option?.text ?? "0";
  const groups = needs[flow];
  if (!groups)
    return {
      option,
      message: `\`Auth_Flow=${flow}\` does not exist: 0 hands over a token, 1 is a service principal, 2 opens a browser, 3 is an Azure managed identity.`,
    };
  const isComplete =
    groups.length === 0 || groups.some((group) => group.every((name) => options.get(name) !== undefined));
  if (isComplete || options.open) return undefined;
  const chosen = option ? `\`Auth_Flow=${flow}\`` : "`AuthMech=11` without `Auth_Flow`";
  return {
    option,
    message: `${chosen} signs in with ${names[flow] ?? ""}, and the connection does not give it. Add what is missing, or choose another flow.`,
  };
}

function isWritten(option: SiteOption | undefined): option is SiteOption & { readonly text: string } {
  return option?.text !== undefined && !option.hasHoles && !option.optional;
}

function placeOf(option: SiteOption, site: Site): { readonly start: number; readonly end: number } {
  return option.range ?? option.value ?? site.range;
}
