import { defineRule } from "../rule.ts";
import type { RuleContext } from "../rule.ts";

const packages =
  /^(?:tool\.setuptools\.packages\.\d+|tool\.poetry\.packages\.\d+\.include|tool\.hatch\.build\.targets\.wheel\.packages\.\d+|tool\.flit\.module\.name)$/;
const generic =
  /^(?:src\/)?(?:utils?|tools?|helpers?|common|core|lib|library|shared|main|app|src|package|udfs?|functions?)$/i;

export const libraryPackageName = defineRule({
  id: "library-package-name",
  severity: "info",
  onByDefault: false,
  summary: "The top package of a library has a name that says nothing about its maker.",
  files: ["pyproject.toml", "setup.cfg", "setup.py"],
  fix: "none",
  checkSettings({ name, entries }, context) {
    const file = /[^/]*$/.exec(context.file.path)?.[0];
    for (const { key, valueRange } of entries) {
      const isList = file === "pyproject.toml" ? packages.test(key) : name === "options" && key === "packages";
      if (isList && (file === "pyproject.toml" || file === "setup.cfg"))
        check(valueRange.start, valueRange.end, context);
    }
  },
  checkFile({ path, text }, context) {
    if (!/(?:^|\/)setup\.py$/.test(path)) return;
    for (const { index, 0: list } of text.matchAll(/^[^#\n]*\bpackages\s*=\s*\[[^\]]*\]/gm))
      check(index + list.indexOf("["), index + list.length, context);
  },
});

/** Looks at each name in a list of packages, however it is written. */
function check(start: number, end: number, context: RuleContext): void {
  for (const { index, 0: name } of context.file.text.slice(start, end).matchAll(/[\w./-]+/g)) {
    if (!generic.test(name)) continue;
    const message = `Libraries and UDFs are attributed by their top package, and \`${name}\` could be anybody's. Name it \`<isv>.<product>\`, in lower case, and agree on the name with Databricks before publishing: it is permanent.`;
    context.report({ start: start + index, end: start + index + name.length }, message);
  }
}
