import type { TextRange } from "../../base/text.ts";

/** Calls that an analysis did not get to, or did not see the options of, because of what that would have cost. */
export interface Unseen {
  readonly count: number;
  /** The name that is called by the first of them in the file. */
  readonly first: TextRange;
}

/** Collects the calls of one file that were passed over. Each counts once, for however many clients it was looked for. */
export class UnseenCalls {
  /** By the end of the name that is called, before which more or less of `client.sql.connect` may have been seen. */
  readonly #byEnd = new Map<number, TextRange>();

  note(called: TextRange): void {
    this.#byEnd.set(called.end, called);
  }

  /** Undefined where every call was looked at. */
  get summary(): Unseen | undefined {
    let first: TextRange | undefined;
    for (const range of this.#byEnd.values()) if (!first || range.start < first.start) first = range;
    return first && { count: this.#byEnd.size, first };
  }
}
