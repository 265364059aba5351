import { el, setAttributes } from "../dom.ts";
import { oneLine } from "../textForms.ts";
import type { ColumnLayout } from "./columnLayout.ts";
import { placeCell } from "./gridHead.ts";
import type { GridSelection } from "./gridSelection.ts";
import type { GridSource } from "./gridSource.ts";
import { isNumeric, sizeText } from "./gridSource.ts";

/** What is to be in the page: rows from first to last, inclusive. */
export interface GridView {
  readonly source: GridSource;
  readonly layout: ColumnLayout;
  /** Columns to draw, in order. */
  readonly columns: readonly number[];
  /** Columns that stay at the left edge. */
  readonly frozen: number;
  readonly first: number;
  readonly last: number;
  readonly rowHeight: number;
  /** Pixels to add to a row's own place; not 0 when the scroll bar is scaled. */
  readonly offset: number;
  readonly selection: GridSelection;
  /** Whether a cell holds what is looked for. */
  readonly isFound: (row: number, column: number) => boolean;
}

/** The rows of a grid that are in the page. Rows that stay in view keep their elements. */
export class GridRows {
  readonly element = el("div", { class: "grid-body", role: "rowgroup" });
  readonly #rows = new Map<number, HTMLElement>();
  readonly #activeId: string;
  #columns = "";

  /** @param activeId id that the active cell gets */
  constructor(activeId: string) {
    this.#activeId = activeId;
  }

  /** Forgets what is drawn: the columns are others, or of another width. */
  clear(): void {
    this.#rows.clear();
    this.element.replaceChildren();
  }

  draw(view: GridView): void {
    const active = view.selection.active;
    const outside = active && !view.columns.includes(active.column) ? active.column : "";
    const columns = `${view.columns.join()} ${outside}`;
    if (columns !== this.#columns) this.clear();
    this.#columns = columns;
    const wanted = wantedRows(view);
    for (const [row, element] of this.#rows) {
      if ((row >= view.first && row <= view.last) || row === active?.row) continue;
      element.remove();
      this.#rows.delete(row);
    }
    this.element.style.transform = `translateY(${view.first * view.rowHeight + view.offset}px)`;
    let next = this.element.firstElementChild;
    for (const row of wanted) {
      const element = this.#rows.get(row) ?? this.#make(row, view);
      // Screen readers read in the order of the page.
      if (element === next) next = element.nextElementSibling;
      else this.element.insertBefore(element, next);
      // The active row stays in the page for screen readers, out of sight when it is not in view.
      const inView = row >= view.first && row <= view.last;
      element.style.top = inView ? `${(row - view.first) * view.rowHeight}px` : "-10000px";
      mark(element, row, view, this.#activeId);
    }
  }

  #make(row: number, view: GridView): HTMLElement {
    const element = el("div", { class: "grid-row", role: "row", "aria-rowindex": row + 2, "data-row": row });
    element.append(
      el(
        "div",
        { class: "grid-gutter", role: "rowheader", "aria-colindex": 1 },
        (view.source.rowId(row) + 1).toLocaleString("en-US"),
      ),
    );
    const columns = new Set(view.columns);
    if (view.selection.active) columns.add(view.selection.active.column);
    for (const column of columns) element.append(cellElement(row, column, view));
    this.#rows.set(row, element);
    return element;
  }
}

/** The rows in view and the active one, in order. */
function wantedRows({ first, last, selection, source }: GridView): number[] {
  const rows = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
  const active = selection.active?.row ?? -1;
  if (active < 0 || active >= source.rowCount || (active >= first && active <= last)) return rows;
  return active < first ? [active, ...rows] : [...rows, active];
}

function cellElement(row: number, column: number, { source, layout, frozen }: GridView): HTMLElement {
  const cell = source.cell(row, column);
  const type = source.columns[column];
  const classes = ["grid-cell", cell.kind, type && isNumeric(type) ? "numeric" : ""].join(" ").trim();
  const element = el(
    "div",
    { class: classes, role: "gridcell", "aria-colindex": column + 2, "data-column": column },
    el("span", { class: "grid-text" }, cell.clipped ? `${oneLine(cell.text)}…` : oneLine(cell.text)),
    cell.bytes === undefined ? undefined : el("span", { class: "grid-more" }, sizeText(cell.bytes)),
  );
  placeCell(element, column, layout, frozen);
  return element;
}

function mark(element: HTMLElement, row: number, { selection, isFound }: GridView, activeId: string): void {
  const active = selection.active;
  for (const cell of element.children) {
    const column = Number(cell.getAttribute("aria-colindex")) - 2;
    if (column < 0) continue;
    const isSelected = selection.includes(row, column);
    const isActive = active?.row === row && active.column === column;
    cell.classList.toggle("selected", isSelected);
    cell.classList.toggle("active", isActive);
    cell.classList.toggle("found", isFound(row, column));
    setAttributes(cell, {
      "aria-selected": isSelected ? "true" : "false",
      id: isActive ? activeId : undefined,
    });
  }
}
