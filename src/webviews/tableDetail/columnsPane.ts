import type { TableColumn } from "../../protocol/tableDetail.ts";
import { el, setText } from "../shared/dom.ts";

/** The columns of a table as a table, with a box that filters by name, type and comment. */
export class ColumnsPane {
  readonly element = el("div", { class: "columns-pane" });
  readonly #filter = el("input", { type: "search", class: "filter", placeholder: "Filter columns" });
  readonly #shown = el("span", { class: "muted", role: "status" });
  readonly #body = el("tbody", { role: "rowgroup" });
  #rows: { readonly element: HTMLElement; readonly text: string }[] = [];

  constructor(filter: string, didFilter: (text: string) => void) {
    this.#filter.ariaLabel = "Filter columns by name, type or comment";
    this.#filter.value = filter;
    this.#filter.addEventListener("input", () => {
      this.#apply();
      didFilter(this.#filter.value);
    });
    const titles = ["Name", "Type", "Nullable", "Key", "Comment"];
    const head = el(
      "tr",
      { role: "row" },
      ...titles.map((title) => el("th", { role: "columnheader", scope: "col" }, title)),
    );
    const table = el(
      "table",
      { class: "columns", role: "table", "aria-label": "Columns" },
      el("thead", { role: "rowgroup" }, head),
      this.#body,
    );
    const scroller = el("div", { class: "columns-scroll", tabindex: 0, role: "group", "aria-label": "Columns" }, table);
    this.element.append(el("div", { class: "filter-bar" }, this.#filter, this.#shown), scroller);
  }

  show(columns: readonly TableColumn[]): void {
    this.#rows = columns.map((column) => ({
      element: rowElement(column),
      text: `${column.name}\n${column.type}\n${column.comment ?? ""}`.toLowerCase(),
    }));
    this.#body.replaceChildren(...this.#rows.map((row) => row.element));
    this.#apply();
  }

  #apply(): void {
    const wanted = this.#filter.value.trim().toLowerCase();
    let shown = 0;
    for (const row of this.#rows) {
      row.element.hidden = !row.text.includes(wanted);
      if (!row.element.hidden) shown++;
    }
    const all = this.#rows.length;
    if (all === 0) setText(this.#shown, "This table has no columns.");
    else setText(this.#shown, wanted === "" ? "" : shown === 0 ? "No column matches." : `${shown} of ${all}`);
  }
}

function rowElement(column: TableColumn): HTMLElement {
  const key = column.primaryKey === undefined ? "" : `PK${column.primaryKey > 1 ? ` ${column.primaryKey}` : ""}`;
  const badge =
    key === "" ? undefined : el("span", { class: "badge", title: `Primary key, part ${column.primaryKey ?? 1}` }, key);
  return el(
    "tr",
    { role: "row" },
    el("th", { role: "rowheader", scope: "row", class: "column-name" }, column.name),
    el("td", { role: "cell", class: "column-type", title: column.type }, el("span", { class: "clamp" }, column.type)),
    el("td", { role: "cell", class: "column-null muted" }, column.nullable ? "yes" : "no"),
    el("td", { role: "cell", class: "column-key" }, badge),
    el("td", { role: "cell", class: "column-comment" }, column.comment ?? ""),
  );
}
