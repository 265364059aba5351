import type { Lineage, LineageTable, Permission, TableInfo } from "../../protocol/tableDetail.ts";
import { button, el } from "../shared/dom.ts";
import { notice, sqlBlock } from "../shared/notice.ts";
import { page, plainTable } from "./plainTable.ts";

export const dateFormat = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

/** Facts that people need elsewhere. */
const copied = new Set(["Full name", "Owner", "Location", "Row filter", "Pipeline", "Id"]);

/**
 * Everything the workspace says of a table beside its columns.
 * @param storage the place of what the warehouse says of its files, where it has any.
 */
export function details(table: TableInfo, copy: (text: string) => void, storage: HTMLElement | undefined): Node {
  const time = (at: number | undefined) => (at === undefined ? undefined : dateFormat.format(at));
  const facts: [string, string | undefined][] = [
    ["Full name", table.fullName],
    ["Type", table.tableType],
    ["Format", table.format],
    ["Owner", table.owner],
    ["Comment", table.comment],
    ["Created", time(table.createdAt)],
    ["Created by", table.createdBy],
    ["Updated", time(table.updatedAt)],
    ["Updated by", table.updatedBy],
    ["Location", table.location],
    ["Row filter", table.rowFilter],
    ["Pipeline", table.pipelineId],
    ["Id", table.id],
  ];
  const rows = facts
    .filter(([, value]) => value !== undefined && value !== "")
    .map(([name, value = ""]) => [name, value, copied.has(name) ? copyButton(name, () => copy(value)) : ""]);
  const { definition, properties = [] } = table;
  return page(
    plainTable("Details", ["Fact", "Value", ""], rows),
    storage === undefined ? undefined : el("h2", {}, "Storage"),
    storage,
    definition === undefined ? undefined : el("h2", {}, "Query"),
    definition === undefined ? undefined : sqlBlock(definition),
    properties.length === 0 ? undefined : el("h2", {}, "Properties"),
    properties.length === 0
      ? undefined
      : plainTable(
          "Properties",
          ["Property", "Value"],
          properties.map(([name, value]) => [el("code", {}, name), value]),
        ),
  );
}

export function constraints({ constraints: all }: TableInfo): Node {
  if (all === undefined) return notice("The workspace says nothing about constraints of this table.");
  if (all.length === 0) return notice("No constraint is declared.");
  const rows = all.map((one) => {
    switch (one.kind) {
      case "primaryKey":
        return ["Primary key", one.name, one.columns.join(", ")];
      case "foreignKey":
        return [
          "Foreign key",
          one.name,
          `${one.columns.join(", ")} → ${one.parentTable} (${one.parentColumns.join(", ")})`,
        ];
      case "check":
        return ["Check", one.name, el("code", {}, one.expression)];
    }
  });
  const hint = el("p", { class: "muted" }, "Databricks enforces CHECK and NOT NULL; keys are declared, not enforced.");
  return page(plainTable("Constraints", ["Kind", "Name", "Columns"], rows), hint);
}

/** Who may do what, and which object passes it on. */
export function permissions(all: readonly Permission[], owner: string | undefined, buildGrants: () => void): Node {
  const build = button("Build grants…", "secondary", buildGrants);
  const ownerLine =
    owner === undefined ? undefined : el("p", {}, "Owner, who may do everything: ", el("strong", {}, owner));
  if (all.length === 0) {
    return page(ownerLine, el("p", { class: "muted" }, "No privilege is granted that you may see."), build);
  }
  const rows = [...all]
    .sort((a, b) => compare(a.principal, b.principal) || compare(a.privilege, b.privilege))
    .map(({ principal, privilege, from }) => [
      principal,
      privilege,
      from === undefined ? "this table" : `${from.type.toLowerCase().replaceAll("_", " ")} ${from.name}`,
    ]);
  return page(
    ownerLine,
    plainTable("Effective permissions", ["Principal", "Privilege", "Granted on"], rows),
    el("p", { class: "muted" }, "Who may not manage this table sees only some of its permissions."),
    build,
  );
}

export function lineage({ upstream, downstream, source }: Lineage, open: (fullName: string) => void): Node {
  const side = (title: string, none: string, tables: readonly LineageTable[]) => {
    const items = tables.map(({ fullName, type }) =>
      el(
        "li",
        {},
        button(fullName, "link", () => open(fullName)),
        type === undefined ? undefined : el("span", { class: "muted" }, ` ${type.toLowerCase().replaceAll("_", " ")}`),
      ),
    );
    const list = items.length === 0 ? el("p", { class: "muted" }, none) : el("ul", { class: "tables" }, ...items);
    return el("section", {}, el("h2", {}, `${title} (${tables.length})`), list);
  };
  return page(
    side("Made from", "No table that this one was made from is recorded.", upstream),
    side("Goes into", "No table that was made from this one is recorded.", downstream),
    el("p", { class: "muted" }, source),
  );
}

export function ddl(sql: string, act: { copy: (text: string) => void; open: (sql: string) => void }): Node {
  if (sql === "") return notice("The warehouse answered without a statement.");
  const bar = el(
    "div",
    { class: "buttons" },
    button("Copy", "secondary", () => act.copy(sql)),
    button("Open in editor", "secondary", () => act.open(sql)),
  );
  const block = el("pre", { class: "ddl", tabindex: 0, "aria-label": "Statement" }, sql);
  return el("div", { class: "ddl-pane" }, bar, block);
}

function copyButton(what: string, run: () => void): HTMLElement {
  const element = button("Copy", "link", run);
  element.ariaLabel = `Copy ${what.toLowerCase()}`;
  return element;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
