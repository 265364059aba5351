import type { ResultColumn } from "../../../protocol/rows.ts";
import { button, el, uniqueId } from "../dom.ts";
import type { ColumnChoice } from "./columnChoice.ts";

/** The list of all columns, to show and hide them and to go to one. */
export class ColumnsDialog {
  readonly element: HTMLDialogElement;
  readonly #titleId = uniqueId("columns-title");
  readonly #list = el("ul", { class: "column-list", "aria-label": "Columns" });
  readonly #search = el("input", {
    class: "field",
    type: "search",
    placeholder: "Find a column",
    "aria-label": "Find a column",
  });
  #choice: ColumnChoice | undefined;
  #columns: readonly ResultColumn[] = [];
  #changed: () => void = () => undefined;

  constructor() {
    const reset = button("Reset", "secondary", () => {
      this.#choice?.reset();
      this.#draw();
      this.#changed();
    });
    reset.title = "Show all columns, in the order of the result";
    const close = button("Close", "primary", () => this.element.close());
    this.#search.addEventListener("input", () => this.#draw());
    const title = el("h2", { class: "viewer-title", id: this.#titleId }, "Columns");
    const buttons = el("div", { class: "viewer-buttons" }, reset, close);
    const parts = [title, this.#search, this.#list, buttons];
    this.element = el("dialog", { class: "viewer columns", "aria-labelledby": this.#titleId }, ...parts);
  }

  show(columns: readonly ResultColumn[], choice: ColumnChoice, changed: () => void): void {
    this.#columns = columns;
    this.#choice = choice;
    this.#changed = changed;
    this.#search.value = "";
    this.#draw();
    this.element.showModal();
    this.#search.focus();
  }

  #draw(): void {
    const wanted = this.#search.value.toLowerCase();
    const order = this.#choice?.state.order ?? [];
    const fitting = order.filter((column) => this.#columns[column]?.name.toLowerCase().includes(wanted));
    this.#list.replaceChildren(...fitting.map((column) => this.#line(column)));
    if (fitting.length === 0) this.#list.append(el("li", { class: "muted" }, "No column of that name"));
  }

  #line(column: number): HTMLElement {
    const { name, type } = this.#columns[column] ?? { name: "", type: "" };
    const box = el("input", { type: "checkbox", checked: this.#choice?.hidden.has(column) === false });
    box.addEventListener("change", () => {
      if (box.checked) this.#choice?.show(column);
      else this.#choice?.hide(column);
      // The last column stays.
      box.checked = this.#choice?.hidden.has(column) === false;
      this.#changed();
    });
    return el("li", {}, el("label", {}, box, el("span", {}, name), el("span", { class: "muted" }, type)));
  }
}
