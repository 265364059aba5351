import type { DuckDBConnection } from "@duckdb/node-api";
import { type CatalogStore, databaseName } from "../catalog/store.ts";
import { typeText } from "./dataType.ts";
import { quoted, rowsQuery } from "./literal.ts";

/**
 * Writes `information_schema` of every catalog as tables of the `system` database, where the rewritten names point.
 * Computed on use: a statement may have changed the catalog since.
 */
export async function fillInformationSchema(connection: DuckDBConnection, store: CatalogStore): Promise<void> {
  const all = [...store.catalogs.keys()];
  for (const scope of all) {
    const catalogs = scope === "system" ? all : [scope];
    const schema = `${quoted(databaseName("system"))}.${quoted(`info ${scope}`)}`;
    const statements = [`CREATE SCHEMA IF NOT EXISTS ${schema}`];
    for (const [name, query] of Object.entries(views(store, new Set(catalogs)))) {
      statements.push(`CREATE OR REPLACE TABLE ${schema}.${name} AS ${query}`);
    }
    await connection.run(statements.join(";\n"));
  }
}

function views(store: CatalogStore, scope: ReadonlySet<string>): Record<string, string> {
  const catalogs = [...store.catalogs.values()].filter((catalog) => scope.has(catalog.name));
  const tables = [...store.tables()].filter(({ catalog }) => scope.has(catalog.name));
  return {
    catalogs: rowsQuery(
      texts("catalog_name", "catalog_owner", "comment"),
      catalogs.map((catalog) => [catalog.name, catalog.owner, catalog.comment]),
    ),
    schemata: rowsQuery(
      texts("catalog_name", "schema_name", "schema_owner", "comment"),
      catalogs.flatMap((catalog) =>
        [...catalog.schemas.values()].map((s) => [catalog.name, s.name, s.owner, s.comment]),
      ),
    ),
    tables: rowsQuery(
      texts("table_catalog", "table_schema", "table_name", "table_type", "table_owner", "comment"),
      tables.map(({ catalog, schema, table }) => [
        catalog.name,
        schema.name,
        table.name,
        table.kind,
        table.owner,
        table.comment,
      ]),
    ),
    columns: rowsQuery(
      [
        ...texts("table_catalog", "table_schema", "table_name", "column_name"),
        ["ordinal_position", "INTEGER"],
        ...texts("is_nullable", "full_data_type", "comment"),
      ],
      tables.flatMap(({ catalog, schema, table }) =>
        table.columns.map((column, i) => [
          catalog.name,
          schema.name,
          table.name,
          column.name,
          i,
          column.nullable ? "YES" : "NO",
          typeText(column.type),
          column.comment,
        ]),
      ),
    ),
  };
}

function texts(...names: string[]): [string, string][] {
  return names.map((name) => [name, "VARCHAR"]);
}
