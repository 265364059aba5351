import { connections } from "../sample/elsewhere.ts";
import type { Catalog, Connection, Schema, Table } from "./model.ts";

/** A large catalog that exists by rule only: names are computed, nothing is stored. */
export interface Scale {
  readonly schemas: number;
  /** Over all schemas. */
  readonly tables: number;
}

/** What the workspace's Unity Catalog holds. REST reads it; SQL statements that define objects change it. */
export class CatalogStore {
  readonly catalogs = new Map<string, Catalog>();
  /** By name in lower case. */
  readonly connections = new Map<string, Connection>(connections.map((one) => [one.name.toLowerCase(), one]));

  constructor(catalogs: readonly Catalog[]) {
    for (const catalog of catalogs) this.catalogs.set(catalog.name, catalog);
  }

  catalog(name: string): Catalog | undefined {
    return this.catalogs.get(name.toLowerCase());
  }

  schema(catalog: string, schema: string): Schema | undefined {
    return this.catalog(catalog)?.schemas.get(schema.toLowerCase());
  }

  table(catalog: string, schema: string, table: string): Table | undefined {
    return this.schema(catalog, schema)?.tables.get(table.toLowerCase());
  }

  connection(name: string): Connection | undefined {
    return this.connections.get(name.toLowerCase());
  }

  /** Every table with its place. */
  *tables(): Generator<{ catalog: Catalog; schema: Schema; table: Table }> {
    for (const catalog of this.catalogs.values()) {
      for (const schema of catalog.schemas.values()) {
        for (const table of schema.tables.values()) yield { catalog, schema, table };
      }
    }
  }
}

/**
 * DuckDB reserves a few database names. Every other catalog is a database of the same name,
 * so that two- and three-part names work as written.
 */
export function databaseName(catalog: string): string {
  return reservedDatabases.has(catalog) ? `${catalog}$` : catalog;
}

/** The catalog of a DuckDB database. */
export function catalogOfDatabase(database: string): string {
  return database.endsWith("$") ? database.slice(0, -1) : database;
}

export const reservedDatabases: ReadonlySet<string> = new Set(["main", "system", "temp", "memory"]);
