import type { Batch, DataType } from "@uwdata/flechette";
import { DateUnit, IntervalUnit, Precision, TimeUnit, Type } from "@uwdata/flechette";
import { dateText, dayTimeText, timeOfDayText, timestampText, yearMonthText } from "./timeText.ts";

/** Text of one value; `bytes` is the full size where the text was cut at the limit. */
export interface ValueText {
  readonly text: string;
  readonly cutFromBytes?: number;
}

/** How a value inside a nested one is written: as JSON. */
const json = { json: true };
const plain = { json: false };

/** A text may begin with U+FEFF, which a decoder takes for a byte order mark unless told otherwise. */
const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * Exact text of the value at `index`, or undefined for NULL. Reads the buffers of the batch, not decoded objects: no
 * precision is lost and field names may repeat. Stops soon after `limit` characters.
 * @param sqlType Databricks type of the column; tells `TIMESTAMP_NTZ` from `TIMESTAMP` where Arrow does not.
 */
export function valueText(batch: Batch<unknown>, index: number, sqlType: string, limit: number): ValueText | undefined {
  if (isNull(batch, index)) return undefined;
  const out = new Output(limit);
  write(batch, index, out, plain, sqlType.toUpperCase());
  return out.cutFromBytes === undefined ? { text: out.text } : { text: out.text, cutFromBytes: out.cutFromBytes };
}

/**
 * Exact JSON of the value at `index`; NULL is `null`. Numbers keep all their digits, also where a reader that takes them for
 * doubles would lose some. Nested values that the server sent as text become what they say.
 */
export function valueJson(batch: Batch<unknown>, index: number, sqlType: string): string {
  const out = new Output(Infinity);
  const kind = batch.type.typeId;
  if (kind === Type.Utf8 && /^(?:ARRAY|MAP|STRUCT|VARIANT)\b/i.test(sqlType) && !isNull(batch, index)) {
    const text = utf8.decode(bytesAt(batch, index));
    return isJson(text) ? text.replace(/[\r\n]+/g, " ") : JSON.stringify(text);
  }
  write(batch, index, out, json, sqlType.toUpperCase());
  return out.text;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

class Output {
  readonly limit: number;
  text = "";
  cutFromBytes: number | undefined;

  constructor(limit: number) {
    this.limit = limit;
  }

  get full(): boolean {
    return this.text.length >= this.limit;
  }
}

type Style = typeof plain;

function isNull(batch: Batch<unknown>, index: number): boolean {
  if (batch.type.typeId === Type.Null) return true;
  return batch.nullCount > 0 && batch.validity.length > 0 && !batch.isValid(index);
}

function write(batch: Batch<unknown>, index: number, out: Output, style: Style, sqlType = ""): void {
  if (isNull(batch, index)) {
    out.text += "null";
    return;
  }
  const type = batch.type;
  const kind = type.typeId;
  if (kind === Type.Utf8 || kind === Type.LargeUtf8) writeString(bytesAt(batch, index), out, style);
  else if (kind === Type.Binary || kind === Type.LargeBinary) writeBinary(bytesAt(batch, index), out, style);
  else if (kind === Type.BinaryView || kind === Type.FixedSizeBinary)
    writeBinary(batch.value(index) as Uint8Array, out, style);
  else if (kind === Type.List || kind === Type.LargeList) {
    writeList(batch, Number(batch.offsets[index]), Number(batch.offsets[index + 1]), out);
  } else if (type.typeId === Type.FixedSizeList) writeList(batch, index * type.stride, (index + 1) * type.stride, out);
  else if (type.typeId === Type.Struct) writeStruct(batch, type.children, index, out);
  else if (kind === Type.Map) writeMap(batch, index, out);
  else writeScalar(scalarText(type, batch, index, sqlType), type, out, style);
}

function bytesAt(batch: Batch<unknown>, index: number): Uint8Array {
  const values = batch.values as Uint8Array;
  return values.subarray(Number(batch.offsets[index]), Number(batch.offsets[index + 1]));
}

function writeString(bytes: Uint8Array, out: Output, style: Style): void {
  // UTF-8 takes at most four bytes for two UTF-16 units and three for one.
  const room = Math.min(bytes.length, 3 * (out.limit - out.text.length + 1));
  const text = utf8.decode(bytes.subarray(0, room));
  if (room < bytes.length || text.length > out.limit) out.cutFromBytes ??= bytes.length;
  out.text += style.json ? JSON.stringify(text) : text;
}

function writeBinary(bytes: Uint8Array, out: Output, style: Style): void {
  const room = Math.min(bytes.length, out.limit - out.text.length + 1);
  const hex = Array.from(bytes.subarray(0, room), (byte) => byte.toString(16).padStart(2, "0").toUpperCase()).join("");
  if (room < bytes.length) out.cutFromBytes ??= bytes.length;
  out.text += style.json ? `"${hex}"` : hex;
}

function writeList(batch: Batch<unknown>, start: number, end: number, out: Output): void {
  const items = childAt(batch, 0);
  out.text += "[";
  for (let i = start; i < end && !out.full; i++) {
    if (i > start) out.text += ",";
    write(items, i, out, json);
  }
  out.text += "]";
}

function writeStruct(batch: Batch<unknown>, fields: readonly { name: string }[], index: number, out: Output): void {
  out.text += "{";
  for (const [i, field] of fields.entries()) {
    if (out.full) break;
    out.text += `${i > 0 ? "," : ""}${JSON.stringify(field.name)}:`;
    write(childAt(batch, i), index, out, json);
  }
  out.text += "}";
}

/** A map becomes an object; keys that are no strings are written as one, as `to_json` does. */
function writeMap(batch: Batch<unknown>, index: number, out: Output): void {
  const entries = childAt(batch, 0);
  const keys = childAt(entries, 0);
  const values = childAt(entries, 1);
  const start = Number(batch.offsets[index]);
  const end = Number(batch.offsets[index + 1]);
  out.text += "{";
  for (let i = start; i < end && !out.full; i++) {
    const key = new Output(out.limit);
    write(keys, i, key, plain);
    out.text += `${i > start ? "," : ""}${JSON.stringify(key.text)}:`;
    write(values, i, out, json);
  }
  out.text += "}";
}

function childAt(batch: Batch<unknown>, index: number): Batch<unknown> {
  const child: Batch<unknown> | undefined = batch.children[index];
  if (!child) throw new Error("The rows hold a nested value without its parts.");
  return child;
}

function writeScalar(text: string, type: DataType, out: Output, style: Style): void {
  const bare =
    type.typeId === Type.Int ||
    type.typeId === Type.Bool ||
    type.typeId === Type.Decimal ||
    (type.typeId === Type.Float && /\d/.test(text));
  out.text += style.json && !bare ? JSON.stringify(text) : text;
}

function scalarText(type: DataType, batch: Batch<unknown>, index: number, sqlType: string): string {
  if (type.typeId === Type.Float) {
    const value = batch.value(index) as number;
    return type.precision === Precision.SINGLE ? float32Text(value) : float64Text(value);
  }
  if (type.typeId === Type.Decimal) return decimalText(BigInt(batch.value(index) as bigint | number), type.scale);
  if (type.typeId === Type.Date) {
    const value = Number(batch.values[index]);
    return dateText(type.unit === DateUnit.DAY ? value : Math.floor(value / 86_400_000));
  }
  if (type.typeId === Type.Timestamp) {
    return timestampText(BigInt(batch.values[index] ?? 0), secondDigits(type.unit), zoneOf(type.timezone, sqlType));
  }
  if (type.typeId === Type.Time) return timeOfDayText(BigInt(batch.values[index] ?? 0), secondDigits(type.unit));
  if (type.typeId === Type.Duration) return dayTimeText(BigInt(batch.values[index] ?? 0), secondDigits(type.unit));
  if (type.typeId === Type.Interval && type.unit === IntervalUnit.YEAR_MONTH) {
    return yearMonthText(Number(batch.values[index]));
  }
  return looseText(batch.value(index));
}

/** A `TIMESTAMP` is a moment, so it always has a zone; a `TIMESTAMP_NTZ` is a wall clock and never has one. */
function zoneOf(arrowZone: string | null, sqlType: string): string | undefined {
  if (sqlType === "TIMESTAMP_NTZ") return undefined;
  return arrowZone ?? (sqlType === "TIMESTAMP" ? "UTC" : undefined);
}

function secondDigits(unit: number): number {
  if (unit === TimeUnit.SECOND) return 0;
  if (unit === TimeUnit.MILLISECOND) return 3;
  return unit === TimeUnit.MICROSECOND ? 6 : 9;
}

/** Exact: the unscaled integer with a point put in. */
function decimalText(unscaled: bigint, scale: number): string {
  if (scale <= 0) return String(unscaled * 10n ** BigInt(-scale));
  const sign = unscaled < 0n ? "-" : "";
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, "0");
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

function float64Text(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

/** The shortest text that reads back as the same 32-bit float; the plain one would show the digits of a 64-bit float. */
function float32Text(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  let precision = 6;
  while (precision < 9 && Math.fround(Number(value.toPrecision(precision))) !== value) precision++;
  return float64Text(Number(value.toPrecision(precision)));
}

/** Kinds of Arrow that Databricks does not send (dictionaries, unions): their decoded value. */
function looseText(value: unknown): string {
  if (typeof value === "string") return value;
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as ArrayLike<number>).join(" ");
  if (typeof value === "object" && value !== null) {
    return JSON.stringify(value, (_, part: unknown) => (typeof part === "bigint" ? String(part) : part));
  }
  return String(value);
}
