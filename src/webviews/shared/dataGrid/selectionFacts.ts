import { isCancelled } from "../../../core/base/errors.ts";
import { el, setText } from "../dom.ts";
import type { CellRange, GridSource } from "../grid/gridSource.ts";
import type { SelectionSum } from "../rows/selectionSum.ts";
import { sumSelection } from "../rows/selectionSum.ts";

/** How long a selection rests before it is read out, in milliseconds. */
const sayAfter = 800;
const count = (value: number): string => value.toLocaleString("en-US");

/** `12 cells · 2 NULL · Sum 30.50 · Average 3.05` for more than one cell. */
function selectionText({ cells, nulls, numbers, sum, average }: SelectionSum): string {
  const parts = [`${count(cells)} cells`];
  if (nulls > 0) parts.push(`${count(nulls)} NULL`);
  if (sum !== undefined && average !== undefined) {
    // Said where it is not plain: some cells hold no number.
    const of = numbers < cells - nulls ? ` of ${count(numbers)} numbers` : "";
    parts.push(`Sum${of} ${sum}`, `Average ${average}`);
  }
  return parts.join(" · ");
}

/** What the selected cells amount to, in one line. */
export class SelectionFacts {
  readonly element = el("span", { class: "selection-facts" });
  readonly #say: (text: string) => void;
  #work = new AbortController();
  #saying: number | undefined;

  /** @param say for a screen reader */
  constructor(say: (text: string) => void) {
    this.#say = say;
  }

  show(source: GridSource, range: CellRange | undefined): void {
    this.#work.abort();
    window.clearTimeout(this.#saying);
    this.#work = new AbortController();
    const isMany = range && (range.bottom > range.top || range.right > range.left);
    if (isMany) void this.#sum(source, range, this.#work.signal);
    else this.#write("");
  }

  /** A word about the selection that takes the place of its facts. */
  tell(text: string): void {
    this.#write(text);
    this.#say(text);
  }

  #write(text: string): void {
    setText(this.element, text);
    this.element.title = text;
  }

  async #sum(source: GridSource, range: CellRange, signal: AbortSignal): Promise<void> {
    const cells = (range.right - range.left + 1) * (range.bottom - range.top + 1);
    if (cells > 100_000) this.#write(`${count(cells)} cells…`);
    try {
      const sum = await sumSelection(source, range, signal);
      if (signal.aborted) return;
      this.#write(selectionText(sum));
      // Not with every step of a growing selection.
      this.#saying = window.setTimeout(() => this.#say(selectionText(sum)), sayAfter);
    } catch (error) {
      if (!isCancelled(error)) this.tell(`${count(cells)} cells; not all of them can be read`);
    }
  }
}
