import assert from "node:assert/strict";
import { RowScroller } from "../../../src/webviews/shared/grid/rowScroller.ts";

const extent = { rowHeight: 22, rowCount: 1_000_000, viewport: 400, devicePixelRatio: 1 };

describe("RowScroller", () => {
  it("needs no scale for a million rows on a plain screen", () => {
    const scroller = new RowScroller(extent);
    assert.equal(scroller.isScaled, false);
    assert.equal(scroller.height, 22_000_000);
    assert.deepEqual(scroller.rowsAt(scroller.topAt(22_000_000 - 400)), { first: 999_981, last: 999_999 });
  });

  it("scales the bar where a browser could not hold the height; both ends stay exact", () => {
    for (const devicePixelRatio of [2, 3, 4]) {
      const scroller = new RowScroller({ ...extent, devicePixelRatio });
      assert.equal(scroller.isScaled, true);
      assert.ok(scroller.height * devicePixelRatio <= 2 ** 25);
      assert.equal(scroller.topAt(0), 0);
      assert.equal(scroller.rowsAt(scroller.topAt(scroller.height - 400)).last, 999_999);
      const middle = scroller.topAt(scroller.scrollTopAt(11_000_000));
      assert.ok(Math.abs(middle - 11_000_000) < 1e-3);
    }
  });

  it("moves no further than it must to show a row", () => {
    const scroller = new RowScroller(extent);
    assert.equal(scroller.reveal(10, 0), 0);
    assert.equal(scroller.reveal(20, 0), 21 * 22 - 400);
    assert.equal(scroller.reveal(5, 1000), 110);
    assert.equal(scroller.reveal(999_999, 0), 22_000_000 - 400);
  });

  it("has no rows in view when there are none", () => {
    assert.deepEqual(new RowScroller({ ...extent, rowCount: 0 }).rowsAt(0), { first: 0, last: -1 });
  });
});
