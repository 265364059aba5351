import { tableFromIPC } from "@uwdata/flechette";
import { errorText, PwafError } from "../../core/base/errors.ts";
import type { SqlResult } from "./types.ts";

/** Rows that are read at most: this is for answers of a few rows, each asked for with a LIMIT or an aggregate. */
const mostRows = 10_000;

/**
 * All rows of a result whose columns are texts, null for NULL. Closes the result in any case; at once when the signal fires.
 * @throws PwafError `bad-response` when the rows cannot be read, `cancelled` when the signal fires.
 */
export async function readTexts(result: SqlResult, signal: AbortSignal): Promise<(string | null)[][]> {
  // Whoever stops it waits for no answer, and the server drops what is not asked for.
  const close = () => void result.close().catch(() => undefined);
  signal.addEventListener("abort", close, { once: true });
  try {
    const rows: (string | null)[][] = [];
    for (;;) {
      if (signal.aborted) throw new PwafError("cancelled", "Cancelled.");
      const page = await result.nextPage(mostRows - rows.length);
      if (page !== undefined && page.rowCount > 0) rows.push(...decoded(page.arrow));
      if (page === undefined || page.last || rows.length >= mostRows) return rows;
    }
  } finally {
    signal.removeEventListener("abort", close);
    await result.close();
  }
}

function decoded(arrow: Uint8Array): (string | null)[][] {
  try {
    const table = tableFromIPC(arrow);
    const columns = Array.from({ length: table.numCols }, (_, i) => table.getChildAt<unknown>(i));
    return Array.from({ length: table.numRows }, (_, row) => columns.map((column) => textOf(column.at(row))));
  } catch (error) {
    throw new PwafError("bad-response", `The rows cannot be read: ${errorText(error)}`, { cause: error });
  }
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "string") return value;
  throw new TypeError(`A text was asked for, but a ${typeof value} came.`);
}
