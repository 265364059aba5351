import { el } from "../dom.ts";
import { oneLine } from "../textForms.ts";
import type { ColumnLayout } from "./columnLayout.ts";
import { headerRow } from "./gridSelection.ts";
import type { GridSelection } from "./gridSelection.ts";
import type { GridSource } from "./gridSource.ts";
import { isNumeric } from "./gridSource.ts";

/** What the header says about a column besides its name and type. */
export interface ColumnMark {
  readonly sort?: "ascending" | "descending";
  /** Place among several sort keys, from 1; absent when there is one. */
  readonly rank?: number;
  readonly filtered?: boolean;
}

export interface HeadView {
  readonly source: GridSource;
  readonly layout: ColumnLayout;
  /** Visual columns to draw. */
  readonly columns: readonly number[];
  /** Columns that stay at the left edge. */
  readonly frozen: number;
  readonly selection: GridSelection;
  readonly mark: (column: number) => ColumnMark;
}

/** The row of column names. */
export class GridHead {
  readonly row = el("div", { class: "grid-row", role: "row", "aria-rowindex": 1 });
  readonly corner = el("div", { class: "grid-gutter", role: "columnheader", "aria-colindex": 1, "aria-label": "Row" });
  readonly element = el("div", { class: "grid-head", role: "rowgroup" }, this.row);
  readonly #activeId: string;
  #drawn = "";

  /** @param activeId id that the active cell gets */
  constructor(activeId: string) {
    this.#activeId = activeId;
    this.row.append(this.corner);
  }

  /** Draws again even if the same columns are in view. */
  clear(): void {
    this.#drawn = "";
  }

  draw(view: HeadView): void {
    const { active } = view.selection;
    const activeColumn = active?.row === headerRow ? active.column : -1;
    const drawn = `${view.columns.join()} ${activeColumn}`;
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    const wanted =
      activeColumn < 0 || view.columns.includes(activeColumn) ? view.columns : [...view.columns, activeColumn];
    this.row.replaceChildren(
      this.corner,
      ...wanted.map((column) => headerCell(column, view, column === activeColumn ? this.#activeId : undefined)),
    );
  }
}

function headerCell(
  index: number,
  { source, layout, frozen, mark }: HeadView,
  activeId: string | undefined,
): HTMLElement {
  const column = source.columns[index] ?? { name: "", type: "" };
  const { sort, rank, filtered } = mark(index);
  const classes = ["grid-column", isNumeric(column) && "numeric", activeId && "active", sort && "sorted"];
  const cell = el(
    "div",
    {
      class: classes.filter(Boolean).join(" "),
      role: "columnheader",
      "aria-colindex": index + 2,
      "aria-sort": sort,
      "aria-label": filtered ? `${column.name}, ${column.type}, filtered` : undefined,
      "data-column": index,
      id: activeId,
      title: `${column.name}\n${column.type}`,
    },
    el("span", { class: "grid-name" }, oneLine(column.name)),
    el("span", { class: "grid-type" }, column.type),
    el(
      "span",
      { class: "grid-tools", "aria-hidden": "true" },
      filtered ? el("span", { class: "grid-filtered", title: "Filtered" }) : undefined,
      el("span", { class: `grid-sort ${sort ?? "none"}`, "data-rank": rank, title: "Sort" }),
      el("span", { class: "grid-menu", title: "More" }),
    ),
    el("span", { class: "grid-handle", "aria-hidden": "true", title: "Drag to resize, double-click to fit" }),
  );
  placeCell(cell, index, layout, frozen);
  return cell;
}

/** Puts a cell where its column is. A frozen one stays where it would be without any scrolling. */
export function placeCell(cell: HTMLElement, column: number, layout: ColumnLayout, frozen: number): void {
  cell.classList.toggle("frozen", column < frozen);
  cell.classList.toggle("frozen-last", column === frozen - 1);
  cell.style.left = `calc(var(--gutter-width) + ${layout.left(column)}px)`;
  cell.style.width = `${layout.width(column)}px`;
}
