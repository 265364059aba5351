type Head = readonly (readonly [string, string])[];

/**
 * Result columns of the catalog calls, with their DuckDB types. Clients find columns by their place: the order is that of
 * `java.sql.DatabaseMetaData`, as HiveServer2 has it.
 * Source: apache/hive, service/src/java/org/apache/hive/service/cli/operation/Get*Operation.java.
 */
export const heads = {
  catalogs: texts("TABLE_CAT"),
  schemas: texts("TABLE_SCHEM", "TABLE_CATALOG"),
  tables: texts(
    "TABLE_CAT",
    "TABLE_SCHEM",
    "TABLE_NAME",
    "TABLE_TYPE",
    "REMARKS",
    "TYPE_CAT",
    "TYPE_SCHEM",
    "TYPE_NAME",
    "SELF_REFERENCING_COL_NAME",
    "REF_GENERATION",
  ),
  tableTypes: texts("TABLE_TYPE"),
  columns: [
    ...texts("TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "COLUMN_NAME"),
    ...integers("DATA_TYPE"),
    ...texts("TYPE_NAME"),
    ...integers("COLUMN_SIZE", "BUFFER_LENGTH", "DECIMAL_DIGITS", "NUM_PREC_RADIX", "NULLABLE"),
    ...texts("REMARKS", "COLUMN_DEF"),
    ...integers("SQL_DATA_TYPE", "SQL_DATETIME_SUB", "CHAR_OCTET_LENGTH", "ORDINAL_POSITION"),
    ...texts("IS_NULLABLE", "SCOPE_CATALOG", "SCOPE_SCHEMA", "SCOPE_TABLE"),
    ["SOURCE_DATA_TYPE", "SMALLINT"],
    ...texts("IS_AUTO_INCREMENT"),
  ],
  typeInfo: [
    ...texts("TYPE_NAME"),
    ...integers("DATA_TYPE", "PRECISION"),
    ...texts("LITERAL_PREFIX", "LITERAL_SUFFIX", "CREATE_PARAMS"),
    ["NULLABLE", "SMALLINT"],
    ["CASE_SENSITIVE", "BOOLEAN"],
    ["SEARCHABLE", "SMALLINT"],
    ["UNSIGNED_ATTRIBUTE", "BOOLEAN"],
    ["FIXED_PREC_SCALE", "BOOLEAN"],
    ["AUTO_INCREMENT", "BOOLEAN"],
    ...texts("LOCAL_TYPE_NAME"),
    ["MINIMUM_SCALE", "SMALLINT"],
    ["MAXIMUM_SCALE", "SMALLINT"],
    ...integers("SQL_DATA_TYPE", "SQL_DATETIME_SUB", "NUM_PREC_RADIX"),
  ],
  functions: [
    ...texts("FUNCTION_CAT", "FUNCTION_SCHEM", "FUNCTION_NAME", "REMARKS"),
    ...integers("FUNCTION_TYPE"),
    ...texts("SPECIFIC_NAME"),
  ],
  primaryKeys: [
    ...texts("TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "COLUMN_NAME"),
    ...integers("KEY_SEQ"),
    ...texts("PK_NAME"),
  ],
  crossReference: [
    ...texts("PKTABLE_CAT", "PKTABLE_SCHEM", "PKTABLE_NAME", "PKCOLUMN_NAME"),
    ...texts("FKTABLE_CAT", "FKTABLE_SCHEM", "FKTABLE_NAME", "FKCOLUMN_NAME"),
    ...integers("KEY_SEQ", "UPDATE_RULE", "DELETE_RULE"),
    ...texts("FK_NAME", "PK_NAME"),
    ...integers("DEFERRABILITY"),
  ],
} as const satisfies Record<string, Head>;

function texts(...names: string[]): [string, string][] {
  return names.map((name) => [name, "VARCHAR"]);
}

function integers(...names: string[]): [string, string][] {
  return names.map((name) => [name, "INTEGER"]);
}
