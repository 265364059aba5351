import { defineRule } from "../rule.ts";
import { configReader } from "../configOptions.ts";
import { oncePerText } from "../oncePerText.ts";

const redirect = "http://localhost:8020";

export const oauthRedirectBuiltinJava = defineRule({
  id: "oauth-redirect-builtin-java",
  severity: "error",
  summary: "The Java SDK opens a browser for the built-in app with a redirect that the app does not accept.",
  files: ["Java", "Kotlin", "Scala"],
  fix: "suggestion",
  checkSite({ facts, options, range }, context) {
    if (facts !== "java-sdk/client" || options.open) return;
    const given = configReader(options);
    const type = given("auth_type");
    if (type?.text !== "external-browser" || type.optional) return;
    if (given("oauth_redirect_url") ?? given("client_id") ?? given("credentials_provider")) return;
    if (readsEnvironment(context.file.text)) return;
    const message = `The built-in app \`databricks-cli\` accepts \`${redirect}\` only, and the SDK sends \`http://localhost:8080/callback\` unless told otherwise: signing in fails. Call \`setOAuthRedirectUrl("${redirect}")\`.`;
    const at = type.name === "setAuthType" ? type.range?.end : undefined;
    const edits = at === undefined ? undefined : [{ start: at, end: at, text: `.setOAuthRedirectUrl("${redirect}")` }];
    context.report(
      type.range ?? range,
      message,
      edits ? { fix: { title: "Set the redirect of the built-in app", edits, safe: false } } : {},
    );
  },
});

const readsEnvironment = oncePerText((text) => /DATABRICKS_(?:REDIRECT_URL|CLIENT_ID)/.test(text));
