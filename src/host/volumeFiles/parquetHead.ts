import * as zlib from "node:zlib";
import type { AsyncBuffer, Compressors, ParquetParsers, SchemaElement } from "hyparquet";
import type { ResultColumn } from "../../protocol/rows.ts";

export interface ParquetHead {
  readonly columns: readonly ResultColumn[];
  readonly rows: readonly (readonly (string | null)[])[];
  /** Of the whole file. */
  readonly rowCount: number;
  /** Why there are no rows although the file has some. */
  readonly note?: string;
}

/** Bytes of row groups that are fetched at most: a column of a row group comes whole or not at all. */
const mostBytes = 32 * 1024 * 1024;

/**
 * Schema and first rows of a Parquet file, of which only the needed parts are fetched.
 * @param read bytes from `from` up to, not including, `to`.
 * @throws Error when it is no readable Parquet file.
 */
export async function parquetHead(
  size: number,
  read: (from: number, to: number) => Promise<Uint8Array>,
  rowLimit: number,
): Promise<ParquetHead> {
  const { parquetMetadataAsync, parquetReadObjects, parquetSchema } = await import("hyparquet");
  const file: AsyncBuffer = {
    byteLength: size,
    slice: async (start, end = size) => new Uint8Array(await read(start, end)).buffer,
  };
  const metadata = await parquetMetadataAsync(file, { initialFetchSize: 64 * 1024 });
  const top = parquetSchema(metadata).children;
  const columns = top.map(({ element, children }) => ({
    name: element.name,
    type: children.length > 0 ? nestedType(element) : typeOf(element),
  }));
  const scales = top.map(({ element }) => scaleOf(element));
  for (const { element } of top) {
    // The library would make floats of decimals. Without their mark they come as they are, and are written exactly here.
    if (scaleOf(element) === undefined) continue;
    delete element.converted_type;
    delete element.logical_type;
  }
  const rowCount = Number(metadata.num_rows);
  let needed = 0;
  let rows = 0;
  for (const group of metadata.row_groups) {
    if (rows >= rowLimit) break;
    needed += Number(group.total_compressed_size ?? group.total_byte_size);
    rows += Number(group.num_rows);
  }
  if (needed > mostBytes) {
    const note = `Its first rows lie in ${Math.round(needed / 1e6)} MB that would have to be fetched whole, so only the columns are shown.`;
    return { columns, rows: [], rowCount, note };
  }
  const found = await parquetReadObjects({
    ...{ file, metadata, rowStart: 0, rowEnd: rowLimit, compressors, parsers },
    // Bytes that are not marked as text are none.
    utf8: false,
  });
  const cells = (row: Readonly<Record<string, unknown>>) => columns.map(({ name }, i) => textOf(row[name], scales[i]));
  return { columns, rows: found.map(cells), rowCount };
}

/** hyparquet brings Snappy along; the others are in Node. */
const compressors: Compressors = {
  GZIP: (input) => zlib.gunzipSync(input),
  BROTLI: (input) => zlib.brotliDecompressSync(input),
  ZSTD: (input) => zlib.zstdDecompressSync(input),
};

/** Databricks' name of a column's type, as far as Parquet knows it. */
function typeOf({ type, logical_type: logical, converted_type: converted, precision, scale }: SchemaElement): string {
  if (logical?.type === "DECIMAL" || converted === "DECIMAL") return `DECIMAL(${precision ?? 38},${scale ?? 0})`;
  if (logical?.type === "TIMESTAMP") return logical.isAdjustedToUTC ? "TIMESTAMP" : "TIMESTAMP_NTZ";
  if (converted === "TIMESTAMP_MILLIS" || converted === "TIMESTAMP_MICROS" || type === "INT96") return "TIMESTAMP";
  if (logical?.type === "DATE" || converted === "DATE") return "DATE";
  if (logical?.type === "STRING" || converted === "UTF8" || converted === "ENUM") return "STRING";
  const plain: Readonly<Record<string, string>> = {
    BOOLEAN: "BOOLEAN",
    INT32: "INT",
    INT64: "BIGINT",
    FLOAT: "FLOAT",
    DOUBLE: "DOUBLE",
  };
  return plain[type ?? ""] ?? "BINARY";
}

function nestedType({ logical_type: logical, converted_type: converted }: SchemaElement): string {
  if (logical?.type === "LIST" || converted === "LIST") return "ARRAY";
  return logical?.type === "MAP" || converted === "MAP" ? "MAP" : "STRUCT";
}

function scaleOf({ logical_type: logical, converted_type: converted, scale }: SchemaElement): number | undefined {
  return logical?.type === "DECIMAL" || converted === "DECIMAL" ? (scale ?? 0) : undefined;
}

/** Times and days as text: a `Date` would lose their microseconds. */
const parsers: Partial<ParquetParsers> = {
  timestampFromMilliseconds: (millis) => timeText(millis * 1000n),
  timestampFromMicroseconds: timeText,
  timestampFromNanoseconds: (nanos) => timeText(nanos / 1000n),
  dateFromDays: (days) => new Date(days * 86_400_000).toISOString().slice(0, 10),
};

function timeText(micros: bigint): string {
  const rest = ((micros % 1_000_000n) + 1_000_000n) % 1_000_000n;
  const seconds = new Date(Number((micros - rest) / 1000n)).toISOString().slice(0, 19).replace("T", " ");
  return rest === 0n ? seconds : `${seconds}.${String(rest).padStart(6, "0")}`;
}

/** @param scale of a decimal: digits after the point. */
function textOf(value: unknown, scale: number | undefined): string | null {
  if (value === null || value === undefined) return null;
  if (scale !== undefined) return decimalText(value, scale);
  if (typeof value === "string") return value;
  if (value instanceof Uint8Array) return Buffer.from(value).toString("hex");
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean") return String(value);
  return JSON.stringify(value, jsonValue);
}

function decimalText(value: unknown, scale: number): string {
  const unscaled = value instanceof Uint8Array ? signedInteger(value) : BigInt(value as number | bigint);
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, "0");
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return unscaled < 0n ? `-${text}` : text;
}

/** Two's complement, the highest byte first. */
function signedInteger(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt.asIntN(bytes.length * 8, BigInt(`0x${Buffer.from(bytes).toString("hex")}`));
}

function jsonValue(_key: string, value: unknown): unknown {
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  return value instanceof Uint8Array ? Buffer.from(value).toString("hex") : value;
}
