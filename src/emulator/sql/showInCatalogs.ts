import type { Catalog, Schema, Table } from "../catalog/model.ts";
import type { CatalogStore } from "../catalog/store.ts";
import type { CommandReader } from "./commandReader.ts";
import { typeSql } from "./dataType.ts";
import { jdbcType } from "./jdbcTypes.ts";
import { rowsQuery } from "./literal.ts";

interface Place {
  readonly catalog: Catalog;
  readonly schema: Schema;
}

/**
 * `SHOW TABLES IN CATALOG main SCHEMA LIKE 's*' LIKE 't*'` and its kin: how drivers that speak REST ask for the catalog.
 * They find the columns of the answer by name.
 * @param reader after `SHOW`. Undefined, with nothing read, when it is another command.
 * Source: databricks/databricks-jdbc, CommandConstants.java, MetadataResultConstants.java and the answers that its tests recorded.
 */
export function showInCatalogs(reader: CommandReader, store: CatalogStore): string | undefined {
  if (reader.eatAll("SCHEMAS", "IN", "ALL", "CATALOGS"))
    return schemas([...store.catalogs.values()], reader.like(), reader);
  if (reader.eatAll("TABLES", "IN", "ALL", "CATALOGS")) return tables([...store.catalogs.values()], reader);
  if (reader.eatAll("COLUMNS", "IN", "ALL", "CATALOGS")) return columns([...store.catalogs.values()], reader);
  if (reader.eatAll("TABLES", "IN", "CATALOG")) return tables([reader.catalog()], reader);
  if (reader.eatAll("COLUMNS", "IN", "CATALOG")) return columns([reader.catalog()], reader);
  if (reader.eatAll("FUNCTIONS", "IN", "CATALOG")) return functions([reader.catalog()], reader);
  if (reader.eatAll("KEYS", "IN", "CATALOG")) return primaryKeys(tableIn(reader));
  if (reader.eatAll("FOREIGN", "KEYS", "IN", "CATALOG")) return foreignKeys(tableIn(reader));
  return undefined;
}

function schemas(of: readonly Catalog[], isSchema: (name: string) => boolean, reader: CommandReader): string {
  reader.end();
  const found = placesIn(of, isSchema).map(({ catalog, schema }) => [schema.name, catalog.name]);
  return rowsQuery([text("databaseName"), text("catalogName")], found);
}

function tables(of: readonly Catalog[], reader: CommandReader): string {
  const places = placesIn(of, patternAfter(reader, "SCHEMA"));
  const isTable = reader.like();
  reader.end();
  const found = tablesIn(places, isTable).map(({ catalog, schema, table: { name, kind, comment } }) => [
    ...[schema.name, name, false, "", catalog.name],
    ...[kind === "VIEW" ? "VIEW" : "TABLE", comment ?? ""],
  ]);
  const head = [text("namespace"), text("tableName"), ["isTemporary", "BOOLEAN"], text("information")] as const;
  return rowsQuery([...head, text("catalogName"), text("tableType"), text("remarks")], found);
}

function columns(of: readonly Catalog[], reader: CommandReader): string {
  const places = placesIn(of, patternAfter(reader, "SCHEMA"));
  const isTable = patternAfter(reader, "TABLE");
  const isColumn = reader.like();
  reader.end();
  const found = tablesIn(places, isTable).flatMap(({ catalog, schema, table }) =>
    table.columns
      .map((column, i) => ({ ...column, ordinal: i + 1 }))
      .filter(({ name }) => isColumn(name))
      .map(({ name, type, nullable, comment, ordinal }) => {
        const { size, digits, radix } = jdbcType(type);
        return [
          ...[name, catalog.name, schema.name, table.name, typeSql(type), size, digits, radix],
          ...[String(nullable), comment ?? "", ordinal, "NO", "NO"],
        ];
      }),
  );
  const head = [text("col_name"), text("catalogName"), text("namespace"), text("tableName"), text("columnType")];
  const facts = [
    integer("columnSize"),
    integer("decimalDigits"),
    integer("radix"),
    text("isNullable"),
    text("remarks"),
  ];
  return rowsQuery(
    [...head, ...facts, integer("ordinalPosition"), text("isAutoIncrement"), text("isGenerated")],
    found,
  );
}

function functions(of: readonly Catalog[], reader: CommandReader): string {
  const places = placesIn(of, patternAfter(reader, "SCHEMA"));
  const isFunction = reader.like();
  reader.end();
  const found = places.flatMap(({ catalog, schema }) =>
    schema.functions
      .filter(({ name }) => isFunction(name))
      .map(({ name, comment }) => [
        ...[catalog.name, schema.name, name, comment ?? ""],
        ...[1, `${catalog.name}.${schema.name}.${name}`],
      ]),
  );
  const head = [text("catalogName"), text("namespace"), text("functionName"), text("remarks")];
  return rowsQuery([...head, integer("functionType"), text("specificName")], found);
}

function primaryKeys({ catalog, schema, table }: Place & { readonly table: Table }): string {
  const found = (table.primaryKey ?? []).map((column, i) => [
    ...[catalog.name, schema.name, table.name, column],
    ...[i + 1, `${table.name}_pk`],
  ]);
  return rowsQuery([...tableHead, text("col_name"), integer("keySeq"), text("constraintName")], found);
}

function foreignKeys({ catalog, schema, table }: Place & { readonly table: Table }): string {
  const found = (table.foreignKeys ?? []).flatMap(({ name, columns: own, parentTable, parentColumns }) =>
    own.map((column, i) => [
      ...[catalog.name, schema.name, table.name, column],
      ...[...parentTable.split("."), parentColumns[i]],
      ...[i + 1, name, ...noAction],
    ]),
  );
  const parent = ["parentCatalogName", "parentNamespace", "parentTableName", "parentColName"].map(text);
  const rules = [
    integer("keySeq"),
    text("constraintName"),
    ...["updateRule", "deleteRule", "deferrability"].map(integer),
  ];
  return rowsQuery([...tableHead, text("col_name"), ...parent, ...rules], found);
}

/** `importedKeyNoAction` twice, and `importedKeyNotDeferrable`, of `java.sql.DatabaseMetaData`. */
const noAction = [3, 3, 7] as const;
const tableHead = ["catalogName", "namespace", "tableName"].map(text);

function tableIn(reader: CommandReader): Place & { readonly table: Table } {
  const catalog = reader.name();
  if (!reader.eatAll("IN", "SCHEMA")) throw reader.syntaxError();
  const schema = reader.name();
  if (!reader.eatAll("IN", "TABLE")) throw reader.syntaxError();
  const table = reader.name();
  reader.end();
  return reader.tableNamed([catalog, schema, table]);
}

function patternAfter(reader: CommandReader, word: string): (name: string) => boolean {
  return reader.eatAll(word, "LIKE") ? reader.pattern() : () => true;
}

function placesIn(catalogs: readonly Catalog[], isSchema: (name: string) => boolean): Place[] {
  return catalogs.flatMap((catalog) =>
    [...catalog.schemas.values()].filter(({ name }) => isSchema(name)).map((schema) => ({ catalog, schema })),
  );
}

function tablesIn(places: readonly Place[], isTable: (name: string) => boolean) {
  return places.flatMap(({ catalog, schema }) =>
    [...schema.tables.values()].filter(({ name }) => isTable(name)).map((table) => ({ catalog, schema, table })),
  );
}

function text(name: string): readonly [string, string] {
  return [name, "VARCHAR"];
}

function integer(name: string): readonly [string, string] {
  return [name, "INTEGER"];
}
