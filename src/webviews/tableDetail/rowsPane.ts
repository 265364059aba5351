import { errorText } from "../../core/base/errors.ts";
import type { TableRows } from "../../protocol/tableDetail.ts";
import { ArrowRows } from "../shared/arrowRows.ts";
import { DataGrid } from "../shared/dataGrid/dataGrid.ts";
import { el } from "../shared/dom.ts";
import { errorNotice } from "../shared/notice.ts";

export interface RowsPaneEvents {
  readonly copy: (text: string) => void;
  readonly say: (text: string) => void;
  /** How many rows are shown, for the tab. */
  readonly count: (text: string) => void;
}

/** Rows in the grid, with a line that says whether these are all. */
export class RowsPane {
  readonly #grid: DataGrid;
  readonly #label: string;
  readonly #events: RowsPaneEvents;

  constructor(label: string, events: RowsPaneEvents) {
    this.#label = label;
    this.#events = events;
    this.#grid = new DataGrid(label, events);
  }

  show({ columns, page, truncated }: TableRows): Node {
    const rows = new ArrowRows(columns);
    try {
      // An empty table has no page: there is nothing to decode.
      if (page.rowCount > 0) rows.add(page);
    } catch (error) {
      const message = `The rows could not be read: ${errorText(error)}`;
      this.#events.say(message);
      return errorNotice({ message }, () => undefined);
    }
    const count = rows.rowCount.toLocaleString("en-US");
    const noun = rows.rowCount === 1 ? "row" : "rows";
    const line = rows.rowCount === 0 ? "No rows" : truncated ? `First ${count} ${noun}` : `All ${count} ${noun}`;
    this.#events.count(truncated ? `${count}+` : count);
    this.#events.say(`${this.#label}: ${line}`);
    // The grid measures itself, so it must be in the page first.
    queueMicrotask(() => this.#grid.show(rows, { complete: !truncated }));
    const foot = el("div", { class: "sample-line muted" }, el("span", {}, line), this.#grid.facts);
    return el("div", { class: "rows-pane" }, this.#grid.element, foot);
  }
}
