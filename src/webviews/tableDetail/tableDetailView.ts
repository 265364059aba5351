import { errorText } from "../../core/base/errors.ts";
import type {
  SampleRows,
  TableDescription,
  TableDetailProtocol,
  TableHalf,
  TableInfo,
} from "../../protocol/tableDetail.ts";
import { ArrowRows } from "../shared/arrowRows.ts";
import type { Announcer } from "../shared/dom.ts";
import { button, el } from "../shared/dom.ts";
import { DataGrid } from "../shared/dataGrid/dataGrid.ts";
import { errorNotice, notice } from "../shared/notice.ts";
import type { ViewPort } from "../shared/port.ts";
import { ColumnsPane } from "./columnsPane.ts";
import { Tabs } from "../shared/tabs.ts";

/** What the view remembers over a reload. Which table it shows is the host's to know. */
export interface TableDetailMemory {
  readonly tab: string;
  readonly filter: string;
}

/** The panel of one table: what it is, its columns, and sample rows. The halves load and fail on their own. */
export class TableDetailView {
  readonly element = el("main", { class: "table-detail" });
  readonly #port: ViewPort<TableDetailProtocol, TableDetailMemory>;
  readonly #announcer: Announcer;
  readonly #header = el("header", { class: "table-header" });
  readonly #columnsPanel = el("section", { class: "panel" });
  readonly #samplePanel = el("section", { class: "panel" });
  readonly #columns: ColumnsPane;
  readonly #tabs: Tabs;
  readonly #grid: DataGrid;
  #memory: TableDetailMemory;

  constructor(port: ViewPort<TableDetailProtocol, TableDetailMemory>, announcer: Announcer) {
    this.#port = port;
    this.#announcer = announcer;
    this.#memory = { tab: "columns", filter: "", ...port.recall() };
    this.#columns = new ColumnsPane(this.#memory.filter, (filter) => this.#remember({ filter }));
    this.#grid = new DataGrid("Sample rows", {
      copy: (text) => port.send("copy", { text }),
      say: (text) => announcer.say(text),
    });
    const tabs = [
      { id: "columns", title: "Columns", panel: this.#columnsPanel },
      { id: "sample", title: "Sample rows", panel: this.#samplePanel },
    ];
    this.#tabs = new Tabs("Table", tabs, (tab) => this.#remember({ tab }));
    this.#tabs.select(tabs.some((tab) => tab.id === this.#memory.tab) ? this.#memory.tab : "columns");
    this.element.append(this.#header, this.#tabs.element);
  }

  showDescription(description: TableDescription): void {
    if (description.kind !== "loaded") {
      this.#tabs.count("columns", undefined);
      this.#showHalf(this.#columnsPanel, description);
      return;
    }
    const { table } = description;
    this.#header.replaceChildren(...headerParts(table, () => this.#port.send("reload", undefined)));
    this.#tabs.count("columns", table.columns.length.toLocaleString("en-US"));
    this.#columns.show(table.columns);
    this.#columnsPanel.replaceChildren(this.#columns.element);
    this.#columnsPanel.removeAttribute("aria-busy");
    this.#announcer.say(`${table.fullName}, ${table.columns.length} columns`);
  }

  showSample(sample: SampleRows): void {
    this.#tabs.count("sample", undefined);
    if (sample.kind !== "loaded") {
      this.#showHalf(this.#samplePanel, sample);
      return;
    }
    this.#samplePanel.removeAttribute("aria-busy");
    const rows = new ArrowRows(sample.columns);
    try {
      // An empty table has no page: there is nothing to decode.
      if (sample.page.rowCount > 0) rows.add(sample.page);
    } catch (error) {
      const message = `The sample rows could not be read: ${errorText(error)}`;
      this.#showHalf(this.#samplePanel, { kind: "error", error: { message } });
      return;
    }
    const count = rows.rowCount.toLocaleString("en-US");
    const noun = rows.rowCount === 1 ? "row" : "rows";
    const line = rows.rowCount === 0 ? "No rows" : sample.truncated ? `First ${count} ${noun}` : `All ${count} ${noun}`;
    this.#tabs.count("sample", sample.truncated ? `${count}+` : count);
    this.#samplePanel.replaceChildren(this.#grid.element, el("p", { class: "sample-line muted" }, line, this.#grid.facts));
    this.#grid.show(rows, { complete: true });
    this.#announcer.say(`Sample: ${line}`);
  }

  #showHalf(panel: HTMLElement, half: TableHalf): void {
    if (half.kind === "error") {
      panel.removeAttribute("aria-busy");
      panel.replaceChildren(errorNotice(half.error, (id) => this.#port.send("action", { id })));
      this.#announcer.say(half.error.message);
      return;
    }
    panel.setAttribute("aria-busy", "true");
    const progress = el("div", { class: "progress", role: "progressbar", "aria-label": half.what });
    // Only the rows come from a query that can be stopped.
    const cancel =
      panel === this.#samplePanel
        ? button("Cancel", "secondary", () => this.#port.send("cancel", undefined))
        : undefined;
    panel.replaceChildren(progress, notice(half.what, cancel));
    this.#announcer.say(half.what);
  }

  #remember(part: Partial<TableDetailMemory>): void {
    this.#memory = { ...this.#memory, ...part };
    this.#port.remember(this.#memory);
  }
}

function headerParts(table: TableInfo, reload: () => void): HTMLElement[] {
  const facts: [string, string | undefined][] = [
    ["Owner", table.owner],
    ["Format", table.format],
    ["Updated", table.updatedAt === undefined ? undefined : dateFormat.format(table.updatedAt)],
  ];
  const list = el("dl", { class: "facts" });
  for (const [name, value] of facts) {
    if (value !== undefined && value !== "") list.append(el("div", {}, el("dt", {}, name), el("dd", {}, value)));
  }
  const title = el("h1", {}, table.fullName);
  const badge = el("span", { class: "badge" }, table.tableType.replaceAll("_", " ").toLowerCase());
  const line = el("div", { class: "title-line" }, title, badge, button("Reload", "link", reload));
  const comment = table.comment === undefined ? [] : [el("p", { class: "table-comment" }, table.comment)];
  return [line, ...comment, list];
}

const dateFormat = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
