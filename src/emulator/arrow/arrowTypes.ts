import * as arrow from "apache-arrow";
import { type DataType, typeJson, typeSql } from "../sql/dataType.ts";
import type { Field } from "../sql/field.ts";

/** What the client said it can read natively; everything else travels as text. Mirrors `TSparkArrowTypes`. */
export interface ArrowAbilities {
  readonly timestamps: boolean;
  readonly decimals: boolean;
  readonly nested: boolean;
}

/** The type a column has on the wire: native, or STRING where the client cannot read it. */
export function wireType(type: DataType, abilities: ArrowAbilities): DataType {
  switch (type.kind) {
    case "TIMESTAMP":
    case "TIMESTAMP_NTZ":
      return abilities.timestamps ? type : { kind: "STRING" };
    case "DECIMAL":
      return abilities.decimals ? type : { kind: "STRING" };
    case "ARRAY":
    case "MAP":
    case "STRUCT":
      return abilities.nested ? type : { kind: "STRING" };
    case "INTERVAL":
    case "VARIANT":
      return { kind: "STRING" };
    default:
      return type;
  }
}

export function arrowSchema(fields: readonly Field[], wire: readonly DataType[]): arrow.Schema {
  return new arrow.Schema(
    fields.map((field, i) => {
      // The key names are the ones Spark writes; JDBC and Go read the SQL type from them.
      const metadata = new Map([
        ["Spark:DataType:SqlName", typeSql(field.type)],
        ["Spark:DataType:JsonType", JSON.stringify(typeJson(field.type))],
      ]);
      return new arrow.Field(field.name, arrowType(wire[i] ?? field.type), true, metadata);
    }),
  );
}

export function arrowType(type: DataType): arrow.DataType {
  switch (type.kind) {
    case "BOOLEAN":
      return new arrow.Bool();
    case "TINYINT":
      return new arrow.Int8();
    case "SMALLINT":
      return new arrow.Int16();
    case "INT":
      return new arrow.Int32();
    case "BIGINT":
      return new arrow.Int64();
    case "FLOAT":
      return new arrow.Float32();
    case "DOUBLE":
      return new arrow.Float64();
    case "DECIMAL":
      return new arrow.Decimal(type.scale, type.precision, 128);
    case "DATE":
      return new arrow.DateDay();
    case "TIMESTAMP":
      return new arrow.TimestampMicrosecond("Etc/UTC");
    case "TIMESTAMP_NTZ":
      return new arrow.TimestampMicrosecond();
    case "BINARY":
      return new arrow.Binary();
    case "VOID":
      return new arrow.Null();
    case "ARRAY":
      return new arrow.List(new arrow.Field("element", arrowType(type.element), true));
    case "STRUCT":
      return new arrow.Struct(type.fields.map((field) => new arrow.Field(field.name, arrowType(field.type), true)));
    case "MAP": {
      const entry = mapEntryType(type.key, type.value);
      return new arrow.Map_(new arrow.Field("entries", entry, false));
    }
    case "STRING":
    case "INTERVAL":
    case "VARIANT":
      return new arrow.Utf8();
  }
}

/** A map is a list of these pairs. */
export function mapEntryType(
  key: DataType,
  value: DataType,
): arrow.Struct<{ key: arrow.DataType; value: arrow.DataType }> {
  return new arrow.Struct([
    new arrow.Field("key", arrowType(key), false),
    new arrow.Field("value", arrowType(value), true),
  ]);
}
