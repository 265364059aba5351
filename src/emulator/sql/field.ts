import { type DuckDBType, DuckDBTypeId, type DuckDBValue } from "@duckdb/node-api";
import type { DataType } from "./dataType.ts";
import { fromDuckType } from "./duckTypes.ts";
import { SqlError } from "./sqlError.ts";

/** A result column: its Databricks type and how DuckDB stores it. */
export interface Field {
  readonly name: string;
  readonly type: DataType;
  readonly duckTypeId: DuckDBTypeId;
  /** The raw vector holds UTF-8 text that can be copied without decoding. */
  readonly isText: boolean;
}

export function makeField(name: string, duckType: DuckDBType): Field {
  return {
    name,
    type: fromDuckType(duckType),
    duckTypeId: duckType.typeId,
    isText: duckType.typeId === DuckDBTypeId.VARCHAR,
  };
}

/** A numeric or boolean value as a number. A sum that does not fit into BIGINT is an error, as it is in Databricks. */
export function duckNumber(value: DuckDBValue, field: Field): number | bigint {
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value === "bigint") {
    if (BigInt.asIntN(64, value) !== value) {
      throw new SqlError("ARITHMETIC_OVERFLOW", "22003", `The value of ${field.name} does not fit into BIGINT.`);
    }
    return value;
  }
  throw new Error(`Column ${field.name} holds no number`);
}
