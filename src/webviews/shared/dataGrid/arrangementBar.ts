import type { Arrangement } from "../../../protocol/arrangement.ts";
import type { ResultColumn } from "../../../protocol/rows.ts";
import { button, el, setText } from "../dom.ts";
import { filterText } from "./filterDialog.ts";

export interface ArrangementActions {
  readonly removeSort: () => void;
  readonly removeFilter: (index: number) => void;
  /** Absent where the rows do not come from a statement that could be run again. */
  readonly runThere?: () => void;
}

/** How far an arrangement has come. */
export interface ArrangementProgress {
  /** Rows that have been sorted and filtered, of those loaded. */
  readonly arranged: number;
  readonly loaded: number;
  /** Rows that passed the filters. */
  readonly kept: number;
  /** True when nothing more can be loaded. */
  readonly complete: boolean;
  readonly busy: boolean;
}

const count = (value: number): string => value.toLocaleString("en-US");

/** What has been done to the rows, in words: `Sorted 20,000 of 1,000,000 loaded rows`. Never claims more than is so. */
function arrangementText({ sort, filters }: Arrangement, progress: ArrangementProgress): string {
  const { arranged, loaded, kept, complete, busy } = progress;
  const noun = complete && arranged === loaded ? "rows" : "loaded rows";
  const of = arranged < loaded ? `${count(arranged)} of ${count(loaded)} ${noun}` : `${count(loaded)} ${noun}`;
  const parts: string[] = [];
  if (filters.length > 0) parts.push(`${count(kept)} of ${of} pass`);
  if (sort.length > 0) parts.push(filters.length > 0 ? "sorted" : `Sorted ${of}`);
  const text = parts.join(", ");
  if (busy) return `${text}…`;
  return complete ? text : `${text}; the result has more`;
}

/** The line above the rows that says how they are sorted and filtered, and takes it back. */
export class ArrangementBar {
  readonly element = el("div", { class: "arrangement", hidden: true });
  readonly #actions: ArrangementActions;
  readonly #text = el("span", { class: "arrangement-text" });

  constructor(actions: ArrangementActions) {
    this.#actions = actions;
  }

  /** What it says; empty when the rows are as they came. */
  get text(): string {
    return this.#text.textContent;
  }

  show(arrangement: Arrangement, columns: readonly ResultColumn[], progress: ArrangementProgress): void {
    const { sort, filters } = arrangement;
    const name = (column: number): string => columns[column]?.name ?? "";
    const chips: HTMLElement[] = [];
    if (sort.length > 0) {
      const keys = sort.map(({ column, direction }) => `${name(column)} ${direction === "ascending" ? "▲" : "▼"}`);
      chips.push(chip(`Sorted by ${keys.join(", ")}`, "Do not sort", this.#actions.removeSort));
    }
    for (const [index, filter] of filters.entries()) {
      chips.push(
        chip(filterText(name(filter.column), filter), "Remove filter", () => this.#actions.removeFilter(index)),
      );
    }
    this.element.hidden = chips.length === 0;
    setText(this.#text, chips.length === 0 ? "" : arrangementText(arrangement, progress));
    const { runThere } = this.#actions;
    const there = runThere && !progress.complete ? button("Run on server", "link", runThere) : undefined;
    if (there) there.title = "Run the statement again with this ORDER BY and WHERE around it";
    this.element.replaceChildren(...chips, this.#text, ...(there ? [there] : []));
  }
}

function chip(text: string, title: string, remove: () => void): HTMLElement {
  const element = button(text, "secondary", remove);
  element.classList.add("chip");
  element.title = title;
  element.ariaLabel = `${text}. ${title}`;
  return element;
}
