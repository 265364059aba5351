import type { Arrangement, ColumnFilter, SortKey } from "../../../protocol/arrangement.ts";
import type { CellValue, GridSource } from "../grid/gridSource.ts";
import { isExact } from "../grid/gridSource.ts";
import { compareValues } from "./compareValues.ts";
import { compareFixed, parseFixed, scaleOf } from "./fixedPoint.ts";
import { Turns } from "./turns.ts";

/**
 * The first `rowCount` rows of a source, filtered and sorted: their places in it. Sorting is stable.
 * @throws the signal's reason when it fires
 */
export async function arrangeRows(
  source: GridSource,
  rowCount: number,
  { sort, filters }: Arrangement,
  signal: AbortSignal,
): Promise<Uint32Array> {
  const turns = new Turns(signal);
  const passes = filters.map((filter) => passing(source, filter));
  const rows = new Uint32Array(rowCount);
  let count = 0;
  for (let row = 0; row < rowCount; row++) {
    if (passes.every((pass) => pass(row))) rows[count++] = row;
    if (turns.isOver) await turns.pause();
  }
  const kept = rows.slice(0, count);
  return sort.length === 0 ? kept : await sortRows(kept, source, sort, turns);
}

/** Undefined when a filter can be applied; else why it cannot. */
export function filterProblem(source: GridSource, { column, test, text }: ColumnFilter): string | undefined {
  const { type } = source.columns[column] ?? { type: "" };
  if (test === "isNull" || test === "isNotNull") return undefined;
  if (text === "" && test === "contains") return "Type what to look for.";
  if (test === "contains" || (isExact({ name: "", type }) && parseFixed(text))) return undefined;
  return source.parse(column, text) === undefined ? `Not a value of type ${type}.` : undefined;
}

function passing(source: GridSource, { column, test, text }: ColumnFilter): (row: number) => boolean {
  if (test === "isNull") return (row) => source.value(row, column) === undefined;
  if (test === "isNotNull") return (row) => source.value(row, column) !== undefined;
  if (test === "contains") {
    const wanted = text.toLowerCase();
    return (row) => source.fullText(row, column)?.toLowerCase().includes(wanted) === true;
  }
  const compare = comparing(source, column, text);
  return (row) => {
    const value = source.value(row, column);
    if (value === undefined) return false;
    const order = compare(value);
    switch (test) {
      case "=":
        return order === 0;
      case "<>":
        return order !== 0;
      case "<":
        return order < 0;
      case "<=":
        return order <= 0;
      case ">":
        return order > 0;
      case ">=":
        return order >= 0;
    }
  };
}

/** Compares values of a column with a typed one, which may have more digits than the column: `> 1.5` of whole numbers. */
function comparing(source: GridSource, column: number, text: string): (value: CellValue) => number {
  const info = source.columns[column];
  const fixed = info && isExact(info) ? parseFixed(text) : undefined;
  const scale = scaleOf(info?.type ?? "");
  if (fixed && fixed.scale > scale) return (value) => compareFixed({ unscaled: BigInt(value), scale }, fixed);
  const wanted = source.parse(column, text);
  return (value) => compareValues(value, wanted);
}

/** Merge sort from the bottom up: stable, and it can pause anywhere. */
async function sortRows(
  rows: Uint32Array,
  source: GridSource,
  sort: readonly SortKey[],
  turns: Turns,
): Promise<Uint32Array> {
  const keys: { readonly values: (CellValue | undefined)[]; readonly sign: number }[] = [];
  for (const { column, direction } of sort) {
    const values: (CellValue | undefined)[] = [];
    for (const row of rows) {
      values.push(small(source.value(row, column)));
      if (turns.isOver) await turns.pause();
    }
    keys.push({ values, sign: direction === "ascending" ? 1 : -1 });
  }
  const compare = (a: number, b: number): number => {
    for (const { values, sign } of keys) {
      const order = compareValues(values[a], values[b]);
      if (order !== 0) return order * sign;
    }
    return 0;
  };
  // Places in `rows`, which are also those in `keys`.
  let from: Uint32Array = Uint32Array.from(rows, (_, place) => place);
  let to: Uint32Array = new Uint32Array(rows.length);
  for (let width = 1; width < rows.length; width *= 2) {
    for (let start = 0; start < rows.length; start += 2 * width) {
      const middle = Math.min(start + width, rows.length);
      const end = Math.min(start + 2 * width, rows.length);
      let left = start;
      let right = middle;
      for (let at = start; at < end; at++) {
        const takesLeft = right >= end || (left < middle && compare(from[left] ?? 0, from[right] ?? 0) <= 0);
        to[at] = from[takesLeft ? left++ : right++] ?? 0;
        if (turns.isOver) await turns.pause();
      }
    }
    [from, to] = [to, from];
  }
  return from.map((place) => rows[place] ?? 0);
}

/** A bigint that a number holds exactly is compared faster as one. */
function small(value: CellValue | undefined): CellValue | undefined {
  if (typeof value !== "bigint") return value;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
