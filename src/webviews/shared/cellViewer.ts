import { button, el, setText } from "./dom.ts";
import type { CellPlace, GridSource } from "./grid/gridSource.ts";
import { prettyJson } from "./textForms.ts";

/** Shows one cell whole: text as it is, JSON indented. Escape closes it and the focus goes back to where it was. */
export class CellViewer {
  readonly element: HTMLDialogElement;
  readonly #title = el("h2", { class: "viewer-title", id: "viewer-title" });
  readonly #facts = el("span", { class: "muted" });
  readonly #text = el("textarea", { class: "viewer-text", readonly: true, spellcheck: "false" });
  #value = "";

  constructor(copy: (text: string) => void) {
    const buttons = el(
      "div",
      { class: "viewer-buttons" },
      button("Copy", "secondary", () => copy(this.#value)),
      button("Close", "primary", () => this.element.close()),
    );
    const head = el("div", { class: "viewer-head" }, this.#title, this.#facts);
    this.element = el("dialog", { class: "viewer", "aria-labelledby": "viewer-title" }, head, this.#text, buttons);
  }

  show(source: GridSource, { row, column }: CellPlace): void {
    const { name, type } = source.columns[column] ?? { name: "", type: "" };
    const value = source.fullText(row, column);
    this.#value = value ?? "NULL";
    const text = value === undefined ? "NULL" : (prettyJson(value) ?? value);
    setText(this.#title, name);
    setText(this.#facts, [type, `row ${(row + 1).toLocaleString("en-US")}`, describeLength(value)].join(" · "));
    this.#text.value = text;
    this.#text.ariaLabel = `Value of ${name}, row ${row + 1}`;
    this.#text.classList.toggle("null", value === undefined);
    this.element.showModal();
    this.#text.focus();
    this.#text.setSelectionRange(0, 0);
    this.#text.scrollTop = 0;
  }
}

function describeLength(value: string | undefined): string {
  if (value === undefined) return "NULL";
  if (value === "") return "empty string";
  return value.length === 1 ? "1 character" : `${value.length.toLocaleString("en-US")} characters`;
}
