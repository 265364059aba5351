import { thrift } from "@databricks/sql";
import type { TColumnDesc, TTableSchema } from "@databricks/sql/thrift/TCLIService_types.js";
import type { DataType, Field } from "@uwdata/flechette";
import { Precision, tableFromIPC, Type } from "@uwdata/flechette";
import type { ResultColumn } from "../../protocol/rows.ts";
import { endOfStream } from "./arrowStream.ts";

const { TTypeId } = thrift.TCLIService_types;

/** Columns of a result in order. The Arrow schema, when there is one, knows the types of nested columns; Thrift does not. */
export function resultColumns(schema: TTableSchema | undefined, arrowSchema: Uint8Array | undefined): ResultColumn[] {
  const fields = arrowSchema ? tableFromIPC([arrowSchema, endOfStream]).schema.fields : [];
  return thriftColumns(schema).map((column, i) => {
    const field = fields[i];
    return { name: column.columnName, type: (field && arrowFieldType(field)) ?? thriftType(column) };
  });
}

export function thriftColumns(schema: TTableSchema | undefined): TColumnDesc[] {
  return [...(schema?.columns ?? [])].sort((a, b) => a.position - b.position);
}

/** SQL type of an Arrow field. Databricks names it in the field's metadata; servers that do not still send the nesting. */
function arrowFieldType({ type, metadata }: Field): string | undefined {
  const named = (metadata as Map<string, string> | null)?.get("Spark:DataType:SqlName");
  if (named !== undefined) return named;
  if (type.typeId === Type.List) return `ARRAY<${nestedType(type.children[0])}>`;
  if (type.typeId === Type.Struct) {
    return `STRUCT<${type.children.map((child) => `${child.name}: ${nestedType(child)}`).join(", ")}>`;
  }
  if (type.typeId !== Type.Map) return undefined;
  const entry = type.children[0].type;
  return `MAP<${"children" in entry ? entry.children.map(nestedType).join(", ") : "?"}>`;
}

function nestedType(field: Field): string {
  return arrowFieldType(field) ?? leafType(field.type);
}

function leafType(type: DataType): string {
  if (type.typeId === Type.Int) return { 8: "TINYINT", 16: "SMALLINT", 32: "INT", 64: "BIGINT" }[type.bitWidth];
  if (type.typeId === Type.Float) return type.precision === Precision.DOUBLE ? "DOUBLE" : "FLOAT";
  if (type.typeId === Type.Decimal) return `DECIMAL(${type.precision},${type.scale})`;
  if (type.typeId === Type.Timestamp) return type.timezone === null ? "TIMESTAMP_NTZ" : "TIMESTAMP";
  return leafNames[type.typeId] ?? "UNKNOWN";
}

const leafNames: Readonly<Record<number, string>> = {
  [Type.Utf8]: "STRING",
  [Type.Bool]: "BOOLEAN",
  [Type.Binary]: "BINARY",
  [Type.Date]: "DATE",
  [Type.Null]: "VOID",
};

const thriftNames: Readonly<Record<number, string>> = {
  [TTypeId.NULL_TYPE]: "VOID",
  [TTypeId.INTERVAL_YEAR_MONTH_TYPE]: "INTERVAL YEAR TO MONTH",
  [TTypeId.INTERVAL_DAY_TIME_TYPE]: "INTERVAL DAY TO SECOND",
};

function thriftType(column: TColumnDesc): string {
  const entry = column.typeDesc.types[0]?.primitiveEntry;
  if (!entry) return "UNKNOWN";
  const qualifiers = entry.typeQualifiers?.qualifiers;
  if (entry.type === TTypeId.DECIMAL_TYPE && qualifiers) {
    return `DECIMAL(${qualifiers["precision"]?.i32Value ?? "?"},${qualifiers["scale"]?.i32Value ?? "?"})`;
  }
  return thriftNames[entry.type] ?? TTypeId[entry.type].replace(/_TYPE$/, "");
}
