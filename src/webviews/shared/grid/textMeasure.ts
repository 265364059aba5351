import type { MeasureText } from "./columnLayout.ts";

/**
 * Does once what a browser takes longest for with the first rows of a page, 20 ms and more: reads the data that numbers
 * are written by, and finds the fonts for a canvas. Called when there is nothing else to do.
 */
export function prepareTexts(): void {
  const texts = new TextMeasure(document.body, document.body);
  texts.gutterWidth(1000);
  texts.width("0", "name");
}

/** How wide texts are in a grid, in CSS pixels, in the fonts of its cells and of its head. */
export class TextMeasure {
  readonly #cells: Element;
  readonly #head: Element;
  readonly #context = document.createElement("canvas").getContext("2d");

  constructor(cells: Element, head: Element) {
    this.#cells = cells;
    this.#head = head;
  }

  readonly width: MeasureText = (text, what) => {
    const context = this.#context;
    if (!context) return text.length * 8;
    const { fontSize, fontFamily } = getComputedStyle(what === "cell" ? this.#cells : this.#head);
    context.font = `${what === "name" ? 600 : 400} ${fontSize} ${fontFamily}`;
    return context.measureText(text).width;
  };

  /** Room for the numbers of rows, up to this many. */
  gutterWidth(rows: number): number {
    return Math.ceil(this.width(Math.max(10, rows).toLocaleString("en-US").replace(/\d/g, "0"), "cell")) + 17;
  }
}
