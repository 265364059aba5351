import assert from "node:assert/strict";
import {
  compareFixed,
  divideFixed,
  fixedText,
  parseFixed,
  scaleOf,
} from "../../../../src/webviews/shared/rows/fixedPoint.ts";

describe("fixedPoint", () => {
  it("reads and writes decimal numbers without rounding", () => {
    for (const text of ["0", "-12.50", "0.001", "-0.75", "99999999999999999999999999999999999999.01"]) {
      const fixed = parseFixed(text);
      assert.ok(fixed);
      assert.equal(fixedText(fixed), text);
    }
    assert.deepEqual(parseFixed(" +.5 "), { unscaled: 5n, scale: 1 });
    for (const text of ["", ".", "1e3", "ten", "1.2.3"]) assert.equal(parseFixed(text), undefined, text);
  });

  it("compares numbers of different scales", () => {
    assert.equal(compareFixed({ unscaled: 15n, scale: 1 }, { unscaled: 150n, scale: 2 }), 0);
    assert.equal(compareFixed({ unscaled: -1n, scale: 0 }, { unscaled: -99n, scale: 2 }), -1);
  });

  it("divides and rounds half away from zero", () => {
    const text = (unscaled: bigint, by: bigint): string => fixedText(divideFixed({ unscaled, scale: 0 }, by, 2));
    assert.deepEqual([text(1n, 3n), text(2n, 3n), text(1n, 8n), text(-1n, 8n)], ["0.33", "0.67", "0.13", "-0.13"]);
  });

  it("takes the scale from the type", () => {
    assert.deepEqual(["DECIMAL(18,2)", "decimal( 38 , 10 )", "DECIMAL(5)", "BIGINT"].map(scaleOf), [2, 10, 0, 0]);
  });
});
