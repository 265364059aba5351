import type { ResultLook } from "../../protocol/resultLook.ts";
import type { ResultsProtocol, ResultsState } from "../../protocol/results.ts";
import type { RowPage } from "../../protocol/rows.ts";
import { errorText } from "../../core/base/errors.ts";
import { ArrowRows } from "../shared/arrowRows.ts";
import type { Announcer } from "../shared/dom.ts";
import { button, el } from "../shared/dom.ts";
import { DataGrid } from "../shared/dataGrid/dataGrid.ts";
import { errorNotice, notice, problemBar, sqlBlock } from "../shared/notice.ts";
import type { ViewPort } from "../shared/port.ts";
import { elapsedText, rowCountText } from "./resultsText.ts";
import { ResultsFooter } from "./resultsFooter.ts";

type RowsState = Extract<ResultsState, { kind: "rows" }>;
type RunningState = Extract<ResultsState, { kind: "running" }>;

/** Rows from the end at which the next ones are asked for. */
const nearEnd = 1000;

/** The panel "Query Results": one statement at a time, from running to rows, an error or a cancel. */
export class ResultsView {
  readonly element = el("main", { class: "results" });
  readonly #port: ViewPort<ResultsProtocol, object>;
  readonly #announcer: Announcer;
  readonly #progress = el("div", { class: "progress", role: "progressbar", "aria-label": "Query", hidden: true });
  readonly #body = el("div", { class: "results-body" });
  readonly #problem = el("div", { class: "results-problem" });
  readonly #footer: ResultsFooter;
  readonly #grid: DataGrid;
  #state: ResultsState = { kind: "empty" };
  #rows: ArrowRows | undefined;
  #rowsQuery = -1;
  /** Pages that came before the state that tells their columns. */
  #early: (RowPage & { readonly queryId: number })[] = [];
  #inView = { first: 0, last: -1 };
  /** Loaded rows when the next ones were last asked for, so that one scroll asks once. */
  #askedAt = -1;
  #unreadable: string | undefined;
  #clock: number | undefined;
  #remember: number | undefined;
  /** Where to go back to, until the rows for it are here again. */
  #goBackTo: ResultLook | undefined;

  constructor(port: ViewPort<ResultsProtocol, object>, announcer: Announcer) {
    this.#port = port;
    this.#announcer = announcer;
    this.#grid = new DataGrid("Query results", {
      didShowRows: (first, last) => this.#didShowRows(first, last),
      copy: (text) => port.send("copy", { text }),
      say: (text) => announcer.say(text),
      runThere: (arrangement) => {
        if ("queryId" in this.#state) port.send("arrange", { queryId: this.#state.queryId, arrangement });
      },
      exportRows: () => this.#send("export"),
    });
    this.#footer = new ResultsFooter({
      facts: this.#grid.facts,
      loadAll: () => this.#send("all"),
      loadMore: () => this.#send("more"),
      cancel: () => this.#send("cancel"),
    });
    this.element.append(this.#progress, this.#body, this.#problem, this.#footer.element);
    this.show(this.#state);
  }

  show(state: ResultsState): void {
    const before = this.#state;
    this.#state = state;
    window.clearInterval(this.#clock);
    const busy = state.kind === "running" || (state.kind === "rows" && state.loading);
    this.#progress.hidden = !busy;
    this.element.setAttribute("aria-busy", String(busy));
    if (state.kind !== "rows") {
      this.#grid.element.remove();
      this.#problem.replaceChildren();
      this.#footer.hide();
    }
    const act = (id: string): void => this.#port.send("action", { id });
    const runAgain = (): void => this.#send("again");
    switch (state.kind) {
      case "empty":
        this.#body.replaceChildren(emptyNotice());
        break;
      case "running":
        this.#showRunning(state);
        break;
      case "rows":
        this.#showRows(state);
        break;
      case "error":
        this.#body.replaceChildren(errorNotice(state.error, act, { sql: state.sql, runAgain }));
        break;
      case "cancelled":
        this.#body.replaceChildren(
          notice("Query cancelled", button("Run again", "primary", runAgain), sqlBlock(state.sql)),
        );
        break;
    }
    this.#announce(before, state);
  }

  /** Says how its result was looked at, before it comes. */
  goBackTo(look: ResultLook): void {
    this.#goBackTo = look;
  }

  addPage(page: RowPage & { readonly queryId: number }): void {
    if (page.queryId !== this.#rowsQuery) {
      this.#early.push(page);
      return;
    }
    this.#take(page);
    this.#didLoad();
    this.#goBack();
    this.#showProgress();
  }

  #showRunning(state: RunningState): void {
    const time = el("span", { class: "elapsed" });
    const tick = (): void => time.replaceChildren(elapsedText(Date.now() - state.startedAt));
    tick();
    this.#clock = window.setInterval(tick, 100);
    const cancel = button("Cancel", "secondary", () => this.#send("cancel"));
    this.#body.replaceChildren(
      notice("Running…", el("p", { class: "muted" }, state.target, " · ", time), cancel, sqlBlock(state.sql)),
    );
  }

  #showRows(state: RowsState): void {
    const isNew = state.queryId !== this.#rowsQuery;
    if (isNew) this.#begin(state);
    const isEmpty = state.complete && state.loadedRows === 0;
    const parts = isEmpty ? [this.#grid.element, el("p", { class: "no-rows muted" }, "No rows")] : [this.#grid.element];
    if (this.#body.firstChild !== this.#grid.element || this.#body.childElementCount !== parts.length) {
      this.#body.replaceChildren(...parts);
    }
    this.#showProgress();
    if (!isNew) this.#didLoad();
  }

  #didLoad(): void {
    const state = this.#state;
    if (state.kind === "rows") this.#grid.didLoad(this.#progressOf(state));
  }

  /** Pages may trail the state that announces them. */
  #progressOf({ complete, loading, loadedRows }: RowsState): { complete: boolean; loading: boolean } {
    const hasAll = (this.#rows?.rowCount ?? 0) >= loadedRows;
    return { complete: complete && hasAll, loading: loading || !hasAll };
  }

  /** Starts on the rows of another query. */
  #begin(state: RowsState): void {
    const rows = new ArrowRows(state.columns);
    this.#rows = rows;
    this.#rowsQuery = state.queryId;
    this.#askedAt = -1;
    this.#unreadable = undefined;
    const early = this.#early.filter((page) => page.queryId === state.queryId);
    this.#early = this.#early.filter((page) => page.queryId > state.queryId);
    for (const page of early) this.#take(page);
    this.#body.replaceChildren(this.#grid.element);
    this.#grid.show(rows, this.#progressOf(state));
    this.#goBack();
  }

  #take(page: RowPage): void {
    try {
      this.#rows?.add(page);
    } catch (error) {
      this.#unreadable = errorText(error);
    }
  }

  /** Goes back to where the user was, once those rows are here again. */
  #goBack(): void {
    const place = this.#goBackTo;
    if (!place || !this.#rows || this.#rows.rowCount <= place.grid.topRow) return;
    this.#goBackTo = undefined;
    this.#grid.restore(place);
  }

  /** Footer and problem bar, which follow both the state and the pages. */
  #showProgress(): void {
    const state = this.#state;
    if (state.kind !== "rows") return;
    const loaded = this.#rows?.rowCount ?? 0;
    this.#footer.show({ ...this.#inView, loaded, filtered: this.#grid.filteredRows, state });
    const problem = this.#unreadable === undefined ? state.problem : unreadableRows(this.#unreadable);
    const shown = problem && problemBar(problem, (id) => this.#port.send("action", { id }));
    this.#problem.replaceChildren(...(shown ? [shown] : []));
  }

  #didShowRows(first: number, last: number): void {
    this.#inView = { first, last };
    this.#showProgress();
    this.#askForMore(last);
    window.clearTimeout(this.#remember);
    const state = this.#state;
    if (this.#goBackTo || state.kind !== "rows") return;
    const { queryId } = state;
    this.#remember = window.setTimeout(() => this.#port.send("look", { queryId, look: this.#grid.look }), 300);
  }

  #askForMore(last: number): void {
    const state = this.#state;
    if (state.kind !== "rows" || state.complete || state.loading || state.problem || this.#unreadable) return;
    // The end of sorted or filtered rows is not the end of what has been loaded.
    if (this.#grid.isArranged) return;
    const loaded = this.#rows?.rowCount ?? 0;
    if (loaded < state.loadedRows || this.#askedAt === loaded || last < loaded - nearEnd) return;
    this.#askedAt = loaded;
    this.#port.send("more", { queryId: state.queryId });
  }

  #send(what: "more" | "all" | "cancel" | "again" | "export"): void {
    if ("queryId" in this.#state) this.#port.send(what, { queryId: this.#state.queryId });
  }

  #announce(before: ResultsState, state: ResultsState): void {
    switch (state.kind) {
      case "empty":
        return;
      case "running":
        return this.#announcer.say("Query running");
      case "rows": {
        const known = before.kind === "rows" && before.queryId === state.queryId;
        if (state.problem) return this.#announcer.say(state.problem.message);
        if (known && before.loadedRows === state.loadedRows && before.complete === state.complete) return;
        return this.#announcer.say(rowCountText(state.loadedRows, state.complete));
      }
      case "error":
        return this.#announcer.say(`Query failed. ${state.error.message}`);
      case "cancelled":
        return this.#announcer.say("Query cancelled");
    }
  }
}

function emptyNotice(): HTMLElement {
  const isMac = /Mac/.test(navigator.userAgent);
  const keys = el("p", { class: "muted" }, el("kbd", {}, isMac ? "⌘" : "Ctrl"), " ", el("kbd", {}, "Enter"));
  return notice("Run a .sql file to see rows here", keys);
}

function unreadableRows(why: string): { message: string; hint: string } {
  return { message: `The rows could not be read: ${why}`, hint: "Run the statement again." };
}
