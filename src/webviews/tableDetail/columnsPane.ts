import type { PaneState } from "../../protocol/pane.ts";
import type { TableColumn, Tag } from "../../protocol/tableDetail.ts";
import { button, el, setText } from "../shared/dom.ts";

export interface ColumnsPaneEvents {
  readonly didFilter: (text: string) => void;
  readonly copy: (text: string) => void;
  readonly loadTags: () => void;
}

/** The columns of a table as a table, with a box that filters by name, type, tag and comment. */
export class ColumnsPane {
  readonly element = el("div", { class: "columns-pane" });
  readonly #events: ColumnsPaneEvents;
  readonly #filter = el("input", { type: "search", class: "filter", placeholder: "Filter columns" });
  readonly #shown = el("span", { class: "muted", role: "status" });
  readonly #tagState = el("span", { class: "muted tag-state" });
  readonly #body = el("tbody", { role: "rowgroup" });
  #columns: readonly TableColumn[] = [];
  #tags: readonly Tag[] = [];
  #rows: { readonly name: string; readonly element: HTMLElement; readonly text: string }[] = [];

  constructor(filter: string, events: ColumnsPaneEvents) {
    this.#events = events;
    this.#filter.ariaLabel = "Filter columns by name, type, tag or comment";
    this.#filter.value = filter;
    this.#filter.addEventListener("input", () => {
      this.#apply();
      events.didFilter(this.#filter.value);
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
    const copy = button("Copy names", "link", () =>
      this.#events.copy(
        this.#rows
          .filter((row) => !row.element.hidden)
          .map(({ name }) => name)
          .join("\n"),
      ),
    );
    this.element.append(el("div", { class: "filter-bar" }, this.#filter, this.#shown, this.#tagState, copy), scroller);
  }

  show(columns: readonly TableColumn[]): void {
    this.#columns = columns;
    this.#draw();
  }

  /** Tags come from a query of their own, after the columns or before. */
  showTags(state: PaneState<readonly Tag[]>): void {
    this.#tags = state.kind === "loaded" ? state.value : [];
    const again = (text: string) => button(text, "link", () => this.#events.loadTags());
    if (state.kind === "loading") this.#tagState.replaceChildren(state.what);
    else if (state.kind === "error") {
      const says = el("span", { title: state.error.message }, "Tags could not be read.");
      this.#tagState.replaceChildren(says, again("Try again"));
    } else if (state.kind === "idle")
      this.#tagState.replaceChildren(...(state.offer ? [again(state.offer.button)] : []));
    else this.#tagState.replaceChildren();
    this.#draw();
  }

  #draw(): void {
    this.#rows = this.#columns.map((column) => {
      const tags = this.#tags.filter((tag) => tag.column === column.name);
      const words = [column.name, column.type, column.comment ?? "", column.mask ?? "", ...tags.map(tagText)];
      return { name: column.name, element: rowElement(column, tags), text: words.join("\n").toLowerCase() };
    });
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

/** `pii: email`; a tag without a value is its name. */
function tagText({ name, value }: Tag): string {
  return value === "" ? name : `${name}: ${value}`;
}

export function tagBadges(tags: readonly Tag[]): HTMLElement[] {
  return tags.map((tag) => el("span", { class: "badge tag" }, tagText(tag)));
}

function rowElement(column: TableColumn, tags: readonly Tag[]): HTMLElement {
  const key = column.primaryKey === undefined ? "" : `PK${column.primaryKey > 1 ? ` ${column.primaryKey}` : ""}`;
  const badge =
    key === "" ? undefined : el("span", { class: "badge", title: `Primary key, part ${column.primaryKey ?? 1}` }, key);
  const mask =
    column.mask === undefined
      ? undefined
      : el("span", { class: "badge tag", title: `Values pass through ${column.mask}` }, `mask: ${column.mask}`);
  const marks = [...(mask ? [mask] : []), ...tagBadges(tags)];
  return el(
    "tr",
    { role: "row" },
    el("th", { role: "rowheader", scope: "row", class: "column-name" }, column.name),
    el("td", { role: "cell", class: "column-type", title: column.type }, el("span", { class: "clamp" }, column.type)),
    el("td", { role: "cell", class: "column-null muted" }, column.nullable ? "yes" : "no"),
    el("td", { role: "cell", class: "column-key" }, badge),
    el(
      "td",
      { role: "cell", class: "column-comment" },
      column.comment,
      marks.length > 0 ? el("div", { class: "marks" }, ...marks) : undefined,
    ),
  );
}
