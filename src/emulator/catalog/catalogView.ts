import { ApiError } from "../rest/apiError.ts";
import type { Catalog, Schema, Table } from "./model.ts";
import { type ScaleCatalog, scaleName } from "./scaleCatalog.ts";
import type { CatalogStore } from "./store.ts";

/** The store and the scale catalog as one. */
export class CatalogView {
  readonly #store: CatalogStore;
  readonly #scale: ScaleCatalog | undefined;

  constructor(store: CatalogStore, scale: ScaleCatalog | undefined) {
    this.#store = store;
    this.#scale = scale;
  }

  catalogs(): Catalog[] {
    const all = [...this.#store.catalogs.values()];
    if (this.#scale !== undefined) all.push(this.#scale.catalog);
    return all.sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  catalog(name: string): Catalog {
    const found = name.toLowerCase() === scaleName ? this.#scale?.catalog : this.#store.catalog(name);
    if (found === undefined) throw new ApiError(404, "CATALOG_DOES_NOT_EXIST", `Catalog '${name}' does not exist.`);
    return found;
  }

  /** A catalog to look into. */
  open(name: string): Catalog {
    const catalog = this.catalog(name);
    if (catalog.isClosed === true)
      throw new ApiError(403, "PERMISSION_DENIED", `User does not have USE CATALOG on Catalog '${catalog.name}'.`);
    return catalog;
  }

  schemas(catalog: Catalog): List<Schema> {
    const scale = this.#scaleOf(catalog);
    if (scale !== undefined) return { count: scale.schemaCount, at: (i) => scale.schemaAt(i) };
    return listOf([...catalog.schemas.values()]);
  }

  schema(catalogName: string, name: string): { catalog: Catalog; schema: Schema } {
    const catalog = this.open(catalogName);
    const scale = this.#scaleOf(catalog);
    const index = scale?.indexOf(name);
    const schema =
      scale !== undefined && index !== undefined ? scale.schemaAt(index) : catalog.schemas.get(name.toLowerCase());
    if (schema === undefined)
      throw new ApiError(404, "SCHEMA_DOES_NOT_EXIST", `Schema '${catalogName}.${name}' does not exist.`);
    return { catalog, schema };
  }

  /** By full name; the schema's own name may contain dots. */
  schemaNamed(fullName: string): { catalog: Catalog; schema: Schema } {
    const [catalog = "", ...rest] = fullName.split(".");
    return this.schema(catalog, rest.join("."));
  }

  tables(catalog: Catalog, schema: Schema): List<Table> {
    const scale = this.#scaleOf(catalog);
    if (scale === undefined) return listOf([...schema.tables.values()]);
    return { count: scale.tableCount(scale.indexOf(schema.name) ?? 0), at: (i) => scale.tableAt(i) };
  }

  table(fullName: string): { catalog: Catalog; schema: Schema; table: Table } {
    const [catalogName = "", schemaName = "", ...rest] = fullName.split(".");
    const { catalog, schema } = this.schema(catalogName, schemaName);
    const scale = this.#scaleOf(catalog);
    const name = rest.join(".");
    const table =
      scale === undefined ? schema.tables.get(name.toLowerCase()) : scale.table(scale.indexOf(schema.name) ?? 0, name);
    if (table === undefined) throw new ApiError(404, "TABLE_DOES_NOT_EXIST", `Table '${fullName}' does not exist.`);
    return { catalog, schema, table };
  }

  /** A volume, function or model by its full name. */
  item<T extends { readonly name: string }>(fullName: string, what: string, of: (schema: Schema) => readonly T[]) {
    const [catalogName = "", schemaName = "", ...rest] = fullName.split(".");
    const { catalog, schema } = this.schema(catalogName, schemaName);
    const item = of(schema).find(({ name }) => name.toLowerCase() === rest.join(".").toLowerCase());
    if (item === undefined)
      throw new ApiError(404, `${what.toUpperCase()}_DOES_NOT_EXIST`, `${what} '${fullName}' does not exist.`);
    return { catalog, schema, item };
  }

  tableExists(fullName: string): boolean {
    try {
      return this.table(fullName).table.name !== "";
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) return false;
      throw error;
    }
  }

  summaries(catalog: Catalog, isSchema: NameTest, isTable: NameTest): unknown[] {
    const found: unknown[] = [];
    const schemas = this.schemas(catalog);
    for (let s = 0; s < schemas.count; s++) {
      const schema = schemas.at(s);
      if (!isSchema(schema.name)) continue;
      const tables = this.tables(catalog, schema);
      for (let t = 0; t < tables.count; t++) {
        const table = tables.at(t);
        if (isTable(table.name))
          found.push({ full_name: `${catalog.name}.${schema.name}.${table.name}`, table_type: table.kind });
      }
    }
    return found;
  }

  #scaleOf(catalog: Catalog): ScaleCatalog | undefined {
    return catalog === this.#scale?.catalog ? this.#scale : undefined;
  }
}

export interface List<T> {
  readonly count: number;
  readonly at: (index: number) => T;
}

function listOf<T extends { readonly name: string }>(items: T[]): List<T> {
  items.sort((a, b) => (a.name < b.name ? -1 : 1));
  return { count: items.length, at: (i) => itemAt(items, i) };
}

export function itemAt<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`No item ${index}`);
  return item;
}

export type NameTest = (name: string) => boolean;

/** A test for names from a pattern of SQL's LIKE; no pattern lets every name pass. */
export function like(pattern: string | null): NameTest {
  if (pattern === null || pattern === "") return () => true;
  const source = pattern
    .replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
    .replaceAll("%", ".*")
    .replaceAll("_", ".");
  const test = new RegExp(`^${source}$`, "is");
  return (name) => test.test(name);
}
