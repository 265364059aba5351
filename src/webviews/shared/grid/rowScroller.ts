/**
 * Browsers cap the height of an element: Chromium at 2^25 device pixels. This leaves some room below.
 * Source: `LayoutUnit` of Blink, 26.6 fixed point.
 */
const tallestElement = 32_000_000;

export interface ScrollExtent {
  readonly rowHeight: number;
  readonly rowCount: number;
  /** Height in which rows are visible, in CSS pixels. */
  readonly viewport: number;
  readonly devicePixelRatio: number;
}

/**
 * Maps rows to a scroll bar. As long as all rows fit into an element, one pixel is one pixel; above that the scroll bar
 * is scaled, so that its two ends are still exactly the first and the last row.
 */
export class RowScroller {
  readonly #extent: ScrollExtent;
  /** Height of the scrolled content in CSS pixels. */
  readonly height: number;
  readonly isScaled: boolean;

  constructor(extent: ScrollExtent) {
    this.#extent = extent;
    const real = extent.rowCount * extent.rowHeight;
    this.height = Math.min(real, Math.floor(tallestElement / extent.devicePixelRatio));
    this.isScaled = this.height < real;
  }

  /** Largest distance from the top of the first row to the top of the viewport. */
  get maxTop(): number {
    return Math.max(0, this.#extent.rowCount * this.#extent.rowHeight - this.#extent.viewport);
  }

  /** Distance of the viewport from the first row, for a position of the scroll bar. */
  topAt(scrollTop: number): number {
    if (!this.isScaled) return scrollTop;
    const most = this.height - this.#extent.viewport;
    return scrollTop > most - 1 ? this.maxTop : (scrollTop / most) * this.maxTop;
  }

  /** Position of the scroll bar for a distance from the first row. */
  scrollTopAt(top: number): number {
    return this.isScaled ? (top / this.maxTop) * (this.height - this.#extent.viewport) : top;
  }

  clamp(top: number): number {
    return Math.min(Math.max(0, top), this.maxTop);
  }

  /** The nearest distance at which a row is in view as a whole. */
  reveal(row: number, top: number): number {
    const { rowHeight, viewport } = this.#extent;
    const start = row * rowHeight;
    if (start < top) return this.clamp(start);
    if (start + rowHeight > top + viewport) return this.clamp(start + rowHeight - viewport);
    return top;
  }

  /** First and last (inclusive) row that is at least partly in view; last < first when there is none. */
  rowsAt(top: number): { first: number; last: number } {
    const { rowHeight, viewport, rowCount } = this.#extent;
    const first = Math.max(0, Math.floor(top / rowHeight));
    return { first, last: Math.min(rowCount, Math.ceil((top + viewport) / rowHeight)) - 1 };
  }
}
