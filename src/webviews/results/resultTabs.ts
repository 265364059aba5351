import type { QueryTab, QueryTabs } from "../../protocol/queryTabs.ts";
import { button, el, setAttributes, setText } from "../shared/dom.ts";

export interface ResultTabActions {
  readonly show: (queryId: number) => void;
  readonly pin: (queryId: number, pinned: boolean) => void;
  readonly close: (queryId: number) => void;
}

/** Ids by which a tab and its panel name each other. */
export const tabId = (queryId: number): string => `tab-${queryId}`;
export const panelId = (queryId: number): string => `panel-${queryId}`;

const marks: Readonly<Record<QueryTab["kind"], string>> = { running: "⋯", rows: "", error: "!", cancelled: "–" };
const kindNames: Readonly<Record<QueryTab["kind"], string>> = {
  running: "running",
  rows: "",
  error: "failed",
  cancelled: "cancelled",
};

/**
 * The row of tabs above the results, one for each statement: one tab stop, arrows move and show, Delete closes. A
 * single result that is not pinned needs no row.
 */
export class ResultTabs {
  readonly element: HTMLElement;
  readonly #actions: ResultTabActions;
  readonly #list = el("div", { class: "result-tab-list", role: "tablist", "aria-label": "Results" });
  readonly #pin: HTMLButtonElement;
  readonly #handles = new Map<number, HTMLElement>();
  #state: QueryTabs = { tabs: [] };

  constructor(actions: ResultTabActions) {
    this.#actions = actions;
    this.#list.addEventListener("keydown", (event) => this.#onKey(event));
    this.#pin = button("Pin", "link", () => {
      const tab = this.#shown();
      if (tab) actions.pin(tab.queryId, !tab.pinned);
    });
    const close = button("Close", "link", () => this.#close(this.#shown()));
    this.element = el("div", { class: "result-tabs" }, this.#list, this.#pin, close);
    this.element.hidden = true;
  }

  show(state: QueryTabs): void {
    this.#state = state;
    this.element.hidden = state.tabs.length < 2 && state.tabs[0]?.pinned !== true;
    const kept = new Set(state.tabs.map(({ queryId }) => queryId));
    for (const [id, handle] of this.#handles) {
      if (kept.has(id)) continue;
      // Whoever closed the tab by keyboard goes on with the one that is shown now.
      const hadFocus = handle === document.activeElement;
      handle.remove();
      this.#handles.delete(id);
      if (hadFocus) queueMicrotask(() => this.#handles.get(state.shown ?? -1)?.focus());
    }
    state.tabs.forEach((tab, i) => {
      const handle = this.#draw(tab);
      if (this.#list.children[i] !== handle) this.#list.insertBefore(handle, this.#list.children[i] ?? null);
    });
    const shown = this.#shown();
    setText(this.#pin, shown?.pinned === true ? "Unpin" : "Pin");
    if (shown) this.#handles.get(shown.queryId)?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  #draw(tab: QueryTab): HTMLElement {
    const known = this.#handles.get(tab.queryId);
    const handle = known ?? el("button", { type: "button", role: "tab", id: tabId(tab.queryId) });
    if (!known) {
      handle.addEventListener("click", () => this.#actions.show(tab.queryId));
      handle.addEventListener("auxclick", (event) => event.button === 1 && this.#actions.close(tab.queryId));
      this.#handles.set(tab.queryId, handle);
    }
    const isShown = tab.queryId === this.#state.shown;
    const facts = [tab.title, kindNames[tab.kind], tab.pinned ? "pinned" : "", tab.file];
    setAttributes(handle, {
      class: `tab result-tab ${tab.kind}`,
      title: `${tab.file}\n${tab.sql}`,
      "aria-label": facts.filter((fact) => fact !== "").join(", "),
      "aria-selected": String(isShown),
      "aria-controls": panelId(tab.queryId),
      tabindex: isShown ? 0 : -1,
    });
    const parts = [
      ...(tab.pinned ? [el("span", { class: "tab-pin" })] : []),
      ...(marks[tab.kind] === "" ? [] : [el("span", { class: "tab-mark" }, marks[tab.kind])]),
      el("span", { class: "tab-title" }, tab.title),
    ];
    handle.replaceChildren(...parts);
    return handle;
  }

  #shown(): QueryTab | undefined {
    return this.#state.tabs.find(({ queryId }) => queryId === this.#state.shown);
  }

  #close(tab: QueryTab | undefined): void {
    if (tab) this.#actions.close(tab.queryId);
  }

  #onKey(event: KeyboardEvent): void {
    const { tabs, shown } = this.#state;
    if (event.key === "Delete") return this.#close(this.#shown());
    const at = tabs.findIndex(({ queryId }) => queryId === shown);
    const last = tabs.length - 1;
    const targets: Readonly<Record<string, number>> = {
      ArrowLeft: at <= 0 ? last : at - 1,
      ArrowRight: at === last ? 0 : at + 1,
      Home: 0,
      End: last,
    };
    const target = tabs[targets[event.key] ?? -1];
    if (!target) return;
    event.preventDefault();
    this.#handles.get(target.queryId)?.focus();
    this.#actions.show(target.queryId);
  }
}
