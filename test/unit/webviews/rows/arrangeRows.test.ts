import assert from "node:assert/strict";
import { Float64, Int64 } from "apache-arrow";
import * as fc from "fast-check";
import type { Arrangement } from "../../../../src/protocol/arrangement.ts";
import { ArrowRows } from "../../../../src/webviews/shared/arrowRows.ts";
import { arrangeRows } from "../../../../src/webviews/shared/rows/arrangeRows.ts";
import { compareValues } from "../../../../src/webviews/shared/rows/compareValues.ts";
import { column, columnsOf, page } from "../../../webviews/harness/pages.ts";

const going = new AbortController().signal;

describe("arrangeRows", () => {
  it("orders as a stable sort does, NULL first and NaN last", async () => {
    const id = fc.option(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }));
    const price = fc.option(fc.oneof(fc.constantFrom(NaN, 0, -0, Infinity), fc.double()));
    const rows = fc.array(fc.tuple(fc.oneof(fc.constantFrom(1n, 2n, null), id), price), {
      minLength: 1,
      maxLength: 60,
    });
    const property = fc.asyncProperty(rows, fc.boolean(), async (values, isDescending) => {
      const columns = [
        column(
          "id",
          "BIGINT",
          new Int64(),
          values.map(([each]) => each),
        ),
        column(
          "price",
          "DOUBLE",
          new Float64(),
          values.map(([, each]) => each),
        ),
      ];
      const source = new ArrowRows(columnsOf(columns));
      source.add(page(0, columns));
      const direction = isDescending ? "descending" : "ascending";
      const arrangement: Arrangement = {
        sort: [
          { column: 0, direction },
          { column: 1, direction: "ascending" },
        ],
        filters: [],
      };
      const sorted = await arrangeRows(source, values.length, arrangement, going);
      const expected = values
        .map((_, row) => row)
        .sort(
          (a, b) =>
            compareValues(values[a]?.[0] ?? undefined, values[b]?.[0] ?? undefined) * (isDescending ? -1 : 1) ||
            compareValues(values[a]?.[1] ?? undefined, values[b]?.[1] ?? undefined),
        );
      assert.deepEqual([...sorted], expected);
    });
    await fc.assert(property, { numRuns: 100 });
  });

  it("leaves rows out by every filter, and sorts the rest", async () => {
    const columns = [column("id", "BIGINT", new Int64(), [5n, 1n, null, 4n, 2n])];
    const source = new ArrowRows(columnsOf(columns));
    source.add(page(0, columns));
    const filters = [
      { column: 0, test: ">", text: "1.5" },
      { column: 0, test: "<>", text: "4" },
    ] as const;
    const arrangement: Arrangement = { sort: [{ column: 0, direction: "ascending" }], filters };
    assert.deepEqual([...(await arrangeRows(source, 5, arrangement, going))], [4, 0]);
    assert.deepEqual(
      [...(await arrangeRows(source, 4, arrangement, going))],
      [0],
      "rows that came later are not looked at",
    );
  });
});
