import type { Catalog, Schema, Table } from "../catalog/model.ts";
import type { CatalogStore } from "../catalog/store.ts";
import { typeSql } from "../sql/dataType.ts";
import { jdbcType, typeInfoRows } from "../sql/jdbcTypes.ts";
import { rowsQuery } from "../sql/literal.ts";
import { operationType } from "./constants.ts";
import { heads } from "./metadataHeads.ts";
import type { ThriftStruct } from "./reader.ts";

interface MetadataQuery {
  readonly type: number;
  /** A DuckDB query that yields the answer. */
  readonly sql: (request: ThriftStruct, store: CatalogStore) => string;
}

interface Place {
  readonly catalog: Catalog;
  readonly schema: Schema;
  readonly table: Table;
}

/** Catalog calls of `TCLIService`, by method name. */
export const metadataQueries: Readonly<Record<string, MetadataQuery>> = {
  GetTypeInfo: { type: operationType.typeInfo, sql: () => rowsQuery(heads.typeInfo, typeInfoRows) },
  GetCatalogs: {
    type: operationType.catalogs,
    sql: (_, store) =>
      rowsQuery(
        heads.catalogs,
        [...store.catalogs.keys()].sort().map((name) => [name]),
      ),
  },
  GetSchemas: {
    type: operationType.schemas,
    sql: (request, store) =>
      rowsQuery(
        heads.schemas,
        schemas(request, store).map(({ catalog, schema }) => [schema.name, catalog.name]),
      ),
  },
  GetTables: {
    type: operationType.tables,
    sql: (request, store) => {
      const types = request.texts(5);
      const found = tables(request, store).filter(
        ({ table }) => types.length === 0 || types.includes(tableType(table)),
      );
      const unused = [null, null, null, null, null];
      return rowsQuery(
        heads.tables,
        found.map(({ catalog, schema, table }) => [
          ...[catalog.name, schema.name, table.name, tableType(table), table.comment ?? ""],
          ...unused,
        ]),
      );
    },
  },
  GetTableTypes: {
    type: operationType.tableTypes,
    sql: () => rowsQuery(heads.tableTypes, [["TABLE"], ["VIEW"]]),
  },
  GetColumns: {
    type: operationType.columns,
    sql: (request, store) => {
      const isColumn = like(request.text(5));
      return rowsQuery(
        heads.columns,
        tables(request, store).flatMap((place) =>
          columnRows(place)
            .filter(({ name }) => isColumn(name))
            .map(({ row }) => row),
        ),
      );
    },
  },
  GetFunctions: {
    type: operationType.functions,
    sql: (request, store) => {
      const isFunction = like(request.text(4));
      const found = schemas(request, store).flatMap(({ catalog, schema }) =>
        schema.functions
          .filter(({ name }) => isFunction(name))
          .map(({ name, comment }) => {
            const fullName = `${catalog.name}.${schema.name}.${name}`;
            return [catalog.name, schema.name, name, comment ?? "", functionNoTable, fullName];
          }),
      );
      return rowsQuery(heads.functions, found);
    },
  },
  GetPrimaryKeys: {
    type: operationType.unknown,
    sql: (request, store) =>
      rowsQuery(
        heads.primaryKeys,
        named(store, request.text(2), request.text(3), request.text(4)).flatMap(({ catalog, schema, table }) =>
          (table.primaryKey ?? []).map((column, i) => [
            catalog.name,
            schema.name,
            table.name,
            column,
            i + 1,
            primaryKeyName(table.name),
          ]),
        ),
      ),
  },
  GetCrossReference: {
    type: operationType.unknown,
    sql: (request, store) => {
      const parents = named(store, request.text(2), request.text(3), request.text(4));
      const isParent = new Set(parents.map(fullName));
      const children = named(store, request.text(5), request.text(6), request.text(7));
      return rowsQuery(
        heads.crossReference,
        children.flatMap((child) =>
          foreignKeyRows(child)
            .filter(({ parent }) => isParent.has(parent))
            .map(({ row }) => row),
        ),
      );
    },
  },
};

/** `DatabaseMetaData.functionNoTable`: the function answers one value. */
const functionNoTable = 1;
/** `importedKeyNoAction` and `importedKeyNotDeferrable`. */
const [noAction, notDeferrable] = [3, 7];

function columnRows({ catalog, schema, table }: Place) {
  return table.columns.map(({ name, type, nullable, comment }, ordinal) => {
    const { code, size, digits, radix } = jdbcType(type);
    const row = [
      ...[catalog.name, schema.name, table.name, name, code, typeSql(type), size, null, digits, radix],
      ...[nullable ? 1 : 0, comment ?? "", null, null, null, null],
      // Counted from 0, as in Spark; JDBC's driver adds 1.
      ...[ordinal, nullable ? "YES" : "NO", null, null, null, null, "NO"],
    ];
    return { name, row };
  });
}

function foreignKeyRows({ catalog, schema, table }: Place) {
  return (table.foreignKeys ?? []).flatMap(({ name, columns, parentTable, parentColumns }) =>
    columns.map((column, i) => {
      const parent = parentTable.split(".");
      const row = [
        ...[...parent, parentColumns[i] ?? null],
        ...[catalog.name, schema.name, table.name, column],
        ...[i + 1, noAction, noAction, name, primaryKeyName(parent.at(-1) ?? ""), notDeferrable],
      ];
      return { parent: parentTable, row };
    }),
  );
}

function primaryKeyName(table: string): string {
  return `${table}_pk`;
}

function fullName({ catalog, schema, table }: Place): string {
  return `${catalog.name}.${schema.name}.${table.name}`;
}

/** Schemas that fields 2 (a name) and 3 (a pattern) of a request are about. */
function schemas(request: ThriftStruct, store: CatalogStore): { catalog: Catalog; schema: Schema }[] {
  const isCatalog = exact(request.text(2));
  const isSchema = like(request.text(3));
  return [...store.catalogs.values()]
    .filter(({ name }) => isCatalog(name))
    .flatMap((catalog) => [...catalog.schemas.values()].map((schema) => ({ catalog, schema })))
    .filter(({ schema }) => isSchema(schema.name));
}

/** Tables in these schemas that field 4 (a pattern) is about. */
function tables(request: ThriftStruct, store: CatalogStore): Place[] {
  const isTable = like(request.text(4));
  return schemas(request, store).flatMap(({ catalog, schema }) =>
    [...schema.tables.values()].filter(({ name }) => isTable(name)).map((table) => ({ catalog, schema, table })),
  );
}

/** Tables of these names; all of them where a name is missing. */
function named(store: CatalogStore, ...names: (string | undefined)[]): Place[] {
  const [isCatalog, isSchema, isTable] = names.map(exact);
  return [...store.tables()].filter(
    ({ catalog, schema, table }) => isCatalog?.(catalog.name) && isSchema?.(schema.name) && isTable?.(table.name),
  );
}

function tableType({ kind }: Table): string {
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
