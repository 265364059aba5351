import {
  DuckDBBlobValue,
  DuckDBDecimalValue,
  DuckDBIntervalValue,
  DuckDBListValue,
  DuckDBArrayValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBValue,
} from "@duckdb/node-api";

/** A value as Databricks prints it in a text column: timestamps in the session zone UTC, nested values as JSON. */
export function valueText(value: DuckDBValue): string | null {
  if (value === null) return null;
  if (value instanceof DuckDBTimestampTZValue || value instanceof DuckDBTimestampValue)
    return timestampText(value.micros);
  if (value instanceof DuckDBBlobValue) return Buffer.from(value.bytes).toString("base64");
  if (value instanceof DuckDBIntervalValue) return intervalText(value);
  if (isNested(value)) return jsonText(value);
  return value.toString();
}

/** Microseconds since 1970 as `2026-01-31 09:05:00.25`; trailing zeros of the fraction are left out. */
function timestampText(micros: bigint): string {
  const seconds = micros >= 0n ? micros / 1_000_000n : (micros - 999_999n) / 1_000_000n;
  const fraction = Number(micros - seconds * 1_000_000n);
  const base = new Date(Number(seconds) * 1000).toISOString().slice(0, 19).replace("T", " ");
  return fraction === 0 ? base : `${base}.${String(fraction).padStart(6, "0").replace(/0+$/, "")}`;
}

const microsPerDay = 86_400_000_000n;

function intervalText(value: DuckDBIntervalValue): string {
  if (value.months !== 0 && value.days === 0 && value.micros === 0n) {
    return `${Math.trunc(value.months / 12)}-${Math.abs(value.months % 12)}`;
  }
  const total = BigInt(value.days) * microsPerDay + value.micros;
  const sign = total < 0n ? "-" : "";
  const size = total < 0n ? -total : total;
  const time = new Date(Number((size % microsPerDay) / 1000n)).toISOString().slice(11, 19);
  return `${sign}${size / microsPerDay} ${time}.${String(size % 1_000_000n).padStart(9, "0")}`;
}

function isNested(value: DuckDBValue): boolean {
  return (
    value instanceof DuckDBListValue ||
    value instanceof DuckDBArrayValue ||
    value instanceof DuckDBStructValue ||
    value instanceof DuckDBMapValue
  );
}

function jsonText(value: DuckDBValue): string {
  if (value === null) return "null";
  if (value instanceof DuckDBListValue || value instanceof DuckDBArrayValue)
    return `[${value.items.map(jsonText).join(",")}]`;
  if (value instanceof DuckDBStructValue) {
    const entries = Object.entries(value.entries).map(([name, item]) => `${JSON.stringify(name)}:${jsonText(item)}`);
    return `{${entries.join(",")}}`;
  }
  if (value instanceof DuckDBMapValue) {
    const entries = value.entries.map(
      ({ key, value: item }) => `${JSON.stringify(valueText(key) ?? "null")}:${jsonText(item)}`,
    );
    return `{${entries.join(",")}}`;
  }
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean") return String(value);
  if (value instanceof DuckDBDecimalValue) return value.toString();
  return JSON.stringify(valueText(value));
}
