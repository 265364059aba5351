import type { QueryTabs } from "../../protocol/queryTabs.ts";
import type { ResultLook } from "../../protocol/resultLook.ts";
import type { ResultsProtocol, ResultsState } from "../../protocol/results.ts";
import type { RowPage } from "../../protocol/rows.ts";
import type { Announcer } from "../shared/dom.ts";
import { el } from "../shared/dom.ts";
import type { ViewPort } from "../shared/port.ts";
import { ResultsView } from "./resultsView.ts";
import { panelId, ResultTabs, tabId } from "./resultTabs.ts";

interface Card {
  readonly view: ResultsView;
  readonly panel: HTMLElement;
}

/** The panel "Query Results": a row of tabs, and below it the result of the one that is chosen. */
export class ResultsDeck {
  readonly element = el("div", { class: "results-deck" });
  readonly #port: ViewPort<ResultsProtocol, object>;
  readonly #announcer: Announcer;
  readonly #tabs: ResultTabs;
  readonly #cards = new Map<number, Card>();
  readonly #nothing: ResultsView;

  constructor(port: ViewPort<ResultsProtocol, object>, announcer: Announcer) {
    this.#port = port;
    this.#announcer = announcer;
    this.#tabs = new ResultTabs({
      show: (queryId) => port.send("show", { queryId }),
      close: (queryId) => port.send("closeTab", { queryId }),
    });
    this.#nothing = new ResultsView(port, announcer);
    this.element.append(this.#tabs.element, this.#nothing.element);
  }

  showTabs(state: QueryTabs): void {
    const kept = new Set(state.tabs.map(({ queryId }) => queryId));
    for (const [id, { panel }] of this.#cards) {
      if (kept.has(id)) continue;
      panel.remove();
      this.#cards.delete(id);
    }
    this.#tabs.show(state);
    if (state.shown === undefined) this.element.append(this.#nothing.element);
    else {
      this.#nothing.element.remove();
      this.#card(state.shown);
    }
    for (const [id, { panel }] of this.#cards) panel.hidden = id !== state.shown;
  }

  look({ queryId, look }: { readonly queryId: number; readonly look: ResultLook }): void {
    this.#card(queryId).view.goBackTo(look);
  }

  /** The host sends tabs first, then states and pages of those that have been in view. */
  state(state: ResultsState): void {
    if (state.kind !== "empty") this.#card(state.queryId).view.show(state);
  }

  page(page: RowPage & { readonly queryId: number }): void {
    this.#card(page.queryId).view.addPage(page);
  }

  #card(queryId: number): Card {
    const known = this.#cards.get(queryId);
    if (known) return known;
    const view = new ResultsView(this.#port, this.#announcer);
    const panel = el(
      "div",
      {
        class: "result-panel",
        role: "tabpanel",
        id: panelId(queryId),
        "aria-labelledby": tabId(queryId),
        hidden: true,
      },
      view.element,
    );
    const card = { view, panel };
    this.#cards.set(queryId, card);
    this.element.append(panel);
    return card;
  }
}
