import type { CellRange, CellValue, GridSource } from "../grid/gridSource.ts";
import { isExact, isFloat } from "../grid/gridSource.ts";
import type { Fixed } from "./fixedPoint.ts";
import { atScale, divideFixed, fixedText, scaleOf } from "./fixedPoint.ts";
import { Turns } from "./turns.ts";

/** What the cells of a selection amount to. */
export interface SelectionSum {
  readonly cells: number;
  readonly nulls: number;
  /** Cells that hold a number. */
  readonly numbers: number;
  /** Exact unless a float is among the numbers; absent without numbers. */
  readonly sum?: string;
  /** Rounded to four digits more than the numbers have. */
  readonly average?: string;
}

/** Digits that an average has beyond its numbers: those of `avg` in Databricks SQL. */
const averageDigits = 4;

/** @throws the signal's reason when it fires */
export async function sumSelection(source: GridSource, range: CellRange, signal: AbortSignal): Promise<SelectionSum> {
  const turns = new Turns(signal);
  const exact = new ExactSum();
  const floats = new FloatSum();
  let nulls = 0;
  for (let column = range.left; column <= range.right; column++) {
    const info = source.columns[column];
    if (!info) continue;
    const adding = isExact(info) ? exact.adding(scaleOf(info.type)) : isFloat(info) ? floats : undefined;
    for (let row = range.top; row <= range.bottom; row++) {
      const value = source.value(row, column);
      if (value === undefined) nulls++;
      else adding?.add(value);
      if (turns.isOver) await turns.pause();
    }
  }
  const cells = (range.right - range.left + 1) * (range.bottom - range.top + 1);
  const numbers = exact.count + floats.count;
  if (numbers === 0) return { cells, nulls, numbers };
  const total = exact.total;
  if (floats.count === 0) {
    const average = divideFixed(total, BigInt(numbers), total.scale + averageDigits);
    return { cells, nulls, numbers, sum: fixedText(total), average: withoutZeros(fixedText(average)) };
  }
  const sum = floats.total + Number(fixedText(total));
  return { cells, nulls, numbers, sum: String(sum), average: String(sum / numbers) };
}

class ExactSum {
  count = 0;
  #total: Fixed = { unscaled: 0n, scale: 0 };

  get total(): Fixed {
    return this.#total;
  }

  /** Adds values of one column. */
  adding(scale: number): { add(value: CellValue): void } {
    const most = Math.max(scale, this.#total.scale);
    this.#total = { unscaled: atScale(this.#total, most), scale: most };
    const factor = 10n ** BigInt(most - scale);
    return {
      add: (value) => {
        if (typeof value === "string") return;
        this.count++;
        this.#total = { unscaled: this.#total.unscaled + BigInt(value) * factor, scale: most };
      },
    };
  }
}

/** Keeps what each addition loses (Neumaier), so that the order of the numbers does not matter. */
class FloatSum {
  count = 0;
  #sum = 0;
  #lost = 0;

  get total(): number {
    return Number.isFinite(this.#lost) ? this.#sum + this.#lost : this.#sum;
  }

  add(value: CellValue): void {
    const number = Number(value);
    const sum = this.#sum + number;
    const isLarger = Math.abs(this.#sum) >= Math.abs(number);
    this.#lost += isLarger ? this.#sum - sum + number : number - sum + this.#sum;
    this.#sum = sum;
    this.count++;
  }
}

const withoutZeros = (text: string): string => (text.includes(".") ? text.replace(/\.?0+$/, "") : text);
