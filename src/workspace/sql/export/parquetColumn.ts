import type { Batch, DataType, DecimalType, Field, TimestampType } from "@uwdata/flechette";
import { DateUnit, Precision, TimeUnit, Type } from "@uwdata/flechette";
import type { SchemaElement } from "hyparquet";
import { valueText } from "../../../core/sql/arrowText.ts";
import { distinctNames } from "../../../core/sql/columnNames.ts";

/** How the values of an Arrow column become values of a Parquet column. */
export interface ParquetColumn {
  /** The column's part of the schema: itself, then its children, depth first. */
  readonly schema: readonly SchemaElement[];
  /** A value that is not NULL, in the form that `hyparquet-writer` takes for the schema. */
  readonly read: (batch: Batch<unknown>, row: number) => unknown;
}

/** @param sqlType Databricks type of a column of the result; tells `TIMESTAMP` from `TIMESTAMP_NTZ` where Arrow does not. */
export function parquetColumn(name: string, type: DataType, sqlType = ""): ParquetColumn {
  if (type.typeId === Type.List) return listColumn(name, type.children[0]);
  if (type.typeId === Type.Map) return mapColumn(name, type.children[0]);
  if (type.typeId === Type.Struct && type.children.length > 0) return structColumn(name, type.children);
  const { schema, read } = leaf(type, sqlType);
  return { schema: [{ name, repetition_type: "OPTIONAL", ...schema }], read };
}

/** The value at a row, or null. */
export function parquetValue({ read }: ParquetColumn, batch: Batch<unknown>, row: number): unknown {
  const isNull = batch.type.typeId === Type.Null || (batch.nullCount > 0 && !batch.isValid(row));
  return isNull ? null : read(batch, row);
}

/** Three levels, as the format asks for: the list, its repetition, the element. */
function listColumn(name: string, { type }: Field): ParquetColumn {
  const element = parquetColumn("element", type);
  return {
    schema: [
      { name, repetition_type: "OPTIONAL", converted_type: "LIST", logical_type: { type: "LIST" }, num_children: 1 },
      { name: "list", repetition_type: "REPEATED", num_children: 1 },
      ...element.schema,
    ],
    read: (batch, row) => {
      const items = childAt(batch, 0);
      const [start, end] = span(batch, row);
      return Array.from({ length: end - start }, (_, i) => parquetValue(element, items, start + i));
    },
  };
}

function mapColumn(name: string, { type }: Field): ParquetColumn {
  if (type.typeId !== Type.Struct) throw new Error("A map has no entries.");
  const [keyField, valueField] = type.children;
  if (!keyField || !valueField) throw new Error("A map has no keys or no values.");
  const key = parquetColumn("key", keyField.type);
  const value = parquetColumn("value", valueField.type);
  return {
    schema: [
      { name, repetition_type: "OPTIONAL", converted_type: "MAP", logical_type: { type: "MAP" }, num_children: 1 },
      { name: "key_value", repetition_type: "REPEATED", num_children: 2 },
      ...key.schema.map((part, i): SchemaElement => (i === 0 ? { ...part, repetition_type: "REQUIRED" } : part)),
      ...value.schema,
    ],
    read: (batch, row) => {
      const entries = childAt(batch, 0);
      const [start, end] = span(batch, row);
      return Array.from({ length: end - start }, (_, i) => ({
        key: parquetValue(key, childAt(entries, 0), start + i),
        value: parquetValue(value, childAt(entries, 1), start + i),
      }));
    },
  };
}

function structColumn(name: string, children: readonly Field[]): ParquetColumn {
  const names = distinctNames(children.map((child) => child.name));
  const fields = children.map((child, i) => parquetColumn(names[i] ?? child.name, child.type));
  return {
    schema: [
      { name, repetition_type: "OPTIONAL", num_children: fields.length },
      ...fields.flatMap(({ schema }) => schema),
    ],
    read: (batch, row) => {
      // Without a prototype, since fields may be called anything.
      const value = Object.create(null) as Record<string, unknown>;
      fields.forEach((field, i) => (value[names[i] ?? ""] = parquetValue(field, childAt(batch, i), row)));
      return value;
    },
  };
}

interface Leaf {
  readonly schema: Omit<SchemaElement, "name" | "repetition_type">;
  readonly read: ParquetColumn["read"];
}

const stored: Leaf["read"] = (batch, row) => batch.value(row);

function leaf(type: DataType, sqlType: string): Leaf {
  switch (type.typeId) {
    case Type.Bool:
      return { schema: { type: "BOOLEAN" }, read: stored };
    case Type.Int:
      if (!type.signed) return textLeaf(sqlType);
      if (type.bitWidth >= 32) return { schema: { type: type.bitWidth === 64 ? "INT64" : "INT32" }, read: stored };
      return { schema: { type: "INT32", converted_type: type.bitWidth === 8 ? "INT_8" : "INT_16" }, read: stored };
    case Type.Float:
      if (type.precision === Precision.HALF) return textLeaf(sqlType);
      return { schema: { type: type.precision === Precision.SINGLE ? "FLOAT" : "DOUBLE" }, read: stored };
    case Type.Decimal:
      return decimalLeaf(type);
    case Type.Binary:
      return { schema: { type: "BYTE_ARRAY" }, read: stored };
    case Type.Date:
      if (type.unit !== DateUnit.DAY) return textLeaf(sqlType);
      return { schema: { type: "INT32", converted_type: "DATE" }, read: (batch, row) => batch.values[row] };
    case Type.Timestamp:
      return timestampLeaf(type, sqlType);
    default:
      return textLeaf(sqlType);
  }
}

/** Texts, and what Parquet has no type for or Databricks does not send in this form: its text. */
function textLeaf(sqlType: string): Leaf {
  return {
    schema: { type: "BYTE_ARRAY", converted_type: "UTF8", logical_type: { type: "STRING" } },
    read: (batch, row) => valueText(batch, row, sqlType, Infinity)?.text,
  };
}

/** Stored as the unscaled integer, in the smallest form that holds the precision. */
function decimalLeaf({ precision, scale }: DecimalType): Leaf {
  const decimal = { converted_type: "DECIMAL", logical_type: { type: "DECIMAL", precision, scale } } as const;
  const read: Leaf["read"] = (batch, row) => BigInt(batch.value(row) as bigint | number);
  if (precision <= 9) return { schema: { type: "INT32", precision, scale, ...decimal }, read };
  if (precision <= 18) return { schema: { type: "INT64", precision, scale, ...decimal }, read };
  const type_length = Math.ceil((precision * Math.log2(10) + 1) / 8);
  return { schema: { type: "FIXED_LEN_BYTE_ARRAY", type_length, precision, scale, ...decimal }, read };
}

const timeUnits: Readonly<Record<number, readonly ["MILLIS" | "MICROS" | "NANOS", factor: bigint]>> = {
  [TimeUnit.SECOND]: ["MILLIS", 1000n],
  [TimeUnit.MILLISECOND]: ["MILLIS", 1n],
  [TimeUnit.MICROSECOND]: ["MICROS", 1n],
  [TimeUnit.NANOSECOND]: ["NANOS", 1n],
};

/** A moment is stored in UTC and says so; a wall clock says that it is none. */
function timestampLeaf({ unit: arrowUnit, timezone }: TimestampType, sqlType: string): Leaf {
  const isMoment = sqlType === "TIMESTAMP" || (timezone !== null && sqlType !== "TIMESTAMP_NTZ");
  const [unit, factor] = timeUnits[arrowUnit] ?? ["MICROS", 1n];
  return {
    schema: { type: "INT64", logical_type: { type: "TIMESTAMP", isAdjustedToUTC: isMoment, unit } },
    read: (batch, row) => BigInt(batch.values[row] ?? 0) * factor,
  };
}

function span(batch: Batch<unknown>, row: number): [start: number, end: number] {
  return [Number(batch.offsets[row]), Number(batch.offsets[row + 1])];
}

function childAt(batch: Batch<unknown>, index: number): Batch<unknown> {
  const child: Batch<unknown> | undefined = batch.children[index];
  if (!child) throw new Error("The rows hold a nested value without its parts.");
  return child;
}
