import type { GridState } from "../../../protocol/resultLook.ts";
import { el, setAttributes } from "../dom.ts";
import { onCopy } from "./copyEvents.ts";
import { ColumnLayout, fittingWidth, sensibleWidths } from "./columnLayout.ts";
import { GridHead } from "./gridHead.ts";
import type { ColumnMark } from "./gridHead.ts";
import { keyAction } from "./gridKeys.ts";
import { GridPointer } from "./gridPointer.ts";
import type { PointerTarget } from "./gridPointer.ts";
import { GridRows } from "./gridRows.ts";
import { GridSelection, headerRow } from "./gridSelection.ts";
import type { GridSize } from "./gridSelection.ts";
import type { CellPlace, CellRange, GridSource } from "./gridSource.ts";
import { RowScroller } from "./rowScroller.ts";
import { TextMeasure } from "./textMeasure.ts";

export interface GridEvents {
  /** The rows in view changed, first and last from 0, inclusive. */
  readonly didShowRows: (first: number, last: number) => void;
  readonly didSelect: () => void;
  readonly openCell: (place: CellPlace) => void;
  readonly copy: (options: { readonly headers: boolean }) => void;
  readonly find: () => void;
  /** Asks for the next direction of a column; `add` keeps other keys. */
  readonly sort: (column: number, options: { readonly add: boolean }) => void;
  readonly moveColumn: (from: number, to: number) => void;
  /** `place.row` is `headerRow` for a column's name; absent beside all cells. The point is one of the window. */
  readonly openMenu: (place: CellPlace | undefined, x: number, y: number) => void;
}

/** What is drawn over rows and columns; asked for whenever they are drawn. */
export interface GridMarks {
  readonly column: (column: number) => ColumnMark;
  readonly isFound: (row: number, column: number) => boolean;
}

/** Extra rows drawn above and below the view. */
const overscan = 8;
/** Frozen columns take at most this part of the width; in a narrower view they scroll like the others. */
const mostFrozen = 0.6;
const widestFit = 1200;
/** Grids made so far in this page: each names its active cell. */
let grids = 0;

/**
 * A virtual grid over a `GridSource`: only the rows and columns in view are in the page. The element itself has the
 * focus; the active cell is named by `aria-activedescendant` and always in the page.
 */
export class Grid implements PointerTarget {
  readonly element: HTMLElement;
  readonly #events: GridEvents;
  readonly #canvas = el("div", { class: "grid-canvas", role: "presentation" });
  readonly #head: GridHead;
  readonly #rows: GridRows;
  readonly #texts: TextMeasure;
  #marks: GridMarks = { column: () => ({}), isFound: () => false };
  #source: GridSource | undefined;
  #layout = new ColumnLayout([]);
  #selection = new GridSelection();
  #scroller = new RowScroller({ rowHeight: 22, rowCount: 0, viewport: 0, devicePixelRatio: 1 });
  #rowHeight = 22;
  #top = 0;
  #frozen = 0;
  /** Where we put the scroll bar ourselves: a scroll event with this value is our own echo. */
  #ownScrollTop = 0;
  #widthsAreMeasured = false;
  /** Width and height that were drawn for. */
  #space = "";

  constructor(label: string, events: GridEvents) {
    this.#events = events;
    const activeId = `grid-active-cell-${++grids}`;
    this.#head = new GridHead(activeId);
    this.#rows = new GridRows(activeId);
    this.#canvas.append(this.#head.element, this.#rows.element);
    this.element = el("div", { class: "grid", role: "grid", tabindex: 0, "aria-label": label }, this.#canvas);
    this.#texts = new TextMeasure(this.element, this.#head.row);
    setAttributes(this.element, { "aria-multiselectable": "true", "aria-readonly": "true" });
    this.element.addEventListener("scroll", () => this.#onScroll());
    this.element.addEventListener("wheel", (event) => this.#onWheel(event), { passive: false });
    this.element.addEventListener("keydown", (event) => this.#onKey(event));
    this.element.addEventListener("focus", () => this.#onFocus());
    new GridPointer(this);
    onCopy(this.element, () => events.copy({ headers: false }));
    new ResizeObserver(() => this.#didResize()).observe(this.element);
  }

  get state(): GridState {
    const state = { topRow: Math.round(this.#top / this.#rowHeight), widths: this.#layout.widths };
    return this.#selection.active ? { ...state, active: this.#selection.active } : state;
  }

  /** The selected cells; undefined when there are none. */
  get selection(): CellRange | undefined {
    return this.#selection.range;
  }

  get active(): CellPlace | undefined {
    return this.#selection.active;
  }

  set marks(marks: GridMarks) {
    this.#marks = marks;
  }

  /** Shows another result from its beginning. */
  show(source: GridSource): void {
    this.#source = source;
    this.#selection = new GridSelection();
    this.#widthsAreMeasured = false;
    this.#frozen = 0;
    this.#rows.clear();
    this.#top = 0;
    this.element.scrollTo(0, 0);
    this.refresh();
    this.#events.didSelect();
  }

  /** Shows the same result in another order, or other columns of it; `widths` and `frozen` go by the columns to be shown. */
  rearrange(
    source: GridSource,
    { widths, frozen }: { widths: readonly number[]; frozen: number },
    place?: CellPlace,
  ): void {
    this.#source = source;
    this.#layout = new ColumnLayout(widths);
    this.#frozen = frozen;
    this.#selection = new GridSelection();
    if (place) this.#selection.select({ ...place, row: Math.min(place.row, source.rowCount - 1) });
    this.redraw();
    this.refresh();
    this.#events.didSelect();
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

  /** An observer tells of the first size too, when the rows are drawn already. */
  #didResize(): void {
    if (this.#space !== this.#spaceNow) this.refresh();
  }

  get #spaceNow(): string {
    return `${this.element.clientWidth} ${this.element.clientHeight}`;
  }

  /** Draws again: the source has more rows, or the space changed. */
  refresh(): void {
    const source = this.#source;
    if (!source || this.element.clientHeight === 0) return;
    this.#space = this.#spaceNow;
    this.#measure(source);
    const gutter = this.#texts.gutterWidth(source.rowIds);
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

  /** Draws all that is in view anew: its marks changed. */
  redraw(): void {
    this.#head.clear();
    this.#rows.clear();
    this.#draw();
  }

  /** Makes a cell active and brings it into view. */
  goTo(place: CellPlace): void {
    this.select(place, { extend: false, reveal: true });
  }

  scrollToTop(): void {
    this.#scrollTo(0);
  }

  // What pointer and keys do.

  placeAt(x: number, y: number): CellPlace {
    const box = this.element.getBoundingClientRect();
    const row = Math.floor((y - box.top - this.#headHeight + this.#top) / this.#rowHeight);
    const inside = x - box.left - this.#head.corner.offsetWidth;
    const isFrozen = inside < this.#layout.left(this.#frozenInView);
    return {
      row: Math.min(Math.max(0, row), this.#size.rows - 1),
      column: this.#layout.columnAt(isFrozen ? inside : inside + this.element.scrollLeft),
    };
  }

  columnEdge(column: number): number {
    const start = this.element.getBoundingClientRect().left + this.#head.corner.offsetWidth + this.#layout.left(column);
    return column < this.#frozenInView ? start : start - this.element.scrollLeft;
  }

  widthOf(column: number): number {
    return this.#layout.width(column);
  }

  select(place: CellPlace, { extend, reveal }: { extend: boolean; reveal: boolean }): void {
    this.#selection.select(place, { extend });
    this.#show(reveal ? place : undefined);
  }

  selectRow(row: number, { extend, reveal }: { extend: boolean; reveal: boolean }): void {
    this.#selection.selectRows(row, this.#size, { extend });
    this.#show(reveal ? { row, column: this.#columnsInView[this.#frozenInView] ?? 0 } : undefined);
  }

  selectColumn(column: number, options: { extend: boolean }): void {
    if (this.#selection.active?.row !== headerRow) {
      const from = options.extend ? (this.#selection.active?.column ?? column) : column;
      this.#selection.select({ row: headerRow, column: from });
    }
    this.#selection.selectColumns(column, this.#size, options);
    this.#show(undefined);
  }

  resize(column: number, width: number): void {
    this.#layout.resize(column, width);
    this.#head.clear();
    this.#rows.clear();
    this.refresh();
  }

  fit(column: number): void {
    const source = this.#source;
    if (!source) return;
    const { first } = this.#scroller.rowsAt(this.#top);
    const width = fittingWidth(source, column, first, this.#texts.width);
    this.resize(column, Math.min(width, widestFit));
  }

  sort(column: number, add: boolean): void {
    this.#events.sort(column, { add });
  }

  moveColumn(from: number, to: number): void {
    if (from !== to && to >= 0 && to < this.#size.columns) this.#events.moveColumn(from, to);
  }

  open(place: CellPlace): void {
    this.#events.openCell(place);
  }

  /** The menu is about the selection where it was opened inside of it, else about the cell under the pointer. */
  openMenu(place: CellPlace | undefined, x: number, y: number): void {
    if (place?.row === headerRow) this.selectColumn(place.column, { extend: false });
    else if (place && !this.#selection.includes(place.row, place.column))
      this.select(place, { extend: false, reveal: false });
    this.#events.openMenu(place, x, y);
  }

  #show(reveal: CellPlace | undefined): void {
    if (reveal) this.#reveal(reveal);
    else this.#draw();
    this.#events.didSelect();
  }

  get #headHeight(): number {
    return this.#head.row.offsetHeight;
  }

  get #viewport(): number {
    return Math.max(0, this.element.clientHeight - this.#headHeight);
  }

  get #size(): GridSize {
    const source = this.#source;
    const page = Math.max(1, Math.floor(this.#viewport / this.#rowHeight) - 1);
    return { rows: source?.rowCount ?? 0, columns: source?.columns.length ?? 0, page };
  }

  get #frozenInView(): number {
    const most = this.element.clientWidth * mostFrozen;
    return this.#head.corner.offsetWidth + this.#layout.left(this.#frozen) <= most ? this.#frozen : 0;
  }

  /** The columns to draw: the frozen ones, and those in view beside them. */
  get #columnsInView(): number[] {
    const count = this.#source?.columns.length ?? 0;
    if (count === 0) return [];
    const { scrollLeft, clientWidth } = this.element;
    const frozen = this.#frozenInView;
    const first = Math.max(frozen, this.#layout.columnAt(scrollLeft + this.#layout.left(frozen)));
    const last = this.#layout.columnAt(scrollLeft + clientWidth);
    const beside = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
    return [...Array.from({ length: frozen }, (_, index) => index), ...beside];
  }

  #measure(source: GridSource): void {
    const size = parseFloat(getComputedStyle(this.element).fontSize);
    this.#rowHeight = Math.max(22, Math.round(size * 1.7));
    this.element.style.setProperty("--row-height", `${this.#rowHeight}px`);
    if (this.#widthsAreMeasured) return;
    this.#layout = new ColumnLayout(sensibleWidths(source, this.#texts.width));
    this.#head.clear();
    this.#rows.clear();
    this.#widthsAreMeasured = source.rowCount > 0;
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
    const view = {
      source,
      layout: this.#layout,
      columns: this.#columnsInView,
      frozen: this.#frozenInView,
      selection: this.#selection,
    };
    this.#head.draw({ ...view, mark: (column) => this.#marks.column(column) });
    this.#rows.draw({
      ...view,
      first: Math.max(0, first - overscan),
      last: Math.min(source.rowCount - 1, last + overscan),
      rowHeight: this.#rowHeight,
      offset: this.#ownScrollTop - this.#top,
      isFound: (row, column) => this.#marks.isFound(row, column),
    });
    const active = this.element.querySelector(".active");
    setAttributes(this.element, { "aria-activedescendant": active?.id });
    this.#events.didShowRows(first, last);
  }

  #onFocus(): void {
    const size = this.#size;
    if (this.#selection.active || size.columns === 0) return;
    const row = size.rows > 0 ? this.#scroller.rowsAt(this.#top).first : headerRow;
    this.select({ row, column: 0 }, { extend: false, reveal: false });
  }

  #onKey(event: KeyboardEvent): void {
    const active = this.#selection.active;
    if (!active || event.defaultPrevented || event.target !== this.element) return;
    const action = keyAction(event, active, this.#size);
    if (!action) return;
    event.preventDefault();
    // VS Code has other uses for some of these keys, and hears of all that reach the window.
    event.stopPropagation();
    switch (action.kind) {
      case "move":
        return this.select(action.to, { extend: action.extend, reveal: true });
      case "open":
        return this.open(active);
      case "menu":
        return this.#openMenuByKey(active);
      case "find":
        return this.#events.find();
      case "copy":
        return this.#events.copy(action);
      case "fit":
        return this.fit(active.column);
      case "sort":
        return this.sort(active.column, action.add);
      case "resize":
        return this.resize(active.column, this.widthOf(active.column) + action.by);
      case "moveColumn":
        return this.moveColumn(active.column, active.column + action.by);
      case "selectAll":
        this.#selection.selectAll(this.#size);
        return this.#show(undefined);
      case "selectColumn":
        this.#selection.selectColumns(active.column, this.#size, { extend: false });
        return this.#show(undefined);
      case "selectRow":
        return this.selectRow(active.row, { extend: false, reveal: false });
    }
  }

  #openMenuByKey(active: CellPlace): void {
    this.#reveal(active);
    const box = this.element.querySelector(".active")?.getBoundingClientRect() ?? this.element.getBoundingClientRect();
    this.openMenu(active, box.left + 8, box.bottom);
  }

  #reveal({ row, column }: CellPlace): void {
    const frozen = this.#layout.left(this.#frozenInView);
    const left = this.#layout.left(column);
    const room = this.element.clientWidth - this.#head.corner.offsetWidth;
    const right = left + Math.min(this.#layout.width(column), room - frozen);
    if (column >= this.#frozenInView) {
      if (left < this.element.scrollLeft + frozen) this.element.scrollLeft = left - frozen;
      else if (right > this.element.scrollLeft + room) this.element.scrollLeft = right - room;
    }
    this.#scrollTo(row === headerRow ? this.#top : this.#scroller.reveal(row, this.#top));
  }
}
