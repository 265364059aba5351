import {
  DuckDBArrayValue,
  DuckDBBlobValue,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBValue,
} from "@duckdb/node-api";
import type { DataType } from "../sql/dataType.ts";
import { valueText } from "../sql/valueText.ts";

/**
 * A value as the Statement Execution API writes it in `JSON_ARRAY` and `CSV`: timestamps in ISO 8601 with milliseconds,
 * floating point as Java prints it, nested values as JSON.
 */
export function apiText(type: DataType, value: DuckDBValue): string | null {
  if (value === null) return null;
  switch (type.kind) {
    case "FLOAT":
      return javaNumber(Number(value), shortestFloat(Number(value)));
    case "DOUBLE":
      return javaNumber(Number(value), String(Number(value)));
    case "TIMESTAMP":
    case "TIMESTAMP_NTZ":
      return timestamp(value);
    case "BINARY":
      return value instanceof DuckDBBlobValue ? Buffer.from(value.bytes).toString("base64") : valueText(value);
    case "ARRAY":
    case "MAP":
    case "STRUCT":
      return json(type, value);
    default:
      return valueText(value);
  }
}

function timestamp(value: DuckDBValue): string | null {
  const isZoned = value instanceof DuckDBTimestampTZValue;
  if (!isZoned && !(value instanceof DuckDBTimestampValue)) return valueText(value);
  const milliseconds = value.micros / 1000n - (value.micros % 1000n < 0n ? 1n : 0n);
  const text = new Date(Number(milliseconds)).toISOString();
  return isZoned ? text : text.slice(0, -1);
}

function json(type: DataType, value: DuckDBValue): string {
  if (value === null) return "null";
  if (type.kind === "ARRAY" && (value instanceof DuckDBListValue || value instanceof DuckDBArrayValue))
    return `[${value.items.map((item) => json(type.element, item)).join(",")}]`;
  if (type.kind === "STRUCT" && value instanceof DuckDBStructValue) {
    // A field without a value is left out, as by Spark's writer of JSON.
    const fields = type.fields.flatMap(({ name, type: inner }) => {
      const item = value.entries[name] ?? null;
      return item === null ? [] : [`${JSON.stringify(name)}:${json(inner, item)}`];
    });
    return `{${fields.join(",")}}`;
  }
  if (type.kind === "MAP" && value instanceof DuckDBMapValue) {
    const entries = value.entries.map(
      ({ key, value: item }) => `${JSON.stringify(apiText(type.key, key) ?? "null")}:${json(type.value, item)}`,
    );
    return `{${entries.join(",")}}`;
  }
  const text = apiText(type, value) ?? "null";
  const isBare = typeof value === "number" || typeof value === "bigint" || typeof value === "boolean";
  return (isBare && Number.isFinite(Number(value))) || type.kind === "DECIMAL" ? text : JSON.stringify(text);
}

/** `Double.toString` of Java: always with a point, and with an exponent outside 0.001 to 10 000 000. */
function javaNumber(value: number, shortest: string): string {
  if (!Number.isFinite(value)) return String(value);
  if (Object.is(value, -0)) return "-0.0";
  const size = Math.abs(value);
  if (value === 0 || (size >= 1e-3 && size < 1e7)) return shortest.includes(".") ? shortest : `${shortest}.0`;
  const [mantissa = "", exponent = ""] = Number(shortest).toExponential().split("e");
  return `${mantissa.includes(".") ? mantissa : `${mantissa}.0`}E${Number(exponent)}`;
}

/** The fewest digits that give the same 32-bit number. */
function shortestFloat(value: number): string {
  for (let digits = 1; digits < 9; digits++) {
    const text = String(Number(value.toPrecision(digits)));
    if (Math.fround(Number(text)) === value) return text;
  }
  return String(value);
}
