import type { DuckDBInstance } from "@duckdb/node-api";
import { databaseName, type CatalogStore } from "../catalog/store.ts";
import { duckType } from "./dataType.ts";
import { answerMacro } from "./httpRequest.ts";
import { quoted } from "./literal.ts";
import { translate } from "./translate.ts";

/** Makes every catalog of the store in DuckDB, with its sample rows and views. */
export async function loadSamples(instance: DuckDBInstance, store: CatalogStore): Promise<void> {
  const connection = await instance.connect();
  try {
    const statements: string[] = [
      "SET TimeZone = 'UTC'",
      ...compatibility,
      `ATTACH ':memory:' AS ${quoted(databaseName("system"))}`,
    ];
    for (const catalog of store.catalogs.values()) {
      const database = quoted(databaseName(catalog.name));
      if (catalog.name !== "system") statements.push(`ATTACH ':memory:' AS ${database}`);
      for (const schema of catalog.schemas.values()) {
        if (schema.name === "information_schema") continue;
        statements.push(`CREATE SCHEMA ${database}.${quoted(schema.name)}`);
        for (const table of schema.tables.values()) {
          if (table.kind === "VIEW") continue;
          const name = `${database}.${quoted(schema.name)}.${quoted(table.name)}`;
          const columns = table.columns.map((column) => `${quoted(column.name)} ${duckType(column.type)}`);
          statements.push(`CREATE TABLE ${name} (${columns.join(", ")})`);
          if (table.rows !== undefined) statements.push(`INSERT INTO ${name} ${table.rows}`);
        }
      }
    }
    // One transaction may write to one attached database only, so every statement commits by itself.
    await connection.run(statements.join(";\n"));
    for (const { catalog, schema, table } of store.tables()) {
      if (table.kind !== "VIEW" || table.definition === undefined || catalog.name === "system") continue;
      const name = `${quoted(databaseName(catalog.name))}.${quoted(schema.name)}.${quoted(table.name)}`;
      await connection.run(`CREATE VIEW ${name} AS ${translate(table.definition, catalog.name).sql}`);
    }
  } finally {
    connection.closeSync();
  }
}

/** Databricks functions that DuckDB lacks and the dialect translation leaves as they are. */
const compatibility = [
  answerMacro,
  "CREATE MACRO get_json_object(json, path) AS json_extract_string(json, path)",
  "CREATE MACRO element_at(list, i) AS list_extract(list, i)",
  "CREATE MACRO format_number(x, d) AS format('{:,.' || d || 'f}', x)",
  "CREATE MACRO try_divide(a, b) AS CASE WHEN b = 0 THEN NULL ELSE a / b END",
  "CREATE MACRO sequence(a, b) AS generate_series(a, b)",
  "CREATE MACRO size(x) AS len(x)",
  "CREATE MACRO current_metastore() AS 'emulated'",
  "CREATE MACRO unix_millis(t) AS epoch_ms(t)",
  "CREATE MACRO version() AS '4.0.0 emulated'",
];
