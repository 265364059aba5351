import { el } from "../dom.ts";
import type { CellPlace } from "./gridSource.ts";

/** What the pointer does to a grid. Places are visual: rows and columns as they are shown. */
export interface PointerTarget {
  readonly element: HTMLElement;
  /** The cell nearest to a point of the window. */
  placeAt(x: number, y: number): CellPlace;
  /** Left edge of a column in the window. */
  columnEdge(column: number): number;
  widthOf(column: number): number;
  select(place: CellPlace, how: { readonly extend: boolean; readonly reveal: boolean }): void;
  selectRow(row: number, how: { readonly extend: boolean; readonly reveal: boolean }): void;
  selectColumn(column: number, how: { readonly extend: boolean }): void;
  resize(column: number, width: number): void;
  fit(column: number): void;
  sort(column: number, add: boolean): void;
  moveColumn(from: number, to: number): void;
  open(place: CellPlace): void;
  openMenu(place: CellPlace | undefined, x: number, y: number): void;
}

/** How far the pointer moves before a press on a column's name is a drag, in CSS pixels. */
const dragThreshold = 5;

/** Listens to mouse, pen and touch on a grid. */
export class GridPointer {
  readonly #target: PointerTarget;
  readonly #dropLine = el("div", { class: "grid-drop", hidden: true, "aria-hidden": "true" });

  constructor(target: PointerTarget) {
    this.#target = target;
    const { element } = target;
    element.addEventListener("pointerdown", (event) => this.#onDown(event));
    element.addEventListener("dblclick", (event) => this.#onDoubleClick(event));
    element.addEventListener("contextmenu", (event) => this.#onContextMenu(event));
    element.append(this.#dropLine);
  }

  #onDown(event: PointerEvent): void {
    if (event.button !== 0 || !(event.target instanceof Element)) return;
    const { row, column, part } = partAt(event.target);
    const extend = event.shiftKey;
    if (part === "handle" && column !== undefined) this.#dragWidth(event, column);
    else if (part === "sort" && column !== undefined) this.#target.sort(column, extend);
    else if (part === "menu" && column !== undefined) {
      this.#target.selectColumn(column, { extend: false });
      const box = event.target.getBoundingClientRect();
      this.#target.openMenu({ row: -1, column }, box.left, box.bottom);
    } else if (row !== undefined) this.#dragSelection({ row, column }, extend);
    else if (column !== undefined) this.#pressHead(event, column);
  }

  /** Pressing the right edge of a long result must not scroll it under the pointer: only dragging reveals. */
  #dragSelection({ row, column }: { row: number; column: number | undefined }, extend: boolean): void {
    const wholeRows = column === undefined;
    if (wholeRows) this.#target.selectRow(row, { extend, reveal: false });
    else this.#target.select({ row, column }, { extend, reveal: false });
    drag((move) => {
      const place = this.#target.placeAt(move.clientX, move.clientY);
      if (wholeRows) this.#target.selectRow(place.row, { extend: true, reveal: true });
      else this.#target.select(place, { extend: true, reveal: true });
    });
  }

  #dragWidth(event: PointerEvent, column: number): void {
    event.preventDefault();
    const start = this.#target.widthOf(column);
    drag((move) => this.#target.resize(column, start + move.clientX - event.clientX));
  }

  /** A press selects the column; dragging further moves it to where the line is. */
  #pressHead(event: PointerEvent, column: number): void {
    this.#target.selectColumn(column, { extend: event.shiftKey });
    let to: number | undefined;
    drag(
      (move) => {
        if (to === undefined && Math.abs(move.clientX - event.clientX) < dragThreshold) return;
        to = this.#gapAt(move.clientX);
        const box = this.#target.element.getBoundingClientRect();
        this.#dropLine.hidden = false;
        this.#dropLine.style.left = `${this.#target.columnEdge(to) - box.left + this.#target.element.scrollLeft}px`;
        this.#dropLine.style.top = `${this.#target.element.scrollTop}px`;
      },
      (isDropped) => {
        this.#dropLine.hidden = true;
        if (isDropped && to !== undefined) this.#target.moveColumn(column, to > column ? to - 1 : to);
      },
    );
  }

  /** The column in front of which a dragged one would go. */
  #gapAt(x: number): number {
    const { column } = this.#target.placeAt(x, 0);
    const middle = this.#target.columnEdge(column) + this.#target.widthOf(column) / 2;
    return x > middle ? column + 1 : column;
  }

  #onDoubleClick(event: MouseEvent): void {
    if (!(event.target instanceof Element)) return;
    const { row, column, part } = partAt(event.target);
    if (column === undefined) return;
    if (row !== undefined) this.#target.open({ row, column });
    else if (part === "handle") this.#target.fit(column);
  }

  #onContextMenu(event: MouseEvent): void {
    event.preventDefault();
    // A menu key makes this event too, at the element in focus; the grid has answered the key itself.
    if (!(event.target instanceof Element) || event.button !== 2) return;
    const { row, column } = partAt(event.target);
    const place = column === undefined ? undefined : { row: row ?? -1, column };
    this.#target.openMenu(place, event.clientX, event.clientY);
  }
}

interface Part {
  readonly row: number | undefined;
  readonly column: number | undefined;
  readonly part: "handle" | "sort" | "menu" | undefined;
}

function partAt(target: Element): Part {
  const number = (name: "row" | "column"): number | undefined => {
    const text = target.closest<HTMLElement>(`[data-${name}]`)?.dataset[name];
    return text === undefined ? undefined : Number(text);
  };
  const parts = ["handle", "sort", "menu"] as const;
  return {
    row: number("row"),
    column: number("column"),
    part: parts.find((name) => target.classList.contains(`grid-${name}`)),
  };
}

/** Not by pointer capture, which would make the grid the target of the double click that may follow. */
function drag(move: (event: PointerEvent) => void, end?: (isDropped: boolean) => void): void {
  const stop = new AbortController();
  const { signal } = stop;
  const finish = (isDropped: boolean): void => {
    stop.abort();
    end?.(isDropped);
  };
  window.addEventListener("pointermove", move, { signal });
  window.addEventListener("pointerup", () => finish(true), { signal });
  window.addEventListener("pointercancel", () => finish(false), { signal });
  window.addEventListener("keydown", (event) => event.key === "Escape" && finish(false), { signal });
}
