import {
  DuckDBArrayValue,
  DuckDBBlobValue,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBValue,
} from "@duckdb/node-api";
import * as arrow from "apache-arrow";
import type { DataType } from "../sql/dataType.ts";
import { valueText } from "../sql/valueText.ts";
import { arrowType, mapEntryType } from "./arrowTypes.ts";

interface Parts {
  readonly data?: ArrayBufferView;
  readonly valueOffsets?: Int32Array;
  readonly children?: readonly arrow.Data[];
}

/** Which rows are NULL. An empty bitmap means none. */
export interface Validity {
  readonly nullBitmap: Uint8Array;
  readonly nullCount: number;
}

/** Puts Arrow data together from its buffers. */
export function makeArrowData(type: arrow.DataType, length: number, validity: Validity, parts: Parts): arrow.Data {
  // Arrow keeps any array class here and writes its bytes; its types ask for the class of the type parameter.
  const buffers: Partial<arrow.Data["buffers"]> = [
    parts.valueOffsets,
    parts.data as Uint8Array | undefined,
    validity.nullBitmap,
  ];
  return new arrow.Data(type, 0, length, validity.nullCount, buffers, [...(parts.children ?? [])]);
}

/** Builds Arrow data from decoded values. Handles every type, nested ones too; slower than copying raw vectors. */
export function valueData(type: DataType, values: readonly DuckDBValue[]): arrow.Data {
  if (type.kind === "VOID") return arrow.makeData({ type: new arrow.Null(), length: values.length });
  return makeArrowData(arrowType(type), values.length, validityOf(values), partsOf(type, values));
}

function partsOf(type: DataType, values: readonly DuckDBValue[]): Parts {
  switch (type.kind) {
    case "VOID":
      return {};
    case "ARRAY": {
      const { valueOffsets, items } = flatten(values, (value) =>
        value instanceof DuckDBListValue || value instanceof DuckDBArrayValue ? value.items : [],
      );
      return { valueOffsets, children: [valueData(type.element, items)] };
    }
    case "STRUCT": {
      const itemOf = (value: DuckDBValue, name: string) =>
        value instanceof DuckDBStructValue ? (value.entries[name] ?? null) : null;
      return {
        children: type.fields.map((field) =>
          valueData(
            field.type,
            values.map((value) => itemOf(value, field.name)),
          ),
        ),
      };
    }
    case "MAP": {
      const { valueOffsets, items } = flatten(values, (value) =>
        value instanceof DuckDBMapValue ? value.entries : [],
      );
      const keys = valueData(
        type.key,
        items.map((entry) => entry.key),
      );
      const content = valueData(
        type.value,
        items.map((entry) => entry.value),
      );
      return {
        valueOffsets,
        children: [
          makeArrowData(mapEntryType(type.key, type.value), items.length, noNulls, { children: [keys, content] }),
        ],
      };
    }
    case "STRING":
    case "INTERVAL":
    case "VARIANT":
      return bytesOf(values.map((value) => Buffer.from(valueText(value) ?? "")));
    case "BINARY":
      return bytesOf(
        values.map((value) => (value instanceof DuckDBBlobValue ? Buffer.from(value.bytes) : Buffer.alloc(0))),
      );
    case "BOOLEAN": {
      const data = new Uint8Array(Math.ceil(values.length / 8));
      values.forEach((value, i) => {
        if (value === true) data[i >> 3] = (data[i >> 3] ?? 0) | (1 << (i & 7));
      });
      return { data };
    }
    case "DECIMAL": {
      const data = new BigInt64Array(values.length * 2);
      values.forEach((value, i) => {
        const scaled = value instanceof DuckDBDecimalValue ? value.value : typeof value === "bigint" ? value : 0n;
        data[i * 2] = BigInt.asIntN(64, scaled);
        data[i * 2 + 1] = scaled >> 64n;
      });
      return { data: new Uint32Array(data.buffer) };
    }
    case "TIMESTAMP":
    case "TIMESTAMP_NTZ":
      return {
        data: BigInt64Array.from(values, (value) =>
          value instanceof DuckDBTimestampValue || value instanceof DuckDBTimestampTZValue ? value.micros : 0n,
        ),
      };
    case "DATE":
      return { data: Int32Array.from(values, (value) => (value instanceof DuckDBDateValue ? value.days : 0)) };
    case "BIGINT":
      return { data: BigInt64Array.from(values, (value) => BigInt(integer(value))) };
    case "INT":
      return { data: Int32Array.from(values, number) };
    case "SMALLINT":
      return { data: Int16Array.from(values, number) };
    case "TINYINT":
      return { data: Int8Array.from(values, number) };
    case "FLOAT":
      return { data: Float32Array.from(values, number) };
    case "DOUBLE":
      return { data: Float64Array.from(values, number) };
  }
}

const noNulls: Validity = { nullBitmap: new Uint8Array(0), nullCount: 0 };

function integer(value: DuckDBValue): number | bigint {
  return typeof value === "bigint" || typeof value === "number" ? value : 0;
}

function number(value: DuckDBValue): number {
  return Number(integer(value));
}

function validityOf(values: readonly DuckDBValue[]): Validity {
  const nullBitmap = new Uint8Array(Math.ceil(values.length / 8));
  let nullCount = 0;
  values.forEach((value, i) => {
    if (value === null) nullCount++;
    else nullBitmap[i >> 3] = (nullBitmap[i >> 3] ?? 0) | (1 << (i & 7));
  });
  return { nullBitmap, nullCount };
}

function flatten<T>(
  values: readonly DuckDBValue[],
  itemsOf: (value: DuckDBValue) => readonly T[],
): { valueOffsets: Int32Array; items: T[] } {
  const valueOffsets = new Int32Array(values.length + 1);
  const items: T[] = [];
  values.forEach((value, i) => {
    for (const item of itemsOf(value)) items.push(item);
    valueOffsets[i + 1] = items.length;
  });
  return { valueOffsets, items };
}

function bytesOf(values: readonly Buffer[]): Parts {
  const valueOffsets = new Int32Array(values.length + 1);
  let total = 0;
  values.forEach((value, i) => {
    total += value.length;
    valueOffsets[i + 1] = total;
  });
  return { valueOffsets, data: Buffer.concat(values, total) };
}
