import { isDatabricksSql, isInSql } from "../patterns/sqlText.ts";
import { groupRange, isAboutDatabricks } from "../patterns/around.ts";
import { defineRule } from "../rule.ts";
import { oncePerText } from "../oncePerText.ts";

/** Names that are no tables, or that every catalog has. */
const noTable =
  /^(?:information_schema|system|delta|parquet|json|csv|orc|text|select|values|lateral|unnest|explode|dual|if|table|range|identifier)\b/i;

export const ucNotThreeLevel = defineRule({
  id: "uc-not-three-level",
  severity: "info",
  onByDefault: false,
  summary: "A table name in SQL does not say its catalog and schema.",
  files: ["SQL", "SQL in all languages"],
  fix: "none",
  pattern: {
    expression:
      /\b(?:FROM|JOIN|INTO|UPDATE|TABLE(?:\s+IF\s+(?:NOT\s+)?EXISTS)?|VIEW(?:\s+IF\s+(?:NOT\s+)?EXISTS)?)\s+(?<name>(?:`[^`\n]+`|[A-Za-z_]\w*)(?:\.(?:`[^`\n]+`|[A-Za-z_]\w*))?)(?![\w.`{$(])/gi,
    // The verbs of statements: `from` alone stands in every file of Python and JavaScript.
    words: [
      ...["SELECT", "INSERT", "MERGE", "UPDATE ", "DELETE", "CREATE", "DROP", "ALTER", "TRUNCATE", "COPY"],
      ...["select ", "insert into", "merge into", "delete from", "create table", "create view", "drop table"],
    ],
  },
  checkMatch(match, context) {
    const name = match.groups["name"] ?? "";
    const { file } = context;
    if (!isInSql(file, match) || noTable.test(name) || (!isDatabricksSql(file) && !isAboutDatabricks(file))) return;
    // A default catalog, or a name that the statement itself introduces.
    if (setsCatalog(file.text)) return;
    const own = name.replaceAll("`", "");
    if (introducedNames(file.text).has(own.toLowerCase())) return;
    const message = `\`${own}\` depends on the catalog and schema that happen to be current. Write \`<catalog>.<schema>.<table>\`, so that grants, lineage and audit point at the right table.`;
    context.report(groupRange(match, "name"), message);
  },
});

/** Whether a file says which catalog its names are of. */
const setsCatalog = oncePerText((text) =>
  /\bUSE\s+(?:CATALOG\b|\w+\.\w+)|\bcatalog\s*=|\binitialCatalog\b|ConnCatalog/i.test(text),
);

const introductions =
  /(?<![\w.`])(?<alias>[\w.`]+)\s+AS\s*\(|\bTEMP(?:ORARY)?\s+VIEW\s+(?<view>[\w.`]+)|TempView\(\s*["'](?<frame>[^"'\n]+)["']/gi;

/** Names of subqueries and temporary views that the SQL of a file makes, in lower case. */
const introducedNames = oncePerText((text): ReadonlySet<string> => {
  const names = [...text.matchAll(introductions)].map(
    ({ groups }) => groups?.["alias"] ?? groups?.["view"] ?? groups?.["frame"] ?? "",
  );
  return new Set(names.map((name) => name.replaceAll("`", "").toLowerCase()));
});
