import type { TextRange } from "../base/text.ts";
import type { SqlDialect } from "./dialect.ts";
import { sqlTokens } from "./tokens.ts";

/** Types a value can be given. Names are Databricks' own. */
export type ParameterType = "STRING" | "INT" | "BIGINT" | "DECIMAL" | "DOUBLE" | "BOOLEAN" | "DATE" | "TIMESTAMP";

/** A value for `:name`; null is NULL, whatever the type. */
export interface ParameterValue {
  readonly type: ParameterType;
  readonly value: string | null;
}

/** Words behind which a value follows, so that `LIMIT:n` is a parameter and `data:n` a path into a document. */
const wantsValue = new Set(
  "SELECT DISTINCT WHERE AND OR NOT ON BY HAVING WHEN THEN ELSE IN LIKE ILIKE RLIKE BETWEEN SET VALUES RETURN IF LIMIT OFFSET INTERVAL USING".split(
    " ",
  ),
);

/** A marker in a statement: the range covers `:name`. */
export interface ParameterMarker extends TextRange {
  readonly name: string;
}

/**
 * The parameter markers (`:name`) of a statement, in order. Casts (`::`), paths into documents (`data:address.city`), slices
 * (`list[1:last]`), labels, strings, comments and quoted names hold none.
 * Source: https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-parameter-marker
 */
export function parameterMarkers(sql: string, dialect: SqlDialect): readonly ParameterMarker[] {
  const tokens = [...sqlTokens(sql, dialect)];
  return tokens.flatMap((colon, i) => {
    const next = tokens[i + 1];
    if (colon.kind !== "sign" || sql.slice(colon.start, colon.end) !== ":" || next?.start !== colon.end) return [];
    const name = sql.slice(next.start, next.end);
    if (next.kind !== "word" || !/^[\p{L}_]/u.test(name)) return [];
    const before = tokens[i - 1];
    if (before?.end === colon.start && endsValue(sql.slice(before.start, before.end))) return [];
    return [{ name, start: colon.start, end: next.end }];
  });
}

/** Names of the parameters of a statement, in order, each once. */
export function parameterNames(sql: string, dialect: SqlDialect = "databricks"): readonly string[] {
  return [...new Set(parameterMarkers(sql, dialect).map(({ name }) => name))];
}

function endsValue(text: string): boolean {
  return /[\p{L}\p{N}_)\]`'"]$/u.test(text) && !wantsValue.has(text.toUpperCase());
}

/** What a typed text can mean, the likeliest first; always a string too. */
export function readValue(text: string): readonly ParameterValue[] {
  const trimmed = text.trim();
  const types: ParameterType[] = [];
  if (/^[+-]?\d+$/.test(trimmed)) {
    // INT first: `LIMIT` takes nothing wider.
    if (fits(trimmed, 32)) types.push("INT");
    if (fits(trimmed, 64)) types.push("BIGINT");
    if (decimalDigits(trimmed) !== undefined) types.push("DECIMAL");
    types.push("DOUBLE");
  } else if (/^[+-]?(?:\d+\.\d*|\.\d+)$/.test(trimmed)) {
    if (decimalDigits(trimmed) !== undefined) types.push("DECIMAL");
    types.push("DOUBLE");
  } else if (/^[+-]?(?:\d+\.?\d*|\.\d+)e[+-]?\d+$/i.test(trimmed)) types.push("DOUBLE");
  else if (/^(?:true|false)$/i.test(trimmed)) types.push("BOOLEAN");
  else if (/^\d{4}-\d{1,2}-\d{1,2}$/.test(trimmed) && isDay(trimmed)) types.push("DATE", "TIMESTAMP");
  else if (/^\d{4}-\d{1,2}-\d{1,2}[ T]\d{1,2}:\d{2}/.test(trimmed)) types.push("TIMESTAMP");
  return [...types.map((type) => ({ type, value: trimmed })), { type: "STRING", value: text }];
}

/**
 * The type as it is sent: a bare DECIMAL would have no digits behind the point (`DECIMAL(10,0)`), so it is given those
 * of its value.
 */
export function wireType({ type, value }: ParameterValue): string {
  // The driver's own spelling.
  if (type === "INT") return "INTEGER";
  if (type !== "DECIMAL" || value === null) return type;
  const digits = decimalDigits(value);
  return digits ? `DECIMAL(${digits.precision},${digits.scale})` : type;
}

/** Precision and scale, or undefined where DECIMAL's 38 digits do not suffice. */
function decimalDigits(value: string): { readonly precision: number; readonly scale: number } | undefined {
  const [, whole = "", fraction = ""] = /^[+-]?0*(\d*)\.?(\d*)$/.exec(value.trim()) ?? [];
  const precision = Math.max(whole.length + fraction.length, 1);
  return precision > 38 ? undefined : { precision, scale: fraction.length };
}

function fits(text: string, bits: 32 | 64): boolean {
  const value = BigInt(text.replace(/^\+/, ""));
  return BigInt.asIntN(bits, value) === value;
}

function isDay(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.split("-").map(Number);
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}
