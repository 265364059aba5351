import { quoteName } from "../../core/base/sqlName.ts";
import type { Lineage, LineageTable, Tag } from "../../protocol/tableDetail.ts";
import type { TablePath } from "./tablePath.ts";

/** Versions of a table that are shown. */
export const historyRows = 500;
/** Days that lineage is looked for. `system.access.table_lineage` is partitioned by day and grows without end. */
const lineageDays = 90;
/** Tables on one side. */
const lineageTables = 200;

const fullSqlName = (path: TablePath) => path.map(quoteName).join(".");

export const ddlSql = (path: TablePath) => `SHOW CREATE TABLE ${fullSqlName(path)}`;
export const historySql = (path: TablePath) => `DESCRIBE HISTORY ${fullSqlName(path)} LIMIT ${historyRows + 1}`;

/** Rows of column (NULL for the table), tag and value. */
export function tagsSql([catalog, schema, table]: TablePath): string {
  const from = (view: string) =>
    `FROM ${quoteName(catalog)}.information_schema.${view} WHERE schema_name = ${literal(schema)} AND table_name = ${literal(table)}`;
  return `SELECT CAST(NULL AS STRING) AS column_name, tag_name, tag_value ${from("table_tags")}
UNION ALL SELECT column_name, tag_name, tag_value ${from("column_tags")}
ORDER BY column_name, tag_name LIMIT 5000`;
}

export function tagsFrom(rows: readonly (readonly (string | null)[])[]): Tag[] {
  return rows.map(([column, name, value]) => ({
    name: name ?? "",
    value: value ?? "",
    ...(typeof column === "string" ? { column } : {}),
  }));
}

/**
 * Rows of side, table and kind. Source: “Lineage system tables reference”. Names there are without backticks, in lower
 * case as Unity Catalog keeps them.
 */
export function lineageSql(path: TablePath): string {
  const name = literal(path.join(".").toLowerCase());
  const side = (word: string, own: string, other: string) =>
    `SELECT DISTINCT '${word}' AS side, ${other}_table_full_name AS name, ${other}_type AS kind
FROM system.access.table_lineage
WHERE lower(${own}_table_full_name) = ${name} AND ${other}_table_full_name IS NOT NULL
  AND event_date >= date_sub(current_date(), ${lineageDays})`;
  return `SELECT side, name, kind FROM (
${side("up", "target", "source")}
UNION ALL
${side("down", "source", "target")}
) AS t ORDER BY side, name LIMIT ${lineageTables * 2}`;
}

export function lineageFrom(rows: readonly (readonly (string | null)[])[], path: TablePath): Lineage {
  const own = path.join(".").toLowerCase();
  const on = (side: string): LineageTable[] =>
    rows
      .filter(([word, name]) => word === side && name !== null && name?.toLowerCase() !== own)
      .map(([, name, type]) => ({ fullName: name ?? "", ...(typeof type === "string" ? { type } : {}) }));
  return {
    upstream: on("up"),
    downstream: on("down"),
    source: `From system.access.table_lineage, the last ${lineageDays} days.`,
  };
}

function literal(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
