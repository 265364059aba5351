import type { Batch, Table } from "@uwdata/flechette";
import { tableFromIPC } from "@uwdata/flechette";

/** Values of some rows, column by column, as they lie in the page's bytes. */
export interface RowBlock {
  readonly rowCount: number;
  readonly columns: readonly Batch<unknown>[];
}

/** A page as flechette sees it: exact integers and decimals, dates as days. */
export function readPage(page: Uint8Array<ArrayBuffer>): Table {
  return tableFromIPC(page, { useBigInt: true, useDecimalInt: true, useDate: false });
}

/** The record batches of a page. Columns are cut alike, since they come from the same messages. */
export function* rowBlocks(page: Uint8Array<ArrayBuffer>): Generator<RowBlock> {
  const { children } = readPage(page);
  for (const [index, { length }] of (children[0]?.data ?? []).entries()) {
    yield {
      rowCount: length,
      columns: children.map(({ data }) => {
        const batch: Batch<unknown> | undefined = data[index];
        if (batch?.length !== length) throw new Error("The columns of a page differ in length.");
        return batch;
      }),
    };
  }
}
