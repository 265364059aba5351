import type { CellRange, GridSource } from "../grid/gridSource.ts";
import { isExact, isNumeric } from "../grid/gridSource.ts";
import { fixedText, scaleOf } from "../rows/fixedPoint.ts";

/** Numbers of some rows, ready to be drawn. */
export interface ChartData {
  /** Name of what lies along the bottom. */
  readonly across: string;
  readonly labels: readonly string[];
  readonly series: readonly Series[];
  /** Set where not all that was selected is drawn. */
  readonly note?: string;
}

export interface Series {
  readonly name: string;
  /** One for each label; undefined for NULL and for what is no finite number. */
  readonly values: readonly (number | undefined)[];
}

const mostSeries = 6;
/** More points than pixels show nothing more. */
const mostRows = { bar: 200, line: 5000 } as const;

/**
 * The numeric columns of a range over the first of the others, or over row numbers where there is none.
 * Undefined when the range holds no numeric column.
 */
export function chartData(source: GridSource, range: CellRange, kind: "bar" | "line"): ChartData | undefined {
  const columns = source.columns.slice(range.left, range.right + 1);
  const numbers = columns.flatMap((column, index) => (isNumeric(column) ? [range.left + index] : []));
  const labels = columns.findIndex((column) => !isNumeric(column));
  if (numbers.length === 0) return undefined;
  const count = range.bottom - range.top + 1;
  const rows = Array.from({ length: Math.min(count, mostRows[kind]) }, (_, index) => range.top + index);
  const cut = [
    rows.length < count && `the first ${rows.length.toLocaleString("en-US")} of ${count.toLocaleString("en-US")} rows`,
    numbers.length > mostSeries && `the first ${mostSeries} of ${numbers.length} numeric columns`,
  ].filter((part) => part !== false);
  const data = {
    across: labels < 0 ? "Row" : (columns[labels]?.name ?? ""),
    labels: rows.map((row) =>
      labels < 0 ? String(source.rowId(row) + 1) : source.cell(row, range.left + labels).text,
    ),
    series: numbers.slice(0, mostSeries).map((column) => ({
      name: source.columns[column]?.name ?? "",
      values: rows.map((row) => numberAt(source, row, column)),
    })),
  };
  return cut.length === 0 ? data : { ...data, note: `Shows ${cut.join(" and ")}.` };
}

/** As near as a drawing needs it. */
function numberAt(source: GridSource, row: number, column: number): number | undefined {
  const value = source.value(row, column);
  const info = source.columns[column];
  if (value === undefined || typeof value === "string" || !info) return undefined;
  const number = isExact(info)
    ? Number(fixedText({ unscaled: BigInt(value), scale: scaleOf(info.type) }))
    : Number(value);
  return Number.isFinite(number) ? number : undefined;
}

/** Round numbers along an axis, from at or below `low` to at or above `high`: steps of 1, 2 or 5 times a power of ten. */
export function axisTicks(low: number, high: number, about: number): number[] {
  const span = high > low ? high - low : Math.abs(high) || 1;
  const rough = span / about;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  const first = Math.floor(low / step);
  const last = Math.max(first + 1, Math.ceil(high / step));
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

/** What a chart shows, in words: `Line chart of amount by day, 12 points. amount: from 1 (Mon) to 9 (Sun).` */
export function chartText(kind: "bar" | "line", { across, labels, series, note }: ChartData): string {
  const about = series.map(({ name, values }) => {
    let low = -1;
    let high = -1;
    for (const [index, value] of values.entries()) {
      if (value === undefined) continue;
      if (low < 0 || value < (values[low] ?? 0)) low = index;
      if (high < 0 || value > (values[high] ?? 0)) high = index;
    }
    if (low < 0) return `${name}: no numbers.`;
    return `${name}: lowest ${values[low]} (${labels[low]}), highest ${values[high]} (${labels[high]}).`;
  });
  const title = kind === "bar" ? "Bar chart" : "Line chart";
  const names = series.map(({ name }) => name).join(", ");
  const points = labels.length === 1 ? "1 point" : `${labels.length.toLocaleString("en-US")} points`;
  return [`${title} of ${names} by ${across}, ${points}.`, ...about, note].filter(Boolean).join(" ");
}
