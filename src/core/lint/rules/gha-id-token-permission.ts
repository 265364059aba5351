import type { TextEdit } from "../../base/text.ts";
import { lineBreakOf } from "../../base/text.ts";
import { defineRule } from "../rule.ts";
import type { Setting } from "../settings/section.ts";

const oidcTypes = new Set(["github-oidc", "github-oidc-azure"]);

export const ghaIdTokenPermission = defineRule({
  id: "gha-id-token-permission",
  severity: "error",
  summary: "A GitHub workflow signs in with `github-oidc` and may not ask GitHub for the token.",
  files: ["GitHub workflows"],
  fix: "suggestion",
  checkSettings({ kind, entries }, context) {
    if (kind !== "github-workflow") return;
    for (const entry of entries) {
      const scope = /^(?:jobs\.([^.]+)\.(?:steps\.\d+\.)?)?env\.DATABRICKS_AUTH_TYPE$/.exec(entry.key);
      if (!scope || !oidcTypes.has(entry.value)) continue;
      const jobs = scope[1] === undefined ? jobNames(entries) : [scope[1]];
      const lacking = jobs.find((job) => !mayAskForToken(entries, job));
      if (lacking === undefined) continue;
      const message = `\`${entry.value}\` needs a token from GitHub, and job \`${lacking}\` may not ask for one: the sign-in fails. Grant \`id-token: write\` in its \`permissions\`.`;
      const edits = permissionEdits(context.file.text, entries, lacking);
      const fix = edits && { title: "Grant id-token: write", edits, safe: isSafe(entries, lacking) };
      context.report(entry.keyRange, message, fix ? { fix } : {});
    }
  },
});

function jobNames(entries: readonly Setting[]): string[] {
  return [...new Set(entries.flatMap(({ key }) => /^jobs\.([^.]+)\./.exec(key)?.[1] ?? []))];
}

/** The job's own permissions replace those of the workflow; a workflow that others call may get them from its caller. */
function mayAskForToken(entries: readonly Setting[], job: string): boolean {
  const given = grantedTo(entries, job);
  if (given.length === 0) return isCalledByOthers(entries);
  return given.some(
    ({ key, value }) =>
      value === "write-all" || value.includes("${{") || (key.endsWith(".id-token") && value === "write"),
  );
}

function permissions(entries: readonly Setting[], path: string): Setting[] {
  return entries.filter(({ key }) => key === path || key.startsWith(`${path}.`));
}

function isCalledByOthers(entries: readonly Setting[]): boolean {
  return entries.some(
    ({ key, value }) => /^on\.workflow_call\b/.test(key) || (/^on(?:\.\d+)?$/.test(key) && value === "workflow_call"),
  );
}

/** GitHub does not start a called workflow that asks for more than its caller has; and who wrote `id-token: none` meant it. */
function isSafe(entries: readonly Setting[], job: string): boolean {
  const isDenied = grantedTo(entries, job).some(({ key }) => key.endsWith(".id-token"));
  return !isDenied && !isCalledByOthers(entries);
}

/** The permissions that hold for a job. */
function grantedTo(entries: readonly Setting[], job: string): Setting[] {
  const own = permissions(entries, `jobs.${job}.permissions`);
  return own.length > 0 ? own : permissions(entries, "permissions");
}

/** A line in the block of permissions that holds for the job. Without one, GitHub's defaults hold, which a new block would take away. */
function permissionEdits(text: string, entries: readonly Setting[], job: string): TextEdit[] | undefined {
  const given = grantedTo(entries, job);
  const denied = given.find(({ key }) => key.endsWith(".id-token"));
  if (denied) return [{ ...denied.valueRange, text: "write" }];
  const [first] = given;
  if (!first?.key.includes("permissions.")) return undefined;
  const lineStart = text.lastIndexOf("\n", first.keyRange.start) + 1;
  const indent = text.slice(lineStart, first.keyRange.start);
  if (indent.trim() !== "") return undefined;
  const newline = lineBreakOf(text);
  return [{ start: lineStart, end: lineStart, text: `${indent}id-token: write${newline}` }];
}
