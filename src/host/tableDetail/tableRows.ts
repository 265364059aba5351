import { quoteName } from "../../core/base/sqlName.ts";
import type { TableRows } from "../../protocol/tableDetail.ts";
import type { SqlResult, SqlStatement } from "../../workspace/sql/types.ts";

/** Rows that a sample shows. */
export const sampleSize = 100;

/** The first rows of a table. One row more is asked for, to know whether there are more. */
export function sampleStatement(path: readonly string[]): SqlStatement {
  return {
    sql: `SELECT * FROM ${path.map(quoteName).join(".")} LIMIT ${sampleSize + 1}`,
    firstRows: sampleSize,
  };
}

/**
 * Reads the first rows out of an open result, and closes it in any case; at once when the signal fires.
 * @param most rows that are kept; the statement's `firstRows` must be the same.
 */
export async function readRows(result: SqlResult, most: number, signal: AbortSignal): Promise<TableRows> {
  const close = () => void result.close().catch(() => undefined);
  signal.addEventListener("abort", close, { once: true });
  try {
    signal.throwIfAborted();
    const page = await result.nextPage(most);
    const rest = page === undefined || page.last ? undefined : await result.nextPage(1);
    return {
      columns: result.columns,
      page: {
        firstRow: 0,
        rowCount: page?.rowCount ?? 0,
        arrow: page === undefined ? new ArrayBuffer(0) : wholeBuffer(page.arrow),
      },
      truncated: (rest?.rowCount ?? 0) > 0,
    };
  } finally {
    signal.removeEventListener("abort", close);
    await result.close();
  }
}

/** A message carries a buffer; the bytes may be a part of a larger one. */
function wholeBuffer(bytes: Uint8Array<ArrayBuffer>): ArrayBuffer {
  const { buffer, byteOffset, byteLength } = bytes;
  return byteLength === buffer.byteLength ? buffer : buffer.slice(byteOffset, byteOffset + byteLength);
}
