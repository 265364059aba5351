import {
  type DuckDBType,
  DuckDBDecimalType,
  DuckDBListType,
  DuckDBArrayType,
  DuckDBMapType,
  DuckDBStructType,
  DuckDBTypeId,
} from "@duckdb/node-api";
import type { DataType } from "./dataType.ts";
import { SqlError } from "./sqlError.ts";

const kinds = new Map<DuckDBTypeId, DataType>([
  [DuckDBTypeId.BOOLEAN, { kind: "BOOLEAN" }],
  [DuckDBTypeId.TINYINT, { kind: "TINYINT" }],
  [DuckDBTypeId.SMALLINT, { kind: "SMALLINT" }],
  [DuckDBTypeId.UTINYINT, { kind: "SMALLINT" }],
  [DuckDBTypeId.INTEGER, { kind: "INT" }],
  [DuckDBTypeId.USMALLINT, { kind: "INT" }],
  [DuckDBTypeId.BIGINT, { kind: "BIGINT" }],
  [DuckDBTypeId.UINTEGER, { kind: "BIGINT" }],
  // DuckDB sums integers into 128 bits where Databricks answers BIGINT.
  [DuckDBTypeId.HUGEINT, { kind: "BIGINT" }],
  [DuckDBTypeId.UBIGINT, { kind: "DECIMAL", precision: 20, scale: 0 }],
  [DuckDBTypeId.FLOAT, { kind: "FLOAT" }],
  [DuckDBTypeId.DOUBLE, { kind: "DOUBLE" }],
  [DuckDBTypeId.VARCHAR, { kind: "STRING" }],
  [DuckDBTypeId.UUID, { kind: "STRING" }],
  [DuckDBTypeId.TIME, { kind: "STRING" }],
  [DuckDBTypeId.ENUM, { kind: "STRING" }],
  [DuckDBTypeId.BLOB, { kind: "BINARY" }],
  [DuckDBTypeId.DATE, { kind: "DATE" }],
  [DuckDBTypeId.TIMESTAMP_TZ, { kind: "TIMESTAMP" }],
  [DuckDBTypeId.TIMESTAMP, { kind: "TIMESTAMP_NTZ" }],
  [DuckDBTypeId.INTERVAL, { kind: "INTERVAL" }],
  [DuckDBTypeId.SQLNULL, { kind: "VOID" }],
]);

/** The Databricks type of a DuckDB result column. A type without a counterpart is refused, never guessed. */
export function fromDuckType(type: DuckDBType): DataType {
  if (type instanceof DuckDBDecimalType) return { kind: "DECIMAL", precision: type.width, scale: type.scale };
  if (type instanceof DuckDBListType || type instanceof DuckDBArrayType) {
    return { kind: "ARRAY", element: fromDuckType(type.valueType) };
  }
  if (type instanceof DuckDBMapType) {
    return { kind: "MAP", key: fromDuckType(type.keyType), value: fromDuckType(type.valueType) };
  }
  if (type instanceof DuckDBStructType) {
    const fields = type.entryNames.map((name, i) => {
      const entry = type.entryTypes[i];
      if (entry === undefined) throw new Error(`Struct field ${name} has no type`);
      return { name, type: fromDuckType(entry) };
    });
    return { kind: "STRUCT", fields };
  }
  const found = kinds.get(type.typeId);
  if (found === undefined) throw SqlError.unsupported(`Results of the type ${String(type)}`);
  return found;
}
