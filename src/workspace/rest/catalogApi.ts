import type { Caller, Query } from "./call.ts";
import {
  catalogFunction,
  connection,
  externalLocation,
  modelVersion,
  registeredModel,
  tableName,
  volume,
} from "./catalogReaders.ts";
import { maxResults, pageOf } from "./paging.ts";
import { pathSegment } from "./path.ts";
import type { Reader } from "./read.ts";
import { readList, readOne } from "./read.ts";
import { catalog, schema, tableSummary } from "./readers.ts";
import { table } from "./tableReader.ts";
import type {
  Catalog,
  CatalogFunction,
  Connection,
  ExternalLocation,
  ModelVersion,
  Page,
  PageRequest,
  RegisteredModel,
  Schema,
  Table,
  TableName,
  TableSummary,
  Volume,
} from "./types.ts";

/** Patterns of SQL's LIKE: `%` for anything, `_` for one character. Whether case counts is up to the server. */
export interface TablePatterns {
  readonly schema?: string;
  readonly table?: string;
}

/** Unity Catalog. Lists also hold what may be seen but not used (`browseOnly`). Names are plain, never quoted. */
export interface CatalogApi {
  catalogs(page: PageRequest, signal?: AbortSignal): Promise<Page<Catalog>>;
  catalog(name: string, signal?: AbortSignal): Promise<Catalog>;
  schemas(catalog: string, page: PageRequest, signal?: AbortSignal): Promise<Page<Schema>>;
  schema(fullName: string, signal?: AbortSignal): Promise<Schema>;
  tables(catalog: string, schema: string, page: PageRequest, signal?: AbortSignal): Promise<Page<TableSummary>>;
  /** @param fullName `catalog.schema.table`, unquoted. */
  table(fullName: string, signal?: AbortSignal): Promise<Table>;
  /** The one list that the server filters by name: tables of a whole catalog, kind and full name only. */
  findTables(
    catalog: string,
    patterns: TablePatterns,
    page: PageRequest,
    signal?: AbortSignal,
  ): Promise<Page<TableName>>;
  volumes(catalog: string, schema: string, page: PageRequest, signal?: AbortSignal): Promise<Page<Volume>>;
  volume(fullName: string, signal?: AbortSignal): Promise<Volume>;
  functions(catalog: string, schema: string, page: PageRequest, signal?: AbortSignal): Promise<Page<CatalogFunction>>;
  catalogFunction(fullName: string, signal?: AbortSignal): Promise<CatalogFunction>;
  models(catalog: string, schema: string, page: PageRequest, signal?: AbortSignal): Promise<Page<RegisteredModel>>;
  model(fullName: string, signal?: AbortSignal): Promise<RegisteredModel>;
  modelVersions(fullName: string, page: PageRequest, signal?: AbortSignal): Promise<Page<ModelVersion>>;
  externalLocations(page: PageRequest, signal?: AbortSignal): Promise<Page<ExternalLocation>>;
  connections(page: PageRequest, signal?: AbortSignal): Promise<Page<Connection>>;
}

const base = "/api/2.1/unity-catalog";
const browse: Query = { include_browse: true };

/** Paths and parameters: workspace API facts 5.1, after the Databricks SDK for Go, `service/catalog/impl.go`. */
export function catalogApi({ get }: Pick<Caller, "get">): CatalogApi {
  async function list<T>(
    [path, field, what]: readonly [path: string, field: string, what: string],
    query: Query,
    read: Reader<T>,
    signal: AbortSignal | undefined,
  ): Promise<Page<T>> {
    const answer = await get(`${base}/${path}`, query, signal);
    return pageOf(answer, readList(answer, field, what, read));
  }
  async function one<T>(
    path: string,
    name: string,
    what: string,
    read: Reader<T>,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    const answer = await get(`${base}/${path}/${pathSegment(name)}`, browse, signal);
    return readOne(answer, `the ${what} ${name}`, read);
  }
  const within = (catalogName: string, schemaName: string, page: PageRequest): Query => ({
    catalog_name: catalogName,
    schema_name: schemaName,
    ...browse,
    ...maxResults(page),
  });

  return {
    catalogs: (page, signal) =>
      list(["catalogs", "catalogs", "catalogs"], { ...browse, ...maxResults(page) }, catalog, signal),
    catalog: (name, signal) => one("catalogs", name, "catalog", catalog, signal),

    schemas: (catalogName, page, signal) =>
      list(
        ["schemas", "schemas", "schemas"],
        { catalog_name: catalogName, ...browse, ...maxResults(page) },
        schema,
        signal,
      ),
    schema: (fullName, signal) => one("schemas", fullName, "schema", schema, signal),

    // A list shows names; columns and properties would make each page some hundred times larger.
    tables: (catalogName, schemaName, page, signal) =>
      list(
        ["tables", "tables", "tables"],
        {
          ...within(catalogName, schemaName, page),
          omit_columns: true,
          omit_properties: true,
          omit_username: true,
        },
        tableSummary,
        signal,
      ),
    table: (fullName, signal) => one("tables", fullName, "table", (entry) => table(entry, fullName), signal),
    findTables: (catalogName, patterns, page, signal) =>
      list(
        ["table-summaries", "tables", "names of tables"],
        {
          catalog_name: catalogName,
          ...(patterns.schema === undefined ? {} : { schema_name_pattern: patterns.schema }),
          ...(patterns.table === undefined ? {} : { table_name_pattern: patterns.table }),
          ...maxResults(page),
        },
        tableName,
        signal,
      ),

    volumes: (catalogName, schemaName, page, signal) =>
      list(["volumes", "volumes", "volumes"], within(catalogName, schemaName, page), volume, signal),
    volume: (fullName, signal) => one("volumes", fullName, "volume", volume, signal),

    functions: (catalogName, schemaName, page, signal) =>
      list(["functions", "functions", "functions"], within(catalogName, schemaName, page), catalogFunction, signal),
    catalogFunction: (fullName, signal) => one("functions", fullName, "function", catalogFunction, signal),

    models: (catalogName, schemaName, page, signal) =>
      list(["models", "registered_models", "models"], within(catalogName, schemaName, page), registeredModel, signal),
    model: (fullName, signal) => one("models", fullName, "model", registeredModel, signal),
    modelVersions: (fullName, page, signal) =>
      list(
        [`models/${pathSegment(fullName)}/versions`, "model_versions", `versions of ${fullName}`],
        { ...browse, ...maxResults(page) },
        modelVersion,
        signal,
      ),

    externalLocations: (page, signal) =>
      list(
        ["external-locations", "external_locations", "external locations"],
        { ...browse, ...maxResults(page) },
        externalLocation,
        signal,
      ),
    connections: (page, signal) =>
      list(["connections", "connections", "connections"], maxResults(page), connection, signal),
  };
}
