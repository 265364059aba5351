import type { QueryTab, QueryTabs } from "../../protocol/queryTabs.ts";
import { el, setAttributes } from "../shared/dom.ts";

export interface ResultTabActions {
  readonly show: (queryId: number) => void;
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
  readonly #actions: ResultTabActions;
  readonly element = el("div", { class: "result-tabs", role: "tablist", "aria-label": "Results", hidden: true });
  readonly #handles = new Map<number, HTMLElement>();
  #state: QueryTabs = { tabs: [] };

  constructor(actions: ResultTabActions) {
    this.#actions = actions;
    this.element.addEventListener("keydown", (event) => this.#onKey(event));
    this.element.addEventListener("wheel", ({ deltaY }) => this.element.scrollBy(deltaY, 0), { passive: true });
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
      if (this.element.children[i] !== handle) this.element.insertBefore(handle, this.element.children[i] ?? null);
    });
    this.#handles.get(state.shown ?? -1)?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  #draw(tab: QueryTab): HTMLElement {
    const known = this.#handles.get(tab.queryId);
    const handle = known ?? el("button", { type: "button", role: "tab", id: tabId(tab.queryId) });
    if (!known) {
      handle.addEventListener("click", (event) => {
        const isCross = event.target instanceof Element && event.target.classList.contains("tab-close");
        if (isCross) this.#actions.close(tab.queryId);
        else this.#actions.show(tab.queryId);
      });
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
      // For the pointer only, as in VS Code's own tabs: the keyboard has Delete.
      el("span", { class: "tab-close", title: "Close (Delete)", "aria-hidden": "true" }, "×"),
    ];
    handle.replaceChildren(...parts);
    return handle;
  }

  #onKey(event: KeyboardEvent): void {
    const { tabs, shown } = this.#state;
    if (event.key === "Delete" && shown !== undefined) return this.#actions.close(shown);
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
