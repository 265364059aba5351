import { defineRule } from "../rule.ts";

export const ucHiveMetastore = defineRule({
  id: "uc-hive-metastore",
  severity: "warning",
  summary: "A name in `hive_metastore`, which Unity Catalog does not govern.",
  files: ["SQL", "all languages", "Terraform", "YAML"],
  fix: "none",
  pattern: { expression: /(?<![\w.])`?hive_metastore`?\.(?=[\w`{$])/g, words: ["hive_metastore"] },
  checkMatch(match, context) {
    if (match.place === "code") return;
    const message =
      "`hive_metastore` lies outside Unity Catalog: no grants, lineage or audit reach it, and the framework does not accept it. Use a table of a Unity Catalog catalog: `<catalog>.<schema>.<table>`.";
    context.report({ start: match.start, end: match.end - 1 }, message);
  },
});
