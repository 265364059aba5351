import type { DuckDBConnection } from "@duckdb/node-api";
import type { Column, Table } from "../catalog/model.ts";
import { catalogOfDatabase, type CatalogStore, databaseName } from "../catalog/store.ts";
import { fromDuckType } from "./duckTypes.ts";
import { quoted, textLiteral } from "./literal.ts";
import { valueText } from "./valueText.ts";

/**
 * Takes over into the store what statements have created, dropped or altered. Known tables keep their comments and keys.
 * @param owner who ran the statement: what it made is theirs.
 */
export async function syncStore(connection: DuckDBConnection, store: CatalogStore, owner: string): Promise<void> {
  const schemas = await rows(connection, "SELECT database_name, schema_name FROM duckdb_schemas() WHERE NOT internal");
  const found = new Set<string>();
  for (const [database = "", name = ""] of schemas) {
    const catalog = store.catalog(catalogOfDatabase(database));
    if (catalog === undefined || catalog.name === "system") continue;
    found.add(`${catalog.name}\0${name}`);
    if (!catalog.schemas.has(name.toLowerCase())) {
      catalog.schemas.set(name.toLowerCase(), { name, owner, tables: new Map(), volumes: [], functions: [] });
    }
  }
  for (const catalog of store.catalogs.values()) {
    if (catalog.name === "system") continue;
    for (const schema of catalog.schemas.values()) {
      if (found.has(`${catalog.name}\0${schema.name}`))
        await syncTables(connection, store, [catalog.name, schema.name], owner);
      else if (schema.name !== "information_schema") catalog.schemas.delete(schema.name.toLowerCase());
    }
  }
}

async function syncTables(
  connection: DuckDBConnection,
  store: CatalogStore,
  [catalog, schemaName]: readonly [string, string],
  owner: string,
): Promise<void> {
  const schema = store.schema(catalog, schemaName);
  if (schema === undefined) return;
  const place = `database_name = ${textLiteral(databaseName(catalog))} AND schema_name = ${textLiteral(schemaName)}`;
  const tables = await rows(
    connection,
    `SELECT table_name, 'MANAGED', '' FROM duckdb_tables() WHERE ${place}
     UNION ALL SELECT view_name, 'VIEW', sql FROM duckdb_views() WHERE ${place} AND NOT internal`,
  );
  const names = new Set(tables.map(([name = ""]) => name.toLowerCase()));
  for (const key of schema.tables.keys()) if (!names.has(key)) schema.tables.delete(key);
  for (const [name = "", kind = "", definition = ""] of tables) {
    const known = schema.tables.get(name.toLowerCase());
    const columns = await columnsOf(
      connection,
      `${quoted(databaseName(catalog))}.${quoted(schemaName)}.${quoted(name)}`,
      known,
    );
    schema.tables.set(name.toLowerCase(), {
      owner,
      createdAt: Date.now(),
      ...known,
      name,
      kind: kind === "VIEW" ? "VIEW" : (known?.kind ?? "MANAGED"),
      definition: known?.definition ?? (kind === "VIEW" ? definition : undefined),
      columns,
    });
  }
}

async function columnsOf(connection: DuckDBConnection, name: string, known: Table | undefined): Promise<Column[]> {
  const result = await connection.run(`SELECT * FROM ${name} LIMIT 0`);
  return result.columnNames().map((column, i) => {
    const before = known?.columns.find((item) => item.name === column);
    return before ?? { name: column, type: fromDuckType(result.columnType(i)), nullable: true };
  });
}

async function rows(connection: DuckDBConnection, sql: string): Promise<string[][]> {
  const result = await connection.run(sql);
  return (await result.getRows()).map((row) => row.map((value) => valueText(value) ?? ""));
}
