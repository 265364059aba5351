import type { CatalogStore } from "../catalog/store.ts";
import type { DataType } from "../sql/dataType.ts";
import { typeText } from "../sql/dataType.ts";
import { rowsQuery } from "../sql/literal.ts";
import { operationType } from "./constants.ts";
import type { ThriftStruct } from "./reader.ts";

interface MetadataQuery {
  readonly type: number;
  /** A DuckDB query with the result columns of JDBC's `DatabaseMetaData`. */
  readonly sql: (request: ThriftStruct, store: CatalogStore) => string;
}

/** Catalog calls of `TCLIService`, by method name. */
export const metadataQueries: Readonly<Record<string, MetadataQuery>> = {
  GetCatalogs: {
    type: operationType.catalogs,
    sql: (_, store) =>
      rowsQuery(
        [["TABLE_CAT", "VARCHAR"]],
        [...store.catalogs.keys()].sort().map((name) => [name]),
      ),
  },
  GetSchemas: {
    type: operationType.schemas,
    sql: (request, store) => {
      const isCatalog = exact(request.text(2));
      const isSchema = like(request.text(3));
      const found = [...store.catalogs.values()]
        .filter((catalog) => isCatalog(catalog.name))
        .flatMap((catalog) =>
          [...catalog.schemas.values()].filter((s) => isSchema(s.name)).map((s) => [s.name, catalog.name]),
        );
      return rowsQuery(
        [
          ["TABLE_SCHEM", "VARCHAR"],
          ["TABLE_CATALOG", "VARCHAR"],
        ],
        found,
      );
    },
  },
  GetTables: {
    type: operationType.tables,
    sql: (request, store) => {
      const types = request.texts(5);
      const found = places(request, store)
        .map(({ catalog, schema, table }) => [
          catalog.name,
          schema.name,
          table.name,
          tableType(table.kind),
          table.comment ?? "",
        ])
        .filter((row) => types.length === 0 || types.includes(row[3] ?? ""));
      return rowsQuery(
        ["TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "TABLE_TYPE", "REMARKS"].map((name) => [name, "VARCHAR"] as const),
        found,
      );
    },
  },
  GetTableTypes: {
    type: operationType.tableTypes,
    sql: () => rowsQuery([["TABLE_TYPE", "VARCHAR"]], [["TABLE"], ["VIEW"]]),
  },
  GetColumns: {
    type: operationType.columns,
    sql: (request, store) => {
      const isColumn = like(request.text(5));
      const found = places(request, store).flatMap(({ catalog, schema, table }) =>
        table.columns
          .map((column, i) => ({ column, i }))
          .filter(({ column }) => isColumn(column.name))
          .map(({ column, i }) => [
            catalog.name,
            schema.name,
            table.name,
            column.name,
            jdbcType(column.type),
            typeText(column.type).toUpperCase(),
            column.type.kind === "DECIMAL" ? column.type.precision : null,
            column.type.kind === "DECIMAL" ? column.type.scale : null,
            column.nullable ? 1 : 0,
            column.comment ?? "",
            i + 1,
            column.nullable ? "YES" : "NO",
          ]),
      );
      return rowsQuery(columnHead, found);
    },
  },
};

const columnHead = [
  ["TABLE_CAT", "VARCHAR"],
  ["TABLE_SCHEM", "VARCHAR"],
  ["TABLE_NAME", "VARCHAR"],
  ["COLUMN_NAME", "VARCHAR"],
  ["DATA_TYPE", "INTEGER"],
  ["TYPE_NAME", "VARCHAR"],
  ["COLUMN_SIZE", "INTEGER"],
  ["DECIMAL_DIGITS", "INTEGER"],
  ["NULLABLE", "INTEGER"],
  ["REMARKS", "VARCHAR"],
  ["ORDINAL_POSITION", "INTEGER"],
  ["IS_NULLABLE", "VARCHAR"],
] as const;

function places(request: ThriftStruct, store: CatalogStore) {
  const isCatalog = exact(request.text(2));
  const isSchema = like(request.text(3));
  const isTable = like(request.text(4));
  return [...store.tables()].filter(
    ({ catalog, schema, table }) => isCatalog(catalog.name) && isSchema(schema.name) && isTable(table.name),
  );
}

function tableType(kind: string): string {
  return kind === "VIEW" ? "VIEW" : "TABLE";
}

function exact(name: string | undefined): (name: string) => boolean {
  return (other) => name === undefined || name === "" || name === "%" || other.toLowerCase() === name.toLowerCase();
}

/** A pattern with `%` and `_`, escaped by a backslash. */
function like(pattern: string | undefined): (name: string) => boolean {
  if (pattern === undefined || pattern === "") return () => true;
  const source = pattern.replace(/\\?[\s\S]/g, (sign) => {
    if (sign === "%") return ".*";
    if (sign === "_") return ".";
    return sign.replace(/^\\(?=.)/, "").replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  });
  const test = new RegExp(`^${source}$`, "is");
  return (name) => test.test(name);
}

/** Numbers of `java.sql.Types`. */
const jdbcTypes: Partial<Record<DataType["kind"], number>> = {
  BOOLEAN: 16,
  TINYINT: -6,
  SMALLINT: 5,
  INT: 4,
  BIGINT: -5,
  FLOAT: 6,
  DOUBLE: 8,
  DECIMAL: 3,
  STRING: 12,
  BINARY: -2,
  DATE: 91,
  TIMESTAMP: 93,
  TIMESTAMP_NTZ: 93,
  ARRAY: 2003,
  MAP: 2002,
  STRUCT: 2002,
};

function jdbcType(type: DataType): number {
  return jdbcTypes[type.kind] ?? 1111;
}
