import type { Range } from "@vscode/tree-sitter-wasm";
import type { LineIndex } from "../../base/text.ts";
import { nextWord } from "./words.ts";

/**
 * The part of a text that is parsed: some of its top-level statements. It starts with those that matter in any case
 * and grows by every statement with a name that the analysis asks for. When a whole analysis asked for nothing more,
 * what it left out holds no name it could have followed, so the answer is that of the whole text.
 */
export class Excerpt {
  readonly #text: string;
  readonly #starts: readonly number[];
  readonly #isIncluded: boolean[];
  #hasGrown = true;

  constructor(text: string, starts: readonly number[]) {
    this.#text = text;
    this.#starts = starts;
    this.#isIncluded = starts.map(() => false);
  }

  /** Whether there is more to parse than `ranges` last gave. */
  get hasGrown(): boolean {
    return this.#hasGrown;
  }

  /** Includes the statement at an offset. Returns whether it was there before. */
  include(offset: number): boolean {
    const index = this.#indexAt(offset);
    if (this.#isIncluded[index]) return true;
    this.#isIncluded[index] = true;
    this.#hasGrown = true;
    return false;
  }

  includeWord(word: string): void {
    for (let at = nextWord(this.#text, word, 0); at >= 0; at = nextWord(this.#text, word, at + word.length))
      this.include(at);
  }

  includeAll(): void {
    this.#isIncluded.fill(true);
    this.#hasGrown = true;
  }

  /** What to parse now. */
  ranges(lines: LineIndex): Range[] {
    if (this.#isMostOfIt()) this.#isIncluded.fill(true);
    this.#hasGrown = false;
    const ranges: Range[] = [];
    const pointAt = (offset: number) => {
      const { line, character } = lines.positionAt(offset);
      return { row: line, column: character };
    };
    for (let index = 0; index < this.#starts.length; index++) {
      if (!this.#isIncluded[index]) continue;
      const first = index;
      while (this.#isIncluded[index + 1]) index++;
      const startIndex = this.#starts[first] ?? 0;
      const endIndex = this.#starts[index + 1] ?? this.#text.length;
      ranges.push({ startIndex, endIndex, startPosition: pointAt(startIndex), endPosition: pointAt(endIndex) });
    }
    return ranges;
  }

  /** Leaving out less than half saves less than reading the rest again when a name leads there. */
  #isMostOfIt(): boolean {
    const included = this.#starts.reduce(
      (sum, start, index) =>
        sum + (this.#isIncluded[index] ? (this.#starts[index + 1] ?? this.#text.length) - start : 0),
      0,
    );
    return included > this.#text.length / 2;
  }

  #indexAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
