import { defineRule } from "../rule.ts";
import { configOption, givenOption, sdkConnectors, sourceOf } from "../configOptions.ts";

const message =
  "`DATABRICKS_CLIENT_ID` is the service principal's id by convention, and sign-in in a browser takes it for an OAuth app: “OAuth application with client_id … not available”. Drop the client id, or keep that of your own app in a variable of its own, such as `DATABRICKS_U2M_CLIENT_ID`.";

export const oauthU2mWithM2mClientId = defineRule({
  id: "oauth-u2m-with-m2m-client-id",
  severity: "warning",
  summary: "Sign-in in a browser is set up with the client id of the service principal.",
  files: ["Python", "JavaScript", "TypeScript", "Go", "Java", "Kotlin", "Scala", "dotenv files"],
  fix: "none",
  checkSite({ connector, options }, context) {
    if (!sdkConnectors.has(connector) || configOption(options, "auth_type")?.text !== "external-browser") return;
    const id = givenOption(options, "client_id");
    if (id?.range && /\bDATABRICKS_CLIENT_ID\b/.test(id.source ?? sourceOf(id, context.file.text)))
      context.report(id.range, message);
  },
  checkEnvironment({ variables }, context) {
    const find = (name: string) => variables.find((variable) => variable.name === name);
    const id = find("DATABRICKS_CLIENT_ID");
    // With a secret beside it, the id is that of a service principal; alone it may be an app's.
    if (find("DATABRICKS_AUTH_TYPE")?.value === "external-browser" && id && find("DATABRICKS_CLIENT_SECRET"))
      context.report(id, message);
  },
});
