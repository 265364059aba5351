import { hasDatabricksHost } from "../connectors/databricksUrl.ts";
import { isAboutDatabricks, surroundings } from "../patterns/around.ts";
import { defineRule } from "../rule.ts";
import { oncePerText } from "../oncePerText.ts";

/** The application of Azure Databricks in Entra ID: tokens for it are rightly fetched there. */
const azureDatabricks = "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d";

/** Characters behind an address in which its request ends: other requests of the file may rightly ask for `all-apis`. */
const requestLength = 600;

export const oauthWrongTokenEndpoint = defineRule({
  id: "oauth-wrong-token-endpoint",
  severity: "warning",
  summary: "A Databricks token is asked for at an address that does not give it out.",
  files: ["all languages", "shell scripts", "YAML"],
  fix: "none",
  pattern: {
    expression:
      /(?<entra>https:\/\/login\.microsoftonline\.(?:com|us)\/[^\s"'`]*\/token\b)|(?<short>\/oidc\/token\b)|(?<account>accounts\.[\w.]*(?:databricks\.com|azuredatabricks\.net)\/oidc\/v1\/token\b)/g,
    words: ["login.microsoftonline.", "/oidc/token", "/oidc/v1/token"],
  },
  checkMatch(match, context) {
    const { file } = context;
    if (match.place === "code" || !isAboutDatabricks(file)) return;
    const { entra, short } = match.groups;
    if (entra !== undefined) {
      if (!/["'`=](?:[\w.-]+[ +])*all-apis\b/.test(requestAfter(file.text, match.end)) || isAboutAzure(file.text))
        return;
      const message =
        "Entra ID knows no scope `all-apis`: this is the flow of Databricks' own OAuth. Post it to `https://<workspace-host>/oidc/v1/token`, or ask Entra for the scope of Azure Databricks.";
      context.report(match, message);
    } else if (short !== undefined) {
      if (!isDatabricksHost(hostBefore(file.text, match.start), surroundings(file, match))) return;
      context.report(
        match,
        "Databricks gives out tokens at `/oidc/v1/token`; at `/oidc/token` there is nothing. Add `v1`.",
      );
    } else {
      const message =
        "The account gives out tokens at `/oidc/accounts/<account-id>/v1/token`; `/oidc/v1/token` is the address of a workspace. Use the workspace's host for workspace APIs.";
      context.report(match, message);
    }
  },
});

/** The code behind an address that may belong to the same request: not the next function. */
function requestAfter(text: string, end: number): string {
  return (
    text
      .slice(end, end + requestLength)
      .split(
        /\n\s*\n\s*(?:@\w|(?:async\s+)?def |func |(?:export\s+)?(?:async\s+)?function |public |private |it\(|test\()/,
      )[0] ?? ""
  );
}

/** What stands before the path in the same address. */
function hostBefore(text: string, start: number): string {
  return /[^\s"'`]*$/.exec(text.slice(Math.max(0, start - 200), start))?.[0].replace(/^https?:\/\//, "") ?? "";
}

/** Other products have an `/oidc/token` too: the host must be one of Databricks, or what stands in its place must say so. */
function isDatabricksHost(host: string, around: string): boolean {
  if (/^[\w-]+(?:\.[\w-]+)+(?::\d+)?$/.test(host)) return hasDatabricksHost(host);
  return !host.replace(/\{[^{}]*\}/g, "").includes("/") && /databricks|dbx|workspace/i.test(around);
}

/** Whether a file asks Entra for the scope of Azure Databricks, or manages Azure. */
const isAboutAzure = oncePerText((text) => text.includes(azureDatabricks) || /management\.(?:core|azure)/.test(text));
