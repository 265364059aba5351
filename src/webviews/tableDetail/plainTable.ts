import { el } from "../shared/dom.ts";

type Cell = Node | string | undefined;

/** A table of few rows with a header line; scrolls sideways in its own place, reachable by keyboard. */
export function plainTable(label: string, titles: readonly string[], rows: readonly (readonly Cell[])[]): HTMLElement {
  const head = el("tr", {}, ...titles.map((title) => el("th", { scope: "col" }, title)));
  const body = rows.map((cells) =>
    el("tr", {}, ...cells.map((cell, i) => el("td", { "data-title": titles[i] }, cell ?? ""))),
  );
  const table = el("table", { class: "plain", "aria-label": label }, el("thead", {}, head), el("tbody", {}, ...body));
  return el("div", { class: "plain-scroll", tabindex: 0, role: "group", "aria-label": label }, table);
}

/** A scrolling place for the contents of a part. */
export function page(...children: readonly Cell[]): HTMLElement {
  return el("div", { class: "page" }, ...children);
}
