import type { Catalog, Schema, Table } from "../catalog/model.ts";
import { type ScaleCatalog, scaleName } from "../catalog/scaleCatalog.ts";
import type { CatalogStore } from "../catalog/store.ts";
import { ApiError, badRequest } from "./apiError.ts";
import { catalogJson, functionJson, metastoreId, schemaJson, tableJson, volumeJson } from "./catalogJson.ts";
import { catalogPages, paged } from "./paging.ts";
import type { ApiRequest, Router } from "./router.ts";

const base = "/api/2.1/unity-catalog";
const itemPages = { ...catalogPages, isUnlimitedByDefault: false, largest: 10_000 };

/** Unity Catalog's read side. */
export function addUnityCatalog(router: Router, store: CatalogStore, scale: ScaleCatalog | undefined): void {
  const view = new CatalogView(store, scale);

  router.add("GET", `${base}/catalogs`, ({ query }) => {
    const all = view.catalogs();
    const { items, next } = paged(all.length, (i) => catalogJson(itemAt(all, i)), query, catalogPages);
    return { body: { catalogs: items, ...next } };
  });
  router.add("GET", `${base}/catalogs/:name`, ({ path }) => ({ body: catalogJson(view.catalog(path["name"] ?? "")) }));

  router.add("GET", `${base}/schemas`, ({ query }) => {
    const catalog = view.catalog(required(query, "catalog_name"));
    const list = view.schemas(catalog);
    const { items, next } = paged(list.count, (i) => schemaJson(catalog, list.at(i)), query, catalogPages);
    return { body: { schemas: items, ...next } };
  });
  router.add("GET", `${base}/schemas/:full_name`, ({ path }) => {
    const { catalog, schema } = view.schemaNamed(path["full_name"] ?? "");
    return { body: schemaJson(catalog, schema) };
  });

  router.add("GET", `${base}/tables`, ({ query }) => {
    const { catalog, schema } = view.schema(required(query, "catalog_name"), required(query, "schema_name"));
    const list = view.tables(catalog, schema);
    const omit = { columns: query.get("omit_columns") === "true", properties: query.get("omit_properties") === "true" };
    const { items, next } = paged(list.count, (i) => tableJson(catalog, schema, list.at(i), omit), query, catalogPages);
    return { body: { tables: items, ...next } };
  });
  router.add("GET", `${base}/tables/:full_name`, ({ path }) => {
    const { catalog, schema, table } = view.table(path["full_name"] ?? "");
    return { body: tableJson(catalog, schema, table, { columns: false, properties: false }) };
  });
  router.add("GET", `${base}/tables/:full_name/exists`, ({ path }) => ({
    body: { table_exists: view.tableExists(path["full_name"] ?? "") },
  }));
  router.add("GET", `${base}/table-summaries`, ({ query }) => {
    const catalog = view.catalog(required(query, "catalog_name"));
    const all = view.summaries(catalog, like(query.get("schema_name_pattern")), like(query.get("table_name_pattern")));
    const { items, next } = paged(all.length, (i) => itemAt(all, i), query, itemPages);
    return { body: { tables: items, ...next } };
  });

  router.add("GET", `${base}/volumes`, ({ query }) => {
    const { catalog, schema } = view.schema(required(query, "catalog_name"), required(query, "schema_name"));
    const { items, next } = paged(
      schema.volumes.length,
      (i) => volumeJson(catalog, schema, itemAt(schema.volumes, i)),
      query,
      itemPages,
    );
    return { body: { volumes: items, ...next } };
  });
  router.add("GET", `${base}/functions`, ({ query }) => {
    const { catalog, schema } = view.schema(required(query, "catalog_name"), required(query, "schema_name"));
    const { items, next } = paged(
      schema.functions.length,
      (i) => functionJson(catalog, schema, itemAt(schema.functions, i)),
      query,
      catalogPages,
    );
    return { body: { functions: items, ...next } };
  });

  router.add("GET", `${base}/effective-permissions/:type/:full_name`, (request) => effectivePermissions(view, request));
  router.add("GET", `${base}/metastore_summary`, () => ({
    body: {
      metastore_id: metastoreId,
      name: "emulated",
      cloud: "aws",
      region: "local",
      owner: "data-platform@emulated.example",
    },
  }));
}

/** The store and the scale catalog as one. */
class CatalogView {
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

  schemas(catalog: Catalog): List<Schema> {
    const scale = this.#scaleOf(catalog);
    if (scale !== undefined) return { count: scale.schemaCount, at: (i) => scale.schemaAt(i) };
    return listOf([...catalog.schemas.values()]);
  }

  schema(catalogName: string, name: string): { catalog: Catalog; schema: Schema } {
    const catalog = this.catalog(catalogName);
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

interface List<T> {
  readonly count: number;
  readonly at: (index: number) => T;
}

function listOf<T extends { readonly name: string }>(items: T[]): List<T> {
  items.sort((a, b) => (a.name < b.name ? -1 : 1));
  return { count: items.length, at: (i) => itemAt(items, i) };
}

function itemAt<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`No item ${index}`);
  return item;
}

function required(query: URLSearchParams, name: string): string {
  const value = query.get(name);
  if (value === null || value === "") throw badRequest(`Missing required parameter: ${name}`);
  return value;
}

type NameTest = (name: string) => boolean;

function like(pattern: string | null): NameTest {
  if (pattern === null || pattern === "") return () => true;
  const source = pattern
    .replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
    .replaceAll("%", ".*")
    .replaceAll("_", ".");
  const test = new RegExp(`^${source}$`, "is");
  return (name) => test.test(name);
}

/** Administrators own everything here; everybody else may read. */
function effectivePermissions(view: CatalogView, { path, user }: ApiRequest): { body: unknown } {
  const type = (path["type"] ?? "").toLowerCase();
  const name = path["full_name"] ?? "";
  if (type === "catalog") view.catalog(name);
  else if (type === "schema") view.schemaNamed(name);
  else if (type === "table") view.table(name);
  else throw new ApiError(501, "NOT_IMPLEMENTED", `The emulated workspace knows no permissions of the type ${type}.`);
  const catalog = { inherited_from_type: "CATALOG", inherited_from_name: name.split(".")[0] };
  const read = ["USE_CATALOG", "USE_SCHEMA", "SELECT", "BROWSE"].map((privilege) => ({ privilege, ...catalog }));
  const all = user.groups.includes("admins") ? [{ privilege: "ALL_PRIVILEGES", ...catalog }] : [];
  return {
    body: {
      privilege_assignments: [
        ...(all.length > 0 ? [{ principal: user.userName, privileges: all }] : []),
        { principal: "account users", privileges: read },
      ],
    },
  };
}
