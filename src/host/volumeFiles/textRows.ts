import { columnFromArray, tableFromColumns, tableToIPC, utf8 } from "@uwdata/flechette";
import type { ResultColumn, RowPage } from "../../protocol/rows.ts";

/** Rows of texts as the grid takes them. `type` says what a text means: the grid aligns and compares by it. */
export function textRows(
  columns: readonly ResultColumn[],
  rows: readonly (readonly (string | null)[])[],
): { readonly columns: readonly ResultColumn[]; readonly page: RowPage } {
  if (rows.length === 0) return { columns, page: { firstRow: 0, rowCount: 0, arrow: new ArrayBuffer(0) } };
  // Equal names would be merged; the grid goes by place and takes names from `columns`.
  const table = tableFromColumns(
    columns.map((_, i) => [
      `c${i}`,
      columnFromArray(
        rows.map((row) => row[i] ?? null),
        utf8(),
      ),
    ]),
  );
  const bytes = tableToIPC(table, { format: "stream" }) ?? new Uint8Array();
  return { columns, page: { firstRow: 0, rowCount: rows.length, arrow: new Uint8Array(bytes).buffer } };
}
