import type { ColumnClass } from "./columnClass.ts";

/** Equal steps from `low`; what lies on the upper end belongs to the last one. */
export interface Steps {
  readonly low: number;
  readonly width: number;
  readonly count: number;
}

export interface Bar {
  /** Ends of the step as people read them; the upper one is not part of it, save for the last step. */
  readonly from: string;
  readonly to: string;
  readonly count: number;
}

const mostBars = 20;

/**
 * Steps between the smallest and the largest value, both as numbers (`numberOf` in `statements.ts`). Whole numbers and
 * dates get one step each as long as there are few of them. Undefined where no steps can be drawn.
 */
export function stepsBetween(kind: ColumnClass, low: number, high: number): Steps | undefined {
  if (kind === "text" || kind === "boolean" || kind === "opaque") return undefined;
  if (!Number.isFinite(low) || !Number.isFinite(high) || low > high) return undefined;
  if (low === high) return { low, width: 1, count: 1 };
  if (kind === "integer" || kind === "date") {
    const values = high - low + 1;
    const width = Math.ceil(values / mostBars);
    return { low, width, count: Math.ceil(values / width) };
  }
  const width = (high - low) / mostBars;
  return Number.isFinite(width) && width > 0 ? { low, width, count: mostBars } : undefined;
}

/** The bars of a histogram, those without a row included. `counts`: rows by number of the step, from 0. */
export function barsOf(kind: ColumnClass, { low, width, count }: Steps, counts: ReadonlyMap<number, number>): Bar[] {
  return Array.from({ length: count }, (_, i) => {
    const from = low + i * width;
    const isWhole = kind === "integer" || kind === "date";
    const to = isWhole ? from + width - 1 : from + width;
    return { from: endText(kind, from), to: endText(kind, to), count: counts.get(i) ?? 0 };
  });
}

/** Dates are days since 1970, times microseconds. */
function endText(kind: ColumnClass, value: number): string {
  if (kind === "date") return isoText(value * 86_400_000).slice(0, 10);
  if (kind === "timestamp" || kind === "timestampNtz") {
    const text = isoText(value / 1000)
      .replace("T", " ")
      .slice(0, 19);
    return kind === "timestamp" ? `${text}Z` : text;
  }
  return kind === "integer" ? String(value) : String(Number(value.toPrecision(6)));
}

function isoText(ms: number): string {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? String(ms) : date.toISOString();
}
