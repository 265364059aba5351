import { defineRule } from "../rule.ts";

const packages =
  /^(?:tool\.setuptools\.packages\.\d+|tool\.poetry\.packages\.\d+\.include|tool\.hatch\.build\.targets\.wheel\.packages\.\d+|tool\.flit\.module\.name)$/;
const generic =
  /^(?:src\/)?(?:utils?|tools?|helpers?|common|core|lib|library|shared|main|app|src|package|udfs?|functions?)$/i;

export const libraryPackageName = defineRule({
  id: "library-package-name",
  severity: "info",
  onByDefault: false,
  summary: "The top package of a library has a name that says nothing about its maker.",
  files: ["pyproject.toml"],
  fix: "none",
  checkSettings({ entries }, context) {
    if (!/(?:^|\/)pyproject\.toml$/.test(context.file.path)) return;
    for (const { key, value, valueRange } of entries) {
      if (!packages.test(key) || !generic.test(value)) continue;
      const message = `Libraries and UDFs are attributed by their top package, and \`${value}\` could be anybody's. Name it \`<isv>.<product>\`, in lower case, and agree on the name with Databricks before publishing: it is permanent.`;
      context.report(valueRange, message);
    }
  },
});
