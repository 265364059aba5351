import { el, setAttributes, setText } from "./dom.ts";

export interface Tab {
  readonly id: string;
  readonly title: string;
  readonly panel: HTMLElement;
}

/** A tab list as the ARIA pattern has it: one tab stop, arrows move and show. */
export class Tabs {
  readonly element: HTMLElement;
  readonly #tabs: readonly (Tab & { readonly handle: HTMLElement; readonly count: HTMLElement })[];
  #selected = "";

  constructor(label: string, tabs: readonly Tab[], didSelect: (id: string) => void) {
    this.#tabs = tabs.map((tab) => {
      const count = el("span", { class: "badge", hidden: true });
      const handle = el(
        "button",
        { type: "button", class: "tab", role: "tab", id: `tab-${tab.id}`, "aria-controls": `panel-${tab.id}` },
        tab.title,
        count,
      );
      handle.addEventListener("click", () => {
        this.select(tab.id);
        didSelect(tab.id);
      });
      setAttributes(tab.panel, { id: `panel-${tab.id}`, role: "tabpanel", "aria-labelledby": `tab-${tab.id}` });
      return { ...tab, handle, count };
    });
    const list = el("div", { class: "tab-list", role: "tablist", "aria-label": label });
    list.append(...this.#tabs.map((tab) => tab.handle));
    list.addEventListener("keydown", (event) => this.#onKey(event, didSelect));
    this.element = el("div", { class: "tabs" }, list, ...this.#tabs.map((tab) => tab.panel));
  }

  select(id: string): void {
    this.#selected = id;
    for (const tab of this.#tabs) {
      const isSelected = tab.id === id;
      tab.panel.hidden = !isSelected;
      setAttributes(tab.handle, { "aria-selected": String(isSelected), tabindex: isSelected ? 0 : -1 });
    }
  }

  /** The number beside a tab's title; undefined takes it away. */
  count(id: string, count: string | undefined): void {
    const badge = this.#tabs.find((tab) => tab.id === id)?.count;
    if (!badge) return;
    badge.hidden = count === undefined;
    setText(badge, count ?? "");
  }

  #onKey(event: KeyboardEvent, didSelect: (id: string) => void): void {
    const at = this.#tabs.findIndex((tab) => tab.id === this.#selected);
    const last = this.#tabs.length - 1;
    const targets: Readonly<Record<string, number>> = {
      ArrowLeft: at === 0 ? last : at - 1,
      ArrowRight: at === last ? 0 : at + 1,
      Home: 0,
      End: last,
    };
    const target = this.#tabs[targets[event.key] ?? -1];
    if (!target) return;
    event.preventDefault();
    this.select(target.id);
    target.handle.focus();
    didSelect(target.id);
  }
}
