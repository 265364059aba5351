import { defineRule } from "../rule.ts";

export const appModelServingCredentials = defineRule({
  id: "app-model-serving-credentials",
  severity: "error",
  summary: "`ModelServingUserCredentials` in a Databricks App, where it silently becomes the app's own identity.",
  files: ["Python"],
  fix: "none",
  checkUse({ use, range }, context) {
    if (use !== "model-serving-credentials" || !context.project.hasFile(appFileAbove(context.file.path))) return;
    const message =
      'Outside Model Serving this falls back to the default credentials without an error: in an app every user would see what the app may see. Build the client from the header `X-Forwarded-Access-Token`, with `auth_type="pat"`.';
    context.report(range, message);
  },
});

/** Matches `app.yaml` in the folder of a file or in one above it. */
function appFileAbove(path: string): RegExp {
  const folders = path.split("/").slice(0, -1);
  const above = folders.map((_folder, index) => folders.slice(0, index + 1).join("/"));
  const names = above.map((folder) => folder.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^(?:${["", ...names.map((name) => `${name}/`)].join("|")})app\\.ya?ml$`);
}
