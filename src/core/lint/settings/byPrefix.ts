import type { Setting } from "./section.ts";

/** Settings by what their keys begin with. To look at all for each of many prefixes would take 2 s for 20 000 of them. */
export class ByPrefix {
  readonly #settings: readonly Setting[];
  /** Places in the file, by key. Sorted when the first prefix is asked for, as most files ask for none. */
  #order: readonly number[] | undefined;

  constructor(settings: readonly Setting[]) {
    this.#settings = settings;
  }

  /** Those whose keys begin with a prefix, in file order. */
  get(prefix: string): readonly Setting[] {
    this.#order ??= this.#settings.map((_setting, index) => index).sort((a, b) => compare(this.#key(a), this.#key(b)));
    let low = 0;
    for (let high = this.#order.length; low < high;) {
      const middle = (low + high) >> 1;
      if (this.#key(this.#order[middle]) < prefix) low = middle + 1;
      else high = middle;
    }
    const found: number[] = [];
    for (let at = low; this.#key(this.#order[at]).startsWith(prefix) && at < this.#order.length; at++)
      found.push(this.#order[at] ?? 0);
    return found.sort((a, b) => a - b).flatMap((index) => this.#settings[index] ?? []);
  }

  #key(index = -1): string {
    return this.#settings[index]?.key ?? "";
  }
}

/** By code units, as `<` compares them. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
