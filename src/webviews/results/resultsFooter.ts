import type { ResultsState } from "../../protocol/results.ts";
import { button, el, setText } from "../shared/dom.ts";
import { elapsedText, filteredRowsText, rowsInViewText } from "./resultsText.ts";

export interface FooterActions {
  /** What is said about the selection. */
  readonly facts: HTMLElement;
  readonly loadAll: () => void;
  readonly loadMore: () => void;
  readonly cancel: () => void;
}

export interface FooterView {
  /** Rows in view, from 0, inclusive; last < first when none is. */
  readonly first: number;
  readonly last: number;
  readonly loaded: number;
  /** Rows that pass the filters; undefined without filters. */
  readonly filtered: number | undefined;
  readonly state: Extract<ResultsState, { kind: "rows" }>;
}

/** One line under the rows: which of them are in view, how long they took, and what can be done about the rest. */
export class ResultsFooter {
  readonly element = el("footer", { class: "results-footer", hidden: true });
  readonly #rows = el("span", { class: "footer-rows" });
  readonly #time = el("span");
  readonly #target = el("span", { class: "footer-target" });
  readonly #loading = el("span", {}, "Loading…");
  readonly #loadMore: HTMLElement;
  readonly #loadAll: HTMLElement;
  readonly #cancel: HTMLElement;

  constructor(actions: FooterActions) {
    this.#loadMore = button("Load more", "link", actions.loadMore);
    this.#loadAll = button("Load all", "link", actions.loadAll);
    this.#cancel = button("Cancel", "link", actions.cancel);
    this.element.append(
      this.#rows,
      this.#time,
      this.#loading,
      this.#loadMore,
      this.#loadAll,
      this.#cancel,
      actions.facts,
      this.#target,
    );
  }

  show({ first, last, loaded, filtered, state }: FooterView): void {
    this.element.hidden = false;
    setText(
      this.#rows,
      filtered === undefined
        ? rowsInViewText(first, last, loaded, state.complete)
        : filteredRowsText(first, last, filtered),
    );
    setText(this.#time, elapsedText(state.firstRowsMs));
    this.#time.title = "Time to the first rows";
    setText(this.#target, state.target);
    this.#target.title = state.target;
    this.#loading.hidden = this.#cancel.hidden = !state.loading;
    this.#loadMore.hidden = state.complete || state.loading || state.problem === undefined;
    this.#loadAll.hidden = state.complete || state.loading;
  }

  hide(): void {
    this.element.hidden = true;
  }
}
