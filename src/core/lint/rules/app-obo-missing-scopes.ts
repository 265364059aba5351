import { isGrammar } from "../languages/fileKinds.ts";
import type { ProjectFacts } from "../project/facts.ts";
import { defineRule } from "../rule.ts";

export const appOboMissingScopes = defineRule({
  id: "app-obo-missing-scopes",
  severity: "warning",
  summary: "An app reads the user's forwarded token, and its bundle declares no scopes for it.",
  files: ["all code", "databricks.yml"],
  fix: "none",
  pattern: {
    expression: /x[-_]forwarded[-_]access[-_]token/gi,
    words: ["orwarded-access-token", "orwarded-Access-Token", "orwarded_access_token", "ORWARDED_ACCESS_TOKEN"],
  },
  checkMatch(match, context) {
    const { file, project } = context;
    if (!isGrammar(file.kind)) return;
    const reading = file.matches.find(({ rule, end }) => rule === match.rule && !isWritten(file.text, end));
    if (reading !== match) return;
    const root = bundleRoot(file.path, project);
    if (root === undefined) return;
    const apps = project.files
      .filter(({ path }) => path.startsWith(root))
      .flatMap(({ settings }) => settings)
      .filter(({ kind }) => kind === "bundle")
      .flatMap(({ entries }) => entries.map(({ key }) => key))
      .filter((key) => /(?:^|\.)resources\.apps\./.test(key));
    if (apps.length === 0 || apps.some((key) => /\.user_api_scopes\b/.test(key))) return;
    const message =
      "The app's bundle declares no `user_api_scopes`, so this token may do nothing, and a deployment takes away the scopes that were set by hand. Declare them beside the app in `databricks.yml`.";
    context.report(match, message);
  },
});

/** Whether the header is given a value here, by a caller of the app or a proxy before it: `headers["X-Forwarded-Access-Token"] = token`. */
function isWritten(text: string, end: number): boolean {
  return /^["'`]\s*(?:\]\s*=(?![=>])|:(?!\s*[\w$]+[^{};]*\}\s*=))/.test(text.slice(end, end + 120));
}

/** The folder of the nearest `databricks.yml` above a file: one repository may hold many apps, each with its own bundle or none. */
function bundleRoot(path: string, { files }: ProjectFacts): string | undefined {
  return files
    .flatMap((file) => /^(.*\/|)databricks\.ya?ml$/.exec(file.path)?.[1] ?? [])
    .filter((folder) => path.startsWith(folder))
    .sort((a, b) => b.length - a.length)[0];
}
