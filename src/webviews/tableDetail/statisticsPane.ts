import type { StatisticsRequest, StatisticsState, TableColumn } from "../../protocol/tableDetail.ts";
import { button, el, setText } from "../shared/dom.ts";
import { errorNotice } from "../shared/notice.ts";
import { statisticsCard } from "./statisticsCard.ts";

export interface StatisticsPaneEvents {
  readonly compute: (request: StatisticsRequest) => void;
  readonly cancel: () => void;
  readonly act: (id: string) => void;
  readonly copy: (text: string) => void;
  readonly say: (text: string) => void;
}

/** Rows that are looked at unless somebody asks for more. */
const someRows = 100_000;
const allColumns = "";

/** Statistics of columns: asked for by button, never by themselves, with what was run. */
export class StatisticsPane {
  readonly element = el("section", { class: "panel" });
  readonly #events: StatisticsPaneEvents;
  readonly #columns = el("select", { id: "statistics-columns" });
  readonly #rows = el(
    "select",
    { id: "statistics-rows" },
    el("option", { value: String(someRows) }, `${someRows.toLocaleString("en-US")} rows, whichever come first`),
    el("option", { value: "1000000" }, "1,000,000 rows, whichever come first"),
    el("option", { value: "" }, "all rows"),
  );
  readonly #compute: HTMLButtonElement;
  readonly #cancel: HTMLButtonElement;
  readonly #line = el("p", { class: "statistics-line muted" });
  readonly #problem = el("div");
  readonly #cards = el("div", { class: "statistics-cards" });
  readonly #ran = el("details", { class: "statistics-ran", hidden: true });
  #names: readonly string[] = [];
  #drawn = 0;

  constructor(events: StatisticsPaneEvents) {
    this.#events = events;
    this.#compute = button("Compute statistics", "primary", () => this.#ask());
    this.#cancel = button("Cancel", "secondary", () => events.cancel());
    this.#cancel.hidden = true;
    const form = el(
      "div",
      { class: "statistics-form" },
      el("div", { class: "statistics-field" }, el("label", { for: "statistics-columns" }, "Columns"), this.#columns),
      el("div", { class: "statistics-field" }, el("label", { for: "statistics-rows" }, "Over"), this.#rows),
      el("div", { class: "buttons" }, this.#compute, this.#cancel),
    );
    const body = el(
      "div",
      { class: "page", tabindex: 0, role: "group", "aria-label": "Statistics" },
      this.#problem,
      this.#cards,
      this.#ran,
    );
    this.element.append(form, this.#line, body);
    this.showColumns([]);
  }

  showColumns(columns: readonly TableColumn[]): void {
    const chosen = this.#columns.value;
    this.#names = columns.map(({ name }) => name);
    const all = el("option", { value: allColumns }, `all ${this.#names.length} columns`);
    // The value is the place: names may be empty of letters, and an empty one would be "all".
    const each = this.#names.map((name, i) => el("option", { value: String(i) }, name));
    this.#columns.replaceChildren(all, ...each);
    this.#columns.value = Number(chosen) < this.#names.length ? chosen : allColumns;
    this.#compute.disabled = this.#names.length === 0;
  }

  show(state: StatisticsState): void {
    const { phase, columns, total, statements, error } = state;
    const isRunning = phase === "running";
    this.#cancel.hidden = !isRunning;
    this.#compute.disabled = isRunning || this.#names.length === 0;
    this.element.toggleAttribute("aria-busy", isRunning);
    if (columns.length < this.#drawn) {
      this.#cards.replaceChildren();
      this.#drawn = 0;
    }
    for (const one of columns.slice(this.#drawn)) this.#cards.append(statisticsCard(one));
    this.#drawn = columns.length;
    setText(this.#line, lineOf(state));
    if (!isRunning && phase !== "idle") this.#events.say(this.#line.textContent);
    this.#problem.replaceChildren(...(error ? [errorNotice(error, (id) => this.#events.act(id))] : []));
    this.#ran.hidden = statements.length === 0;
    const script = statements.map((sql) => `${sql};\n`).join("\n");
    this.#ran.replaceChildren(
      el("summary", {}, `What was run: ${statements.length} ${statements.length === 1 ? "statement" : "statements"}`),
      button("Copy", "link", () => this.#events.copy(script)),
      el("pre", { class: "sql", tabindex: 0, "aria-label": "Statements" }, script),
    );
    if (isRunning) setText(this.#line, `${columns.length} of ${total} columns…`);
  }

  #ask(): void {
    const chosen = this.#columns.value;
    const columns = chosen === allColumns ? this.#names : this.#names.slice(Number(chosen), Number(chosen) + 1);
    const rows = this.#rows.value === "" ? {} : { rows: Number(this.#rows.value) };
    this.#events.compute({ columns, ...rows });
  }
}

function lineOf({ phase, columns, total }: StatisticsState): string {
  const rows = columns.at(0)?.rows.toLocaleString("en-US") ?? "0";
  const noun = columns.length === 1 ? "column" : "columns";
  switch (phase) {
    case "idle":
      return "Nothing is computed by itself: the warehouse reads the rows you ask for.";
    case "running":
      return "";
    case "done":
      return `Computed over ${rows} rows, ${columns.length} ${noun}.`;
    case "stopped":
      return columns.length === 0 ? "You stopped it." : `You stopped it after ${columns.length} of ${total} columns.`;
    case "failed":
      return columns.length === 0 ? "" : `${columns.length} of ${total} columns were computed over ${rows} rows.`;
  }
}
