import { defineRule } from "../rule.ts";
import { givenOption, configOption } from "../configOptions.ts";
import { addKeyword } from "../keywordArgument.ts";

export const oauthM2mAuthType = defineRule({
  id: "oauth-m2m-auth-type",
  severity: "info",
  summary:
    "A service principal signs in without saying `auth_type`, so other settings of the environment may win or clash.",
  files: ["Python"],
  fix: "safe",
  checkSite(site, context) {
    const { connector, options } = site;
    if (connector !== "python-sdk" || options.open) return;
    const [id, secret] = [givenOption(options, "client_id"), givenOption(options, "client_secret")];
    if (!id || !secret || configOption(options, "auth_type") || configOption(options, "token")) return;
    const message =
      'Client id and secret are given without `auth_type`, so a token or profile in the environment is taken first or stops the SDK with “more than one authorization method configured”. Add `auth_type="oauth-m2m"`.';
    const edit = addKeyword(context.file, site, secret, 'auth_type="oauth-m2m"');
    const fix = edit && { title: 'Add auth_type="oauth-m2m"', edits: [edit], safe: true };
    context.report(secret.range ?? site.range, message, fix ? { fix } : {});
  },
});
