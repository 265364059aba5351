import type { ColumnFilter, FilterTest } from "../../../protocol/arrangement.ts";
import { button, el, setText, uniqueId } from "../dom.ts";
import type { GridSource } from "../grid/gridSource.ts";
import { isBinary, isNested, isText } from "../grid/gridSource.ts";
import { filterProblem } from "../rows/arrangeRows.ts";

/** Tests and their names for people. */
const filterTests: Readonly<Record<FilterTest, string>> = {
  contains: "contains",
  "=": "is",
  "<>": "is not",
  "<": "is less than",
  "<=": "is at most",
  ">": "is more than",
  ">=": "is at least",
  isNull: "is NULL",
  isNotNull: "is not NULL",
};

/** `amount ≥ 100`, for a button. */
export function filterText(name: string, { test, text }: ColumnFilter): string {
  const needsText = test !== "isNull" && test !== "isNotNull";
  return needsText ? `${name} ${filterTests[test]} “${text}”` : `${name} ${filterTests[test]}`;
}

/** Asks what the values of one column must be to stay. */
export class FilterDialog {
  readonly element: HTMLDialogElement;
  readonly #titleId = uniqueId("filter-title");
  readonly #title = el("h2", { class: "viewer-title", id: this.#titleId });
  readonly #test = el("select", { class: "field", "aria-label": "Test" });
  readonly #text = el("input", { class: "field", "aria-label": "Value", spellcheck: "false", autocomplete: "off" });
  readonly #problem = el("p", { class: "field-problem", role: "alert" });
  readonly #remove: HTMLButtonElement;
  #source: GridSource | undefined;
  #column = 0;
  #done: (filter: ColumnFilter | undefined) => void = () => undefined;

  constructor() {
    const form = el("form", { class: "filter-form", method: "dialog" });
    this.#remove = button("Remove", "secondary", () => this.#finish(undefined));
    const cancel = button("Cancel", "secondary", () => this.element.close());
    const apply = el("button", { class: "button primary", type: "submit" }, "Filter");
    const buttons = el("div", { class: "viewer-buttons" }, this.#remove, cancel, apply);
    form.append(this.#title, el("div", { class: "filter-fields" }, this.#test, this.#text), this.#problem, buttons);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.#test.addEventListener("change", () => this.#showField());
    this.#text.addEventListener("input", () => setText(this.#problem, ""));
    this.element = el("dialog", { class: "viewer small", "aria-labelledby": this.#titleId }, form);
  }

  /** @param known the filter that the column has; @param done told of the new one, or of none */
  show(
    source: GridSource,
    column: number,
    known: ColumnFilter | undefined,
    done: (filter: ColumnFilter | undefined) => void,
  ): void {
    const info = source.columns[column];
    if (!info) return;
    this.#source = source;
    this.#column = column;
    this.#done = done;
    const tests = Object.keys(filterTests) as FilterTest[];
    const onlyText = isNested(info);
    const offered = tests.filter((test) => !onlyText || test === "contains" || test.startsWith("is"));
    this.#test.replaceChildren(...offered.map((test) => el("option", { value: test }, filterTests[test])));
    this.#test.value = known?.test ?? (isText(info) || isBinary(info) || onlyText ? "contains" : "=");
    this.#text.value = known?.text ?? "";
    this.#text.placeholder = info.type;
    this.#remove.hidden = known === undefined;
    setText(this.#title, `Filter ${info.name}`);
    setText(this.#problem, "");
    this.#showField();
    this.element.showModal();
    this.#text.select();
  }

  get #filter(): ColumnFilter {
    const test = this.#test.value as FilterTest;
    return { column: this.#column, test, text: this.#text.hidden ? "" : this.#text.value };
  }

  #showField(): void {
    this.#text.hidden = this.#test.value === "isNull" || this.#test.value === "isNotNull";
    setText(this.#problem, "");
    (this.#text.hidden ? this.#test : this.#text).focus();
  }

  #submit(): void {
    const problem = this.#source && filterProblem(this.#source, this.#filter);
    if (problem === undefined) return this.#finish(this.#filter);
    setText(this.#problem, problem);
    this.#text.focus();
  }

  #finish(filter: ColumnFilter | undefined): void {
    this.element.close();
    this.#done(filter);
  }
}
