import type { ColumnStatistics } from "../../protocol/tableDetail.ts";

const space = "http://www.w3.org/2000/svg";
const width = 300;
const height = 80;

/** Bars of a histogram. For a screen reader it is one picture with its most important facts as text. */
export function histogramChart(name: string, bars: NonNullable<ColumnStatistics["histogram"]>): SVGSVGElement {
  const highest = Math.max(1, ...bars.map(({ count }) => count));
  const peak = bars.find(({ count }) => count === highest);
  const first = bars.at(0)?.from ?? "";
  const last = bars.at(-1)?.to ?? "";
  const most = peak ? `; most rows, ${peak.count.toLocaleString("en-US")}, between ${peak.from} and ${peak.to}` : "";
  const svg = shape("svg", { class: "histogram", viewBox: `0 0 ${width} ${height}`, role: "img" });
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("aria-label", `Histogram of ${name} from ${first} to ${last}${most}`);
  const step = width / Math.max(1, bars.length);
  for (const [i, { from, to, count }] of bars.entries()) {
    // A bar of few rows among many must not look like none.
    const tall = count === 0 ? 0 : Math.max(1.5, (count / highest) * (height - 2));
    const gap = bars.length > 1 ? 1 : 0;
    const bar = shape("rect", { x: i * step, y: height - tall, width: Math.max(1, step - gap), height: tall });
    const text = shape("title", {});
    text.textContent = `${from === to ? from : `${from} – ${to}`}: ${count.toLocaleString("en-US")}`;
    bar.append(text);
    svg.append(bar);
  }
  return svg;
}

function shape<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string | number>>,
): SVGElementTagNameMap[K] {
  const element = document.createElementNS(space, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  return element;
}
