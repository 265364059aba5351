import { defineRule } from "../rule.ts";

/** The engine itself reports it, once all other rules have run. */
export const unusedIgnore = defineRule({
  id: "unused-ignore",
  severity: "info",
  summary: "A `pwaf-ignore` comment ignores nothing.",
  files: ["all files that are checked"],
  fix: "safe",
});
