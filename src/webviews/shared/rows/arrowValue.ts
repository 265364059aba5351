import type { Batch, DataType } from "@uwdata/flechette";
import { Type } from "@uwdata/flechette";
import { valueText } from "../../../core/sql/arrowText.ts";
import { zoneOffset } from "../../../core/sql/timeText.ts";
import type { CellValue } from "../grid/gridSource.ts";
import { isExact, isFloat } from "../grid/gridSource.ts";
import { atScale, parseFixed, scaleOf } from "./fixedPoint.ts";

interface Column {
  readonly name: string;
  readonly type: string;
}

/** What a value is worth; see `CellValue`. Undefined for NULL. */
export function cellValue(batch: Batch<unknown>, index: number, column: Column): CellValue | undefined {
  const { type } = batch;
  if (type.typeId === Type.Null) return undefined;
  if (batch.nullCount > 0 && batch.validity.length > 0 && !batch.isValid(index)) return undefined;
  switch (type.typeId) {
    case Type.Int:
    case Type.Float:
      return batch.value(index) as number | bigint;
    case Type.Bool:
      return Number(batch.value(index));
    case Type.Decimal: {
      const unscaled = BigInt(batch.value(index) as number | bigint);
      return atScale({ unscaled, scale: type.scale }, scaleOf(column.type));
    }
    case Type.Date:
    case Type.Timestamp:
    case Type.Time:
    case Type.Duration:
      return batch.values[index];
    default:
      return fromText(valueText(batch, index, column.type, Infinity)?.text ?? "", column);
  }
}

/** Some servers send numbers as text. */
function fromText(text: string, column: Column): CellValue {
  if (isFloat(column)) return Number(text);
  return isExact(column) ? (exactValue(text, column) ?? text) : text;
}

/** In units of the column's last digit; undefined where the text has more digits than the column. */
function exactValue(text: string, { type }: Column): bigint | undefined {
  const fixed = parseFixed(text);
  const scale = scaleOf(type);
  return fixed && fixed.scale <= scale ? atScale(fixed, scale) : undefined;
}

/**
 * What somebody typed, as `cellValue` would give it for a column of this Arrow type; undefined when it is no such value.
 * A time without a zone is one in the zone that the column is shown in.
 */
export function parseCellValue(text: string, type: DataType, column: Column): CellValue | undefined {
  const typed = text.trim();
  switch (type.typeId) {
    case Type.Bool:
      return /^true$/i.test(typed) ? 1 : /^false$/i.test(typed) ? 0 : undefined;
    case Type.Date:
      return parseDate(typed, type.unit);
    case Type.Timestamp: {
      const isWall = column.type.toUpperCase() === "TIMESTAMP_NTZ";
      return parseTimestamp(typed, 10n ** BigInt(3 * type.unit), isWall ? "UTC" : (type.timezone ?? "UTC"));
    }
    default:
      break;
  }
  if (isFloat(column))
    return typed === "" || (typed !== "NaN" && Number.isNaN(Number(typed))) ? undefined : Number(typed);
  if (isExact(column)) return exactValue(typed, column);
  return text;
}

/** @param unit 0 for days, 1 for milliseconds */
function parseDate(text: string, unit: number): CellValue | undefined {
  const ms = /^\d{4,}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  if (Number.isNaN(ms)) return undefined;
  return unit === 0 ? ms / 86_400_000 : BigInt(ms);
}

function parseTimestamp(text: string, perSecond: bigint, zone: string): bigint | undefined {
  const pattern = /^(\d{4,}-\d\d-\d\d)(?:[ T](\d\d:\d\d)(:\d\d)?(?:\.(\d{1,9}))?)?\s*(Z|[+-]\d\d:\d\d)?$/i;
  const [whole, day = "", minutes = "00:00", seconds = ":00", fraction = "", offset] = pattern.exec(text) ?? [];
  const wall = Date.parse(`${day}T${minutes}${seconds}Z`) / 1000;
  if (whole === undefined || Number.isNaN(wall)) return undefined;
  const shift = offset === undefined ? zoneOffset(zone, wall - zoneOffset(zone, wall)) : offsetSeconds(offset);
  const parts = (BigInt(fraction.padEnd(9, "0")) * perSecond) / 1_000_000_000n;
  return BigInt(wall - shift) * perSecond + parts;
}

function offsetSeconds(text: string): number {
  if (/^z$/i.test(text)) return 0;
  const seconds = Number(text.slice(1, 3)) * 3600 + Number(text.slice(4, 6)) * 60;
  return text.startsWith("-") ? -seconds : seconds;
}
