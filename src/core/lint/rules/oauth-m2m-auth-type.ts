import { defineRule } from "../rule.ts";
import { givenOption, configOption } from "../configOptions.ts";
import { addKeyword } from "../keywordArgument.ts";
import type { SiteOption } from "../sites.ts";

export const oauthM2mAuthType = defineRule({
  id: "oauth-m2m-auth-type",
  severity: "info",
  summary:
    "A service principal signs in without saying `auth_type`, so other settings of the environment may win or clash.",
  files: ["Python"],
  fix: "suggestion",
  checkSite(site, context) {
    const { connector, options } = site;
    if (connector !== "python-sdk" || options.open) return;
    const [id, secret] = [givenOption(options, "client_id"), givenOption(options, "client_secret")];
    if (!id || !secret || configOption(options, "auth_type") || configOption(options, "token")) return;
    const message =
      'Client id and secret are given without `auth_type`, so a token or profile in the environment is taken first or stops the SDK with “more than one authorization method configured”. Add `auth_type="oauth-m2m"`.';
    const edit = addKeyword(context.file, site, secret, 'auth_type="oauth-m2m"');
    const fix = edit && { title: 'Add auth_type="oauth-m2m"', edits: [edit], safe: isThere(id) && isThere(secret) };
    context.report(secret.range ?? site.range, message, fix ? { fix } : {});
  },
});

/**
 * Whether a value is never nothing: a literal, or `os.environ["X"]`, which stops the program where `X` is not set. With `None` for the
 * secret the SDK goes on to a token or a profile, and with a method named it does not: such a program would stop working.
 */
function isThere({ kind, hasHoles, source = "" }: SiteOption): boolean {
  return kind === "text" ? !hasHoles : kind === "settings" && /^(?:os\.)?environ\s*\[/.test(source);
}
