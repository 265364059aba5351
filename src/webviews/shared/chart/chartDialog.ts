import { button, el, setText, uniqueId } from "../dom.ts";
import type { CellRange, GridSource } from "../grid/gridSource.ts";
import { chartData, chartText } from "./chartData.ts";
import { chartSvg } from "./chartSvg.ts";

type Kind = "bar" | "line";

/** A quick chart of the selected rows. */
export class ChartDialog {
  readonly element: HTMLDialogElement;
  readonly #titleId = uniqueId("chart-title");
  /** Name of its radio buttons. */
  readonly #group = uniqueId("chart-form");
  readonly #legend = el("ul", { class: "chart-legend" });
  readonly #space = el("div", { class: "chart-space" });
  readonly #note = el("p", { class: "muted" });
  #kind: Kind = "bar";
  #what: { readonly source: GridSource; readonly range: CellRange } | undefined;

  constructor() {
    const kinds = el("div", { class: "viewer-forms", role: "radiogroup", "aria-label": "Kind of chart" });
    for (const kind of ["bar", "line"] as const) kinds.append(this.#choice(kind));
    const close = button("Close", "primary", () => this.element.close());
    const title = el("h2", { class: "viewer-title", id: this.#titleId }, "Chart");
    this.element = el(
      "dialog",
      { class: "viewer", "aria-labelledby": this.#titleId },
      el("div", { class: "viewer-head" }, title, this.#legend),
      this.#space,
      this.#note,
      el("div", { class: "viewer-buttons" }, kinds, close),
    );
    new ResizeObserver(() => this.#draw()).observe(this.#space);
  }

  /** False when the range holds no numbers to draw. */
  show(source: GridSource, range: CellRange): boolean {
    if (!chartData(source, range, this.#kind)) return false;
    this.#what = { source, range };
    this.element.showModal();
    this.#draw();
    return true;
  }

  #choice(kind: Kind): HTMLElement {
    const input = el("input", { type: "radio", name: this.#group, checked: kind === this.#kind });
    input.addEventListener("change", () => {
      this.#kind = kind;
      this.#draw();
    });
    return el("label", {}, input, kind === "bar" ? "Bars" : "Lines");
  }

  #draw(): void {
    const { clientWidth, clientHeight } = this.#space;
    if (!this.#what || clientHeight === 0) return;
    const data = chartData(this.#what.source, this.#what.range, this.#kind);
    if (!data) return;
    this.#space.replaceChildren(chartSvg(this.#kind, data, clientWidth, clientHeight));
    this.#space.title = chartText(this.#kind, data);
    const names = data.series.map(({ name }, index) => el("li", { class: `series-${index}` }, name));
    this.#legend.replaceChildren(...names);
    setText(this.#note, data.note ?? "");
    this.#note.hidden = data.note === undefined;
  }
}
