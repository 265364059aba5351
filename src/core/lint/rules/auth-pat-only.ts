import { defineRule } from "../rule.ts";
import type { AuthKind } from "../sites.ts";

/** Kinds beside which a token is not the only way in, or may not be. */
const others: ReadonlySet<AuthKind> = new Set<AuthKind>(["m2m", "u2m", "federation", "ambient", "dynamic", "mixed"]);

export const authPatOnly = defineRule({
  id: "auth-pat-only",
  severity: "warning",
  onByDefault: false,
  summary: "Every client of the project signs in with a personal access token.",
  files: ["all code"],
  fix: "none",
  checkFile(file, context) {
    const first = file.sites.find(({ auth }) => auth.kind === "pat");
    if (!first) return;
    for (const { sites } of context.project.files) if (sites.some(({ auth }) => others.has(auth.kind))) return;
    const message =
      "Nothing in this project signs in other than with a personal access token, and a review does not pass with tokens alone. Add OAuth.";
    context.report(first.range, message);
  },
});
