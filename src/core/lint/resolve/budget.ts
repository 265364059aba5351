/** Steps for one call, so that one that is made in an odd way does not use up what the others need. Real ones take up to 2 500. */
const partSteps = 4000;

/** Steps for each line of a file, beside those that one call may need. No file of 141 public projects takes them all. */
const lineSteps = 8;

/** Steps for a file that a program wrote, in which each of them may lead through thousands of names. */
const generatedSteps = 500;

/** What takes as long as so many steps: to tell which client a call is of, to describe it, and to see what one use does to a variable. */
const [callFoundSteps, callDescribedSteps, useSteps] = [10, 20, 3];

/** Calls of one file that are described whatever its size, and one more for so many of its lines. Dense code has one in five lines, and fewer than a hundred. */
const [fewCalls, linesPerCall] = [100, 16];

/** Steps that an analysis of one file may take at most, over all files that it leads into. Real files take up to 5 000. */
const mostSteps = 20_000;

/** Steps that an analysis of a file of so many lines may take, over all files that it leads into. */
export function stepsFor(lines: number): number {
  return Math.min(partSteps + lineSteps * lines, mostSteps);
}

/** Calls that are described in a file of so many lines: what an analysis says of one costs more than to find it. */
export function callsFor(lines: number): number {
  return fewCalls + Math.floor(lines / linesPerCall);
}

/**
 * What an analysis may still cost. Where it is spent values are unknown; a conclusion from what was *not* found (no caller, no such
 * option) must not be drawn then, so whoever draws one asks `isSpent`.
 */
export class Budget {
  #left: number;
  /** What `#left` must not go below in this part. */
  #floor = 0;
  /** What `#floor` must not go below while calls are searched for. */
  #reserve = 0;
  #calls: number;

  /**
   * @param lines of the file that is analysed; without it, as many steps as any file may take
   * @param isGenerated whether a program wrote it
   */
  constructor(lines = Infinity, isGenerated = false) {
    this.#left = isGenerated ? generatedSteps : stepsFor(lines);
    this.#calls = callsFor(lines);
  }

  /** Steps that are left for all. */
  get left(): number {
    return this.#left;
  }

  /** Whether nothing is left, for this part or for all. */
  get isSpent(): boolean {
    return this.#left <= this.#floor;
  }

  /** Takes some steps. Returns false once there are none left. */
  spend(steps = 1): boolean {
    this.#left = Math.max(this.#left - steps, this.#floor);
    return !this.isSpent;
  }

  /** Whether a further call may be described. */
  get hasCalls(): boolean {
    return this.#calls > 0;
  }

  /** Counts a call that was described, with so many options. */
  noteCall(options: number): void {
    this.#calls--;
    this.spend(callDescribedSteps + options);
  }

  /** Counts a call that was found, of whatever client. */
  noteFound(): void {
    this.spend(callFoundSteps);
  }

  /** Counts the uses of a variable that were looked through. The part that asks first does not pay for all that ask after it. */
  noteUses(count: number): void {
    const steps = useSteps * count;
    this.#left = Math.max(this.#left - steps, this.#reserve);
    this.#floor = Math.max(this.#floor - steps, this.#reserve);
  }

  /** Runs a search for calls, which leaves enough to describe the first of them. */
  searching<T>(run: () => T): T {
    const floor = this.#floor;
    this.#reserve = Math.max(Math.floor((this.#left - partSteps) / 2), 0);
    this.#floor = this.#reserve;
    try {
      return run();
    } finally {
      this.#reserve = 0;
      this.#floor = floor;
    }
  }

  /**
   * Runs a part of the analysis with an allowance of its own.
   *
   * @returns what it gave; undefined when it was not enough, as the result then says nothing
   */
  part<T>(run: () => T): { readonly value: T } | undefined {
    if (this.#left <= this.#floor) return undefined;
    const outer = this.#floor;
    this.#floor = Math.max(this.#left - partSteps, outer);
    try {
      const value = run();
      return this.isSpent ? undefined : { value };
    } finally {
      this.#floor = outer;
    }
  }
}
