/** One line of the table: a measurement and what it may cost. */
export interface BenchRow {
  readonly name: string;
  /** For people, e.g. `≤ 2 × rg + 0.5 s`. */
  readonly budget: string;
  /** True where the verdict is the same on any machine: a size, or a ratio against something measured in the same run. */
  readonly holdsAnywhere?: true;
  run(size: BenchSize): Promise<Measurement>;
}

export interface BenchSize {
  /** A tenth of the data and fewer repetitions, for a look in passing. */
  readonly quick: boolean;
}

export interface Measurement {
  /** For people, in the unit of the budget. */
  readonly measured: string;
  readonly withinBudget: boolean;
  /** What the figure is made of. */
  readonly detail: string;
}

/** The middle one, because one slow run on a shared machine says nothing. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error("nothing was measured");
  return middle;
}

export function milliseconds(value: number): string {
  return value < 1000 ? `${value.toFixed(0)} ms` : `${(value / 1000).toFixed(2)} s`;
}

/** The value that so many percent of all stay below. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const found = sorted[Math.min(Math.floor((sorted.length * percent) / 100), sorted.length - 1)];
  if (found === undefined) throw new Error("nothing was measured");
  return found;
}
