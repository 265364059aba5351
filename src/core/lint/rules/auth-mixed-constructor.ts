import { defineRule } from "../rule.ts";
import { configOption, givenOption, isConfigOpen, sdkConnectors } from "../configOptions.ts";
import { addKeyword } from "../keywordArgument.ts";

/** Attributes by the group that the SDKs' own check puts them in. Source: databricks/databricks-sdk-py, `databricks/sdk/config.py`. */
const groups: readonly { readonly title: string; readonly names: readonly string[] }[] = [
  { title: "a token", names: ["token"] },
  { title: "user and password", names: ["username", "password"] },
  { title: "OAuth", names: ["client_id", "client_secret"] },
  { title: "Azure", names: ["azure_client_id", "azure_client_secret", "azure_tenant_id"] },
  { title: "Google", names: ["google_credentials", "google_service_account"] },
];

export const authMixedConstructor = defineRule({
  id: "auth-mixed-constructor",
  severity: "error",
  summary: "One client is given two kinds of authentication, without saying which one holds.",
  files: ["Python", "JavaScript", "TypeScript", "Go", "Java", "Kotlin", "Scala"],
  fix: "suggestion",
  checkSite(site, context) {
    const { connector, options, range } = site;
    if (!sdkConnectors.has(connector) || isConfigOpen(options)) return;
    if ((configOption(options, "auth_type")?.kind ?? "null") !== "null") return;
    const found = groups.flatMap(({ title, names }) => {
      const given = names
        .map((name) => givenOption(options, name))
        // What a caller hands in may be nothing: a wrapper that can do both is none that does both.
        .filter((option) => option?.kind === "text" || option?.kind === "settings");
      const [first] = given;
      return first ? [{ title, first }] : [];
    });
    const second = found[1]?.first;
    if (!second) return;
    const message = `This client is given ${found.map(({ title }) => title).join(" and ")}. The SDK stops with “more than one authorization method configured”. Keep one, or say which one holds with \`auth_type\`.`;
    const edit =
      connector === "python-sdk" && givenOption(options, "client_secret")
        ? addKeyword(context.file, site, second, 'auth_type="oauth-m2m"')
        : undefined;
    const fix = edit && { title: 'Add auth_type="oauth-m2m"', edits: [edit], safe: false };
    context.report(second.range ?? range, message, fix ? { fix } : {});
  },
});
