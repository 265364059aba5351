import { defineRule } from "../rule.ts";
import { sourceOf } from "../configOptions.ts";
import type { AuthKind, Site, SiteOption } from "../sites.ts";
import { tokenOption } from "../tokenOption.ts";

/** Where clients take a password, which may be a personal access token. */
const passwords = ["PWD", "password", "databricks.access_token", "url"];

/** Names that say so. An OAuth token is handed over in the same options, under other names. */
const personal =
  /\bdapi|DATABRICKS_(?:ACCESS_|API_|PERSONAL_ACCESS_)?TOKEN\b|personal_?access|(?:^|[^a-z])pat(?:[^a-z]|$)/i;
const notPersonal = /oauth|obo|forwarded|user_?token|jwt|sso|entra|aad|federat/i;

export const authPatUsed = defineRule({
  id: "auth-pat-used",
  severity: "warning",
  unsureSeverity: "info",
  summary: "A client signs in with a personal access token.",
  files: ["all code"],
  fix: "none",
  checkSite(site, context) {
    if (site.auth.kind !== "pat") return;
    const option = personalToken(site, context.file.text);
    if (!option) return;
    const isAddition = isBesideOauth(site, context.file.sites);
    const advice = isAddition
      ? "which the framework takes as an additional option only. OAuth is offered beside it: make that the default."
      : "which the framework takes as an additional option only: offer OAuth as well, with a service principal for backends and sign-in in the browser for users.";
    const message = `This signs in with a personal access token, ${advice}`;
    context.report(option.range ?? option.value ?? site.range, message, isAddition ? { isUnsure: true } : {});
  },
});

const oauth: ReadonlySet<AuthKind> = new Set(["m2m", "u2m", "federation"]);

/** Whether the same file opens the same client with OAuth too: then the token may be the additional option that is allowed. */
function isBesideOauth({ connector }: Site, sites: readonly Site[]): boolean {
  return sites.some((other) => other.connector === connector && oauth.has(other.auth.kind));
}

function personalToken({ options }: Site, text: string): SiteOption | undefined {
  // JDBC and ODBC say it by number.
  const mechanism = options.get("AuthMech");
  if (mechanism?.text === "3") return mechanism;
  const given = passwords.flatMap((name) => options.get(name) ?? []).find(({ kind }) => kind !== "null");
  const option = tokenOption(options) ?? given;
  if (!option) return undefined;
  const written = option.range ? text.slice(option.range.start, option.range.end) : "";
  const source = `${written} ${sourceOf(option, text)} ${option.text ?? option.source ?? ""}`;
  return personal.test(source) && !notPersonal.test(source) ? option : undefined;
}
