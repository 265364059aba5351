import type { CellPlace, GridSource } from "../grid/gridSource.ts";
import { Turns } from "./turns.ts";

/** Cells that are remembered; beyond it only “more than” is known. */
const mostFound = 1_000_000;

/** Cells whose text holds what was looked for, in reading order. Grows while the search goes on. */
export class FoundCells {
  readonly #columns: number;
  /** `row * columns + column` */
  readonly #places: number[] = [];
  isComplete = false;

  constructor(columns: number) {
    this.#columns = columns;
  }

  get count(): number {
    return this.#places.length;
  }

  get isFull(): boolean {
    return this.#places.length >= mostFound;
  }

  at(index: number): CellPlace | undefined {
    const place = this.#places[index];
    return place === undefined ? undefined : { row: Math.floor(place / this.#columns), column: place % this.#columns };
  }

  add({ row, column }: CellPlace): void {
    this.#places.push(row * this.#columns + column);
  }

  /** Index of the first one at or behind a cell; `count` when there is none. */
  firstFrom({ row, column }: CellPlace): number {
    const wanted = row * this.#columns + column;
    let low = 0;
    let high = this.#places.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#places[middle] ?? Infinity) < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Whether a text holds another, in any case of letters. `wanted` is in lower case. */
export const holds = (text: string | undefined, wanted: string): boolean =>
  text?.toLowerCase().includes(wanted) === true;

/** Looks through all rows of a source. @throws the signal's reason when it fires */
export async function findCells(
  source: GridSource,
  text: string,
  didFind: (found: FoundCells) => void,
  signal: AbortSignal,
): Promise<void> {
  const wanted = text.toLowerCase();
  const columns = source.columns.length;
  const found = new FoundCells(columns);
  const turns = new Turns(signal);
  for (let row = 0; row < source.rowCount && !found.isFull; row++) {
    for (let column = 0; column < columns; column++) {
      if (holds(source.fullText(row, column), wanted)) found.add({ row, column });
      if (!turns.isOver) continue;
      didFind(found);
      await turns.pause();
    }
  }
  found.isComplete = !found.isFull;
  didFind(found);
}
