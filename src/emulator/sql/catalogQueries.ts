import type { Catalog, Schema, Table } from "../catalog/model.ts";
import { typeText } from "./dataType.ts";
import { rowsQuery } from "./literal.ts";

type NameTest = (name: string) => boolean;

export function showSchemas(catalog: Catalog, like: NameTest): string {
  const names = [...catalog.schemas.values()].map((schema) => schema.name);
  return rowsQuery(
    [["databaseName", "VARCHAR"]],
    names
      .filter(like)
      .sort()
      .map((name) => [name]),
  );
}

export function showTables(place: { schema: Schema }, like: NameTest, options: { isViews: boolean }): string {
  const found = [...place.schema.tables.values()]
    .filter((table) => like(table.name) && (!options.isViews || table.kind === "VIEW"))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return rowsQuery(
    [
      ["database", "VARCHAR"],
      [options.isViews ? "viewName" : "tableName", "VARCHAR"],
      ["isTemporary", "BOOLEAN"],
    ],
    found.map((table) => [place.schema.name, table.name, false]),
  );
}

export function showColumns(table: Table): string {
  return rowsQuery(
    [["col_name", "VARCHAR"]],
    table.columns.map((column) => [column.name]),
  );
}

export function describeSchema({ catalog, schema }: { catalog: Catalog; schema: Schema }): string {
  return rowsQuery(
    [
      ["database_description_item", "VARCHAR"],
      ["database_description_value", "VARCHAR"],
    ],
    [
      ["Catalog Name", catalog.name],
      ["Namespace Name", schema.name],
      ["Comment", schema.comment ?? ""],
      ["Owner", schema.owner],
    ],
  );
}

interface Place {
  readonly catalog: Catalog;
  readonly schema: Schema;
  readonly table: Table;
}

export function describeTable({ catalog, schema, table }: Place, options: { isExtended: boolean }): string {
  const rows: (string | null)[][] = table.columns.map((column) => [
    column.name,
    typeText(column.type),
    column.comment ?? null,
  ]);
  if (options.isExtended) {
    rows.push(
      ["", "", ""],
      ["# Detailed Table Information", "", ""],
      ["Catalog", catalog.name, ""],
      ["Database", schema.name, ""],
      ["Table", table.name, ""],
      ["Owner", table.owner, ""],
      ["Created Time", new Date(table.createdAt).toUTCString(), ""],
      ["Type", table.kind, ""],
      ["Comment", table.comment ?? "", ""],
    );
    if (table.definition !== undefined) rows.push(["View Text", table.definition, ""]);
    else rows.push(["Provider", "delta", ""]);
  }
  return rowsQuery(
    [
      ["col_name", "VARCHAR"],
      ["data_type", "VARCHAR"],
      ["comment", "VARCHAR"],
    ],
    rows,
  );
}

export function showCreateTable({ catalog, schema, table }: Place): string {
  return rowsQuery(
    [["createtab_stmt", "VARCHAR"]],
    [[createStatement(`${name(catalog.name)}.${name(schema.name)}.${name(table.name)}`, table)]],
  );
}

function createStatement(fullName: string, table: Table): string {
  const comment = (text: string | undefined) => (text === undefined ? "" : ` COMMENT '${text.replaceAll("'", "\\'")}'`);
  if (table.kind === "VIEW") {
    const columns = table.columns.map((column) => `  ${name(column.name)}${comment(column.comment)}`).join(",\n");
    return `CREATE VIEW ${fullName} (\n${columns})\nAS ${table.definition ?? ""}`;
  }
  const lines = table.columns.map(
    (column) =>
      `  ${name(column.name)} ${typeText(column.type).toUpperCase()}${column.nullable ? "" : " NOT NULL"}${comment(column.comment)}`,
  );
  if (table.primaryKey !== undefined) {
    lines.push(`  CONSTRAINT ${name(`${table.name}_pk`)} PRIMARY KEY (${table.primaryKey.map(name).join(", ")})`);
  }
  for (const key of table.foreignKeys ?? []) {
    lines.push(
      `  CONSTRAINT ${name(key.name)} FOREIGN KEY (${key.columns.map(name).join(", ")}) REFERENCES ${key.parentTable} (${key.parentColumns.map(name).join(", ")})`,
    );
  }
  return `CREATE TABLE ${fullName} (\n${lines.join(",\n")})\nUSING delta${comment(table.comment)}`;
}

/** A name in Databricks SQL, in backticks where it needs them. */
function name(text: string): string {
  return /^[A-Za-z_]\w*$/.test(text) ? text : `\`${text.replaceAll("`", "``")}\``;
}
