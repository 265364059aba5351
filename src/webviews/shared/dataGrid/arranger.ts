import type { Arrangement } from "../../../protocol/arrangement.ts";
import { isCancelled } from "../../../core/base/errors.ts";
import type { GridSource } from "../grid/gridSource.ts";
import { arrangeRows } from "../rows/arrangeRows.ts";

export interface ArrangerEvents {
  /** The rows to show changed. */
  readonly didArrange: () => void;
  readonly didProgress: () => void;
}

const asTheyCame: Arrangement = { sort: [], filters: [] };

/** Sorts and filters the loaded rows of one result beside what the page does. The last wish counts. */
export class Arranger {
  readonly #events: ArrangerEvents;
  #source: GridSource | undefined;
  #arrangement = asTheyCame;
  #rows: Uint32Array | undefined;
  /** Loaded rows that `#rows` were taken from, and those that are looked at now. */
  #arranged = 0;
  #looksAt = 0;
  #busy = false;
  #work = new AbortController();

  constructor(events: ArrangerEvents) {
    this.#events = events;
  }

  get arrangement(): Arrangement {
    return this.#arrangement;
  }

  /** The rows to show, in their order; undefined for all of them as they came. */
  get rows(): Uint32Array | undefined {
    return this.#rows;
  }

  get progress(): { arranged: number; loaded: number; kept: number; busy: boolean } {
    const loaded = this.#source?.rowCount ?? 0;
    return { arranged: this.#arranged, loaded, kept: this.#rows?.length ?? 0, busy: this.#busy };
  }

  /** Starts on another result. */
  begin(source: GridSource): void {
    this.#work.abort();
    this.#source = source;
    this.#arrangement = asTheyCame;
    this.#rows = undefined;
    this.#arranged = 0;
    this.#busy = false;
  }

  arrange(arrangement: Arrangement): void {
    this.#arrangement = arrangement;
    void this.#run();
  }

  /** Takes in what has been loaded since. */
  again(): void {
    const { sort, filters } = this.#arrangement;
    if (sort.length + filters.length > 0 && this.#looksAt !== this.#source?.rowCount) void this.#run();
  }

  async #run(): Promise<void> {
    this.#work.abort();
    const work = (this.#work = new AbortController());
    const { sort, filters } = this.#arrangement;
    const source = this.#source;
    if (!source || sort.length + filters.length === 0) {
      this.#busy = false;
      this.#rows = undefined;
      return this.#events.didArrange();
    }
    const rowCount = (this.#looksAt = source.rowCount);
    this.#busy = true;
    this.#events.didProgress();
    try {
      this.#rows = await arrangeRows(source, rowCount, this.#arrangement, work.signal);
      this.#arranged = rowCount;
      this.#busy = false;
      this.#events.didArrange();
    } catch (error) {
      if (isCancelled(error)) return;
      // The rows could not be read; they are shown as they came, each with its own trouble.
      this.begin(source);
      this.#events.didArrange();
    }
  }
}
