import { el, setAttributes } from "../dom.ts";
import { oneLine, toTsv } from "../textForms.ts";
import { ColumnLayout, fittingWidth, sensibleWidths } from "./columnLayout.ts";
import { GridRows } from "./gridRows.ts";
import { GridSelection, headerRow, moveByKey } from "./gridSelection.ts";
import type { GridSize } from "./gridSelection.ts";
import type { CellPlace, GridSource } from "./gridSource.ts";
import { isNumeric } from "./gridSource.ts";
import { RowScroller } from "./rowScroller.ts";

export interface GridEvents {
  /** The rows in view changed, first and last from 0, inclusive. */
  readonly didShowRows: (first: number, last: number) => void;
  readonly openCell: (place: CellPlace) => void;
  /** The user copied; `text` is undefined when the selection is too large for a clipboard. */
  readonly copy: (text: string | undefined, cells: number) => void;
}

/** What to keep of a grid while its page is away. */
export interface GridState {
  readonly topRow: number;
  readonly active?: CellPlace;
  readonly widths: readonly number[];
}

/** Extra rows drawn above and below the view. */
const overscan = 8;

/**
 * A virtual grid over a `GridSource`: only the rows and columns in view are in the page. The element itself has the
 * focus; the active cell is named by `aria-activedescendant` and always in the page.
 */
export class Grid {
  readonly element: HTMLElement;
  readonly #events: GridEvents;
  readonly #canvas = el("div", { class: "grid-canvas", role: "presentation" });
  readonly #head = el("div", { class: "grid-row", role: "row", "aria-rowindex": 1 });
  readonly #corner = el("div", { class: "grid-gutter", role: "columnheader", "aria-colindex": 1, "aria-label": "Row" });
  readonly #rows: GridRows;
  readonly #measureContext = document.createElement("canvas").getContext("2d");
  #source: GridSource | undefined;
  #layout = new ColumnLayout([]);
  #selection = new GridSelection();
  #scroller = new RowScroller({ rowHeight: 22, rowCount: 0, viewport: 0, devicePixelRatio: 1 });
  #rowHeight = 22;
  #top = 0;
  /** Where we put the scroll bar ourselves: a scroll event with this value is our own echo. */
  #ownScrollTop = 0;
  #widthsAreMeasured = false;
  #headColumns = "";

  constructor(label: string, events: GridEvents) {
    this.#events = events;
    this.#rows = new GridRows();
    this.#head.append(this.#corner);
    const head = el("div", { class: "grid-head", role: "rowgroup" }, this.#head);
    this.#canvas.append(head, this.#rows.element);
    this.element = el("div", { class: "grid", role: "grid", tabindex: 0, "aria-label": label }, this.#canvas);
    setAttributes(this.element, { "aria-multiselectable": "true", "aria-readonly": "true" });
    this.element.addEventListener("scroll", () => this.#onScroll());
    this.element.addEventListener("wheel", (event) => this.#onWheel(event), { passive: false });
    this.element.addEventListener("keydown", (event) => this.#onKey(event));
    this.element.addEventListener("pointerdown", (event) => this.#onPointerDown(event));
    this.element.addEventListener("dblclick", (event) => this.#onDoubleClick(event));
    this.element.addEventListener("focus", () => this.#onFocus());
    // Without a text selection these events go to the body, and Chromium runs the copy command only if someone claims it.
    for (const name of ["beforecopy", "copy"]) document.addEventListener(name, (event) => this.#onCopy(event));
    new ResizeObserver(() => this.refresh()).observe(this.element);
  }

  get state(): GridState {
    const state = { topRow: Math.round(this.#top / this.#rowHeight), widths: this.#layout.widths };
    return this.#selection.active ? { ...state, active: this.#selection.active } : state;
  }

  /** Shows another result from its beginning. */
  show(source: GridSource): void {
    this.#source = source;
    this.#selection = new GridSelection();
    this.#widthsAreMeasured = false;
    this.#rows.clear();
    this.#top = 0;
    this.element.scrollTo(0, 0);
    this.refresh();
  }

  restore(state: Partial<GridState>): void {
    const source = this.#source;
    if (!source) return;
    if (state.widths?.length === source.columns.length) {
      this.#layout = new ColumnLayout(state.widths);
      this.#widthsAreMeasured = true;
    }
    const { active } = state;
    if (active && active.row < source.rowCount && active.column < source.columns.length) this.#selection.select(active);
    this.refresh();
    this.#scrollTo((state.topRow ?? 0) * this.#rowHeight);
  }

  /** Draws again: the source has more rows, or the space changed. */
  refresh(): void {
    const source = this.#source;
    if (!source || this.element.clientHeight === 0) return;
    this.#measure(source);
    const gutter = this.#gutterWidth(source.rowCount);
    this.element.style.setProperty("--gutter-width", `${gutter}px`);
    this.#canvas.style.width = `${gutter + this.#layout.totalWidth}px`;
    this.#scroller = new RowScroller({
      rowHeight: this.#rowHeight,
      rowCount: source.rowCount,
      viewport: this.#viewport,
      devicePixelRatio: window.devicePixelRatio,
    });
    this.#canvas.style.height = `${this.#headHeight + this.#scroller.height}px`;
    setAttributes(this.element, { "aria-rowcount": source.rowCount + 1, "aria-colcount": source.columns.length + 1 });
    this.#scrollTo(this.#top);
  }

  get #headHeight(): number {
    return this.#head.offsetHeight;
  }

  get #viewport(): number {
    return Math.max(0, this.element.clientHeight - this.#headHeight);
  }

  get #size(): GridSize {
    const source = this.#source;
    const page = Math.max(1, Math.floor(this.#viewport / this.#rowHeight) - 1);
    return { rows: source?.rowCount ?? 0, columns: source?.columns.length ?? 0, page };
  }

  #measure(source: GridSource): void {
    const size = parseFloat(getComputedStyle(this.element).fontSize);
    this.#rowHeight = Math.max(22, Math.round(size * 1.7));
    this.element.style.setProperty("--row-height", `${this.#rowHeight}px`);
    if (this.#widthsAreMeasured) return;
    this.#layout = new ColumnLayout(sensibleWidths(source, (text, what) => this.#textWidth(text, what)));
    this.#headColumns = "";
    this.#rows.clear();
    this.#widthsAreMeasured = source.rowCount > 0;
  }

  #textWidth(text: string, what: "cell" | "name" | "type"): number {
    const context = this.#measureContext;
    if (!context) return text.length * 8;
    const { fontSize, fontFamily } = getComputedStyle(what === "cell" ? this.element : this.#head);
    context.font = `${what === "name" ? 600 : 400} ${fontSize} ${fontFamily}`;
    return context.measureText(text).width;
  }

  #gutterWidth(rowCount: number): number {
    return Math.ceil(this.#textWidth("0".repeat(Math.max(2, String(rowCount).length)), "cell")) + 16;
  }

  #onScroll(): void {
    const { scrollTop } = this.element;
    if (Math.abs(scrollTop - this.#ownScrollTop) >= 1) {
      this.#ownScrollTop = scrollTop;
      this.#top = this.#scroller.topAt(scrollTop);
    }
    this.#draw();
  }

  /** On a scaled scroll bar one pixel is many rows, so the wheel moves the rows themselves. */
  #onWheel(event: WheelEvent): void {
    if (!this.#scroller.isScaled || event.ctrlKey || event.shiftKey || event.deltaY === 0) return;
    event.preventDefault();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : this.#rowHeight;
    this.element.scrollLeft += event.deltaX * unit;
    this.#scrollTo(this.#top + event.deltaY * unit);
  }

  #scrollTo(top: number): void {
    this.#top = this.#scroller.clamp(top);
    this.element.scrollTop = this.#scroller.scrollTopAt(this.#top);
    this.#ownScrollTop = this.element.scrollTop;
    this.#draw();
  }

  #draw(): void {
    const source = this.#source;
    if (!source) return;
    const { first, last } = this.#scroller.rowsAt(this.#top);
    const { scrollLeft, clientWidth } = this.element;
    const columns = {
      first: this.#layout.columnAt(scrollLeft),
      last: source.columns.length === 0 ? -1 : this.#layout.columnAt(scrollLeft + clientWidth),
    };
    this.#drawHead(source, columns);
    this.#rows.draw({
      source,
      layout: this.#layout,
      columns,
      first: Math.max(0, first - overscan),
      last: Math.min(source.rowCount - 1, last + overscan),
      rowHeight: this.#rowHeight,
      offset: this.#ownScrollTop - this.#top,
      selection: this.#selection,
    });
    const active = this.element.querySelector(".active");
    setAttributes(this.element, { "aria-activedescendant": active?.id });
    this.#events.didShowRows(first, last);
  }

  #drawHead(source: GridSource, columns: { first: number; last: number }): void {
    const active = this.#selection.active;
    const key = `${columns.first}-${columns.last}-${active?.row === headerRow ? active.column : ""}`;
    if (key === this.#headColumns) return;
    this.#headColumns = key;
    const cells: HTMLElement[] = [];
    for (const [index, column] of source.columns.entries()) {
      const isActive = active?.row === headerRow && active.column === index;
      if ((index < columns.first || index > columns.last) && !isActive) continue;
      const cell = el(
        "div",
        {
          class: `grid-column${isNumeric(column) ? " numeric" : ""}${isActive ? " active" : ""}`,
          role: "columnheader",
          "aria-colindex": index + 2,
          "data-column": index,
          id: isActive ? "grid-active-cell" : undefined,
          title: `${column.name}\n${column.type}`,
        },
        el("span", { class: "grid-name" }, oneLine(column.name)),
        el("span", { class: "grid-type" }, column.type),
        el("span", { class: "grid-handle", "aria-hidden": "true", title: "Drag to resize, double-click to fit" }),
      );
      cell.style.left = `calc(var(--gutter-width) + ${this.#layout.left(index)}px)`;
      cell.style.width = `${this.#layout.width(index)}px`;
      cells.push(cell);
    }
    this.#head.replaceChildren(this.#corner, ...cells);
  }

  #resize(column: number, width: number): void {
    this.#layout.resize(column, width);
    this.#headColumns = "";
    this.#rows.clear();
    this.refresh();
  }

  #fit(column: number): void {
    const source = this.#source;
    if (!source) return;
    const first = this.#scroller.rowsAt(this.#top).first;
    this.#resize(
      column,
      Math.min(
        fittingWidth(source, column, first, (t, what) => this.#textWidth(t, what)),
        1200,
      ),
    );
  }

  #onFocus(): void {
    const size = this.#size;
    if (this.#selection.active || size.columns === 0) return;
    this.#selection.select({ row: size.rows > 0 ? this.#scroller.rowsAt(this.#top).first : headerRow, column: 0 });
    this.#draw();
  }

  #onKey(event: KeyboardEvent): void {
    const active = this.#selection.active;
    if (!active || event.altKey || event.defaultPrevented) return;
    if (this.#actOnKey(event, active)) event.preventDefault();
  }

  #actOnKey(event: KeyboardEvent, active: CellPlace): boolean {
    const ctrl = event.ctrlKey || event.metaKey;
    const size = this.#size;
    if (event.key === "Enter" || event.key === "F2") {
      if (active.row === headerRow) this.#fit(active.column);
      else this.#events.openCell(active);
      return true;
    }
    if (active.row === headerRow && event.shiftKey && (event.key === "ArrowLeft" || event.key === "ArrowRight")) {
      this.#resize(active.column, this.#layout.width(active.column) + (event.key === "ArrowLeft" ? -16 : 16));
      return true;
    }
    if (ctrl && event.key.toLowerCase() === "a" && size.rows > 0) {
      this.#selection.selectAll(size);
      this.#draw();
      return true;
    }
    if (event.key === " " && size.rows > 0 && (ctrl || event.shiftKey)) {
      if (ctrl) this.#selection.selectColumn(active.column, size);
      else this.#selection.selectRows(active.row, size, { extend: false });
      this.#draw();
      return true;
    }
    const target = moveByKey(event.key, ctrl, active, size);
    if (!target) return false;
    this.#go(target, { extend: event.shiftKey });
    return true;
  }

  #go(place: CellPlace, options: { extend: boolean }): void {
    this.#selection.select(place, options);
    this.#reveal(place);
  }

  #reveal({ row, column }: CellPlace): void {
    const left = this.#layout.left(column);
    const room = this.element.clientWidth - this.#corner.offsetWidth;
    const right = left + Math.min(this.#layout.width(column), room);
    if (left < this.element.scrollLeft) this.element.scrollLeft = left;
    else if (right > this.element.scrollLeft + room) this.element.scrollLeft = right - room;
    this.#scrollTo(row === headerRow ? this.#top : this.#scroller.reveal(row, this.#top));
  }

  #onPointerDown(event: PointerEvent): void {
    const target = event.target;
    if (event.button !== 0 || !(target instanceof Element)) return;
    const column = target.closest<HTMLElement>("[data-column]")?.dataset["column"];
    if (target.classList.contains("grid-handle") && column !== undefined) return this.#dragWidth(event, Number(column));
    const row = target.closest<HTMLElement>("[data-row]")?.dataset["row"];
    if (row === undefined) {
      if (column !== undefined) this.#go({ row: headerRow, column: Number(column) }, { extend: false });
      return;
    }
    const wholeRows = column === undefined;
    const select = (place: CellPlace, extend: boolean): void => {
      if (wholeRows) this.#selection.selectRows(place.row, this.#size, { extend });
      else this.#selection.select(place, { extend });
      this.#reveal(wholeRows ? { row: place.row, column: this.#layout.columnAt(this.element.scrollLeft) } : place);
    };
    // Pressing the right edge of a long result must not scroll it under the pointer: only dragging reveals.
    if (wholeRows) this.#selection.selectRows(Number(row), this.#size, { extend: event.shiftKey });
    else this.#selection.select({ row: Number(row), column: Number(column) }, { extend: event.shiftKey });
    this.#draw();
    this.#drag((move) => select(this.#placeAt(move), true));
  }

  #placeAt(event: PointerEvent): CellPlace {
    const box = this.element.getBoundingClientRect();
    const size = this.#size;
    const y = event.clientY - box.top - this.#headHeight + this.#top;
    const x = event.clientX - box.left - this.#corner.offsetWidth + this.element.scrollLeft;
    const row = Math.min(Math.max(0, Math.floor(y / this.#rowHeight)), size.rows - 1);
    return { row, column: this.#layout.columnAt(x) };
  }

  #dragWidth(event: PointerEvent, column: number): void {
    event.preventDefault();
    const start = this.#layout.width(column);
    this.#drag((move) => this.#resize(column, start + move.clientX - event.clientX));
  }

  /** Not by pointer capture, which would make the grid the target of the double click that may follow. */
  #drag(move: (event: PointerEvent) => void): void {
    const stop = new AbortController();
    const { signal } = stop;
    window.addEventListener("pointermove", move, { signal });
    for (const end of ["pointerup", "pointercancel"]) window.addEventListener(end, () => stop.abort(), { signal });
  }

  #onDoubleClick(event: MouseEvent): void {
    const target = event.target;
    if (!(target instanceof Element)) return;
    const column = target.closest<HTMLElement>("[data-column]")?.dataset["column"];
    if (column === undefined) return;
    const row = target.closest<HTMLElement>("[data-row]")?.dataset["row"];
    if (row !== undefined) this.#events.openCell({ row: Number(row), column: Number(column) });
    else if (target.classList.contains("grid-handle")) this.#fit(Number(column));
  }

  #onCopy(event: Event): void {
    if (document.activeElement !== this.element) return;
    event.preventDefault();
    if (event.type === "copy") this.#copy();
  }

  #copy(): void {
    const source = this.#source;
    const active = this.#selection.active;
    if (!source || !active) return;
    const range = this.#selection.range;
    if (!range) return this.#events.copy(source.columns[active.column]?.name ?? "", 1);
    const cells = (range.bottom - range.top + 1) * (range.right - range.left + 1);
    this.#events.copy(toTsv(source, range), cells);
  }
}
