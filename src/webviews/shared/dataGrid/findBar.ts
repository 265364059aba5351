import { isCancelled } from "../../../core/base/errors.ts";
import { button, el, setText } from "../dom.ts";
import type { CellPlace, GridSource } from "../grid/gridSource.ts";
import type { FoundCells } from "../rows/findCells.ts";
import { findCells, holds } from "../rows/findCells.ts";

export interface FindTarget {
  readonly source: () => GridSource | undefined;
  readonly active: () => CellPlace | undefined;
  readonly goTo: (place: CellPlace) => void;
  /** Cells to highlight changed. */
  readonly redraw: () => void;
  readonly leave: () => void;
  /** For a screen reader. */
  readonly say: (text: string) => void;
}

/** Looks for a text in all loaded cells: `3 of 120`, forwards and backwards. */
export class FindBar {
  readonly element: HTMLElement;
  readonly #target: FindTarget;
  readonly #input = el("input", {
    class: "field",
    type: "text",
    placeholder: "Find in loaded rows",
    "aria-label": "Find in loaded rows",
    spellcheck: "false",
  });
  readonly #count = el("span", { class: "find-count muted" });
  #found: FoundCells | undefined;
  #at = -1;
  #search = new AbortController();

  constructor(target: FindTarget) {
    this.#target = target;
    const step = (title: string, text: string, by: number): HTMLElement => {
      const element = button(text, "link", () => this.#step(by));
      element.title = element.ariaLabel = title;
      return element;
    };
    const close = button("✕", "link", () => this.close());
    close.title = close.ariaLabel = "Close (Escape)";
    this.element = el(
      "div",
      { class: "find-bar", role: "search", hidden: true },
      this.#input,
      this.#count,
      step("Previous match (Shift+Enter)", "↑", -1),
      step("Next match (Enter)", "↓", 1),
      close,
    );
    this.#input.addEventListener("input", () => this.search());
    this.element.addEventListener("keydown", (event) => this.#onKey(event));
  }

  open(): void {
    this.element.hidden = false;
    this.#input.focus();
    this.#input.select();
    this.search();
  }

  close(): void {
    if (this.element.hidden) return;
    this.element.hidden = true;
    this.#search.abort();
    this.#found = undefined;
    this.#target.redraw();
    this.#target.leave();
  }

  isFound(row: number, column: number): boolean {
    const wanted = this.element.hidden ? "" : this.#input.value.toLowerCase();
    return wanted !== "" && holds(this.#target.source()?.fullText(row, column), wanted);
  }

  /** Looks again: for another text, or in other rows. */
  search(): void {
    this.#search.abort();
    this.#search = new AbortController();
    this.#found = undefined;
    this.#at = -1;
    const source = this.#target.source();
    const text = this.#input.value;
    setText(this.#count, "");
    if (this.element.hidden || !source) return;
    this.#target.redraw();
    if (text !== "") void this.#run(source, text, this.#search.signal);
  }

  async #run(source: GridSource, text: string, signal: AbortSignal): Promise<void> {
    const from = this.#target.active() ?? { row: 0, column: 0 };
    try {
      await findCells(source, text, (found) => this.#didFind(found, from), signal);
    } catch (error) {
      if (!isCancelled(error)) setText(this.#count, "The rows could not be read");
    }
  }

  /** Goes to the first match behind the active cell as soon as it is known. */
  #didFind(found: FoundCells, from: CellPlace): void {
    this.#found = found;
    if (this.#at < 0) {
      const first = found.firstFrom(from);
      if (first < found.count || (found.isComplete && found.count > 0)) this.#go(first % found.count);
    }
    this.#showCount();
    if (found.isComplete) this.#target.say(this.#count.textContent);
  }

  #step(by: number): void {
    const count = this.#found?.count ?? 0;
    if (count === 0) return;
    this.#go((this.#at + by + count) % count);
    this.#showCount();
  }

  #go(index: number): void {
    const place = this.#found?.at(index);
    if (!place) return;
    this.#at = index;
    this.#target.goTo(place);
  }

  #showCount(): void {
    const found = this.#found;
    if (!found) return;
    const total = found.count.toLocaleString("en-US");
    const more = found.isComplete ? "" : found.isFull ? " or more" : " so far…";
    if (found.count === 0) setText(this.#count, found.isComplete ? "No match" : "Searching…");
    else setText(this.#count, `${(this.#at + 1).toLocaleString("en-US")} of ${total}${more}`);
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && event.target === this.#input) this.#step(event.shiftKey ? -1 : 1);
    else if (event.key === "F3") this.#step(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
