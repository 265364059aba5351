import type { ColumnStatistics } from "../../protocol/tableDetail.ts";
import { el } from "../shared/dom.ts";
import { histogramChart } from "./histogramChart.ts";

/** One column's statistics. */
export function statisticsCard(one: ColumnStatistics): HTMLElement {
  const { name, type, rows, nulls, distinct, min, max, top, histogram, note } = one;
  const facts: [string, string | undefined][] = [
    ["NULL", `${number(nulls)} of ${number(rows)} (${percent(nulls, rows)})`],
    [
      "Distinct",
      distinct === undefined ? undefined : `${distinct.isEstimate ? "about " : ""}${number(distinct.count)}`,
    ],
    ["Smallest", min],
    ["Largest", max],
  ];
  const list = el("dl", { class: "statistics-facts" });
  for (const [fact, value] of facts) {
    if (value !== undefined) list.append(el("div", {}, el("dt", {}, fact), el("dd", {}, shown(value))));
  }
  const head = el("h2", {}, name, el("span", { class: "column-type" }, type));
  return el(
    "section",
    { class: "statistics-card", "aria-label": `Statistics of ${name}` },
    head,
    list,
    histogram === undefined ? undefined : drawn(name, histogram),
    top === undefined || top.length === 0 ? undefined : topValues(top, rows - nulls),
    note === undefined ? undefined : el("p", { class: "muted" }, note),
  );
}

function drawn(name: string, bars: NonNullable<ColumnStatistics["histogram"]>): HTMLElement {
  const ends = el(
    "div",
    { class: "histogram-ends muted", "aria-hidden": "true" },
    el("span", {}, bars.at(0)?.from ?? ""),
    el("span", {}, bars.at(-1)?.to ?? ""),
  );
  return el("div", { class: "histogram-box" }, histogramChart(name, bars), ends);
}

function topValues(top: NonNullable<ColumnStatistics["top"]>, present: number): HTMLElement {
  if (top.every(({ count }) => count === 1)) {
    return el("p", { class: "muted" }, present === top.length ? "Every value is there once." : "No value repeats.");
  }
  const rows = top.map(({ value, count }) =>
    el(
      "tr",
      {},
      el("td", { class: "top-value", title: value }, shown(value)),
      el("td", { class: "top-count" }, number(count)),
      el("td", { class: "top-count muted" }, percent(count, present)),
    ),
  );
  return el("table", { class: "top", "aria-label": "Most frequent values" }, el("tbody", {}, ...rows));
}

/** An empty text must be told from none. */
function shown(value: string): Node {
  return value === "" ? el("span", { class: "muted" }, "empty text") : document.createTextNode(value);
}

const number = (value: number): string => value.toLocaleString("en-US");

function percent(part: number, whole: number): string {
  if (whole === 0) return "0%";
  const value = (part / whole) * 100;
  return `${value.toLocaleString("en-US", { maximumFractionDigits: value < 10 ? 1 : 0 })}%`;
}
