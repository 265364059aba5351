import { sqlName } from "../../core/base/sqlName.ts";
import type {
  PaneContents,
  PaneId,
  PaneMessage,
  StatisticsState,
  TableDetailProtocol,
  TableInfo,
  Tag,
} from "../../protocol/tableDetail.ts";
import type { Announcer } from "../shared/dom.ts";
import { button, el } from "../shared/dom.ts";
import { PaneFrame } from "../shared/paneFrame.ts";
import type { ViewPort } from "../shared/port.ts";
import { Tabs } from "../shared/tabs.ts";
import { ColumnsPane, tagBadges } from "./columnsPane.ts";
import { constraints, dateFormat, ddl, details, lineage, permissions } from "./infoPanes.ts";
import { RowsPane } from "./rowsPane.ts";
import { StatisticsPane } from "./statisticsPane.ts";
import { hasStorage, storageFacts } from "./storageFacts.ts";

/** What the view remembers over a reload. Which table it shows is the host's to know. */
export interface TableDetailMemory {
  readonly tab: string;
  readonly filter: string;
}

/** Tabs in order, and the part of the table that each one needs. Statistics need nothing until somebody asks. */
const tabs: readonly { readonly id: string; readonly title: string; readonly needs?: PaneId }[] = [
  { id: "columns", title: "Columns", needs: "description" },
  { id: "sample", title: "Sample rows", needs: "sample" },
  { id: "statistics", title: "Statistics" },
  { id: "details", title: "Details", needs: "description" },
  { id: "permissions", title: "Permissions", needs: "permissions" },
  { id: "constraints", title: "Constraints", needs: "description" },
  { id: "lineage", title: "Lineage", needs: "lineage" },
  { id: "ddl", title: "DDL", needs: "ddl" },
  { id: "history", title: "History", needs: "history" },
];

/** The panel of one table. Its parts load, fail and are stopped each on its own. */
export class TableDetailView {
  readonly element = el("main", { class: "table-detail" });
  readonly #port: ViewPort<TableDetailProtocol, TableDetailMemory>;
  readonly #announcer: Announcer;
  readonly #header = el("header", { class: "table-header" });
  readonly #tableTags = el("span", { class: "marks" });
  readonly #columns: ColumnsPane;
  readonly #statistics: StatisticsPane;
  readonly #tabs: Tabs;
  readonly #frames: Frames;
  #table: TableInfo | undefined;
  #memory: TableDetailMemory;

  constructor(port: ViewPort<TableDetailProtocol, TableDetailMemory>, announcer: Announcer) {
    this.#port = port;
    this.#announcer = announcer;
    this.#memory = { tab: "columns", filter: "", ...port.recall() };
    this.#columns = new ColumnsPane(this.#memory.filter, {
      didFilter: (filter) => this.#remember({ filter }),
      copy: (text) => this.#copy(text),
      loadTags: () => port.send("load", { pane: "tags" }),
    });
    this.#statistics = new StatisticsPane({
      compute: (request) => port.send("computeStatistics", request),
      cancel: () => port.send("cancelStatistics", undefined),
      act: (id) => port.send("action", { pane: "statistics", id }),
      copy: (text) => this.#copy(text),
      say: (text) => announcer.say(text),
    });
    this.#frames = this.#makeFrames();
    const panels: Readonly<Record<string, HTMLElement>> = {
      columns: this.#frames.columns.element,
      sample: this.#frames.sample.element,
      statistics: this.#statistics.element,
      details: this.#frames.details.element,
      permissions: this.#frames.permissions.element,
      constraints: this.#frames.constraints.element,
      lineage: this.#frames.lineage.element,
      ddl: this.#frames.ddl.element,
      history: this.#frames.history.element,
    };
    const shown = tabs.map(({ id, title }) => ({ id, title, panel: panels[id] ?? el("section", { class: "panel" }) }));
    this.#tabs = new Tabs("Table", shown, (tab) => this.#selected(tab));
    this.#tabs.select(tabs.some((tab) => tab.id === this.#memory.tab) ? this.#memory.tab : "columns");
    this.element.append(this.#header, this.#tabs.element);
  }

  /** Says which part is in sight, so that it is fetched. */
  begin(): void {
    this.#selected(this.#memory.tab);
  }

  showPane(message: PaneMessage): void {
    const {
      columns,
      sample,
      details: more,
      permissions: who,
      constraints: keys,
      lineage: from,
      history,
    } = this.#frames;
    switch (message.id) {
      case "description":
        if (message.state.kind === "loaded") this.#described(message.state.value);
        else this.#tabs.count("columns", undefined);
        for (const frame of [columns, more, keys]) frame.update(message.state);
        return;
      case "tags":
        this.#columns.showTags(message.state);
        return this.#showTableTags(message.state.kind === "loaded" ? message.state.value : []);
      case "sample":
        if (message.state.kind !== "loaded") this.#tabs.count("sample", undefined);
        return sample.update(message.state);
      case "permissions":
        return who.update(message.state);
      case "lineage":
        return from.update(message.state);
      case "ddl":
        return this.#frames.ddl.update(message.state);
      case "storage":
        return this.#frames.storage.update(message.state);
      case "history":
        if (message.state.kind !== "loaded") this.#tabs.count("history", undefined);
        return history.update(message.state);
    }
  }

  showStatistics(state: StatisticsState): void {
    this.#statistics.show(state);
  }

  #makeFrames(): Frames {
    const port = this.#port;
    const say = (text: string) => this.#announcer.say(text);
    const frame = <K extends PaneId>(pane: K, show: (value: PaneContents[K]) => Node, className = "panel") => {
      const events = {
        load: () => port.send("load", { pane }),
        cancel: () => port.send("cancel", { pane }),
        act: (id: string) => port.send("action", { pane, id }),
        say,
      };
      return new PaneFrame(el("section", { class: className }), events, show);
    };
    const copy = (text: string) => this.#copy(text);
    const rows = (tab: string, label: string) =>
      new RowsPane(label, {
        copy: (text) => port.send("copy", { text }),
        say,
        count: (text) => this.#tabs.count(tab, text),
      });
    const sample = rows("sample", "Sample rows");
    const history = rows("history", "History");
    const storage = frame("storage", storageFacts, "storage");
    const openSql = (sql: string) => port.send("openSql", { sql });
    return {
      columns: frame("description", () => this.#columns.element),
      storage,
      details: frame("description", (table) => details(table, copy, hasStorage(table) ? storage.element : undefined)),
      constraints: frame("description", constraints),
      sample: frame("sample", (value) => sample.show(value)),
      history: frame("history", (value) => history.show(value)),
      permissions: frame("permissions", (all) =>
        permissions(all, this.#table?.owner, () => port.send("buildGrants", undefined)),
      ),
      lineage: frame("lineage", (value) => lineage(value, (fullName) => port.send("openTable", { fullName }))),
      ddl: frame("ddl", (sql) => ddl(sql, { copy, open: openSql })),
    };
  }

  #described(table: TableInfo): void {
    this.#table = table;
    this.#header.replaceChildren(...this.#headerParts(table));
    this.#tabs.count("columns", table.columns.length.toLocaleString("en-US"));
    const known = table.constraints?.length ?? 0;
    this.#tabs.count("constraints", known === 0 ? undefined : String(known));
    this.#columns.show(table.columns);
    this.#statistics.showColumns(table.columns);
    this.#announcer.say(`${table.fullName}, ${table.columns.length} columns`);
    this.#lookAtStorage();
  }

  #showTableTags(tags: readonly Tag[]): void {
    this.#tableTags.replaceChildren(...tagBadges(tags.filter(({ column }) => column === undefined)));
  }

  #selected(tab: string): void {
    this.#remember({ tab });
    const needs = tabs.find(({ id }) => id === tab)?.needs;
    if (needs !== undefined) this.#port.send("show", { pane: needs });
    this.#lookAtStorage();
  }

  /** Only the description tells whether there are files to ask for. */
  #lookAtStorage(): void {
    if (this.#memory.tab === "details" && this.#table && hasStorage(this.#table))
      this.#port.send("show", { pane: "storage" });
  }

  #remember(part: Partial<TableDetailMemory>): void {
    this.#memory = { ...this.#memory, ...part };
    this.#port.remember(this.#memory);
  }

  #copy(text: string): void {
    this.#port.send("copy", { text });
    this.#announcer.say("Copied");
  }

  #headerParts(table: TableInfo): HTMLElement[] {
    const facts: [string, string | undefined][] = [
      ["Owner", table.owner],
      ["Format", table.format],
      ["Updated", table.updatedAt === undefined ? undefined : dateFormat.format(table.updatedAt)],
    ];
    const list = el("dl", { class: "facts" });
    for (const [name, value] of facts) {
      if (value !== undefined && value !== "") list.append(el("div", {}, el("dt", {}, name), el("dd", {}, value)));
    }
    const badge = el("span", { class: "badge" }, table.tableType.replaceAll("_", " ").toLowerCase());
    const buttons = el(
      "span",
      { class: "title-buttons" },
      button("Copy name", "link", () => this.#copy(nameInSql(table.fullName))),
      button("Reload", "link", () => this.#port.send("reload", undefined)),
    );
    const line = el("div", { class: "title-line" }, el("h1", {}, table.fullName), badge, this.#tableTags, buttons);
    const comment = table.comment === undefined ? [] : [el("p", { class: "table-comment" }, table.comment)];
    return [line, ...comment, list];
  }
}

/** Quoted where SQL needs it. Of a name with dots in its parts nobody can tell the parts: it stays as it is. */
function nameInSql(fullName: string): string {
  const parts = fullName.split(".");
  return parts.length === 3 ? sqlName(parts) : fullName;
}

interface Frames {
  readonly columns: PaneFrame<TableInfo>;
  readonly details: PaneFrame<TableInfo>;
  readonly constraints: PaneFrame<TableInfo>;
  readonly sample: PaneFrame<PaneContents["sample"]>;
  readonly history: PaneFrame<PaneContents["history"]>;
  readonly permissions: PaneFrame<PaneContents["permissions"]>;
  readonly lineage: PaneFrame<PaneContents["lineage"]>;
  readonly ddl: PaneFrame<PaneContents["ddl"]>;
  readonly storage: PaneFrame<PaneContents["storage"]>;
}
