import type { Arrangement, ColumnFilter } from "../../../protocol/arrangement.ts";
import type { ResultLook } from "../../../protocol/resultLook.ts";
import { CellViewer } from "../cell/cellViewer.ts";
import { ChartDialog } from "../chart/chartDialog.ts";
import { button, el } from "../dom.ts";
import { Grid } from "../grid/grid.ts";
import type { ColumnMark } from "../grid/gridHead.ts";
import { headerRow } from "../grid/gridSelection.ts";
import type { CellPlace, CellRange, GridSource } from "../grid/gridSource.ts";
import { isNested } from "../grid/gridSource.ts";
import { Menu } from "../menu.ts";
import { ArrangedSource } from "../rows/arrangedSource.ts";
import type { CopyForm } from "../rows/copyForms.ts";
import { ArrangementBar } from "./arrangementBar.ts";
import { Arranger } from "./arranger.ts";
import { ColumnChoice } from "./columnChoice.ts";
import { ColumnsDialog } from "./columnsDialog.ts";
import { Copier } from "./copier.ts";
import { FilterDialog } from "./filterDialog.ts";
import { FindBar } from "./findBar.ts";
import { columnItems, copyItems } from "./gridMenus.ts";
import { SelectionFacts } from "./selectionFacts.ts";

/** What a grid with all its tools asks of the panel that it stands in. */
export interface DataGridHost {
  readonly copy: (text: string) => void;
  /** For a screen reader. */
  readonly say: (text: string) => void;
  /** The rows in view changed, first and last from 0, inclusive. */
  readonly didShowRows?: (first: number, last: number) => void;
  /** Absent where the rows do not come from a statement that could be run again. */
  readonly runThere?: (arrangement: Arrangement) => void;
  readonly exportRows?: () => void;
}

/** A grid with its tools: sort, filter, find, columns, cell viewer, copies, sums and a quick chart. */
export class DataGrid {
  readonly element = el("div", { class: "data-grid" });
  /** One line about the selection, for the panel to place. */
  readonly facts: HTMLElement;
  readonly grid: Grid;
  readonly #host: DataGridHost;
  readonly #menu = new Menu();
  readonly #viewer: CellViewer;
  readonly #chart = new ChartDialog();
  readonly #filter = new FilterDialog();
  readonly #columnsDialog = new ColumnsDialog();
  readonly #find: FindBar;
  readonly #copier: Copier;
  readonly #selectionFacts: SelectionFacts;
  readonly #bar: ArrangementBar;
  readonly #arranger: Arranger;
  #base: GridSource | undefined;
  #source: GridSource | undefined;
  #choice = new ColumnChoice(0);
  /** Columns of the result that the grid shows now, in its order. */
  #drawn: readonly number[] = [];
  #complete = true;
  #headers = true;

  constructor(label: string, host: DataGridHost) {
    this.#host = host;
    this.#viewer = new CellViewer(host.copy);
    this.#copier = new Copier(host);
    this.#selectionFacts = new SelectionFacts(host.say);
    this.grid = new Grid(label, {
      didShowRows: (first, last) => host.didShowRows?.(first, last),
      didSelect: () => this.#didSelect(),
      openCell: (place) => this.#source && this.#viewer.show(this.#source, place),
      copy: ({ headers }) => this.#copy("tsv", headers),
      find: () => this.#find.open(),
      sort: (column, { add }) => this.#toggleSort(this.#baseColumn(column), add),
      moveColumn: (from, to) => this.#changeColumns(() => this.#choice.move(from, to), to),
      openMenu: (place, x, y) => this.#openMenu(place, x, y),
    });
    this.grid.marks = {
      column: (column) => this.#mark(this.#baseColumn(column)),
      isFound: (row, column) => this.#find.isFound(row, column),
    };
    this.#find = new FindBar({
      source: () => this.#source,
      active: () => this.grid.active,
      goTo: (place) => this.grid.goTo(place),
      redraw: () => this.grid.redraw(),
      leave: () => this.grid.element.focus(),
      say: host.say,
    });
    this.#arranger = new Arranger({ didArrange: () => this.#showArranged(), didProgress: () => this.#showBar() });
    const { runThere } = host;
    this.#bar = new ArrangementBar({
      removeSort: () => this.#arrange({ ...this.#arranger.arrangement, sort: [] }),
      removeFilter: (index) =>
        this.#arrange({
          ...this.#arranger.arrangement,
          filters: this.#arranger.arrangement.filters.filter((_, at) => at !== index),
        }),
      ...(runThere ? { runThere: () => runThere(this.#arranger.arrangement) } : {}),
    });
    this.facts = el("span", { class: "grid-facts" }, this.#copier.element, this.#selectionFacts.element);
    const head = el("div", { class: "data-grid-head" }, this.#bar.element, this.#tools());
    const dialogs = [this.#menu, this.#viewer, this.#chart, this.#filter, this.#columnsDialog];
    this.element.append(head, this.#find.element, this.grid.element, ...dialogs.map(({ element }) => element));
  }

  get look(): ResultLook {
    return { grid: this.grid.state, columns: this.#choice.state, arrangement: this.#arranger.arrangement };
  }

  /** Shows another result from its beginning. */
  show(source: GridSource, { complete }: { complete: boolean }): void {
    this.#base = source;
    this.#complete = complete;
    this.#choice = new ColumnChoice(source.columns.length);
    this.#arranger.begin(source);
    this.#source = this.#arranged(source);
    this.grid.show(this.#source);
    this.#find.search();
    this.#showBar();
  }

  /** The source has more rows, or all of them now. */
  didLoad({ complete, loading }: { complete: boolean; loading: boolean }): void {
    this.#complete = complete;
    this.grid.refresh();
    if (!loading) this.#arranger.again();
    this.#showBar();
  }

  /** Looks at the result as before. Sorted and filtered rows take a moment, and are shown from the top. */
  restore({ grid, columns, arrangement }: ResultLook): void {
    if (!this.#base) return;
    this.#choice = new ColumnChoice(this.#base.columns.length, columns);
    this.#source = this.#arranged(this.#base);
    this.grid.rearrange(this.#source, { widths: grid.widths, frozen: this.#choice.frozen });
    this.grid.restore(grid);
    if (arrangement.sort.length + arrangement.filters.length > 0) this.#arrange(arrangement);
  }

  /** Rows that pass the filters; undefined where there are none. */
  get filteredRows(): number | undefined {
    const { arrangement, rows } = this.#arranger;
    return arrangement.filters.length > 0 ? rows?.length : undefined;
  }

  /** True while the rows are not those of the result in their order. */
  get isArranged(): boolean {
    const { sort, filters } = this.#arranger.arrangement;
    return sort.length + filters.length > 0;
  }

  openFind(): void {
    this.#find.open();
  }

  #tools(): HTMLElement {
    const tool = (title: string, hint: string, run: (at: HTMLElement) => void): HTMLElement => {
      const element: HTMLButtonElement = button(title, "link", () => run(element));
      element.title = hint;
      return element;
    };
    const below = (at: HTMLElement): [number, number] => {
      const box = at.getBoundingClientRect();
      return [box.left, box.bottom];
    };
    const copy = tool("Copy", "Copy the selection in some form", (at) =>
      this.#menu.open("Copy", this.#copyItems(), ...below(at)),
    );
    copy.ariaHasPopup = "menu";
    const { exportRows } = this.#host;
    return el(
      "div",
      { class: "grid-tools-bar", role: "toolbar", "aria-label": "Rows" },
      tool("Find", "Find in loaded rows (Ctrl+F)", () => this.#find.open()),
      tool("Columns", "Show, hide and order columns", () => this.#openColumns()),
      copy,
      tool("Chart", "Draw the selected numbers", () => this.#openChart()),
      exportRows && tool("Export", "Write all rows to a file", exportRows),
    );
  }

  #baseColumn(column: number): number {
    return this.#drawn[column] ?? -1;
  }

  #mark(column: number): ColumnMark {
    const { sort, filters } = this.#arranger.arrangement;
    const rank = sort.findIndex((key) => key.column === column);
    const direction = sort[rank]?.direction;
    return {
      ...(direction ? { sort: direction } : {}),
      ...(direction && sort.length > 1 ? { rank: rank + 1 } : {}),
      filtered: filters.some((filter) => filter.column === column),
    };
  }

  #didSelect(): void {
    const range = this.grid.selection;
    if (this.#source) this.#selectionFacts.show(this.#source, range);
  }

  /** The selection; where that is one cell, its column. */
  get #rangeToDraw(): CellRange | undefined {
    const range = this.grid.selection;
    const isOneCell = range && range.bottom === range.top && range.right === range.left;
    return isOneCell ? { ...range, top: 0, bottom: (this.#source?.rowCount ?? 1) - 1 } : range;
  }

  #openChart(): void {
    const range = this.#rangeToDraw;
    const isShown = this.#source && range && this.#chart.show(this.#source, range);
    if (!isShown) this.#selectionFacts.tell("Select numbers to draw");
  }

  #openColumns(): void {
    const base = this.#base;
    if (base) this.#columnsDialog.show(base.columns, this.#choice, () => this.#changeColumns(() => undefined));
  }

  #copy(form: CopyForm, headers: boolean): void {
    const range = this.grid.selection;
    const { active } = this.grid;
    if (!this.#source || !active) return this.#selectionFacts.tell("Select cells to copy");
    if (range) void this.#copier.copy(this.#source, range, form, headers);
    else this.#copyName(active.column);
  }

  #copyName(column: number): void {
    this.#host.copy(this.#source?.columns[column]?.name ?? "");
    this.#host.say("Copied the name");
  }

  #copyItems() {
    return copyItems({
      headers: this.#headers,
      copy: (form, headers) => this.#copy(form, headers),
      toggleHeaders: () => (this.#headers = !this.#headers),
    });
  }

  #openMenu(place: CellPlace | undefined, x: number, y: number): void {
    if (!place || !this.#source) return;
    if (place.row === headerRow) this.#menu.open("Column", this.#columnItems(place.column), x, y);
    else this.#menu.open("Cell", this.#cellItems(place, this.#source), x, y);
  }

  #columnItems(place: number) {
    const column = this.#baseColumn(place);
    const { sort, filters } = this.#arranger.arrangement;
    return columnItems({
      sorted: sort.find((key) => key.column === column)?.direction,
      filtered: filters.some((filter) => filter.column === column),
      place,
      shown: this.#choice.shown.length,
      frozen: this.#choice.frozen,
      sort: (direction) => this.#sortBy(column, direction),
      filter: () => this.#askFilter(column),
      removeFilter: () => this.#setFilter(column, undefined),
      freeze: (count) => this.#changeColumns(() => this.#choice.freeze(count), place),
      hide: () => this.#changeColumns(() => this.#choice.hide(column), Math.max(0, place - 1)),
      fit: () => this.grid.fit(place),
      move: (to) => this.grid.moveColumn(place, to),
      copyName: () => this.#copyName(place),
    });
  }

  #cellItems(place: CellPlace, source: GridSource) {
    const column = this.#baseColumn(place.column);
    const text = source.fullText(place.row, place.column);
    const info = source.columns[place.column];
    const filters = info && !isNested(info) && (text === undefined || text.length < 200);
    const byValue = (is: boolean): ColumnFilter =>
      text === undefined
        ? { column, test: is ? "isNull" : "isNotNull", text: "" }
        : { column, test: is ? "=" : "<>", text };
    return [
      { title: "Open cell", key: "Enter", run: () => this.#viewer.show(source, place) },
      ...this.#copyItems().map((item, index) => ({ ...item, separator: item.separator === true || index === 0 })),
      {
        title: "Keep only this value",
        separator: true,
        disabled: !filters,
        run: () => this.#setFilter(column, byValue(true)),
      },
      { title: "Leave this value out", disabled: !filters, run: () => this.#setFilter(column, byValue(false)) },
      { title: "Chart the selection", separator: true, run: () => this.#openChart() },
    ];
  }

  /** Ascending, descending, then as it was. */
  #toggleSort(column: number, add: boolean): void {
    const { sort } = this.#arranger.arrangement;
    const known = sort.find((key) => key.column === column)?.direction;
    const direction = known === undefined ? "ascending" : known === "ascending" ? "descending" : undefined;
    this.#sortBy(column, direction, add);
  }

  #sortBy(column: number, direction: "ascending" | "descending" | undefined, add = false): void {
    const { sort, filters } = this.#arranger.arrangement;
    const key = direction && { column, direction };
    const others = sort.filter((each) => each.column !== column);
    const place = sort.findIndex((each) => each.column === column);
    const keys = add ? others.toSpliced(place < 0 ? others.length : place, 0, ...(key ? [key] : [])) : key ? [key] : [];
    this.#arrange({ sort: keys, filters });
  }

  #askFilter(column: number): void {
    const known = this.#arranger.arrangement.filters.find((filter) => filter.column === column);
    if (this.#base) this.#filter.show(this.#base, column, known, (filter) => this.#setFilter(column, filter));
  }

  #setFilter(column: number, filter: ColumnFilter | undefined): void {
    const { sort, filters } = this.#arranger.arrangement;
    const others = filters.filter((each) => each.column !== column);
    this.#arrange({ sort, filters: filter ? [...others, filter] : others });
  }

  #arrange(arrangement: Arrangement): void {
    this.#arranger.arrange(arrangement);
    this.grid.redraw();
  }

  /** Other rows, or the same in another order. The columns stay, and the active cell its column. */
  #showArranged(): void {
    if (!this.#base) return;
    const { active, state } = this.grid;
    this.#source = this.#arranged(this.#base);
    const place = active && { row: Math.min(active.row, 0), column: active.column };
    this.grid.rearrange(this.#source, { widths: state.widths, frozen: this.#choice.frozen }, place);
    this.grid.scrollToTop();
    this.#find.search();
    this.#showBar();
    if (this.#bar.text !== "") this.#host.say(this.#bar.text);
  }

  /** @param activeColumn place that the active cell goes to */
  #changeColumns(change: () => void, activeColumn = 0): void {
    if (!this.#base) return;
    this.#choice.keepWidths(this.#drawn, this.grid.state.widths);
    change();
    const row = this.grid.active?.row ?? headerRow;
    this.#source = this.#arranged(this.#base);
    const { widths, frozen, shown } = this.#choice;
    this.grid.rearrange(this.#source, { widths, frozen }, { row, column: Math.min(activeColumn, shown.length - 1) });
    this.#find.search();
  }

  #arranged(base: GridSource): GridSource {
    this.#drawn = this.#choice.shown;
    return new ArrangedSource(base, this.#arranger.rows, this.#drawn);
  }

  #showBar(): void {
    const { arrangement, progress } = this.#arranger;
    if (this.#base) this.#bar.show(arrangement, this.#base.columns, { ...progress, complete: this.#complete });
  }
}
