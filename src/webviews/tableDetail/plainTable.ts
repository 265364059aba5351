import { el } from "../shared/dom.ts";

type Cell = Node | string | undefined;

/** A table of few rows with a header line; scrolls sideways in its own place, reachable by keyboard. */
export function plainTable(label: string, titles: readonly string[], rows: readonly (readonly Cell[])[]): HTMLElement {
  // The roles keep it a table for screen readers where it is too narrow to be drawn as one.
  const column = (title: string) => el("th", { role: "columnheader", scope: "col" }, title);
  const head = el("tr", { role: "row" }, ...titles.map(column));
  const body = rows.map((cells) =>
    el("tr", { role: "row" }, ...cells.map((cell) => el("td", { role: "cell" }, cell ?? ""))),
  );
  const table = el(
    "table",
    { class: "plain", role: "table", "aria-label": label },
    el("thead", { role: "rowgroup" }, head),
    el("tbody", { role: "rowgroup" }, ...body),
  );
  return el("div", { class: "plain-scroll", tabindex: 0, role: "group", "aria-label": label }, table);
}

/** A scrolling place for the contents of a part. */
export function page(...children: readonly Cell[]): HTMLElement {
  return el("div", { class: "page" }, ...children);
}
