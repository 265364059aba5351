import { setAttributes } from "../dom.ts";
import type { ChartData } from "./chartData.ts";
import { axisTicks, chartText } from "./chartData.ts";

type Attributes = Readonly<Record<string, string | number>>;

/** Room around the drawing for axes and their names, in CSS pixels. */
const margin = { top: 10, right: 14, bottom: 46 };

/** A chart as an image of the given size. Colours come from the style sheet: `series-0` to `series-5`. */
export function chartSvg(kind: "bar" | "line", data: ChartData, width: number, height: number): SVGElement {
  const root = svg("svg", { class: "chart", viewBox: `0 0 ${width} ${height}`, width, height, role: "img" });
  root.setAttribute("aria-label", chartText(kind, data));
  const numbers = data.series.flatMap(({ values }) => values.filter((value) => value !== undefined));
  // Bars begin at zero: their length is what is read.
  const base = kind === "bar" ? [...numbers, 0] : numbers;
  const [low, high] = base.reduce(([a, b], value) => [Math.min(a, value), Math.max(b, value)], [Infinity, -Infinity]);
  const ticks = axisTicks(Number.isFinite(low) ? low : 0, Number.isFinite(high) ? high : 1, Math.max(2, height / 60));
  const [bottom, top] = [ticks[0] ?? 0, ticks.at(-1) ?? 1];
  const left = 16 + 7 * Math.max(...ticks.map((tick) => tickText(tick).length));
  const area = { left, right: width - margin.right, top: margin.top, bottom: height - margin.bottom };
  const y = (value: number): number => area.bottom - ((value - bottom) / (top - bottom)) * (area.bottom - area.top);
  const step = (area.right - area.left) / Math.max(1, data.labels.length);
  const x = (index: number): number => area.left + (index + 0.5) * step;

  for (const tick of ticks) {
    root.append(svg("line", { class: "chart-line", x1: area.left, x2: area.right, y1: y(tick), y2: y(tick) }));
    root.append(label(tickText(tick), { x: area.left - 6, y: y(tick) + 4, "text-anchor": "end" }));
  }
  const every = Math.ceil(data.labels.length / Math.max(1, Math.floor((area.right - area.left) / 80)));
  for (const [index, text] of data.labels.entries()) {
    if (index % every !== 0) continue;
    const shown = text.length > 12 ? `${text.slice(0, 11)}…` : text;
    root.append(label(shown, { x: x(index), y: area.bottom + 16, "text-anchor": "middle" }));
  }
  const middle = { x: (area.left + area.right) / 2, y: height - 8, "text-anchor": "middle" };
  root.append(label(data.across, { ...middle, class: "chart-axis" }));
  for (const [place, { values }] of data.series.entries()) {
    const colour = `series-${place}`;
    if (kind === "line") root.append(...linePaths(values, x, y, colour));
    else {
      const wide = Math.max(0.5, (step * 0.8) / data.series.length);
      for (const [index, value] of values.entries()) {
        if (value === undefined) continue;
        const from = x(index) - step * 0.4 + place * wide;
        const [up, down] = [Math.min(y(value), y(0)), Math.max(y(value), y(0))];
        root.append(svg("rect", { class: colour, x: from, y: up, width: wide, height: Math.max(0.5, down - up) }));
      }
    }
  }
  return root;
}

/** A line with a gap wherever there is no number; a number between two gaps is a dot. */
function linePaths(
  values: readonly (number | undefined)[],
  x: (index: number) => number,
  y: (value: number) => number,
  colour: string,
): SVGElement[] {
  const parts: SVGElement[] = [];
  let path = "";
  let points = 0;
  const finish = (): void => {
    if (points === 1) {
      const [cx = 0, cy = 0] = path.slice(1).split(" ");
      parts.push(svg("circle", { class: colour, cx, cy, r: 2.5 }));
    } else if (points > 1) parts.push(svg("path", { class: `chart-path ${colour}`, d: path }));
    path = "";
    points = 0;
  };
  for (const [index, value] of values.entries()) {
    if (value === undefined) finish();
    else path += `${points++ === 0 ? "M" : "L"}${x(index).toFixed(1)} ${y(value).toFixed(1)}`;
  }
  finish();
  return parts;
}

function tickText(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e15 || (size > 0 && size < 1e-4)) return value.toExponential();
  return value.toLocaleString("en-US", { notation: size >= 1e5 ? "compact" : "standard", maximumFractionDigits: 6 });
}

function label(text: string, attributes: Attributes): SVGElement {
  const element = svg("text", { class: "chart-label", ...attributes });
  element.textContent = text;
  return element;
}

function svg(name: string, attributes: Attributes): SVGElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  setAttributes(element, attributes);
  return element;
}
